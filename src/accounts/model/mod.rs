//! The nouns of the slice, parsed; whether something may be done with them is asked elsewhere.

mod event;
mod secret;
mod session;
mod ticket;
mod token;
mod user;

pub(super) use event::Event;
pub use event::EventKind;
pub use secret::{Password, Secret};
pub(super) use session::{LONGEST, Session, TOUCHED_EVERY};
pub use ticket::Ticket;
pub use token::{ApiToken, NewToken, Scope, TokenId, TokenName};
pub use user::{DisplayName, Login, NewUser, TownshipCode, User};

//! Peaceful boundary 平安边界: what neighbours do together, in five mechanisms, as records with people, days and follow-up.
//!
//! Information sharing ([`bulletins`]), regular meetings ([`meetings`]), joint prevention ([`prevention`]), joint mediation
//! ([`disputes`]: R353 art. 15, State Council Order 26 of 1989) and emergency handling ([`emergencies`]); the agreements
//! on it ([`agreements`]) and the yearly table that is read off the records ([`evaluation`]).
//!
//! Each record names a neighbour and, where it has one, a boundary line. Nothing of it is public.

pub mod agreements;
pub mod bulletins;
mod clerk;
pub mod codes;
pub mod disputes;
pub mod emergencies;
pub mod evaluation;
pub mod head;
pub mod http;
pub mod limits;
pub mod meetings;
pub mod neighbours;
pub mod noun;
pub mod participant;
pub mod policy;
pub mod prevention;
mod problem;
pub mod refusal;
mod store;

pub use clerk::Clerk;
pub use head::{Filter, Head, Scope};
pub use noun::Noun;
pub use participant::Participant;
pub use refusal::Refusal;

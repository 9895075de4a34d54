//! Accounts: who may work with the register, and how they prove it.
//!
//! A person has one account with one role and signs in with a password; a program sends a token of some person, with
//! that person's role and no more than the token's scopes. Accounts are disabled, never deleted, so a log-in name in
//! an old record always means the same person. What happened to an account is kept in `account_event`, which is also
//! what log-in throttling counts: instances share everything and keep nothing.
//!
//! Secrets leave this slice twice, when a session is opened and when a token is made; after that only their digests
//! exist. It does not decide who may do what in the work itself: routes and each slice's `policy` do.

mod http;
mod model;
mod password;
mod policy;
mod refusal;
pub mod service;
mod store;
mod throttle;

#[cfg(test)]
mod tests;

pub use http::{InPerson, Me, authenticate, caller, routes};
pub use model::{
    ApiToken, DisplayName, EventKind, Login, NewToken, NewUser, Password, Scope, Secret, Ticket, TokenId, TokenName,
    TownshipCode, User,
};
pub use refusal::{Invalid, Refusal};

use crate::{db::Db, kernel::ids::Ids};

/// What the routes and the authentication layer work with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Accounts {
    /// The database.
    pub db: Db,
    /// Where ids come from.
    pub ids: Ids,
    /// Whether a proxy that we trust stands in front: only then do `X-Forwarded-Proto`,
    /// `X-Forwarded-Host` and `X-Forwarded-For` count.
    pub trust_proxy: bool,
}

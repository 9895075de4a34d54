//! Why the slice says no.

use time::Duration;

use crate::{db, kernel::actor::Role};

/// Content that cannot be accepted, whatever the state of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// The form of a log-in name.
    #[error("a log-in name has 2 to 40 characters: lower-case letters, digits, `.`, `_`, `-`")]
    Login,
    /// A log-in name that records use for something else.
    #[error("this log-in name is reserved for records")]
    ReservedLogin,
    /// The form of a display name.
    #[error("a display name has 1 to 60 characters and no control characters")]
    DisplayName,
    /// The form of a township code.
    #[error("a township code has 9 digits (GB/T 10114)")]
    Township,
    /// A township for somebody who is no township clerk.
    #[error("only a township clerk has a township")]
    TownshipOfOtherRole,
    /// A short password.
    #[error("a password has at least 10 characters")]
    PasswordTooShort,
    /// A password nobody types.
    #[error("a password has at most 200 bytes")]
    PasswordTooLong,
    /// A password that anyone can guess.
    #[error("the password must not be the log-in name")]
    PasswordIsLogin,
    /// The form of a token's name.
    #[error("a token's name has 1 to 60 characters and no control characters")]
    TokenName,
    /// A token that opens nothing.
    #[error("a token needs at least one scope")]
    NoScope,
    /// A token that has expired or hardly ever will.
    #[error("a token expires in the future, at most 365 days from now")]
    TokenExpiry,
    /// The password in use, which was to be proved, is another.
    #[error("this is not the present password")]
    PresentPassword,
}

/// Why a use case was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The content cannot be accepted.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// Log-in name and password do not belong together, or the account is disabled; which of them is not said.
    #[error("wrong log-in name or password")]
    WrongPassword,
    /// Too many failed log-ins.
    #[error("too many failed log-ins; try again in {} s", .0.whole_seconds())]
    TooManyAttempts(Duration),
    /// The log-in name belongs to somebody, perhaps disabled.
    #[error("the log-in name is taken")]
    LoginTaken,
    /// No account has this log-in name.
    #[error("no account has this log-in name")]
    UnknownUser,
    /// The person has no such token.
    #[error("there is no such token")]
    UnknownToken,
    /// The account is disabled.
    #[error("the account is disabled")]
    Disabled,
    /// Nobody could keep accounts any more.
    #[error("this is the last administrator in office; appoint another first")]
    LastAdmin,
    /// Somebody who may not keep accounts.
    #[error("the role {0} may not keep accounts")]
    NotAdmin(Role),
    /// Somebody without an account, or somebody else's thing.
    #[error("this belongs to somebody else")]
    NotOwner,
    /// The hash function failed.
    #[error("the password could not be hashed: {0}")]
    Hashing(String),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

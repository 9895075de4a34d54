//! What happened to an account.

use std::net::IpAddr;

use super::Login;
use crate::code_enum;

code_enum!(
    /// A kind of thing that happens to an account.
    EventKind as "account_event_kind" {
        /// It was made.
        Created = "created",
        /// It was disabled.
        Disabled = "disabled",
        /// It was put in use again.
        Enabled = "enabled",
        /// Someone signed in.
        LoggedIn = "logged_in",
        /// Someone tried to.
        LoginFailed = "login_failed",
        /// Someone signed out.
        LoggedOut = "logged_out",
        /// The password was changed.
        PasswordChanged = "password_changed",
        /// An API token was made.
        TokenMade = "token_made",
        /// An API token was revoked.
        TokenRevoked = "token_revoked",
    }
);

/// One thing that happened, without anything about the person beyond the account.
#[derive(Debug, Clone, Copy)]
pub(in crate::accounts) struct Event<'a> {
    pub(in crate::accounts) kind: EventKind,
    /// The account; `None` when what was typed cannot be a log-in name (it may well have been the password).
    pub(in crate::accounts) login: Option<&'a Login>,
    /// Where the client was.
    pub(in crate::accounts) address: Option<IpAddr>,
    /// Who did it, as [`crate::kernel::actor::Actor::label`].
    pub(in crate::accounts) actor: &'a str,
}

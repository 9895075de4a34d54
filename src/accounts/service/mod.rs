//! Use cases, one transaction each. The command line calls them as the operator, the routes as the caller.

mod demo;
mod sessions;
mod tokens;
mod users;

pub use demo::{DEMO_PASSWORD, demo_accounts, demo_logins};
pub(super) use sessions::{Attempt, change_password, log_in, log_out, session_of};
pub(super) use tokens::token_holder;
pub use tokens::{make_token, revoke_token, tokens_of};
pub(super) use users::{add, disable, enable, hash};
pub use users::{add_user, disable_user, enable_user, list_users, user_in_office};

//! Statements of the slice.

mod event;
mod session;
mod token;
mod user;

pub(super) use event::{failures, queue_attempts, record};
pub(super) use session::{end_session, end_sessions_of, open_session, session, touch_session};
pub(super) use token::{
    TokenHolder, insert_token, revoke_token, revoke_tokens_of, token_holder, tokens_of, touch_token,
};
pub(super) use user::{
    admins_in_office, insert_user, lock_user, set_disabled, set_password, user, user_by_id, user_with_hash, users,
};

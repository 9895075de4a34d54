//! The person behind a request, as the authentication layer found out.

use axum::{extract::FromRequestParts, http::request::Parts};
use time::OffsetDateTime;

use super::super::model::{Ticket, User};
use crate::http::{Problem, ProblemType, access::not_signed_in};

/// The person, and the session if that is how the person came.
#[derive(Debug, Clone)]
pub struct Me {
    /// The account.
    pub user: User,
    pub(super) session: Option<OwnSession>,
}

/// A session that may act on the account itself. A token may not: who finds one must not be able to make it last.
#[derive(Debug, Clone)]
pub(super) struct OwnSession {
    pub(super) ticket: Ticket,
    pub(super) expires_at: OffsetDateTime,
}

impl<S: Sync> FromRequestParts<S> for Me {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get().cloned().ok_or_else(not_signed_in)
    }
}

/// The person in a session, not behind a token.
#[derive(Debug, Clone)]
pub struct InPerson(pub User, pub(super) OwnSession);

impl<S: Sync> FromRequestParts<S> for InPerson {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Me { user, session } = Me::from_request_parts(parts, state).await?;
        session.map(|session| Self(user, session)).ok_or_else(|| {
            Problem::new(
                ProblemType::NotAllowed,
                "此操作须本人登录，不能使用令牌",
                "this takes a person who is signed in, not a token",
            )
        })
    }
}

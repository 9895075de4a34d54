//! Tokens for programs.

use std::str::FromStr;

use time::{Duration, OffsetDateTime};

use super::user::label;
use crate::{accounts::refusal::Invalid, code_enum, typed_id};

/// Longest life of a token.
const LONGEST: Duration = Duration::days(365);

typed_id!(
    /// One API token.
    TokenId
);

code_enum!(
    /// What a token may be used for, within the rights of its owner.
    Scope as "token_scope" {
        /// Safe methods: GET, HEAD, OPTIONS.
        Read = "read",
        /// All other methods.
        Write = "write",
    }
);

/// What the owner calls a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenName(String);

impl TokenName {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TokenName {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        label(text).map(Self).ok_or(Invalid::TokenName)
    }
}

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    pub(in crate::accounts) name: TokenName,
    pub(in crate::accounts) scopes: Vec<Scope>,
    pub(in crate::accounts) expires_at: OffsetDateTime,
}

impl NewToken {
    /// Puts the parts together: at least one scope, and an end within a year of `now`.
    pub fn new(
        name: TokenName,
        mut scopes: Vec<Scope>,
        expires_at: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Result<Self, Invalid> {
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            return Err(Invalid::NoScope);
        }
        if expires_at <= now || expires_at > now + LONGEST {
            return Err(Invalid::TokenExpiry);
        }
        Ok(Self { name, scopes, expires_at })
    }
}

/// A token as its owner sees it in a list: without the secret, which was shown once.
#[derive(Debug, Clone)]
pub struct ApiToken {
    /// The token.
    pub id: TokenId,
    /// What the owner calls it.
    pub name: TokenName,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: OffsetDateTime,
    /// From when it opens nothing.
    pub expires_at: OffsetDateTime,
    /// When it was last used, to the minute.
    pub last_used_at: Option<OffsetDateTime>,
    /// When it was revoked.
    pub revoked_at: Option<OffsetDateTime>,
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_token_has_a_scope_and_an_end_within_a_year() {
        let now = datetime!(2023-03-01 00:00 UTC);
        let new = |scopes: &[Scope], days| {
            NewToken::new("导出".parse().unwrap(), scopes.to_vec(), now + Duration::days(days), now)
        };
        assert_eq!(new(&[Scope::Write, Scope::Read, Scope::Write], 365).unwrap().scopes, [Scope::Read, Scope::Write]);
        assert_eq!(new(&[], 1).unwrap_err(), Invalid::NoScope);
        assert_eq!(new(&[Scope::Read], 0).unwrap_err(), Invalid::TokenExpiry);
        assert_eq!(new(&[Scope::Read], 366).unwrap_err(), Invalid::TokenExpiry);
    }
}

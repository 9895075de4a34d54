//! Invitations 邀请: a link with a secret, by which somebody of the neighbour's office writes for it in one inspection.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// The longest time for which an invitation opens its inspection.
pub const LONGEST: Duration = Duration::days(180);

/// An invitation; what its link holds is kept as a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// UUIDv7.
    pub id: Uuid,
    /// The inspection, and no other.
    pub inspection: Uuid,
    /// SHA-256 of the secret.
    pub token_digest: [u8; 32],
    /// Who holds it.
    pub person: String,
    /// From which office.
    pub unit: String,
    /// Log-in name of who made it.
    pub made_by: String,
    /// When it was made.
    pub made_at: OffsetDateTime,
    /// When it ends.
    pub expires_at: OffsetDateTime,
    /// When it was revoked.
    pub revoked_at: Option<OffsetDateTime>,
    /// Why.
    pub revoke_reason: Option<String>,
    /// When it last wrote something.
    pub last_used_at: Option<OffsetDateTime>,
}

impl Invitation {
    /// Whether it opens its inspection at an instant.
    #[must_use]
    pub fn is_open(&self, now: OffsetDateTime) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// The secret of a link: 256 random bits.
#[derive(Clone)]
pub struct Token(String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new one.
    pub fn draw() -> Result<Self, getrandom::Error> {
        let mut random = [0_u8; 32];
        getrandom::fill(&mut random)?;
        Ok(Self(BASE64.encode(random)))
    }

    /// One as it came in a link.
    #[must_use]
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What is kept of it: SHA-256.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The secret, to be told once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

//! The chain of what one side says: each act holds the digest of the one before.

use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use uuid::Uuid;

use super::acts::Act;

/// An act in its chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Code of the side that says it.
    pub side: String,
    /// Place among the acts of that side, from 1.
    pub serial: i32,
    /// UUIDv7.
    pub id: Uuid,
    /// When, cut to the microsecond.
    pub at: OffsetDateTime,
    /// Who: a log-in name of the own office, or who holds the invitation.
    pub person: String,
    /// From which office.
    pub unit: String,
    /// What, as it went into the digest: JSON.
    pub content: String,
    /// The same, read.
    pub act: Act,
    /// SHA-256 of all of this and of the link before.
    pub digest: [u8; 32],
}

/// What a link says of itself; all but its digest and what was read.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Which inspection.
    pub inspection: Uuid,
    /// Code of the side.
    pub side: &'a str,
    /// Place in the chain.
    pub serial: i32,
    /// UUIDv7.
    pub id: Uuid,
    /// When.
    pub at: OffsetDateTime,
    /// Who.
    pub person: &'a str,
    /// From which office.
    pub unit: &'a str,
    /// What, as JSON.
    pub content: &'a str,
}

impl Said<'_> {
    /// The digest of a link that follows `previous`; the first follows nothing.
    #[must_use]
    pub fn digest(&self, previous: Option<&[u8; 32]>) -> [u8; 32] {
        let serial = self.serial.to_be_bytes();
        let at = self.at.unix_timestamp_nanos().to_be_bytes();
        of_parts(&[
            previous.map_or(&[][..], |digest| digest),
            self.inspection.as_bytes(),
            self.side.as_bytes(),
            &serial,
            self.id.as_bytes(),
            &at,
            self.person.as_bytes(),
            self.unit.as_bytes(),
            self.content.as_bytes(),
        ])
    }
}

/// SHA-256 over `parts`, each behind its length so that they cannot run into each other.
#[must_use]
pub fn of_parts(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

//! The chain of digests through the events of a case.

use sha2::{Digest, Sha256};

use super::{Event, Subject};

/// SHA-256 over the digest before and everything that an event says, each part behind its length.
pub(super) fn digest(subject: Subject, event: &Event) -> [u8; 32] {
    let at = event.at.unix_timestamp_nanos().to_be_bytes();
    let position = event.position.to_be_bytes();
    let actor_id = event.actor_id.map(uuid::Uuid::into_bytes);
    let parts: [Option<&[u8]>; 11] = [
        Some(&event.previous_digest),
        Some(subject.kind.as_bytes()),
        Some(subject.id.as_bytes()),
        Some(&position),
        Some(&at),
        Some(event.actor.as_bytes()),
        actor_id.as_ref().map(<[u8; 16]>::as_slice),
        Some(event.kind.as_bytes()),
        event.from_state.as_deref().map(str::as_bytes),
        event.to_state.as_deref().map(str::as_bytes),
        Some(event.facts.as_bytes()),
    ];
    let mut hasher = Sha256::new();
    for part in parts {
        // Absent and empty are told apart.
        hasher.update(part.map_or(u64::MAX, |part| part.len() as u64).to_be_bytes());
        hasher.update(part.unwrap_or_default());
    }
    hasher.finalize().into()
}

/// Position of the first event of a case that is not what was appended, or does not follow the one before.
#[must_use]
pub fn first_broken(subject: Subject, events: &[Event]) -> Option<i32> {
    let mut previous: &[u8] = &[];
    for (event, position) in events.iter().zip(1..) {
        let follows = event.position == position && event.previous_digest == previous;
        if !follows || event.digest != digest(subject, event) {
            return Some(position);
        }
        previous = &event.digest;
    }
    None
}

//! One thing that was done to a case.

use serde::Serialize;
use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{chain, store};
use crate::{
    db::{self, WriteTx, tx::Tx},
    kernel::{
        actor::{Actor, UserId},
        ids::Ids,
    },
};

/// What a record is about: one case of some kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// Kind of case, such as `naming_case`.
    pub kind: &'static str,
    /// Which case.
    pub id: Uuid,
}

/// Something done now, to be appended.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// The action, such as `submit`.
    pub kind: &'a str,
    /// State of the case before; `None` when it begins.
    pub from_state: Option<&'a str>,
    /// State afterwards.
    pub to_state: Option<&'a str>,
    /// What was said and decided.
    pub facts: Value,
}

/// An event as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Place among the events of its case, from 1.
    pub position: i32,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Log-in name of who did it.
    pub actor: String,
    /// The account, if it was somebody with one.
    #[serde(skip)]
    pub actor_id: Option<Uuid>,
    /// The action.
    pub kind: String,
    /// State before.
    pub from_state: Option<String>,
    /// State afterwards.
    pub to_state: Option<String>,
    /// What was said and decided: JSON as it went into the digest.
    #[serde(skip)]
    pub facts: String,
    /// Digest of the event before.
    #[serde(skip)]
    pub previous_digest: Vec<u8>,
    /// SHA-256 over all of the above.
    #[serde(skip)]
    pub digest: Vec<u8>,
}

/// Appends an event. The caller holds the lock of the case, so that events of one case follow each other.
pub async fn append(
    tx: &WriteTx,
    ids: &Ids,
    actor: &Actor,
    at: OffsetDateTime,
    subject: Subject,
    new: NewEvent<'_>,
) -> Result<(), db::Error> {
    let (position, previous_digest) = store::last_event(tx, subject).await?.unwrap_or_default();
    let mut event = Event {
        position: position + 1,
        at,
        actor: actor.label().to_owned(),
        actor_id: account(actor).map(|user| user.0),
        kind: new.kind.to_owned(),
        from_state: new.from_state.map(str::to_owned),
        to_state: new.to_state.map(str::to_owned),
        facts: new.facts.to_string(),
        previous_digest,
        digest: Vec::new(),
    };
    event.digest = chain::digest(subject, &event).to_vec();
    store::insert_event(tx, ids.next(), subject, &event).await
}

/// The events of a case, the first one first.
pub async fn of_subject(tx: &Tx, subject: Subject) -> Result<Vec<Event>, db::Error> {
    store::events(tx, subject).await
}

fn account(actor: &Actor) -> Option<UserId> {
    match actor {
        Actor::User { id, .. } => Some(*id),
        Actor::Operator | Actor::Public => None,
    }
}

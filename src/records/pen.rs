//! Who writes on record, and when.

use serde_json::Value;
use time::{Date, OffsetDateTime};

use super::{NewEvent, Subject, append};
use crate::{
    db::{self, WriteTx},
    kernel::{
        actor::{Actor, Role, UserId},
        dates::office_date,
        ids::Ids,
    },
};

/// One transaction of one person: what every use case of a slice needs.
#[derive(Debug, Clone, Copy)]
pub struct Pen<'a> {
    /// The transaction.
    pub tx: &'a WriteTx,
    /// For new things.
    pub ids: &'a Ids,
    /// Who.
    pub actor: &'a Actor,
    /// The instant.
    pub now: OffsetDateTime,
}

/// What the record says of a step: what was done, and the states before and after it.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What was done.
    pub kind: &'static str,
    /// State before; none when something begins.
    pub from: Option<&'static str>,
    /// State afterwards.
    pub to: Option<&'static str>,
}

impl Step {
    /// The step with which something begins.
    #[must_use]
    pub const fn begins(kind: &'static str, to: &'static str) -> Self {
        Self { kind, from: None, to: Some(to) }
    }
}

impl Pen<'_> {
    /// The civil day in the office.
    #[must_use]
    pub fn today(&self) -> Date {
        office_date(self.now)
    }

    /// The account of who acts; the operator and the public have none.
    #[must_use]
    pub fn account(&self) -> Option<UserId> {
        match self.actor {
            Actor::User { id, .. } => Some(*id),
            Actor::Operator | Actor::Public => None,
        }
    }

    /// The role of who acts.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        match self.actor {
            Actor::User { role, .. } => Some(*role),
            Actor::Operator | Actor::Public => None,
        }
    }

    /// Appends the one event of a step.
    pub async fn append(&self, subject: Subject, step: Step, facts: Value) -> Result<(), db::Error> {
        let new = NewEvent { kind: step.kind, from_state: step.from, to_state: step.to, facts };
        append(self.tx, self.ids, self.actor, self.now, subject, new).await
    }
}

//! Who works on archives, and what every change of a volume has in common.

use serde_json::{Value, json};
use time::{Date, OffsetDateTime};

use super::{
    codes::VolumeState,
    missing,
    model::{Contents, VolumeId},
    refusal::Refusal,
    store,
};
use crate::{
    db::WriteTx,
    kernel::{
        actor::{Actor, UserId},
        dates::office_date,
        ids::Ids,
    },
    records::{self, NewEvent, Subject},
};

/// What the records call a volume.
pub(super) const SUBJECT: &str = "archive_volume";

/// The member of an event's facts that tells how many things were missing after it.
pub(super) const MISSING: &str = "missing";

/// A volume as the subject of records.
pub(super) fn subject(volume: VolumeId) -> Subject {
    Subject { kind: SUBJECT, id: volume.0 }
}

/// Who works on archives, and when.
#[derive(Debug, Clone, Copy)]
pub struct Clerk<'a> {
    /// The transaction.
    pub tx: &'a WriteTx,
    /// For new things.
    pub ids: &'a Ids,
    /// Who.
    pub actor: &'a Actor,
    /// The instant.
    pub now: OffsetDateTime,
    /// Number of the fonds 全宗号, for catalogue numbers.
    pub fonds: &'a str,
}

impl Clerk<'_> {
    /// Its civil day in the office.
    #[must_use]
    pub fn today(&self) -> Date {
        office_date(self.now)
    }

    /// The account of who acts; the operator and the public have none.
    pub(super) fn account(&self) -> Result<UserId, Refusal> {
        match self.actor {
            Actor::User { id, .. } => Ok(*id),
            Actor::Operator | Actor::Public => Err(Refusal::NoAccount),
        }
    }

    /// Locks a volume and reads all that is in it; another version than `based_on` is refused, if one was said.
    pub(super) async fn lock(&self, id: VolumeId, based_on: Option<i64>) -> Result<Contents, Refusal> {
        let contents = store::lock(self.tx, id).await?.ok_or(Refusal::UnknownVolume)?;
        match based_on {
            Some(version) if version != contents.volume.version => Err(Refusal::LostUpdate),
            _ => Ok(contents),
        }
    }

    /// Ends a change: saves the volume as `changed` has it, counts what is missing now, and appends the one event.
    pub(super) async fn record(
        &self,
        changed: Contents,
        from: Option<VolumeState>,
        kind: &str,
        facts: Value,
    ) -> Result<Contents, Refusal> {
        store::volumes::save(self.tx, &changed.volume).await?;
        let id = changed.volume.id;
        let contents = store::find(self.tx, id).await?.ok_or(Refusal::UnknownVolume)?;
        let mut facts = facts;
        if let Value::Object(members) = &mut facts {
            members.insert(MISSING.into(), json!(missing::of_volume(&contents).len()));
        }
        let (from_state, to_state) = (from.map(VolumeState::code), Some(contents.volume.state.code()));
        let new = NewEvent { kind, from_state, to_state, facts };
        records::append(self.tx, self.ids, self.actor, self.now, subject(id), new).await?;
        Ok(contents)
    }
}

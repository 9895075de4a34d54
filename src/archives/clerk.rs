//! Who works on archives, and what every change of a volume has in common.

use std::ops::Deref;

use serde_json::{Value, json};

use super::{
    codes::VolumeState,
    missing,
    model::{Contents, VolumeId},
    refusal::Refusal,
    store,
};
use crate::{
    kernel::actor::UserId,
    records::{Pen, Step, Subject},
};

/// What the records call a volume.
pub(super) const SUBJECT: &str = "archive_volume";

/// The member of an event's facts that tells how many things were missing after it.
pub(super) const MISSING: &str = "missing";

/// A volume as the subject of records.
pub(super) fn subject(volume: VolumeId) -> Subject {
    Subject { kind: SUBJECT, id: volume.0 }
}

/// Who works on archives, and under which number of the fonds.
#[derive(Debug, Clone, Copy)]
pub struct Clerk<'a> {
    /// The transaction, who acts, and when.
    pub pen: Pen<'a>,
    /// Number of the fonds 全宗号, for catalogue numbers.
    pub fonds: &'a str,
}

impl<'a> Deref for Clerk<'a> {
    type Target = Pen<'a>;

    fn deref(&self) -> &Pen<'a> {
        &self.pen
    }
}

impl Clerk<'_> {
    /// The account of who acts; the operator and the public do nothing here.
    pub(super) fn by(&self) -> Result<UserId, Refusal> {
        self.account().ok_or(Refusal::NoAccount)
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
        kind: &'static str,
        facts: Value,
    ) -> Result<Contents, Refusal> {
        store::volumes::save(self.tx, &changed.volume).await?;
        let id = changed.volume.id;
        let contents = store::find(self.tx, id).await?.ok_or(Refusal::UnknownVolume)?;
        let mut facts = facts;
        if let Value::Object(members) = &mut facts {
            members.insert(MISSING.into(), json!(missing::of_volume(&contents).len()));
        }
        let (from, to) = (from.map(VolumeState::code), Some(contents.volume.state.code()));
        self.append(subject(id), Step { kind, from, to }, facts).await?;
        Ok(contents)
    }
}

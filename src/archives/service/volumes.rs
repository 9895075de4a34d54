//! Volumes.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    archives::{
        borrowing::{self, Borrowing},
        clerk::{Clerk, subject},
        missing::{self, Lack},
        model::{Contents, VolumeFacts, VolumeId},
        refusal::Refusal,
        store::{self, volumes::Filter},
    },
    db::tx::Tx,
    records::{self, Event},
};

impl Clerk<'_> {
    /// Opens a volume.
    pub async fn open(&self, facts: VolumeFacts) -> Result<Contents, Refusal> {
        let id: VolumeId = self.ids.next();
        store::volumes::insert(self.tx, id, &facts, (self.by()?, self.now)).await?;
        let opened = self.lock(id, None).await?;
        self.record(opened, None, "open", told(&facts)).await
    }

    /// Corrects what is said of a volume. What stands in its catalogue number stays once it has one.
    pub async fn describe(&self, id: VolumeId, based_on: i64, facts: VolumeFacts) -> Result<Contents, Refusal> {
        let mut contents = self.lock(id, Some(based_on)).await?;
        let state = contents.volume.state;
        if !state.is_open() {
            return Err(Refusal::Closed(state));
        }
        let known = &contents.volume.facts;
        let in_number =
            |facts: &VolumeFacts| (facts.class, facts.year, facts.line, facts.retention, facts.office_code.clone());
        if contents.volume.catalogue_number.is_some() && in_number(known) != in_number(&facts) {
            return Err(Refusal::Numbered);
        }
        let before = told(known);
        let after = told(&facts);
        contents.volume.facts = facts;
        self.record(contents, Some(state), "describe", json!({ "before": before, "after": after })).await
    }
}

/// What events say of a volume.
fn told(facts: &VolumeFacts) -> Value {
    json!({
        "class": facts.class, "title": facts.title, "year": facts.year, "line_id": facts.line, "retention": facts.retention,
        "secrecy": facts.secrecy, "office_code": facts.office_code, "remark": facts.remark,
    })
}

/// A volume with all that is known of it.
#[derive(Debug)]
pub struct VolumeFile {
    /// The volume and what is in it.
    pub contents: Contents,
    /// Who has and had it, the latest first.
    pub borrowings: Vec<Borrowing>,
    /// What happened to it.
    pub events: Vec<Event>,
}

/// A volume with all that is known of it.
pub async fn file(tx: &Tx, id: VolumeId) -> Result<VolumeFile, Refusal> {
    let contents = store::find(tx, id).await?.ok_or(Refusal::UnknownVolume)?;
    let borrowings = borrowing::of_volume(tx, id).await?;
    let events = records::of_subject(tx, subject(id)).await?;
    Ok(VolumeFile { contents, borrowings, events })
}

/// Volumes with what is in them, the newest first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Contents>, Refusal> {
    Ok(store::filled(tx, store::volumes::list(tx, filter, limit).await?).await?)
}

/// The volumes of a line, and what is missing in all of them together.
pub async fn lacks_of_line(tx: &Tx, line: Uuid) -> Result<(Vec<Contents>, Vec<Lack>), Refusal> {
    if !store::volumes::line_exists(tx, line).await? {
        return Err(Refusal::NoSuchLine);
    }
    let volumes = list(tx, &Filter { line: Some(line), ..Filter::default() }, i64::MAX).await?;
    let lacks = missing::of_line(&volumes);
    Ok((volumes, lacks))
}

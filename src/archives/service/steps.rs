//! The steps of a volume from its first item to its receiver.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use time::Date;

use crate::{
    archives::{
        borrowing,
        clerk::{Clerk, subject},
        codes::VolumeState,
        export::{self, ExportId},
        missing::{self, LackKind},
        model::{Contents, ItemId, Place, VolumeId},
        number,
        refusal::Refusal,
        state::{self, Action},
        store,
    },
    kernel::{dates::office_date, hex::hex},
    records::{self, Event},
};

/// A step with what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Its items are in order: in this one, if one is said, else as they stand.
    Arrange(Option<Vec<ItemId>>),
    /// It gets its catalogue number.
    Catalogue,
    /// Each item has its scan.
    Scan,
    /// A second person found nothing missing.
    Check,
    /// It stands in this place.
    Store(Place),
    /// Somebody else keeps it now.
    HandOver(HandingOver),
    /// Something has to be collected or put in order anew.
    Return(String),
}

/// A handing-over 移交.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandingOver {
    /// Who received it.
    pub receiver: String,
    /// Civil day of the receipt.
    pub on: Date,
    /// The package that went with it.
    pub package: Option<ExportId>,
    /// In words, such as the number of the receipt.
    pub note: Option<String>,
}

impl Step {
    /// The action in the table of states.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Arrange(_) => Action::Arrange,
            Self::Catalogue => Action::Catalogue,
            Self::Scan => Action::Scan,
            Self::Check => Action::Check,
            Self::Store(_) => Action::Store,
            Self::HandOver(_) => Action::HandOver,
            Self::Return(_) => Action::Return,
        }
    }
}

impl Clerk<'_> {
    /// Takes a step.
    pub async fn take(&self, id: VolumeId, based_on: Option<i64>, step: Step) -> Result<Contents, Refusal> {
        let mut contents = self.lock(id, based_on).await?;
        let (from, action) = (contents.volume.state, step.action());
        let to = state::after(from, action)?;
        let facts = match step {
            Step::Arrange(order) => self.arrange(&mut contents, order).await?,
            Step::Catalogue => self.catalogue(&mut contents).await?,
            Step::Scan => refuse_lacks(&contents, |kind| matches!(kind, LackKind::NoItems | LackKind::NoScan))?,
            Step::Check => self.check(&mut contents)?,
            Step::Store(place) => {
                let facts = json!({ "box": place.box_number, "shelf": place.shelf });
                contents.volume.place = Some(place);
                facts
            }
            Step::HandOver(handing) => self.hand_over(&mut contents, handing).await?,
            Step::Return(reason) => {
                (contents.volume.arranged_by, contents.volume.checked_by) = (None, None);
                json!({ "reason": reason })
            }
        };
        contents.volume.state = to;
        self.record(contents, Some(from), action.code(), facts).await
    }

    async fn arrange(&self, contents: &mut Contents, order: Option<Vec<ItemId>>) -> Result<Value, Refusal> {
        let standing: Vec<ItemId> = contents.standing().map(|item| item.id).collect();
        if standing.is_empty() {
            return Err(Refusal::Empty);
        }
        let order = order.unwrap_or_else(|| standing.clone());
        let each_once: BTreeSet<_> = order.iter().collect();
        if order.len() != standing.len() || each_once != standing.iter().collect() {
            return Err(Refusal::OtherItems);
        }
        store::place(self.tx, &order).await?;
        contents.volume.arranged_by = Some(self.by()?);
        Ok(json!({ "items": order.len() }))
    }

    /// The number is given once: a volume that was returned keeps it.
    async fn catalogue(&self, contents: &mut Contents) -> Result<Value, Refusal> {
        refuse_lacks(contents, |kind| kind == LackKind::NoItems)?;
        // What was taken out since leaves no gap in the list.
        let order: Vec<ItemId> = contents.standing().map(|item| item.id).collect();
        store::place(self.tx, &order).await?;
        if contents.volume.catalogue_number.is_none() {
            let series = number::series(self.fonds, &contents.volume);
            let serial = store::volumes::next_serial(self.tx, &series).await?;
            contents.volume.catalogue_number = Some(number::of_volume(&series, serial));
        }
        Ok(json!({ "catalogue_number": contents.volume.catalogue_number, "items": order.len() }))
    }

    fn check(&self, contents: &mut Contents) -> Result<Value, Refusal> {
        let by = self.by()?;
        if contents.volume.arranged_by == Some(by) {
            return Err(Refusal::OwnWork);
        }
        let facts = refuse_lacks(contents, |_| true)?;
        contents.volume.checked_by = Some(by);
        Ok(facts)
    }

    async fn hand_over(&self, contents: &mut Contents, handing: HandingOver) -> Result<Value, Refusal> {
        let HandingOver { receiver, on, package, note } = handing;
        if let Some(open) = borrowing::open_of(self.tx, contents.volume.id).await? {
            return Err(Refusal::Lent(open.due_on));
        }
        // It cannot have gone before it was stored.
        let events = records::of_subject(self.tx, subject(contents.volume.id)).await?;
        let stored_state = Some(VolumeState::Stored.code());
        let is_storing =
            |event: &&Event| event.to_state.as_deref() == stored_state && event.from_state.as_deref() != stored_state;
        let stored = events.iter().rev().find(is_storing);
        let stored_on = stored.map_or_else(|| self.today(), |event| office_date(event.at));
        if on < stored_on || self.today() < on {
            let (not_before, not_after) = (stored_on, self.today());
            return Err(Refusal::DayOutOfOrder { pointer: "/on", day: on, not_before, not_after });
        }
        let manifest = match package {
            Some(id) => {
                let export = match export::find(self.tx, id).await {
                    Err(Refusal::UnknownExport) => Err(Refusal::NotInPackage),
                    found => found,
                }?;
                if !export.volumes.contains(&contents.volume.id) {
                    return Err(Refusal::NotInPackage);
                }
                Some(hex(export.manifest_digest.as_bytes()))
            }
            None => None,
        };
        let facts = json!({
            "receiver": receiver, "on": on.to_string(), "package": package, "manifest_sha256": manifest, "note": note,
        });
        contents.volume.handed_over = Some((receiver, on));
        Ok(facts)
    }
}

/// Refuses while something of these kinds is missing.
fn refuse_lacks(contents: &Contents, matters: impl Fn(LackKind) -> bool) -> Result<Value, Refusal> {
    let mut lacks = missing::of_volume(contents);
    lacks.retain(|lack| matters(lack.kind));
    if lacks.is_empty() { Ok(json!({})) } else { Err(Refusal::Incomplete(lacks)) }
}

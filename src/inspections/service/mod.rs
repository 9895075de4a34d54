//! Use cases of joint inspections. The caller opens the transaction of each and commits it.

mod exchange;
mod invitations;
mod keys;
mod planning;
mod speaking;

use std::ops::Deref;

use serde_json::Value;
use time::Date;
use uuid::Uuid;

pub use exchange::{Arrival, packages};
pub use invitations::{Guest, invitations, opened};
pub use keys::neighbour_keys;
pub use planning::{Calendar, calendar, drawn_line};

use super::{
    Refusal,
    chain::Link,
    codes::InspectionState,
    dossier::{Dossier, Frame},
    model::{Filter, Inspection},
    store,
};
use crate::{
    db::tx::Tx,
    kernel::actor::UserId,
    records::{self, Event, Pen, Step, Subject},
};

/// Who works on inspections in one transaction.
#[derive(Debug, Clone, Copy)]
pub struct Inspector<'a>(pub Pen<'a>);

impl<'a> Deref for Inspector<'a> {
    type Target = Pen<'a>;

    fn deref(&self) -> &Pen<'a> {
        &self.0
    }
}

/// An inspection and all that was said in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The inspection.
    pub inspection: Inspection,
    /// What its dossier is read for.
    pub frame: Frame,
    /// Both chains.
    pub links: Vec<Link>,
}

impl Case {
    /// Reads both chains.
    #[must_use]
    pub fn dossier(&self) -> Dossier<'_> {
        Dossier::read(&self.frame, &self.links)
    }

    /// The chain of a side.
    #[must_use]
    pub fn chain(&self, side: &str) -> Vec<&Link> {
        self.links.iter().filter(|link| link.side == side).collect()
    }
}

/// The records of an inspection.
#[must_use]
pub const fn subject(id: Uuid) -> Subject {
    Subject { kind: "joint_inspection", id }
}

impl Inspector<'_> {
    fn who(&self) -> Result<UserId, Refusal> {
        self.account().ok_or(Refusal::NoAccount)
    }

    /// Locks an inspection and reads all of it.
    async fn take(&self, id: Uuid, based_on: Option<i64>) -> Result<Case, Refusal> {
        store::lock(self.tx, id).await?;
        let case = find(self.tx, id).await?;
        match based_on {
            Some(read) if read != case.inspection.version => Err(Refusal::LostUpdate),
            _ => Ok(case),
        }
    }

    /// Keeps how far an inspection is after something was said.
    async fn keep(&self, inspection: &mut Inspection, dossier: &Dossier<'_>) -> Result<(), Refusal> {
        if inspection.state < InspectionState::Archived {
            inspection.state = dossier.state();
            inspection.filed_on = dossier.filing().map(|filing| filing.says.on);
        }
        Ok(store::save(self.tx, inspection).await?)
    }

    async fn note(&self, id: Uuid, kind: &'static str, facts: Value) -> Result<(), Refusal> {
        Ok(self.append(subject(id), Step { kind, from: None, to: None }, facts).await?)
    }

    /// A day that has come.
    fn check_day(&self, pointer: &'static str, day: Date) -> Result<(), Refusal> {
        let not_after = self.today();
        if day <= not_after { Ok(()) } else { Err(Refusal::DayInFuture { pointer, day, not_after }) }
    }
}

/// An inspection with all that was said in it.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Case, Refusal> {
    let inspection = store::list(tx, &Filter::one(id), 1).await?.pop().ok_or(Refusal::Unknown)?;
    let links = store::links(tx, id).await?;
    Ok(Case { frame: inspection.frame(), inspection, links })
}

/// Inspections, the newest number first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Inspection>, Refusal> {
    Ok(store::list(tx, filter, limit).await?)
}

/// What happened to an inspection in this office.
pub async fn events(tx: &Tx, id: Uuid) -> Result<Vec<Event>, Refusal> {
    Ok(records::of_subject(tx, subject(id)).await?)
}

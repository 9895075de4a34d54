//! Use cases of neighbours. The caller opens the transaction of each and commits it.

use serde_json::json;
use time::Date;
use uuid::Uuid;

use super::{
    model::{Contact, Neighbour, NewContact, NewNeighbour, is_code},
    store,
};
use crate::{
    cooperation::{Clerk, Noun, Refusal, clerk::check_version},
    db::tx::Tx,
    records::{self, Event},
};

const STATE: &str = "kept";

impl Clerk<'_> {
    /// Enters a neighbour.
    pub async fn enter_neighbour(&self, new: &NewNeighbour) -> Result<Neighbour, Refusal> {
        let (id, by): (Uuid, _) = (self.ids.next(), self.who()?);
        store::insert(self.tx, id, new, (by, self.now)).await?;
        let facts = json!({ "code": new.code, "meeting_period": new.meeting_period });
        self.begin(Noun::Neighbour, id, "enter", STATE, facts).await?;
        find(self.tx, &new.code).await
    }

    /// Keeps another name and another period of meetings.
    pub async fn amend_neighbour(&self, new: &NewNeighbour, based_on: Option<i64>) -> Result<Neighbour, Refusal> {
        let neighbour = self.lock_neighbour(&new.code, based_on).await?;
        store::save(self.tx, new).await?;
        let facts = json!({ "name": new.name, "meeting_period": new.meeting_period });
        self.note(Noun::Neighbour, neighbour.id, "amend", [STATE; 2], facts).await?;
        find(self.tx, &new.code).await
    }

    /// Enters somebody whom one reaches there. Events tell the unit, and never who it is.
    pub async fn add_contact(&self, code: &str, new: &NewContact) -> Result<Neighbour, Refusal> {
        let neighbour = self.lock_neighbour(code, None).await?;
        self.check_day("/confirmed_on", new.confirmed_on, None)?;
        let contact: Uuid = self.ids.next();
        store::insert_contact(self.tx, contact, code, new).await?;
        self.touched(&neighbour, "add_contact", json!({ "contact": contact, "unit": new.unit })).await
    }

    /// Notes that a contact was right on a day.
    pub async fn confirm_contact(&self, code: &str, contact: Uuid, on: Date) -> Result<Neighbour, Refusal> {
        let neighbour = self.lock_neighbour(code, None).await?;
        let known = self.contact(code, contact).await?;
        self.check_day("/on", on, Some(known.confirmed_on))?;
        store::confirm_contact(self.tx, contact, on).await?;
        self.touched(&neighbour, "confirm_contact", json!({ "contact": contact, "on": on })).await
    }

    /// Notes that somebody is a contact no more, and erases who it was.
    pub async fn erase_contact(&self, code: &str, contact: Uuid, reason: &str) -> Result<Neighbour, Refusal> {
        let neighbour = self.lock_neighbour(code, None).await?;
        self.contact(code, contact).await?;
        store::erase_contact(self.tx, contact, (self.actor.label(), self.now, reason), self.today()).await?;
        self.touched(&neighbour, "erase_contact", json!({ "contact": contact })).await
    }

    async fn touched(
        &self,
        neighbour: &Neighbour,
        kind: &'static str,
        facts: serde_json::Value,
    ) -> Result<Neighbour, Refusal> {
        store::touch(self.tx, &neighbour.code).await?;
        self.note(Noun::Neighbour, neighbour.id, kind, [STATE; 2], facts).await?;
        find(self.tx, &neighbour.code).await
    }

    /// A contact that was not erased.
    async fn contact(&self, code: &str, contact: Uuid) -> Result<Contact, Refusal> {
        let mut known = store::contacts(self.tx, code).await?.into_iter();
        let known = known.find(|known| known.id == contact && known.erased_by.is_none());
        known.ok_or(Refusal::Unknown(Noun::Contact))
    }

    async fn lock_neighbour(&self, code: &str, based_on: Option<i64>) -> Result<Neighbour, Refusal> {
        if is_code(code) {
            store::lock(self.tx, code).await?;
        }
        let neighbour = find(self.tx, code).await?;
        check_version(neighbour.version, based_on)?;
        Ok(neighbour)
    }
}

/// A neighbour.
pub async fn find(tx: &Tx, code: &str) -> Result<Neighbour, Refusal> {
    let found = if is_code(code) { store::list(tx, Some(code)).await?.pop() } else { None };
    found.ok_or(Refusal::Unknown(Noun::Neighbour))
}

/// All neighbours by code: a county has a dozen.
pub async fn list(tx: &Tx) -> Result<Vec<Neighbour>, Refusal> {
    Ok(store::list(tx, None).await?)
}

/// Whom one reaches there, those of former days too.
pub async fn contacts(tx: &Tx, code: &str) -> Result<Vec<Contact>, Refusal> {
    find(tx, code).await?;
    Ok(store::contacts(tx, code).await?)
}

/// What happened to a neighbour.
pub async fn events(tx: &Tx, neighbour: &Neighbour) -> Result<Vec<Event>, Refusal> {
    Ok(records::of_subject(tx, Noun::Neighbour.subject(neighbour.id)).await?)
}

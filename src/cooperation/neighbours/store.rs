//! Statements of neighbours; each does what its name says and decides nothing.

use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::model::{Contact, MeetingPeriod, Neighbour, NewContact, NewNeighbour};
use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

pub(super) async fn insert(
    tx: &WriteTx,
    id: Uuid,
    new: &NewNeighbour,
    (by, at): (UserId, OffsetDateTime),
) -> Result<(), Error> {
    let months = new.meeting_period.months();
    tx.execute(&statement!("insert_neighbour"), &[&new.code, &id, &new.name, &months, &by.0, &at]).await?;
    Ok(())
}

pub(super) async fn save(tx: &WriteTx, new: &NewNeighbour) -> Result<(), Error> {
    let months = new.meeting_period.months();
    tx.execute(&statement!("save_neighbour"), &[&new.code, &new.name, &months]).await?;
    Ok(())
}

/// Counts a change of the contacts.
pub(super) async fn touch(tx: &WriteTx, code: &str) -> Result<(), Error> {
    tx.execute(&statement!("touch_neighbour"), &[&code]).await?;
    Ok(())
}

pub(super) async fn lock(tx: &WriteTx, code: &str) -> Result<(), Error> {
    tx.query_opt(&statement!("lock_neighbour"), &[&code]).await?;
    Ok(())
}

pub(super) async fn list(tx: &Tx, code: Option<&str>) -> Result<Vec<Neighbour>, Error> {
    let rows = tx.query(&statement!("neighbours"), &[&code]).await?;
    rows.iter()
        .map(|row| {
            Ok(Neighbour {
                code: row.column("neighbour_code")?,
                id: row.column("neighbour_id")?,
                name: row.column("name")?,
                meeting_period: MeetingPeriod::of_months(row.column("meeting_months")?),
                contacts: row.column("contacts")?,
                contacts_confirmed_on: row.column("contacts_confirmed_on")?,
                version: row.column("version")?,
                created_at: row.column("created_at")?,
            })
        })
        .collect()
}

pub(super) async fn insert_contact(tx: &WriteTx, id: Uuid, code: &str, new: &NewContact) -> Result<(), Error> {
    let NewContact { name, unit, duty, office_phone, confirmed_on } = new;
    tx.execute(&statement!("insert_contact"), &[&id, &code, name, unit, duty, office_phone, confirmed_on]).await?;
    Ok(())
}

pub(super) async fn confirm_contact(tx: &WriteTx, id: Uuid, on: Date) -> Result<(), Error> {
    tx.execute(&statement!("confirm_contact"), &[&id, &on]).await?;
    Ok(())
}

pub(super) async fn erase_contact(
    tx: &WriteTx,
    id: Uuid,
    (by, at, reason): (&str, OffsetDateTime, &str),
    on: Date,
) -> Result<(), Error> {
    tx.execute(&statement!("erase_contact"), &[&id, &by, &at, &reason, &on]).await?;
    Ok(())
}

pub(super) async fn contacts(tx: &Tx, code: &str) -> Result<Vec<Contact>, Error> {
    let rows = tx.query(&statement!("contacts"), &[&code]).await?;
    rows.iter()
        .map(|row| {
            Ok(Contact {
                id: row.column("contact_id")?,
                name: row.column("name")?,
                unit: row.column("unit")?,
                duty: row.column("duty")?,
                office_phone: row.column("office_phone")?,
                confirmed_on: row.column("confirmed_on")?,
                ended_on: row.column("ended_on")?,
                erased_by: row.column("erased_by")?,
                erase_reason: row.column("erase_reason")?,
            })
        })
        .collect()
}

//! Personal data.

use std::collections::BTreeMap;

use time::OffsetDateTime;
use tokio_postgres::Row;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    publications::{
        model::{PublicationId, Stamp},
        opinion::{Contact, OpinionId},
    },
    statement,
};

/// Who sent an opinion, or that this was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptContact {
    /// Who sent it; `None` once erased.
    pub contact: Option<Contact>,
    /// Who erased it and when, and why.
    pub erased: Option<(Stamp, String)>,
}

/// Keeps who sent an opinion.
pub(in crate::publications) async fn insert_contact(
    tx: &WriteTx,
    opinion: OpinionId,
    contact: &Contact,
) -> Result<(), Error> {
    let Contact { name, phone, email } = contact;
    tx.execute(&statement!("insert_contact"), &[&opinion.0, name, phone, email]).await?;
    Ok(())
}

/// Who sent an opinion.
pub(in crate::publications) async fn contact(tx: &Tx, opinion: OpinionId) -> Result<Option<KeptContact>, Error> {
    tx.query_opt(&statement!("contact"), &[&opinion.0]).await?.as_ref().map(read).transpose()
}

/// Who sent each opinion to a notice.
pub(in crate::publications) async fn contacts(
    tx: &Tx,
    id: PublicationId,
) -> Result<BTreeMap<OpinionId, KeptContact>, Error> {
    let rows = tx.query(&statement!("contacts"), &[&id.0]).await?;
    rows.iter().map(|row| Ok((OpinionId(row.column("opinion_id")?), read(row)?))).collect()
}

fn read(row: &Row) -> Result<KeptContact, Error> {
    let contact = match row.column("name")? {
        Some(name) => Some(Contact { name, phone: row.column("phone")?, email: row.column("email")? }),
        None => None,
    };
    let erased = match (row.column("erased_by")?, row.column("erased_at")?, row.column("erase_reason")?) {
        (Some(by), Some(at), Some(reason)) => Some((Stamp { by, at }, reason)),
        _ => None,
    };
    Ok(KeptContact { contact, erased })
}

/// Erases who sent an opinion, and mail that waits for that person; tells whether there was something to erase.
pub(in crate::publications) async fn erase_contact(
    tx: &WriteTx,
    opinion: OpinionId,
    by: &str,
    at: OffsetDateTime,
    reason: &str,
) -> Result<bool, Error> {
    tx.execute(&statement!("forget_mail_of_opinion"), &[&opinion.0]).await?;
    Ok(tx.execute(&statement!("erase_contact"), &[&opinion.0, &by, &at, &reason]).await? == 1)
}

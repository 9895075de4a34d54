//! Mail to go out, and what throttling counts.

use std::net::IpAddr;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    db::{Error, WriteTx, row::RowExt},
    kernel::throttle::{Sendings, WINDOW},
    publications::{
        mail::Mail,
        model::PublicationId,
        opinion::OpinionId,
        throttle::{FROM_ADDRESS, TO_NOTICE},
    },
    statement,
};

/// Waits until every earlier opinion from this address has been counted.
pub(in crate::publications) async fn queue_sendings(tx: &WriteTx, address: Option<IpAddr>) -> Result<(), Error> {
    if let Some(address) = address {
        tx.query_one(&statement!("queue_sendings"), &[&address]).await?;
    }
    Ok(())
}

/// The sendings that use up the allowances, if they are.
pub(in crate::publications) async fn sendings(
    tx: &WriteTx,
    id: PublicationId,
    address: Option<IpAddr>,
    now: OffsetDateTime,
) -> Result<Sendings, Error> {
    let since = now - WINDOW;
    let row = tx.query_one(&statement!("sendings"), &[&id.0, &address, &since, &FROM_ADDRESS, &TO_NOTICE]).await?;
    Ok(Sendings { from_address: row.column("from_address")?, to_thing: row.column("to_notice")? })
}

/// Counts a sending.
pub(in crate::publications) async fn note_sending(
    tx: &WriteTx,
    id: PublicationId,
    address: Option<IpAddr>,
    at: OffsetDateTime,
) -> Result<(), Error> {
    tx.execute(&statement!("note_sending"), &[&id.0, &address, &at]).await?;
    Ok(())
}

/// Forgets sendings before `instant`.
pub(in crate::publications) async fn sweep_sendings(tx: &WriteTx, instant: OffsetDateTime) -> Result<u64, Error> {
    tx.execute(&statement!("sweep_sendings"), &[&instant]).await
}

/// Keeps a mail to go out.
pub(in crate::publications) async fn insert_mail(
    tx: &WriteTx,
    id: Uuid,
    opinion: OpinionId,
    mail: &Mail,
    now: OffsetDateTime,
) -> Result<(), Error> {
    let Mail { recipient, subject, body } = mail;
    tx.execute(&statement!("insert_mail"), &[&id, &opinion.0, recipient, subject, body, &now]).await?;
    Ok(())
}

/// The mail that waits longest and is due, locked; other instances pass it over.
pub(in crate::publications) async fn due_mail(
    tx: &WriteTx,
    now: OffsetDateTime,
) -> Result<Option<(Uuid, Mail)>, Error> {
    let Some(row) = tx.query_opt(&statement!("due_mail"), &[&now]).await? else { return Ok(None) };
    let mail = Mail { recipient: row.column("recipient")?, subject: row.column("subject")?, body: row.column("body")? };
    Ok(Some((row.column("mail_id")?, mail)))
}

/// Forgets a mail that has gone, or never will.
pub(in crate::publications) async fn forget_mail(tx: &WriteTx, id: Uuid) -> Result<(), Error> {
    tx.execute(&statement!("forget_mail"), &[&id]).await?;
    Ok(())
}

/// Tries a mail again later: after a minute, then after twice the time each time.
pub(in crate::publications) async fn postpone_mail(tx: &WriteTx, id: Uuid, now: OffsetDateTime) -> Result<(), Error> {
    tx.execute(&statement!("postpone_mail"), &[&id, &now]).await?;
    Ok(())
}

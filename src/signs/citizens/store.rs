//! Statements for citizens; each does what its name says and decides nothing.

use std::net::IpAddr;

use serde::Deserialize;
use time::{Date, OffsetDateTime};
use tokio_postgres::{Row, types::Json};
use uuid::Uuid;

use super::model::{Asked, KeptReporter, PublicReport, PublicSign, PublicUpdate, ReportedSign, Reporter, Shown};
use crate::{
    db::{
        Error, WriteTx,
        row::{OpenDay, RowExt},
        tx::Tx,
    },
    kernel::throttle::Sendings,
    signs::{
        SignId, SignNumber,
        citizens::service::{FROM_ADDRESS, TO_SIGN},
        damage::ReportId,
        store::position,
    },
    statement,
};

/// A sign that may be known, with the name of its place on a day.
pub(in crate::signs) async fn sign(tx: &Tx, number: SignNumber, day: Date) -> Result<Option<PublicSign>, Error> {
    #[derive(Deserialize)]
    struct Face {
        text: String,
        pinyin: Option<String>,
    }
    let Some(row) = tx.query_opt(&statement!("public_sign"), &[&number.to_string(), &day]).await? else {
        return Ok(None);
    };
    let Json(faces): Json<Vec<Face>> = row.column("faces")?;
    let (name, pinyin): (Option<String>, _) = (row.column("name")?, row.column("pinyin")?);
    Ok(Some(PublicSign {
        id: SignId(row.column("feature_id")?),
        number,
        sign_type: row.column("type")?,
        state: row.column("state")?,
        place: name.map(|name| (name, pinyin)),
        placement: row.column("placement")?,
        location: row.column("location")?,
        faces: faces.into_iter().map(|Face { text, pinyin }| Shown { text, pinyin }).collect(),
        position: position(&row, "geom")?,
        ended_on: row.column::<OpenDay>("valid_to")?.0,
        replaced_by: row.column("replaced_by")?,
    }))
}

/// Public reports, the newest first.
pub(in crate::signs) async fn reports(tx: &Tx, asked: &Asked) -> Result<Vec<PublicReport>, Error> {
    let Asked { ids, numbers, sign, damages, received, updated, is_open, rows } = asked;
    let (limit, offset) = rows.unzip();
    let rows = tx
        .query(
            &statement!("public_reports"),
            &[
                ids,
                numbers,
                &sign.map(|sign| sign.0),
                damages,
                &received.0,
                &received.1,
                &updated.0,
                &updated.1,
                is_open,
                &limit,
                &offset.unwrap_or(0),
            ],
        )
        .await?;
    rows.iter().map(report).collect()
}

fn report(row: &Row) -> Result<PublicReport, Error> {
    let sign = match row.column::<Option<Uuid>>("sign_id")? {
        None => None,
        Some(id) => Some(ReportedSign {
            id: SignId(id),
            number: row.column("sign_number")?,
            text: row.column("shown")?,
            location: row.column("location")?,
            position: position(row, "geom")?,
        }),
    };
    let same_as: (Option<Uuid>, Option<String>) = (row.column("same_as")?, row.column("same_as_number")?);
    let repair: (_, Option<OffsetDateTime>) = (row.column("order_state")?, row.column("due_at")?);
    Ok(PublicReport {
        id: ReportId(row.column("report_id")?),
        number: row.column("report_number")?,
        state: row.column("state")?,
        outcome: row.column("outcome")?,
        damage: row.column("damage")?,
        sign,
        received_at: row.column("received_at")?,
        updated_at: row.column("updated_at")?,
        ended_on: row.column("ended_on")?,
        forwarded_to: row.column("forwarded_to")?,
        same_as: same_as.0.map(ReportId).zip(same_as.1),
        repair: Option::zip(repair.0, repair.1),
    })
}

/// What happened to reports with these numbers in a time, the last first.
pub(in crate::signs) async fn updates(
    tx: &Tx,
    numbers: Option<&[String]>,
    (from, before): (OffsetDateTime, OffsetDateTime),
    limit: i64,
) -> Result<Vec<PublicUpdate>, Error> {
    let rows = tx.query(&statement!("public_updates"), &[&numbers, &from, &before, &limit]).await?;
    rows.iter().map(update).collect()
}

fn update(row: &Row) -> Result<PublicUpdate, Error> {
    let (state, is_step): (_, bool) = (row.column("to_state")?, row.column("is_step")?);
    Ok(PublicUpdate {
        id: row.column("event_id")?,
        at: row.column("at")?,
        number: row.column("report_number")?,
        state: is_step.then_some(state),
        outcome: row.column("outcome")?,
    })
}

/// Keeps the digest of the code that the sender was told.
pub(in crate::signs) async fn give_token(tx: &WriteTx, id: ReportId, digest: [u8; 32]) -> Result<(), Error> {
    tx.execute(&statement!("give_token"), &[&id.0, &digest.as_slice()]).await?;
    Ok(())
}

/// The report whose sender was told the code with this digest.
pub(in crate::signs) async fn by_token(tx: &Tx, digest: [u8; 32]) -> Result<Option<ReportId>, Error> {
    let row = tx.query_opt(&statement!("report_by_token"), &[&digest.as_slice()]).await?;
    row.map(|row| row.column("report_id").map(ReportId)).transpose()
}

/// Keeps who sent a report.
pub(in crate::signs) async fn insert_reporter(tx: &WriteTx, id: ReportId, reporter: &Reporter) -> Result<(), Error> {
    let Reporter { name, phone, email } = reporter;
    tx.execute(&statement!("insert_reporter"), &[&id.0, name, phone, email]).await?;
    Ok(())
}

/// Who sent a report, or that this was erased.
pub(in crate::signs) async fn reporter(tx: &Tx, id: ReportId) -> Result<Option<KeptReporter>, Error> {
    let Some(row) = tx.query_opt(&statement!("reporter"), &[&id.0]).await? else { return Ok(None) };
    let erased = match (row.column("erased_by")?, row.column("erased_at")?, row.column("erase_reason")?) {
        (Some(by), Some(at), Some(reason)) => Some((by, at, reason)),
        _ => None,
    };
    let kept = Reporter { name: row.column("name")?, phone: row.column("phone")?, email: row.column("email")? };
    Ok(Some(KeptReporter { reporter: erased.is_none().then_some(kept), erased }))
}

/// Erases who sent a report; tells whether there was something to erase.
pub(in crate::signs) async fn erase_reporter(
    tx: &WriteTx,
    id: ReportId,
    by: &str,
    at: OffsetDateTime,
    reason: &str,
) -> Result<bool, Error> {
    Ok(tx.execute(&statement!("erase_reporter"), &[&id.0, &by, &at, &reason]).await? == 1)
}

/// Waits until everything earlier from this address has been counted.
pub(in crate::signs) async fn queue_sendings(tx: &WriteTx, address: Option<IpAddr>) -> Result<(), Error> {
    if let Some(address) = address {
        tx.query_one(&statement!("queue_sendings"), &[&address]).await?;
    }
    Ok(())
}

/// The sendings since an instant that use up the allowances, if they are.
pub(in crate::signs) async fn sendings(
    tx: &WriteTx,
    sign: Option<SignId>,
    address: Option<IpAddr>,
    since: OffsetDateTime,
) -> Result<Sendings, Error> {
    let sign = sign.map(|sign| sign.0);
    let row = tx.query_one(&statement!("sendings"), &[&sign, &address, &since, &FROM_ADDRESS, &TO_SIGN]).await?;
    Ok(Sendings { from_address: row.column("from_address")?, to_thing: row.column("to_sign")? })
}

/// Counts a sending.
pub(in crate::signs) async fn note_sending(
    tx: &WriteTx,
    sign: Option<SignId>,
    address: Option<IpAddr>,
    at: OffsetDateTime,
) -> Result<(), Error> {
    tx.execute(&statement!("note_sending"), &[&sign.map(|sign| sign.0), &address, &at]).await?;
    Ok(())
}

/// Forgets sendings of long ago.
pub(in crate::signs) async fn sweep_sendings(tx: &WriteTx, until: OffsetDateTime) -> Result<(), Error> {
    tx.execute(&statement!("sweep_sendings"), &[&until]).await?;
    Ok(())
}

//! Statements of disputes; each does what its name says and decides nothing.

use uuid::Uuid;

use super::model::{Dispute, DisputeStep};
use crate::{
    cooperation::{
        Filter,
        store::{self as shared, head},
    },
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

pub(super) async fn insert(tx: &WriteTx, dispute: &Dispute, by: UserId) -> Result<(), Error> {
    let Dispute { head, township_code, place, description, parties, people, reported_at, response_due, .. } = dispute;
    tx.execute(
        &statement!("insert_dispute"),
        &[
            &head.id,
            &head.number,
            &head.neighbour,
            &head.line_id,
            township_code,
            place,
            description,
            parties,
            people,
            reported_at,
            response_due,
            &by.0,
            &head.created_at,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn save(tx: &WriteTx, dispute: &mut Dispute) -> Result<(), Error> {
    let Dispute { head, state, track, responded_at, department, settled_on, settlement, ended_on, .. } = dispute;
    let saved = tx
        .query_one(
            &statement!("save_dispute"),
            &[&head.id, state, track, responded_at, department, settled_on, settlement, ended_on],
        )
        .await?;
    head.version = saved.column("version")?;
    Ok(())
}

pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<bool, Error> {
    shared::lock(tx, &statement!("lock_dispute"), id).await
}

pub(super) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Dispute>, Error> {
    let rows = shared::list(tx, &statement!("disputes"), filter, limit).await?;
    rows.iter()
        .map(|row| {
            Ok(Dispute {
                head: head(row)?,
                state: row.column("state")?,
                track: row.column("track")?,
                township_code: row.column("township_code")?,
                place: row.column("place")?,
                description: row.column("description")?,
                parties: row.column("parties")?,
                people: row.column("people")?,
                reported_at: row.column("reported_at")?,
                response_due: row.column("response_due")?,
                responded_at: row.column("responded_at")?,
                department: row.column("department")?,
                settled_on: row.column("settled_on")?,
                settlement: row.column("settlement")?,
                ended_on: row.column("ended_on")?,
            })
        })
        .collect()
}

pub(super) async fn insert_step(tx: &WriteTx, dispute: Uuid, step: &DisputeStep) -> Result<(), Error> {
    let DisputeStep { position, action, state, on, people, document_number, text, entered_by, entered_at } = step;
    tx.execute(
        &statement!("insert_dispute_step"),
        &[&dispute, position, action, state, on, people, document_number, text, entered_by, entered_at],
    )
    .await?;
    Ok(())
}

pub(super) async fn steps(tx: &Tx, dispute: Uuid) -> Result<Vec<DisputeStep>, Error> {
    let rows = tx.query(&statement!("dispute_steps"), &[&dispute]).await?;
    rows.iter()
        .map(|row| {
            Ok(DisputeStep {
                position: row.column("position")?,
                action: row.column("action")?,
                state: row.column("state")?,
                on: row.column("happened_on")?,
                people: row.column("people")?,
                document_number: row.column("document_number")?,
                text: row.column("text")?,
                entered_by: row.column("entered_by")?,
                entered_at: row.column("entered_at")?,
            })
        })
        .collect()
}

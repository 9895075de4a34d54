//! One obligation through its life.

use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    db::{self, WriteTx, row::RowExt, tx::Tx},
    kernel::calendar::{Counted, DayCount, Stop},
    obligations::model::{LimitKind, New, ObligationId, Subject, TimeLimitId},
    statement,
};

/// An open obligation as a change needs it.
#[derive(Debug, Clone)]
pub(in crate::obligations) struct OpenRow {
    pub(in crate::obligations) id: ObligationId,
    pub(in crate::obligations) part: Option<Uuid>,
    pub(in crate::obligations) kind: LimitKind,
    pub(in crate::obligations) days: u32,
    pub(in crate::obligations) count: DayCount,
    pub(in crate::obligations) is_statutory: bool,
    pub(in crate::obligations) begins_on: Date,
    pub(in crate::obligations) due_on: Date,
    /// Where the stop that runs began.
    pub(in crate::obligations) stopped_on: Option<Date>,
    /// Where the last stop that is over ended.
    pub(in crate::obligations) resumed_on: Option<Date>,
}

/// Adds an obligation, unless the same thing is open; tells whether it did. Waits for whoever is adding the same.
pub(in crate::obligations) async fn insert(
    tx: &WriteTx,
    id: ObligationId,
    new: &New<'_>,
    limit: TimeLimitId,
    due: Counted<Date>,
) -> Result<bool, db::Error> {
    let added = tx
        .execute(
            &statement!("insert_obligation"),
            &[
                &id.0,
                &new.subject.kind,
                &new.subject.id,
                &new.part,
                &new.kind,
                &limit.0,
                &new.township_code,
                &new.responsible.code(),
                &new.label,
                &new.begins_on,
                &due.value,
                &due.known,
            ],
        )
        .await?;
    Ok(added == 1)
}

/// What is open for the subject, for nobody else to change meanwhile.
pub(in crate::obligations) async fn lock_open(tx: &WriteTx, subject: Subject) -> Result<Vec<OpenRow>, db::Error> {
    let key: [&(dyn postgres_types::ToSql + Sync); 2] = [&subject.kind, &subject.id];
    // Two statements: the second sees what those wrote who held the lock before.
    tx.query(&statement!("lock_open"), &key).await?;
    tx.query(&statement!("open_of_subject"), &key).await?.iter().map(read).collect()
}

/// What is open of a kind for a part, whatever that is part of, with the day of the event.
pub(in crate::obligations) async fn open_of_part(
    tx: &Tx,
    part: Uuid,
    kind: LimitKind,
) -> Result<Vec<(Subject, Date)>, db::Error> {
    let rows = tx.query(&statement!("open_of_part"), &[&part, &kind]).await?;
    let read = |row: &Row| {
        let subject = Subject { kind: row.column("subject_kind")?, id: row.column("subject_id")? };
        Ok((subject, row.column("begins_on")?))
    };
    rows.iter().map(read).collect()
}

/// What is open and counted in working days, for nobody else to change meanwhile.
pub(in crate::obligations) async fn lock_open_in_working_days(tx: &WriteTx) -> Result<Vec<OpenRow>, db::Error> {
    tx.query(&statement!("lock_open_in_working_days"), &[]).await?;
    tx.query(&statement!("open_in_working_days"), &[]).await?.iter().map(read).collect()
}

/// Notes the day on which it was done.
pub(in crate::obligations) async fn meet(tx: &WriteTx, id: ObligationId, on: Date) -> Result<(), db::Error> {
    tx.execute(&statement!("meet"), &[&id.0, &on]).await?;
    Ok(())
}

/// Takes it back.
pub(in crate::obligations) async fn drop(
    tx: &WriteTx,
    id: ObligationId,
    on: Date,
    reason: &str,
) -> Result<(), db::Error> {
    tx.execute(&statement!("drop"), &[&id.0, &on, &reason]).await?;
    Ok(())
}

/// Begins a stop.
pub(in crate::obligations) async fn stop(
    tx: &WriteTx,
    id: ObligationId,
    on: Date,
    reason: &str,
) -> Result<(), db::Error> {
    tx.execute(&statement!("stop"), &[&id.0, &on, &reason]).await?;
    Ok(())
}

/// Ends the stop that runs.
pub(in crate::obligations) async fn resume(tx: &WriteTx, id: ObligationId, on: Date) -> Result<(), db::Error> {
    tx.execute(&statement!("resume"), &[&id.0, &on]).await?;
    Ok(())
}

/// The stops that are over, in order.
pub(in crate::obligations) async fn stops(tx: &Tx, id: ObligationId) -> Result<Vec<Stop>, db::Error> {
    let rows = tx.query(&statement!("stops"), &[&id.0]).await?;
    rows.iter().map(|row| Ok(Stop { from: row.column("stopped_on")?, to: row.column("resumed_on")? })).collect()
}

/// Keeps another due day.
pub(in crate::obligations) async fn set_due(
    tx: &WriteTx,
    id: ObligationId,
    due: Counted<Date>,
) -> Result<(), db::Error> {
    tx.execute(&statement!("set_due"), &[&id.0, &due.value, &due.known]).await?;
    Ok(())
}

fn read(row: &Row) -> Result<OpenRow, db::Error> {
    Ok(OpenRow {
        id: ObligationId(row.column("obligation_id")?),
        part: row.column("part_id")?,
        kind: row.column("kind")?,
        days: super::limit::days(row)?,
        count: row.column("day_count")?,
        is_statutory: row.column("is_statutory")?,
        begins_on: row.column("begins_on")?,
        due_on: row.column("due_on")?,
        stopped_on: row.column("stopped_on")?,
        resumed_on: row.column("resumed_on")?,
    })
}

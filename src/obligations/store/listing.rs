//! Lists of obligations.

use serde::Serialize;
use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use super::limit::read_limit;
use crate::{
    db::{self, row::RowExt, tx::Tx},
    obligations::{
        model::{End, LimitKind, Obligation, ObligationId, Standing, Standstill, Subject},
        policy::Sees,
    },
    statement,
};

/// What a list holds, and where it begins.
#[derive(Debug, Clone)]
pub(in crate::obligations) struct Filter {
    pub(in crate::obligations) sees: Sees,
    pub(in crate::obligations) standing: Standing,
    /// Due before this day.
    pub(in crate::obligations) before: Option<Date>,
    /// Due after this day.
    pub(in crate::obligations) after: Option<Date>,
    pub(in crate::obligations) subject: Option<Uuid>,
    pub(in crate::obligations) kind: Option<LimitKind>,
    /// What the page before ended with.
    pub(in crate::obligations) beyond: Option<(Date, ObligationId)>,
}

/// How much of what somebody sees is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(in crate::obligations) struct Counts {
    pub(in crate::obligations) open: i64,
    /// Due within three days, the third one included, and not overdue.
    #[serde(rename = "due_within_3_days")]
    pub(in crate::obligations) due_soon: i64,
    pub(in crate::obligations) overdue: i64,
    /// Open, but standing still.
    pub(in crate::obligations) stopped: i64,
}

/// At most `limit` obligations that fit, by due day.
pub(in crate::obligations) async fn list(tx: &Tx, filter: &Filter, limit: usize) -> Result<Vec<Obligation>, db::Error> {
    let (all, township) = filter.sees.columns();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let (beyond_day, beyond_id) = (filter.beyond.map(|(day, _)| day), filter.beyond.map(|(_, id)| id.0));
    tx.query(
        &statement!("list"),
        &[
            &all,
            &township,
            &filter.standing.code(),
            &filter.before,
            &filter.after,
            &filter.subject,
            &filter.kind,
            &beyond_day,
            &beyond_id,
            &limit,
        ],
    )
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Counts as of `today`.
pub(in crate::obligations) async fn counts(tx: &Tx, sees: &Sees, today: Date) -> Result<Counts, db::Error> {
    let (all, township) = sees.columns();
    let row = tx.query_one(&statement!("counts"), &[&all, &township, &today]).await?;
    Ok(Counts {
        open: row.column("open")?,
        due_soon: row.column("due_soon")?,
        overdue: row.column("overdue")?,
        stopped: row.column("stopped")?,
    })
}

/// Everything open that somebody sees, by due day.
pub(in crate::obligations) async fn open_for(tx: &Tx, sees: &Sees) -> Result<Vec<Obligation>, db::Error> {
    let (all, township) = sees.columns();
    tx.query(&statement!("open_for"), &[&all, &township]).await?.iter().map(read).collect()
}

/// Everything that is or was due for the subject, in the order in which it began.
pub async fn of_subject(tx: &Tx, subject: Subject) -> Result<Vec<Obligation>, db::Error> {
    tx.query(&statement!("of_subject"), &[&subject.kind, &subject.id]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Obligation, db::Error> {
    let role: &str = row.column("responsible")?;
    let end = match (row.column::<Option<Date>>("met_on")?, row.column::<Option<Date>>("dropped_on")?) {
        (Some(day), _) => Some(End::Met(day)),
        (None, Some(day)) => Some(End::Dropped(day, row.column("dropped_because")?)),
        (None, None) => None,
    };
    let standstill = match row.column::<Option<Date>>("stopped_on")? {
        Some(from) => Some(Standstill { from, reason: row.column("stop_reason")? }),
        None => None,
    };
    let stopped_days: i32 = row.column("stopped_days")?;
    Ok(Obligation {
        id: ObligationId(row.column("obligation_id")?),
        subject: Subject { kind: row.column("subject_kind")?, id: row.column("subject_id")? },
        part: row.column("part_id")?,
        limit: read_limit(row)?,
        township_code: row.column("township_code")?,
        responsible: role
            .parse()
            .map_err(|_| db::Error::Inconsistent { table: "obligation", reason: format!("role `{role}`") })?,
        label: row.column("label")?,
        begins_on: row.column("begins_on")?,
        due_on: row.column("due_on")?,
        due_is_certain: row.column("due_is_certain")?,
        standstill,
        stopped_days: u32::try_from(stopped_days).unwrap_or_default(),
        end,
        changed_at: row.column("changed_at")?,
    })
}

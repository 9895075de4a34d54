//! Limits in days.

use time::{Date, OffsetDateTime};
use tokio_postgres::Row;

use crate::{
    db::{self, WriteTx, row::RowExt, tx::Tx},
    kernel::{actor::Actor, law},
    obligations::model::{Basis, LimitKind, TimeLimit, TimeLimitId},
    statement,
};

/// How a limit without a law stands in the table.
const LOCAL: &str = "local";

/// The limit of this kind that is in force on `day`.
pub(in crate::obligations) async fn limit_in_force(
    tx: &Tx,
    kind: LimitKind,
    day: Date,
) -> Result<Option<TimeLimit>, db::Error> {
    tx.query_opt(&statement!("limit_in_force"), &[&kind, &day]).await?.as_ref().map(read_limit).transpose()
}

/// Every limit in force on `day`, or all that ever were and will be, by kind and day.
pub(in crate::obligations) async fn limits(tx: &Tx, day: Option<Date>) -> Result<Vec<TimeLimit>, db::Error> {
    tx.query(&statement!("limits"), &[&day]).await?.iter().map(read_limit).collect()
}

/// The last limit of this kind, for nobody else to end meanwhile.
pub(in crate::obligations) async fn lock_last_limit(
    tx: &WriteTx,
    kind: LimitKind,
) -> Result<Option<TimeLimit>, db::Error> {
    // Limits that depend on each other are changed one after another.
    tx.execute(&statement!("lock_limits"), &[]).await?;
    tx.query_opt(&statement!("last_limit"), &[&kind]).await?.as_ref().map(read_limit).transpose()
}

/// Ends a limit from `day` on.
pub(in crate::obligations) async fn end_limit(tx: &WriteTx, id: TimeLimitId, day: Date) -> Result<(), db::Error> {
    tx.execute(&statement!("end_limit"), &[&id.0, &day]).await?;
    Ok(())
}

/// Adds a limit that goes on until another one follows.
pub(in crate::obligations) async fn insert_limit(
    tx: &WriteTx,
    limit: &TimeLimit,
    actor: &Actor,
    now: OffsetDateTime,
) -> Result<(), db::Error> {
    let basis = match limit.basis {
        Basis::Article(article) => article.id,
        Basis::Local => LOCAL,
    };
    let days = i32::try_from(limit.days).unwrap_or(i32::MAX);
    tx.execute(
        &statement!("insert_limit"),
        &[
            &limit.id.0,
            &limit.kind,
            &days,
            &limit.count,
            &limit.starts_from,
            &basis,
            &limit.is_statutory(),
            &limit.valid.from(),
            &actor.label(),
            &now,
        ],
    )
    .await?;
    Ok(())
}

/// The limit in the columns of a row.
pub(super) fn read_limit(row: &Row) -> Result<TimeLimit, db::Error> {
    let basis: &str = row.column("basis")?;
    Ok(TimeLimit {
        id: TimeLimitId(row.column("time_limit_id")?),
        kind: row.column("kind")?,
        days: days(row)?,
        count: row.column("day_count")?,
        starts_from: row.column("starts_from")?,
        basis: match basis {
            LOCAL => Basis::Local,
            id => Basis::Article(law::article(id).ok_or_else(|| db::Error::Inconsistent {
                table: "time_limit",
                reason: format!("no article has the id {id}"),
            })?),
        },
        valid: row.valid_period()?,
    })
}

/// The number of days in a row.
pub(super) fn days(row: &Row) -> Result<u32, db::Error> {
    let days: i32 = row.column("days")?;
    u32::try_from(days).map_err(|_| db::Error::Inconsistent { table: "time_limit", reason: format!("{days} days") })
}

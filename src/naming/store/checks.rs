//! Runs of the name clinic over a case, and settled warnings.

use serde_json::Value;
use time::{Date, OffsetDateTime};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    naming::model::{CaseId, CheckStage, ItemId},
    statement,
};

/// One run.
#[derive(Debug, Clone)]
pub(in crate::naming) struct Check {
    pub(in crate::naming) id: Uuid,
    pub(in crate::naming) stage: CheckStage,
    pub(in crate::naming) rules_on: Date,
    pub(in crate::naming) at: OffsetDateTime,
    pub(in crate::naming) actor: String,
    pub(in crate::naming) data_version: i64,
    pub(in crate::naming) blocks: i32,
    pub(in crate::naming) warnings: i32,
    /// Items with their verdicts.
    pub(in crate::naming) result: Value,
}

/// A warning with the reason why it does not stand in the way.
#[derive(Debug, Clone)]
pub(in crate::naming) struct Settlement {
    pub(in crate::naming) item: ItemId,
    pub(in crate::naming) verdict_key: String,
    pub(in crate::naming) rule: String,
    pub(in crate::naming) reason: String,
    pub(in crate::naming) settled_by: String,
    pub(in crate::naming) settled_at: OffsetDateTime,
}

/// Keeps a run.
pub(in crate::naming) async fn insert(tx: &WriteTx, case: CaseId, check: &Check) -> Result<(), Error> {
    let Check { id, stage, rules_on, at, actor, data_version, blocks, warnings, result } = check;
    let result = result.to_string();
    tx.execute(
        &statement!("insert_check"),
        &[id, &case.0, stage, rules_on, at, actor, data_version, blocks, warnings, &result],
    )
    .await?;
    Ok(())
}

/// The runs of a case, the last one first.
pub(in crate::naming) async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<Check>, Error> {
    let rows = tx.query(&statement!("checks"), &[&case.0]).await?;
    rows.iter().map(read).collect()
}

/// Keeps a settlement; `false` when that warning was settled before.
pub(in crate::naming) async fn settle(tx: &WriteTx, settlement: &Settlement, by: UserId) -> Result<bool, Error> {
    let Settlement { item, verdict_key, rule, reason, settled_at, .. } = settlement;
    let params: [&(dyn postgres_types::ToSql + Sync); 6] = [&item.0, verdict_key, rule, reason, &by.0, settled_at];
    Ok(tx.execute(&statement!("settle_warning"), &params).await? == 1)
}

/// The settled warnings of a case.
pub(in crate::naming) async fn settlements(tx: &Tx, case: CaseId) -> Result<Vec<Settlement>, Error> {
    let rows = tx.query(&statement!("settlements"), &[&case.0]).await?;
    rows.iter()
        .map(|row| {
            Ok(Settlement {
                item: ItemId(row.column("item_id")?),
                verdict_key: row.column("verdict_key")?,
                rule: row.column("rule")?,
                reason: row.column("reason")?,
                settled_by: row.column("login")?,
                settled_at: row.column("settled_at")?,
            })
        })
        .collect()
}

fn read(row: &Row) -> Result<Check, Error> {
    let result: &str = row.column("result")?;
    Ok(Check {
        id: row.column("check_id")?,
        stage: row.column("stage")?,
        rules_on: row.column("rules_on")?,
        at: row.column("at")?,
        actor: row.column("actor")?,
        data_version: row.column("data_version")?,
        blocks: row.column("blocks")?,
        warnings: row.column("warnings")?,
        result: serde_json::from_str(result)
            .map_err(|error| Error::Inconsistent { table: "naming_check", reason: error.to_string() })?,
    })
}

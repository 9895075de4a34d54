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

/// One run, without what it found.
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

/// Keeps a run with what it found: items with their verdicts.
pub(in crate::naming) async fn insert(tx: &WriteTx, case: CaseId, check: &Check, result: &Value) -> Result<(), Error> {
    let Check { id, stage, rules_on, at, actor, data_version, blocks, warnings } = check;
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

/// What a run found, if it is one of this case.
pub(in crate::naming) async fn result(tx: &Tx, case: CaseId, check: Uuid) -> Result<Option<Value>, Error> {
    read_result(tx.query_opt(&statement!("check_result"), &[&case.0, &check]).await?.as_ref())
}

/// What the last run found that examined an item of this case.
pub(in crate::naming) async fn last_of_item(tx: &Tx, case: CaseId, item: ItemId) -> Result<Option<Value>, Error> {
    read_result(tx.query_opt(&statement!("last_check_of_item"), &[&case.0, &item.to_string()]).await?.as_ref())
}

fn read_result(row: Option<&Row>) -> Result<Option<Value>, Error> {
    let Some(row) = row else { return Ok(None) };
    let result: &str = row.column("result")?;
    let read = serde_json::from_str(result);
    read.map(Some).map_err(|error| Error::Inconsistent { table: "naming_check", reason: error.to_string() })
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
    Ok(Check {
        id: row.column("check_id")?,
        stage: row.column("stage")?,
        rules_on: row.column("rules_on")?,
        at: row.column("at")?,
        actor: row.column("actor")?,
        data_version: row.column("data_version")?,
        blocks: row.column("blocks")?,
        warnings: row.column("warnings")?,
    })
}

//! Runs and what was found in them, staged and on record.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use time::OffsetDateTime;
use tokio_postgres::Row;

use super::{Finding, ImportError, ImportId, ImportOptions, ImportReport, Importable, Rule, Severity};
use crate::{
    db::{Error, ReadTx, WriteTx, row::RowExt},
    kernel::actor::Actor,
    statement,
};

/// How many rows are staged, and how many of them are refused.
pub(super) async fn count(tx: &WriteTx, id: ImportId) -> Result<(u64, u64), ImportError> {
    let row = tx.query_one(&statement!("count_rows"), &[&id.0]).await?;
    Ok((unsigned(row.column("rows")?), unsigned(row.column("refused")?)))
}

/// How often each rule is broken by staged rows.
pub(super) async fn staged_counts(tx: &WriteTx, id: ImportId) -> Result<Vec<(Rule, u64)>, ImportError> {
    let mut counts = BTreeMap::new();
    for row in tx.query(&statement!("count_findings"), &[&id.0]).await? {
        counts.insert(rule(row.column("rule")?)?, unsigned(row.column("count")?));
    }
    Ok(counts.into_iter().collect())
}

/// What was found in staged rows, as far as a report tells it.
pub(super) async fn staged_findings(tx: &WriteTx, id: ImportId) -> Result<Vec<Finding>, ImportError> {
    let refusals: Vec<&str> =
        Rule::ALL.iter().filter(|rule| rule.severity() == Severity::Refusal).map(|rule| rule.code()).collect();
    let rows = tx.query(&statement!("staged_findings"), &[&id.0, &i64::from(ImportReport::LIMIT), &refusals]).await?;
    Ok(rows.iter().map(finding).collect::<Result<_, _>>()?)
}

/// Puts a run on record, with the commit that the transaction has begun.
pub(crate) async fn record(
    tx: &WriteTx,
    report: &ImportReport,
    options: &ImportOptions,
    actor: &Actor,
    began: OffsetDateTime,
) -> Result<(), ImportError> {
    let counts: Value = report.counts.iter().map(|(rule, count)| (rule.code().to_owned(), json!(count))).collect();
    tx.execute(
        &statement!("insert_run"),
        &[
            &report.id.0,
            &report.collection.id(),
            &report.file_name,
            &options.source_crs.code(),
            &actor.label(),
            &began,
            &signed(report.rows),
            &signed(report.kept),
            &signed(report.refused),
            &report.outcome,
            &counts,
        ],
    )
    .await?;
    let findings = (1..).zip(&report.findings).map(|(ordinal, finding): (u32, _)| {
        let Finding { row, rule, facts, feature } = finding;
        json!({ "ordinal": ordinal, "row": row, "rule": rule.code(), "facts": facts, "feature": feature })
    });
    tx.execute(&statement!("insert_findings"), &[&report.id.0, &findings.collect::<Value>()]).await?;
    Ok(())
}

/// The report of a run on record, if there is one.
pub async fn find(tx: &ReadTx, id: ImportId) -> Result<Option<ImportReport>, Error> {
    let Some(row) = tx.query_opt(&statement!("run_by_id"), &[&id.0]).await? else { return Ok(None) };
    let odd = |reason: String| Error::Inconsistent { table: "import_run", reason };
    let collection: Importable = row.column::<&str>("collection")?.parse().map_err(odd)?;
    let counts: BTreeMap<String, u64> =
        serde_json::from_value(row.column("counts")?).map_err(|error| odd(error.to_string()))?;
    let counts: BTreeMap<Rule, u64> =
        counts.iter().map(|(code, count)| Ok((rule(code)?, *count))).collect::<Result<_, Error>>()?;
    let findings = tx.query(&statement!("findings_by_run"), &[&id.0]).await?;
    Ok(Some(ImportReport {
        id,
        collection,
        file_name: row.column("file_name")?,
        outcome: row.column("outcome")?,
        rows: unsigned(row.column("row_count")?),
        kept: unsigned(row.column("kept")?),
        refused: unsigned(row.column("refused")?),
        counts: counts.into_iter().collect(),
        findings: findings.iter().map(finding).collect::<Result<_, _>>()?,
        data_version: row.column("version")?,
    }))
}

fn finding(row: &Row) -> Result<Finding, Error> {
    Ok(Finding {
        row: unsigned(row.column("row_number")?),
        rule: rule(row.column("rule")?)?,
        facts: row.column("facts")?,
        feature: row.column("feature_id")?,
    })
}

fn rule(code: &str) -> Result<Rule, Error> {
    Rule::from_code(code)
        .ok_or_else(|| Error::Inconsistent { table: "import_finding", reason: format!("no rule is called {code}") })
}

fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

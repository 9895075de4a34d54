//! What mentions a name.

use serde::Serialize;
use serde_json::Value;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    naming::model::{CaseId, CheckStage},
    register::model::FeatureId,
    statement,
};

/// A thing whose name holds the name.
#[derive(Debug, Serialize)]
pub struct NamedAfter {
    /// The thing.
    pub feature_id: Uuid,
    /// Its name.
    pub name: String,
    /// What the name is to it.
    pub kind: String,
}

/// A street with the name at an end.
#[derive(Debug, Serialize)]
pub struct StreetEnd {
    /// The street.
    pub street_id: Uuid,
    /// Its name.
    pub name: Option<String>,
    /// Where it starts.
    pub starts_at: Option<String>,
    /// Where it ends.
    pub ends_at: Option<String>,
}

/// An item of an open case that mentions the name.
#[derive(Debug, Serialize)]
pub struct Mention {
    /// The case.
    pub case_id: Uuid,
    /// Its number.
    pub case_number: String,
    /// The name in the item.
    pub name: String,
}

/// What was found at one point of a case.
#[derive(Debug, Serialize)]
pub struct KeptImpact {
    /// When in the case.
    pub stage: CheckStage,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Item by item.
    pub items: Value,
}

/// The things, besides `place`, whose names in use on a day hold `name`.
pub(in crate::naming) async fn named_after(
    tx: &Tx,
    name: &str,
    place: FeatureId,
    day: Date,
) -> Result<Vec<NamedAfter>, Error> {
    let rows = tx.query(&statement!("named_after"), &[&name, &place.0, &day]).await?;
    rows.iter()
        .map(|row| {
            Ok(NamedAfter {
                feature_id: row.column("feature_id")?,
                name: row.column("text")?,
                kind: row.column("kind")?,
            })
        })
        .collect()
}

/// The streets, besides `place`, with `name` at an end on a day.
pub(in crate::naming) async fn street_ends(
    tx: &Tx,
    name: &str,
    place: FeatureId,
    day: Date,
) -> Result<Vec<StreetEnd>, Error> {
    let rows = tx.query(&statement!("street_ends"), &[&name, &place.0, &day]).await?;
    rows.iter()
        .map(|row| {
            Ok(StreetEnd {
                street_id: row.column("street_id")?,
                name: row.column("text")?,
                starts_at: row.column("starts_at")?,
                ends_at: row.column("ends_at")?,
            })
        })
        .collect()
}

/// The items of other open cases that mention `name`.
pub(in crate::naming) async fn mentions(tx: &Tx, name: &str, case: CaseId) -> Result<Vec<Mention>, Error> {
    let rows = tx.query(&statement!("mentions"), &[&name, &case.0]).await?;
    rows.iter()
        .map(|row| {
            Ok(Mention {
                case_id: row.column("case_id")?,
                case_number: row.column("case_number")?,
                name: row.column("name")?,
            })
        })
        .collect()
}

/// Keeps what was found.
pub(in crate::naming) async fn insert(
    tx: &WriteTx,
    id: Uuid,
    case: CaseId,
    stage: CheckStage,
    at: OffsetDateTime,
    result: &Value,
) -> Result<(), Error> {
    tx.execute(&statement!("insert_impact"), &[&id, &case.0, &stage, &at, &result.to_string()]).await?;
    Ok(())
}

/// What was found in a case, the last time first.
pub(in crate::naming) async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<KeptImpact>, Error> {
    let rows = tx.query(&statement!("impacts"), &[&case.0]).await?;
    rows.iter()
        .map(|row| {
            let items: &str = row.column("result")?;
            Ok(KeptImpact {
                stage: row.column("stage")?,
                at: row.column("at")?,
                items: serde_json::from_str(items)
                    .map_err(|error| Error::Inconsistent { table: "naming_impact", reason: error.to_string() })?,
            })
        })
        .collect()
}

//! Divisions 行政区划.

use serde::Serialize;
use tokio_postgres::Row;

use super::{Collection, PublishedRow, StandardName, run::counting};
use crate::{
    db::{Error, Statement, row::RowExt},
    statement,
};

/// A division: administrative unit of one level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Division {
    /// What it is called.
    #[serde(flatten)]
    pub standard_name: StandardName,
    /// Code by GB/T 2260 and GB/T 10114.
    pub code: String,
    /// `county`, `township`, …
    pub level: String,
    /// Kind of unit, such as `town`.
    pub unit_type: Option<String>,
    /// Code of the division above.
    pub parent_code: Option<String>,
    /// Counts among the towns and sub-districts of the summary.
    pub counts_in_summary: bool,
    /// Belongs to the urban area.
    pub in_built_up_area: bool,
    /// Made for demonstration.
    pub illustrative: bool,
    /// Further facts as delivered.
    pub attributes: serde_json::Value,
}

impl PublishedRow for Division {
    const COLLECTION: Collection = Collection::Divisions;
    const IS_OUTLINE: bool = true;
    const RUNS: Statement = statement!("runs_of_divisions");
    const COUNT: Statement = counting!("runs_of_divisions");
    const PROPERTIES: &'static [&'static str] = &[
        "name",
        "pinyin",
        "pinyin_source",
        "code",
        "level",
        "unit_type",
        "parent_code",
        "counts_in_summary",
        "in_built_up_area",
        "illustrative",
        "attributes",
    ];
    const QUERYABLES: &'static [&'static str] = &["name", "code", "level", "unit_type", "parent_code"];

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            standard_name: StandardName::read(row)?,
            code: row.column("code")?,
            level: row.column("level")?,
            unit_type: row.column("unit_type")?,
            parent_code: row.column("parent_code")?,
            counts_in_summary: row.column("counts_in_summary")?,
            in_built_up_area: row.column("in_built_up_area")?,
            illustrative: row.column("illustrative")?,
            attributes: row.column("attributes")?,
        })
    }

    fn name(&self) -> Option<&str> {
        self.standard_name.name.as_deref()
    }
}

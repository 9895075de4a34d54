//! Built-up areas 建成区.

use serde::Serialize;
use tokio_postgres::Row;

use super::{Collection, PublishedRow, StandardName, run::counting};
use crate::{
    db::{Error, Statement, row::RowExt},
    statement,
};

/// A built-up area: the scope in which street names must not repeat (R753 art. 9(8)).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BuiltUpArea {
    /// What it is called.
    #[serde(flatten)]
    pub standard_name: StandardName,
    /// Code of the division that it belongs to.
    pub division_code: Option<String>,
    /// Made for demonstration.
    pub illustrative: bool,
    /// Further facts as delivered.
    pub attributes: serde_json::Value,
}

impl PublishedRow for BuiltUpArea {
    const COLLECTION: Collection = Collection::BuiltUpAreas;
    const RUNS: Statement = statement!("runs_of_built_up_areas");
    const COUNT: Statement = counting!("runs_of_built_up_areas");
    const PROPERTIES: &'static [&'static str] =
        &["name", "pinyin", "pinyin_source", "division_code", "illustrative", "attributes"];
    const QUERYABLES: &'static [&'static str] = &["name", "division_code"];

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            standard_name: StandardName::read(row)?,
            division_code: row.column("division_code")?,
            illustrative: row.column("illustrative")?,
            attributes: row.column("attributes")?,
        })
    }

    fn name(&self) -> Option<&str> {
        self.standard_name.name.as_deref()
    }
}

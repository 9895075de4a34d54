//! Places 地名实体.

use serde::Serialize;
use tokio_postgres::Row;

use super::{Collection, PublishedRow, StandardName, run::counting};
use crate::{
    db::{Error, Statement, row::RowExt},
    statement,
};

/// A place of any category.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// What it is called.
    #[serde(flatten)]
    pub standard_name: StandardName,
    /// Twenty digits, once issued.
    pub place_code: Option<String>,
    /// Category of GB/T 18521.
    pub category: String,
    /// Code of the division in whose code it is kept.
    pub division_code: Option<String>,
    /// Made for demonstration.
    pub illustrative: bool,
    /// Further facts as delivered.
    pub attributes: serde_json::Value,
}

impl PublishedRow for Place {
    const COLLECTION: Collection = Collection::Places;
    const RUNS: Statement = statement!("runs_of_places");
    const COUNT: Statement = counting!("runs_of_places");
    const PROPERTIES: &'static [&'static str] =
        &["name", "pinyin", "pinyin_source", "place_code", "category", "division_code", "illustrative", "attributes"];
    const QUERYABLES: &'static [&'static str] = &["name", "category", "division_code", "place_code"];

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            standard_name: StandardName::read(row)?,
            place_code: row.column("place_code")?,
            category: row.column("category")?,
            division_code: row.column("division_code")?,
            illustrative: row.column("illustrative")?,
            attributes: row.column("attributes")?,
        })
    }

    fn name(&self) -> Option<&str> {
        self.standard_name.name.as_deref()
    }
}

//! Names 地名.

use serde::Serialize;
use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{Collection, PublishedRow, run::counting};
use crate::{
    db::{Error, Statement, row::RowExt},
    statement,
};

/// One name of one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Name {
    /// The spelling in characters.
    pub name: String,
    /// Its pinyin with tone marks.
    pub pinyin: Option<String>,
    /// `auto` or `confirmed`.
    pub pinyin_source: String,
    /// `standard`, `former`, `alias`, `colloquial` or `minority_language`.
    pub kind: String,
    /// `current` or `cancelled`.
    pub status: String,
    /// BCP 47 tag.
    pub language: String,
    /// 专名
    pub specific: Option<String>,
    /// 通名
    pub generic: Option<String>,
    /// The thing that it names.
    pub names_feature: Uuid,
    /// `division`, `built_up_area` or `place`.
    pub names_kind: String,
    /// Who approved it.
    pub approving_authority: Option<String>,
    /// When, as a civil day.
    pub approved_on: Option<Date>,
    /// By which document.
    pub document_number: Option<String>,
}

impl PublishedRow for Name {
    const COLLECTION: Collection = Collection::Names;
    const RUNS: Statement = statement!("runs_of_names");
    const COUNT: Statement = counting!("runs_of_names");
    const PROPERTIES: &'static [&'static str] = &[
        "name",
        "pinyin",
        "pinyin_source",
        "kind",
        "status",
        "language",
        "specific",
        "generic",
        "names_feature",
        "names_kind",
        "approving_authority",
        "approved_on",
        "document_number",
    ];
    const QUERYABLES: &'static [&'static str] = &["name", "kind", "status", "names_feature", "names_kind", "language"];

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            name: row.column("name")?,
            pinyin: row.column("pinyin")?,
            pinyin_source: row.column("pinyin_source")?,
            kind: row.column("kind")?,
            status: row.column("status")?,
            language: row.column("language")?,
            specific: row.column("specific")?,
            generic: row.column("generic")?,
            names_feature: row.column("names_feature")?,
            names_kind: row.column("names_kind")?,
            approving_authority: row.column("approving_authority")?,
            approved_on: row.column("approved_on")?,
            document_number: row.column("document_number")?,
        })
    }

    fn name(&self) -> Option<&str> {
        Some(&self.name)
    }
}

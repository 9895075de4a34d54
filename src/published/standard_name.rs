//! What a thing is called.

use serde::Serialize;
use tokio_postgres::Row;

use crate::db::{Error, row::RowExt};

/// The standard name of a thing in one run of days, if it has one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardName {
    /// In characters.
    pub name: Option<String>,
    /// In pinyin with tone marks.
    pub pinyin: Option<String>,
    /// `auto` or `confirmed`.
    pub pinyin_source: Option<String>,
}

impl StandardName {
    /// Reads the columns of the same names.
    pub(super) fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            name: row.column("name")?,
            pinyin: row.column("pinyin")?,
            pinyin_source: row.column("pinyin_source")?,
        })
    }
}

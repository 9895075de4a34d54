//! Imports with a real database, a new one for each test.

mod awkward;
mod editions;
mod http;
mod names;
mod streets;
mod tianmen;
mod whole;

use std::{io::Cursor, path::Path};

use super::{Finding, ImportError, ImportOptions, ImportReport, Importable, Rule, import};
use time::macros::datetime;

use crate::{
    kernel::{actor::Actor, ids::Ids},
    reader::{FileFormat, ReadOptions, Reader},
    testing::TestDb,
};

/// An empty register at noon of 2023-06-30 in the office.
async fn register() -> TestDb {
    TestDb::new(datetime!(2023-06-30 04:00 UTC)).await
}

/// The rows of a text.
fn text(content: impl AsRef<[u8]>, format: FileFormat) -> Reader {
    Reader::from_read(Cursor::new(content.as_ref().to_vec()), format, &ReadOptions::default()).unwrap()
}

/// The rows of a fixture, with columns under other names.
fn fixture(name: &str, map: &[(&str, &str)]) -> Reader {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    let map = map.iter().map(|(field, column)| ((*field).to_owned(), (*column).to_owned())).collect();
    Reader::open(&path, None, &ReadOptions { map, ..ReadOptions::default() }).unwrap()
}

/// Features as a collection; a geometry of `null` for none.
fn features(rows: &[(serde_json::Value, serde_json::Value)]) -> String {
    let features: Vec<_> = rows
        .iter()
        .map(|(properties, geometry)| serde_json::json!({ "type": "Feature", "properties": properties, "geometry": geometry }))
        .collect();
    serde_json::json!({ "type": "FeatureCollection", "features": features }).to_string()
}

impl TestDb {
    /// Imports as the operator.
    async fn import(&self, source: Reader, options: &ImportOptions) -> Result<ImportReport, ImportError> {
        let ids = Ids::new(self.db.clock().clone());
        import(&self.db, &ids, &Actor::Operator, source, options, |_| {}).await
    }

    /// Imports what must succeed.
    async fn imported(&self, source: Reader, collection: Importable) -> ImportReport {
        self.import(source, &ImportOptions::new(collection, "test")).await.unwrap()
    }

    /// The whole of Tianmen.
    async fn load_tianmen(&self) {
        assert!(crate::demo::load(&self.db, &Ids::new(self.db.clock().clone())).await.unwrap());
    }

    /// One value.
    async fn count(&self, sql: &str) -> i64 {
        self.client.query_one(sql, &[]).await.unwrap().get(0)
    }

    /// One column as text, joined by commas.
    async fn list(&self, sql: &str) -> String {
        let rows = self.client.query(sql, &[]).await.unwrap();
        rows.iter().map(|row| row.get::<_, Option<String>>(0).unwrap_or_default()).collect::<Vec<_>>().join(",")
    }

    /// How many rows a new file could disturb, staged ones among them.
    async fn everything(&self) -> String {
        self.list(
            "select concat_ws(' ', (select version from register_version), (select count(*) from feature),
                    (select count(*) from division), (select count(*) from place), (select count(*) from street),
                    (select count(*) from name), (select count(*) from built_up_area), (select count(*) from commit_log),
                    (select count(*) from import_row), (select count(*) from import_row_finding))",
        )
        .await
    }
}

/// Which rules a row breaks.
fn rules_of(report: &ImportReport, row: u64) -> Vec<Rule> {
    report.findings.iter().filter(|finding| finding.row == row).map(|finding| finding.rule).collect()
}

/// Rows that break a rule.
fn rows_with(report: &ImportReport, rule: Rule) -> Vec<u64> {
    let breaking = report.findings.iter().filter(|finding: &&Finding| finding.rule == rule);
    breaking.map(|finding| finding.row).collect()
}

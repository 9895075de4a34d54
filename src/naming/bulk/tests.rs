//! Tables as offices send them.

mod any_bytes;
mod between;
mod features;
mod texts;
mod told;
mod workbooks;

use super::{Column, FileKind, Row, Severity, Table, read};
use crate::kernel::pinyin::LocalReadings;

/// The columns of the public tables of Hubei.
const HUBEI: &str = "命名申报主体单位,序号,俗称,正式命名,汉语拼音,起点,止点,长度（米）,宽度（米）,朝向,命名缘由,附图";

fn table(bytes: &[u8], kind: FileKind) -> Table {
    read(bytes, kind, &LocalReadings::default()).unwrap()
}

fn csv(text: &str) -> Table {
    table(text.as_bytes(), FileKind::Csv)
}

/// Codes and columns of what was found.
fn found(row: &Row) -> Vec<(&'static str, Option<Column>)> {
    row.findings.iter().map(|finding| (finding.code, finding.column)).collect()
}

fn codes(table: &Table) -> Vec<&'static str> {
    table.findings.iter().map(|finding| finding.code).collect()
}

fn names(table: &Table) -> Vec<&str> {
    table.rows.iter().map(|row| row.draft.name.as_deref().unwrap_or_default()).collect()
}

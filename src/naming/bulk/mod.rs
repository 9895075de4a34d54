//! The officer's table of names: read into draft items, row by row, with what is wrong in each.
//!
//! Nothing here touches the register. A table is an XLSX workbook, a CSV text (UTF-8 or GB 18030) or a GeoJSON feature
//! collection whose properties are the columns. Whatever the file, it becomes `Line`s of text cells under
//! known [`Column`]s, and each line a [`Row`]: a [`Draft`] with [`Finding`]s. A row with an error becomes no item; its
//! officer mends the table. Whatever is wrong with one row stays in that row; a [`BulkError`] is about the whole file.
//!
//! [`between`] sketches the line of a street from the two streets where it starts and ends. [`template_xlsx`] and
//! [`template_csv`] make the empty table. [`BulkReport`] tells what came of each row.

mod column;
mod drafting;
mod error;
mod finding;
mod flaw;
mod grid;
mod header;
mod line;
mod report;
mod row;
mod sketch;
mod table;
mod template;
mod wording;
mod workbook;

#[cfg(test)]
mod tests;

pub use column::Column;
pub use error::BulkError;
pub use finding::{Finding, Severity};
pub use flaw::Flaw;
pub use report::{BulkReport, Outcome, RowReport};
pub use row::{Draft, Row};
pub use sketch::{Ends, SketchNote, SketchRefusal, SketchedLine, StreetEnd, between};
pub use table::{FileKind, Table, read};
pub use template::{template_csv, template_xlsx};

/// Most rows of one table.
pub const MOST_ROWS: usize = 2_000;

/// Largest file in bytes.
pub const LARGEST_FILE: usize = 8 << 20;

/// Longest text of one cell in characters, a geometry's aside.
pub const LONGEST_CELL: usize = 2_000;

/// Longest text of a geometry in bytes.
pub const LONGEST_GEOMETRY: usize = 1 << 18;

//! A sheet of cells as text, before anything is known of its columns.

use crate::reader::TableRow;

/// Most columns that are looked at.
pub(super) const MOST_COLUMNS: usize = 64;

/// The rows of a sheet with something in them.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) rows: Vec<TableRow>,
    pub(super) merges: Vec<Merge>,
}

/// Cells of one column that are merged into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    /// The column, from 0.
    pub(super) column: usize,
    /// The row that holds the value, from 1.
    pub(super) first: u64,
    /// The last row that it stands for.
    pub(super) last: u64,
}

impl Grid {
    /// The text of a cell; blank where there is none.
    pub(super) fn cell(row: &TableRow, column: usize) -> &str {
        row.cells.get(column).map_or("", |cell| cell.trim())
    }

    /// What a merged cell says for another one that it covers.
    pub(super) fn merged(&self, row: u64, column: usize) -> Option<&str> {
        let covers = |merge: &&Merge| merge.column == column && (merge.first..=merge.last).contains(&row);
        let merge = self.merges.iter().find(covers)?;
        let at = self.rows.binary_search_by_key(&merge.first, |row| row.number).ok()?;
        self.rows.get(at).map(|row| Self::cell(row, column)).filter(|text| !text.is_empty())
    }
}

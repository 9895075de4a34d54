//! The row of headings, which titles may stand above.

use super::{
    Column, Finding, Flaw,
    grid::{Grid, MOST_COLUMNS},
    wording::{plain, unit_of_heading},
};
use crate::reader::{TableRow, shortened};

/// Among how many rows of a file it is looked for.
pub(super) const LOOKED_AT_ROWS: usize = 10;

/// What the columns of a grid mean.
#[derive(Debug)]
pub(super) struct Header {
    /// By the place of the column in the grid, from 0.
    pub(super) columns: Vec<Heading>,
    /// The row below which the table begins.
    pub(super) row: u64,
    pub(super) findings: Vec<Finding>,
}

/// A column that is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heading {
    /// Its place in the grid, from 0.
    pub(super) place: usize,
    pub(super) column: Column,
    /// Metres in one unit of its numbers.
    pub(super) unit: f64,
}

impl Header {
    /// The row that holds most headings, with what stands above its gaps and below its groups; `None` if there is none
    /// with a name.
    pub(super) fn find(grid: &Grid) -> Option<Self> {
        let near = || grid.rows.iter().take_while(|row| row.number <= LOOKED_AT_ROWS as u64);
        let rated = near().enumerate().map(|(at, row)| (meanings(row), at)).filter(|(count, _)| *count > 0);
        // The first of equals.
        let (_, at) = rated.max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)))?;
        let main = grid.rows.get(at)?;
        let above = grid.rows.get(at.saturating_sub(1)..at).unwrap_or_default();
        Self::of(main, above, grid.rows.get(at + 1))
    }

    fn of(main: &TableRow, above: &[TableRow], below: Option<&TableRow>) -> Option<Self> {
        let below = below.filter(|row| row.number == main.number + 1 && is_second_line(row, main));
        let mut header =
            Self { columns: Vec::new(), row: below.map_or(main.number, |row| row.number), findings: Vec::new() };
        let width = main.cells.len().max(below.map_or(0, |row| row.cells.len())).min(MOST_COLUMNS);
        for place in 0..width {
            let lines = below.into_iter().chain([main]).chain(above.last());
            let texts: Vec<&str> = lines.map(|row| Grid::cell(row, place)).filter(|text| !text.is_empty()).collect();
            header.take(place, &texts, Grid::cell(main, place));
        }
        let is_named = header.columns.iter().any(|heading| matches!(heading.column, Column::Name | Column::FormerName));
        is_named.then_some(header)
    }

    /// Takes the first of the texts over a column that means something.
    fn take(&mut self, place: usize, texts: &[&str], main: &str) {
        let meant = texts.iter().find_map(|text| Some((Column::of_plain_heading(&plain(text))?, *text)));
        match meant {
            Some((column, text)) if self.columns.iter().any(|heading| heading.column == column) => {
                self.findings.push(Finding::at(column, Flaw::ColumnTwice(shortened(text))));
            }
            Some((column, text)) => self.columns.push(Heading { place, column, unit: unit_of_heading(text) }),
            None if !main.is_empty() => self.findings.push(Finding::of(Flaw::ColumnUnknown(shortened(main)))),
            None => {}
        }
    }
}

/// How many columns the cells of a row are headings of.
fn meanings(row: &TableRow) -> usize {
    let mut columns: Vec<Column> = row.cells.iter().filter_map(|cell| Column::of_plain_heading(&plain(cell))).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.len()
}

/// Whether a row is the second line of the headings: all of its cells are headings, and none is below a name's.
fn is_second_line(row: &TableRow, main: &TableRow) -> bool {
    row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).all(|(place, cell)| {
        let is_name = Column::of_plain_heading(&plain(Grid::cell(main, place))) == Some(Column::Name);
        !is_name && Column::of_plain_heading(&plain(cell)).is_some()
    })
}

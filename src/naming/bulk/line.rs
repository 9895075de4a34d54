//! One row of any file as texts under known columns.

use std::collections::BTreeMap;

use geo::Geometry;
use serde_json::Value;

use super::{Column, Finding, Flaw, grid::Grid, header::Header, wording::plain};
use crate::reader::{Fields, GeometryFault, GeometryNote, RawRow, TableRow, shortened};

/// What a file draws.
pub(super) type Drawn = Result<(Geometry<f64>, Vec<GeometryNote>), GeometryFault>;

/// One row, not judged yet.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) number: u64,
    /// Only cells with something in them.
    pub(super) cells: BTreeMap<Column, Cell>,
    /// A geometry that is no cell.
    pub(super) drawn: Option<Drawn>,
    pub(super) findings: Vec<Finding>,
}

/// A cell with something in it.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Metres in one unit, if it is a number.
    pub(super) unit: f64,
}

impl Line {
    /// The line that a row of a grid is.
    pub(super) fn of_row(row: &TableRow, grid: &Grid, header: &Header) -> Self {
        let mut line = Self { number: row.number, ..Self::default() };
        for heading in &header.columns {
            let own = Grid::cell(row, heading.place);
            let merged = || grid.merged(row.number, heading.place).filter(|_| heading.column.is_shared());
            let text = if own.is_empty() { merged().unwrap_or_default() } else { own };
            line.put(heading.column, text.to_owned(), heading.unit);
        }
        line
    }

    /// The line that a feature is, and the names of properties that mean nothing here.
    pub(super) fn of_feature(feature: RawRow) -> (Self, Vec<String>) {
        let mut line = Self { number: feature.number, ..Self::default() };
        let unknown = line.take_properties(feature.fields);
        if let Some(fault) = feature.fault {
            line.findings.push(Finding::of(Flaw::RowUnreadable(fault.text())));
        }
        line.drawn = match feature.geometry {
            Ok(Some(geometry)) => Some(Ok((geometry, feature.notes))),
            Ok(None) => None,
            Err(fault) => Some(Err(fault)),
        };
        (line, unknown)
    }

    fn take_properties(&mut self, properties: Fields) -> Vec<String> {
        let mut unknown = Vec::new();
        for (name, value) in properties {
            let text = match value {
                Value::Null => String::new(),
                Value::String(text) => text,
                Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
            };
            match Column::of_plain_heading(&plain(&name)) {
                Some(column) if self.cells.contains_key(&column) => {
                    self.findings.push(Finding::at(column, Flaw::ColumnTwice(shortened(&name))));
                }
                Some(column) => self.put(column, text, super::wording::unit_of_heading(&name)),
                None => unknown.push(name),
            }
        }
        unknown
    }

    fn put(&mut self, column: Column, text: String, unit: f64) {
        if !text.trim().is_empty() {
            self.cells.insert(column, Cell { text: text.trim().to_owned(), unit });
        }
    }

    /// The text of a cell.
    pub(super) fn text(&self, column: Column) -> Option<&str> {
        self.cells.get(&column).map(|cell| cell.text.as_str())
    }

    /// Whether it is the example of the template.
    pub(super) fn is_example(&self) -> bool {
        self.text(Column::Sequence).is_some_and(|text| matches!(plain(text).as_str(), "示例" | "例" | "example"))
    }

    /// Whether it proposes nothing: blank but for a number, a unit or remark in their place, or a sum of what is above.
    pub(super) fn is_blank(&self) -> bool {
        let is_sum = |text: &str| matches!(plain(text).as_str(), "合计" | "总计" | "小计" | "total" | "sum");
        let says_something = |column: &Column| !matches!(column, Column::Sequence | Column::Applicant);
        let is_bare = !self.cells.keys().any(says_something);
        is_bare || [Column::Sequence, Column::Applicant].into_iter().any(|column| self.text(column).is_some_and(is_sum))
    }
}

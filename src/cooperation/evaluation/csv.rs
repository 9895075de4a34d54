//! Evaluation and statistics as CSV (RFC 4180) in UTF-8 with a byte order mark, for spreadsheets. Numbers of records stand
//! in one cell, `;` between them.

use super::{Evaluation, Reference, statistics::Figures};

/// Stands between several values in one cell.
const BETWEEN: &str = ";";

/// A line for each item of each table.
#[must_use]
pub fn of_evaluations(tables: &[Evaluation]) -> Vec<u8> {
    let head = [
        "year",
        "until",
        "neighbour",
        "neighbour_name",
        "item",
        "zh",
        "en",
        "most_points",
        "points",
        "reached",
        "wanted",
        "records",
    ];
    let rows = tables.iter().flat_map(|table| {
        table.items.iter().map(|item| {
            vec![
                table.year.to_string(),
                table.until.to_string(),
                table.neighbour.clone(),
                table.neighbour_name.clone(),
                item.item.to_owned(),
                item.zh.to_owned(),
                item.en.to_owned(),
                item.most_points.to_string(),
                item.points.to_string(),
                item.reached.to_string(),
                item.wanted.to_string(),
                numbers(&item.records),
            ]
        })
    });
    written(&head, rows)
}

/// A line for each figure of each neighbour.
#[must_use]
pub fn of_statistics(figures: &[Figures]) -> Vec<u8> {
    let rows = figures.iter().flat_map(|of| {
        of.named().into_iter().map(|(name, figure)| {
            vec![
                of.neighbour.clone(),
                of.neighbour_name.clone(),
                name.to_owned(),
                figure.count.to_string(),
                numbers(&figure.records),
            ]
        })
    });
    written(&["neighbour", "neighbour_name", "figure", "count", "records"], rows)
}

fn numbers(records: &[Reference]) -> String {
    records.iter().map(|record| record.number.as_str()).collect::<Vec<_>>().join(BETWEEN)
}

/// The lines behind a byte order mark. Writing to memory does not fail, and all lines are of one width.
fn written(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = ::csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let _ = out.write_record(head);
    for row in rows {
        let _ = out.write_record(row);
    }
    out.into_inner().unwrap_or_default()
}

//! Rows with their answers as CSV (RFC 4180) in UTF-8 with a byte order mark, for spreadsheets.
//!
//! The columns of the file come first, as they are. Features have `id` before their properties, and `lon` and `lat`
//! (CGCS2000) behind them. Then comes what was found: on a common border the codes and names of all units that meet
//! there, `;` between them; of the streets the nearest; distances in metres. At the end stands what is wrong with the
//! row, in Chinese and English. What is unknown or was not asked for is an empty cell or not there.

use std::borrow::Cow;

use ::csv::Writer;
use serde_json::Value;

use super::{Columns, sheet::Found};
use crate::{
    index::live::{DivisionFacts, LEVELS, PlaceFacts, Record},
    kernel::geometry::Position,
    lookup::{LookUp, Parts, answer::Here, json::Near},
    reader::RawRow,
};

/// A table in the making.
#[derive(Debug)]
pub(super) struct Table {
    columns: Columns,
    parts: Parts,
}

/// Stands between several values in one cell.
const BETWEEN: &str = ";";

impl Table {
    pub(super) fn new(columns: Columns, parts: Parts) -> Self {
        Self { columns, parts }
    }

    /// The header line.
    pub(super) fn head(&self) -> Vec<u8> {
        let title = |wanted: &str| self.columns.title(wanted);
        let mut titles = Vec::new();
        let features = self.columns.are_features();
        titles.extend(features.then(|| title("id")));
        titles.extend(self.columns.names().iter().cloned());
        titles.extend(["lon", "lat"].iter().filter(|_| features).map(|wanted| title(wanted)));
        titles.extend(self.added().iter().map(|wanted| title(wanted)));
        let mut head = "\u{feff}".as_bytes().to_vec();
        head.extend(written(|out| out.write_record(titles)));
        head
    }

    /// The titles of what was found, as far as no column of the file is called so.
    fn added(&self) -> Vec<Cow<'static, str>> {
        let Parts { divisions, built_up_area, streets, nearest_place, border } = self.parts;
        let mut titles = Vec::new();
        if divisions {
            titles
                .extend(LEVELS.iter().flat_map(|level| ["code", "name"].map(|what| format!("{level}_{what}").into())));
        }
        let of_parts: [(bool, &[&'static str]); 6] = [
            (built_up_area, &["built_up_area"]),
            (streets, &["street", "street_distance_m"]),
            (nearest_place, &["nearest_place", "nearest_place_distance_m"]),
            (border, &["border_distance_m"]),
            (divisions, &["on_border"]),
            (true, &["problem_zh", "problem_en"]),
        ];
        titles.extend(
            of_parts.iter().filter(|(wanted, _)| *wanted).flat_map(|(_, of)| of.iter().copied().map(Cow::from)),
        );
        titles
    }

    /// One line for each row.
    pub(super) fn lines<'r, 's>(&self, rows: impl Iterator<Item = (&'r RawRow, Found<'s>)>) -> Vec<u8> {
        written(|out| {
            rows.map(|(row, found)| (self.given(row, &found), self.found(row.number, &found))).try_for_each(
                |(given, found)| {
                    out.write_record(given.iter().map(|cell| cell.as_bytes()).chain(found.iter().map(String::as_bytes)))
                },
            )
        })
    }

    /// What the file says of the row.
    fn given<'r>(&self, row: &'r RawRow, found: &Found<'_>) -> Vec<Cow<'r, str>> {
        let names = self.columns.names().len();
        let mut given = vec![Cow::Borrowed(""); names];
        for (name, value) in row.fields.iter() {
            let cell_of_name = self.columns.place(name).and_then(|place| given.get_mut(place));
            if let Some(empty) = cell_of_name.filter(|known| known.is_empty()) {
                *empty = cell(value);
            }
        }
        if self.columns.are_features() {
            given.insert(0, row.id.as_ref().map_or(Cow::Borrowed(""), cell));
            let position = found.as_ref().ok().map(|answer| answer.position);
            let degrees =
                |degrees: Option<f64>| degrees.map_or(Cow::Borrowed(""), |degrees| degrees.to_string().into());
            given.push(degrees(position.map(Position::lon)));
            given.push(degrees(position.map(Position::lat)));
        }
        given
    }

    /// What was found for it, in the order of the titles.
    fn found(&self, number: u64, found: &Found<'_>) -> Vec<String> {
        let Parts { divisions, built_up_area, streets, nearest_place, border } = self.parts;
        let answer = found.as_ref().ok();
        let mut cells = Vec::new();
        if divisions {
            for level in 0..LEVELS.len() {
                cells.extend(units(answer, level));
            }
        }
        if built_up_area {
            let here = answer.and_then(|answer| answer.built_up_area.as_ref());
            cells.push(here.map(|here| name(here.record)).unwrap_or_default());
        }
        if streets {
            cells.extend(near(answer.and_then(|answer| answer.streets.first())));
        }
        if nearest_place {
            cells.extend(near(answer.and_then(|answer| answer.nearest_place.as_ref())));
        }
        if border {
            let border = answer.and_then(|answer| answer.border.as_ref());
            cells.push(border.map(|near| near.metres.to_string()).unwrap_or_default());
        }
        if divisions {
            let on_border = |answer: &LookUp<'_>| answer.divisions.iter().any(|here| here.on_border).to_string();
            cells.push(answer.map(on_border).unwrap_or_default());
        }
        cells.extend(match found {
            Ok(_) => [String::new(), String::new()],
            Err(problem) => [format!("第 {number} 行：{}", problem.zh), format!("row {number}: {}", problem.en)],
        });
        cells
    }
}

/// The codes and names of the units of one level, from 0, the largest.
fn units(answer: Option<&LookUp<'_>>, level: usize) -> [String; 2] {
    let here: Vec<&Here<'_, DivisionFacts>> =
        answer.iter().flat_map(|answer| &answer.divisions).filter(|here| here.record.facts.level == level).collect();
    let codes: Vec<&str> = here.iter().map(|here| &*here.record.facts.code).collect();
    let names: Vec<String> = here.iter().map(|here| name(here.record)).collect();
    [codes.join(BETWEEN), names.join(BETWEEN)]
}

/// The name and the distance of what is near.
fn near(near: Option<&Near<'_, PlaceFacts>>) -> [String; 2] {
    near.map(|near| [name(near.record), near.metres.to_string()]).unwrap_or_default()
}

/// The name as it is written; empty without one.
fn name<F>(record: &Record<F>) -> String {
    // The property is JSON: a text or null.
    serde_json::from_str::<Option<String>>(record.feature.property("name")).ok().flatten().unwrap_or_default()
}

/// A value as a cell: text as it is, everything else as JSON.
fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => Cow::Owned(value.to_string()),
    }
}

/// The lines that `write` writes. Writing to memory does not fail, and lines of one table are of one width.
fn written(write: impl FnOnce(&mut Writer<Vec<u8>>) -> ::csv::Result<()>) -> Vec<u8> {
    let mut out = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let _ = write(&mut out);
    out.into_inner().unwrap_or_default()
}

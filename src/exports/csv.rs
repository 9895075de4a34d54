//! CSV (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheets take it for what it is.
//!
//! Columns: `id`, the properties of the collection, the days of the run, `recorded_at`, `lon` and `lat` of points, and
//! `wkt` of everything (degrees, EPSG:4490). What is unknown is an empty cell; objects and lists are JSON. Cells hold
//! the values themselves: one that begins with `=`, `+`, `-` or `@` gets no quote in front of it, because the file
//! could not be imported again as it was. Spreadsheets may take such a cell for a formula; import it as text there.

use std::io::Write;

use ::csv::Writer;
use geo::Geometry;
use serde_json::Value;
use time::{Date, format_description::well_known::Rfc3339};
use wkt::ToWkt;

use super::File;
use crate::{
    kernel::geometry::is_empty_point,
    published::{PublishedRow, Run},
};

pub(super) struct CsvFile<W: Write> {
    out: Writer<W>,
}

impl<W: Write> CsvFile<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: Writer::from_writer(out) }
    }
}

impl<R: PublishedRow, W: Write> File<R> for CsvFile<W> {
    fn begin(&mut self) -> anyhow::Result<()> {
        let before = std::iter::once("\u{feff}id");
        let after = ["valid_from", "valid_to", "recorded_at", "lon", "lat", "wkt"];
        Ok(self.out.write_record(before.chain(R::PROPERTIES.iter().copied()).chain(after))?)
    }

    fn write(&mut self, run: &Run<R>) -> anyhow::Result<()> {
        let properties = serde_json::to_value(&run.properties)?;
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        let [lon, lat, wkt] = place(run.told());
        self.out.write_field(run.id.to_string())?;
        for name in R::PROPERTIES {
            self.out.write_field(cell(properties.get(name)))?;
        }
        let after = [day(run.valid.from()), day(run.valid.to()), run.recorded_at.format(&Rfc3339)?, lon, lat, wkt];
        Ok(self.out.write_record(after)?)
    }

    fn end(&mut self) -> anyhow::Result<()> {
        Ok(self.out.flush()?)
    }
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(value @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_))) => value.to_string(),
    }
}

/// Longitude and latitude of a point, and well-known text (OGC 06-103r4).
fn place(geometry: Option<&Geometry<f64>>) -> [String; 3] {
    match geometry {
        None => <[String; 3]>::default(),
        // An empty point, whose position the database gives as NaN.
        Some(Geometry::Point(point)) if is_empty_point(*point) => {
            [String::new(), String::new(), "POINT EMPTY".to_owned()]
        }
        Some(Geometry::Point(point)) => [point.x().to_string(), point.y().to_string(), point.wkt_string()],
        Some(other) => [String::new(), String::new(), other.wkt_string()],
    }
}

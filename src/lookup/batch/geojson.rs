//! A row with its answer as a GeoJSON feature (RFC 7946).

use std::collections::HashSet;

use super::sheet::Found;
use crate::{lookup::json::Json, reader::RawRow};

/// The property that holds the answer, or `row` and `problem`; one that the file calls so gives way.
const LOOKUP: &str = "lookup";

/// Writes a feature with the row's own id and properties. It lies where it was looked up (CGCS2000, longitude before
/// latitude), or nowhere when its position cannot be used.
pub(super) fn write(json: &mut Json, row: &RawRow, found: &Found<'_>) {
    json.text("{\"type\":\"Feature\"");
    if let Some(id) = &row.id {
        json.text(",\"id\":").value(id);
    }
    json.text(",\"geometry\":").maybe(found.as_ref().ok(), |json, answer| {
        json.text("{\"type\":\"Point\",\"coordinates\":").position(answer.position).text("}");
    });
    json.text(",\"properties\":{");
    // A name that occurs twice is a fault of the row, which is shown all the same.
    let mut names = HashSet::from([LOOKUP]);
    for (name, value) in row.fields.iter().filter(|(name, _)| names.insert(name)) {
        json.value(&name).text(":").value(value).text(",");
    }
    json.value(&LOOKUP).text(":");
    match found {
        Ok(answer) => answer.write(json),
        Err(problem) => {
            json.text("{\"row\":").show(row.number).text(",\"problem\":").value(problem).text("}");
        }
    }
    json.text("}}");
}

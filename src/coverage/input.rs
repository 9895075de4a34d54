//! Features of a file as polygons and lines to be checked.

use geo::{Geometry, MultiLineString, MultiPolygon};
use serde_json::Value;

use super::check::{Area, Drawn};
use crate::{
    kernel::text::Text,
    reader::{GeometryFault, GeometryNote, RawRow, ReadError},
};

/// A feature that has a field with one value, such as `level` with `township`.
pub type Where = (String, String);

/// The polygons among rows. A row that cannot be read becomes a polygon without a shape; `read` is told how many rows
/// there were.
pub fn areas(
    rows: impl Iterator<Item = Result<RawRow, ReadError>>,
    only: &[Where],
    mut read: impl FnMut(u64),
) -> Result<Vec<Area>, ReadError> {
    let mut areas = Vec::new();
    for row in rows {
        let row = row?;
        read(row.number);
        if !is_meant(&row, only) {
            continue;
        }
        let (id, name) = called(&row);
        let was_open = row.notes.contains(&GeometryNote::RingUnclosed);
        let shape = drawn(row).and_then(|drawn| match drawn {
            Geometry::Polygon(polygon) => Ok(MultiPolygon::new(vec![polygon])),
            Geometry::MultiPolygon(polygons) => Ok(polygons),
            _ => Err(Text::new("应为面", "expected a polygon")),
        });
        areas.push(Area { id, name, shape, was_open });
    }
    Ok(areas)
}

/// The lines among rows, as [`areas`].
pub fn lines(
    rows: impl Iterator<Item = Result<RawRow, ReadError>>,
    only: &[Where],
    mut read: impl FnMut(u64),
) -> Result<Vec<Drawn>, ReadError> {
    let mut lines = Vec::new();
    for row in rows {
        let row = row?;
        read(row.number);
        if !is_meant(&row, only) {
            continue;
        }
        let (id, _) = called(&row);
        let shape = drawn(row).and_then(|drawn| match drawn {
            Geometry::LineString(line) => Ok(MultiLineString::new(vec![line])),
            Geometry::MultiLineString(lines) => Ok(lines),
            _ => Err(Text::new("应为线", "expected a line")),
        });
        lines.push(Drawn { id, shape });
    }
    Ok(lines)
}

/// Whether all fields have the values that are asked for. What cannot be read is told rather than left out.
fn is_meant(row: &RawRow, only: &[Where]) -> bool {
    row.fault.is_some() || only.iter().all(|(field, value)| text(row.fields.get(field)).as_deref() == Some(value))
}

/// What it is called: by `code` or `id`, by the feature's own id, or by its place in the file; and its name.
fn called(row: &RawRow) -> (String, String) {
    let field = |name: &str| text(row.fields.get(name));
    let id = field("code").or_else(|| field("id")).or_else(|| text(row.id.as_ref()));
    (id.unwrap_or_else(|| format!("#{}", row.number)), field("name").unwrap_or_default())
}

fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

fn drawn(row: RawRow) -> Result<Geometry<f64>, Text> {
    if let Some(fault) = row.fault {
        return Err(fault.text());
    }
    // A ring of too few positions does not make the others unusable: the check tells it.
    let drawn = match (row.geometry, row.delivered_geometry) {
        (Err(fault @ GeometryFault::RingTooShort { .. }), Some(text)) => as_delivered(&text).ok_or(fault).map(Some),
        (drawn, _) => drawn,
    };
    let drawn = drawn.map_err(|fault| fault.text())?;
    drawn.ok_or_else(|| Text::new("没有图形", "there is no geometry"))
}

/// A geometry with rings that the reader refuses.
fn as_delivered(text: &str) -> Option<Geometry<f64>> {
    text.parse::<geojson::Geometry>().ok()?.try_into().ok()
}

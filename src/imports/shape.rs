//! The geometry of one row: converted to the register's reference system, or left aside with a reason.

use geo::{CoordsIter, Geometry, MultiPolygon, Orient, orient::Direction};
use serde_json::Value;
use wkt::ToWkt;

use super::{
    Importable, Rule,
    record::{Fault, Record, quoted},
};
use crate::{
    kernel::{
        crs::{CrsError, SourceCrs},
        text::Text,
    },
    reader::{GeometryFault, GeometryNote, RawRow},
};

/// Where a row's geometry is kept when it cannot be used: the text as delivered.
const DELIVERED: &str = "delivered_geometry";

/// A geometry in EPSG:4490, x = longitude, y = latitude in degrees; rings turn as RFC 7946 section 3.1.6 asks.
#[derive(Debug, Default)]
pub(super) struct Placed {
    pub(super) geometry: Option<Geometry<f64>>,
    /// For a point given in true coordinates: where it would lie had it been given in GCJ-02.
    pub(super) unshifted: Option<Geometry<f64>>,
}

/// Places the row, or says why it must be refused.
pub(super) fn place(
    row: &mut RawRow,
    record: &mut Record,
    crs: SourceCrs,
    collection: Importable,
) -> Result<Placed, Fault> {
    for note in &row.notes {
        record.note(rule_of_note(*note), []);
    }
    match std::mem::replace(&mut row.geometry, Ok(None)) {
        Ok(None) => {
            if collection != Importable::Names {
                record.note(Rule::GeometryMissing, []);
            }
            Ok(Placed::default())
        }
        Ok(Some(_)) if row.notes.contains(&GeometryNote::Empty) => Ok(Placed::default()),
        Ok(Some(given)) => {
            if given == Geometry::Point((0.0, 0.0).into()) {
                return Err((Rule::NullIsland, Vec::new()));
            }
            let stored = crs.geometry_to_storage(&given).map_err(|error| fault_of_system(&given, crs, &error))?;
            let is_true = matches!(crs, SourceCrs::Cgcs2000 | SourceCrs::Wgs84);
            let unshifted = matches!(given, Geometry::Point(_))
                .then(|| SourceCrs::Gcj02.geometry_to_storage(&given).ok())
                .flatten()
                .filter(|_| is_true);
            Ok(Placed { geometry: fit(stored, record, collection), unshifted })
        }
        Err(fault) => leave_aside(&fault, row, record).map(|()| Placed::default()),
    }
}

fn rule_of_note(note: GeometryNote) -> Rule {
    match note {
        GeometryNote::RingUnclosed => Rule::RingUnclosed,
        GeometryNote::HeightDropped => Rule::HeightDropped,
        GeometryNote::Empty => Rule::GeometryEmpty,
        GeometryNote::EmptyPart => Rule::EmptyPart,
    }
}

/// A geometry that can be read and makes no line or ring is set aside; one that cannot be read refuses the row.
fn leave_aside(fault: &GeometryFault, row: &RawRow, record: &mut Record) -> Result<(), Fault> {
    let told = quoted(fault.text());
    match fault {
        GeometryFault::LineTooShort { .. } | GeometryFault::RingTooShort { .. } => {
            record.note(Rule::GeometryUnusable, told);
            if let Some(text) = &row.delivered_geometry {
                // GeoJSON is kept as JSON, well-known text as text.
                record.keep(DELIVERED, serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone())));
            }
            Ok(())
        }
        GeometryFault::NotFinite | GeometryFault::HalfPosition { .. } | GeometryFault::Coordinate { .. } => {
            Err((Rule::CoordinateUnreadable, told.into()))
        }
        GeometryFault::Undecodable { .. }
        | GeometryFault::UnknownType { .. }
        | GeometryFault::TooDeep { .. }
        | GeometryFault::OtherCrs { .. } => Err((Rule::GeometryUnreadable, told.into())),
    }
}

/// The first position that does not belong to the declared system, and what it looks like.
fn fault_of_system(given: &Geometry<f64>, crs: SourceCrs, error: &CrsError) -> Fault {
    let at = given.coords_iter().find(|at| crs.to_storage(at.x, at.y).is_err()).unwrap_or_default();
    let mut facts = vec![at.x.to_string(), at.y.to_string()];
    let hint = match *error {
        CrsError::LatitudeFirst(_) | CrsError::NorthingFirst { .. } => return (Rule::AxesSwapped, facts),
        CrsError::NotFinite { .. } | CrsError::OutOfRange(_) => return (Rule::OutOfRange, facts),
        CrsError::LooksProjected { hint, .. } => hint,
        CrsError::LooksGeographic { .. } => Some(SourceCrs::Cgcs2000),
        CrsError::OtherProjection { hint, .. } => Some(hint),
        CrsError::NotCovered { .. } => None,
    };
    facts.extend([crs.to_string(), hint.map_or_else(|| "?".to_owned(), |hint| hint.to_string())]);
    (Rule::OtherSystem, facts)
}

/// The geometry in the type and winding in which the collection keeps it.
fn fit(stored: Geometry<f64>, record: &mut Record, collection: Importable) -> Option<Geometry<f64>> {
    let turned = match stored {
        Geometry::Polygon(polygon) => Geometry::Polygon(polygon.orient(Direction::Default)),
        Geometry::MultiPolygon(polygons) => Geometry::MultiPolygon(polygons.orient(Direction::Default)),
        other => other,
    };
    match (collection, turned) {
        (Importable::Divisions | Importable::BuiltUpAreas, Geometry::Polygon(polygon)) => {
            Some(MultiPolygon::new(vec![polygon]).into())
        }
        (Importable::Divisions | Importable::BuiltUpAreas, polygons @ Geometry::MultiPolygon(_)) => Some(polygons),
        (Importable::Divisions | Importable::BuiltUpAreas, other) => {
            record.note(Rule::GeometryType, quoted(type_of(&other)));
            record.keep(DELIVERED, other.wkt_string().into());
            None
        }
        (Importable::Streets, other) if !matches!(other, Geometry::LineString(_) | Geometry::MultiLineString(_)) => {
            record.note(Rule::GeometryType, quoted(type_of(&other)));
            Some(other)
        }
        (Importable::Names, _) => None,
        (Importable::Streets | Importable::Places, other) => Some(other),
    }
}

fn type_of(geometry: &Geometry<f64>) -> Text {
    let (zh, en) = match geometry {
        Geometry::Point(_) => ("点", "Point"),
        Geometry::LineString(_) | Geometry::Line(_) => ("线", "LineString"),
        Geometry::Polygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => ("面", "Polygon"),
        Geometry::MultiPoint(_) => ("多点", "MultiPoint"),
        Geometry::MultiLineString(_) => ("多线", "MultiLineString"),
        Geometry::MultiPolygon(_) => ("多面", "MultiPolygon"),
        Geometry::GeometryCollection(_) => ("几何集合", "GeometryCollection"),
    };
    Text::new(zh, en)
}

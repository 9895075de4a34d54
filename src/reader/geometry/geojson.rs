//! Geometry in GeoJSON (RFC 7946 section 3.1), decoded straight into positions.
//!
//! Not by way of the `geojson` crate: its values keep each position as a vector of its own, several times the size
//! of the file, and its conversion to `geo` closes rings without saying so.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, IgnoredAny, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{GeometryFault, RawPosition, Shape, shortened};
use crate::{kernel::text::Text, reader::notation};

/// How deep collections may lie within collections.
const MAX_DEPTH: usize = 8;

/// The types of geometry objects.
pub(in super::super) const TYPES: [&str; 7] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

/// The shape that a geometry object holds.
pub(in super::super) fn decode(json: &str) -> Result<Shape, GeometryFault> {
    decode_within(json, MAX_DEPTH)
}

#[derive(Deserialize)]
struct WireGeometry<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    coordinates: Option<&'a RawValue>,
    #[serde(borrow, default)]
    geometries: Option<Vec<&'a RawValue>>,
}

fn decode_within(json: &str, depth: usize) -> Result<Shape, GeometryFault> {
    let wire: WireGeometry<'_> = serde_json::from_str(json).map_err(undecodable)?;
    let coordinates = wire.coordinates;
    Ok(match wire.kind.as_ref() {
        "Point" => Shape::Point(read::<PointPosition>(coordinates)?.0),
        "MultiPoint" => Shape::MultiPoint(read(coordinates)?),
        "LineString" => Shape::LineString(read(coordinates)?),
        "MultiLineString" => Shape::MultiLineString(read(coordinates)?),
        "Polygon" => Shape::Polygon(read(coordinates)?),
        "MultiPolygon" => Shape::MultiPolygon(read(coordinates)?),
        "GeometryCollection" => {
            let depth = depth.checked_sub(1).ok_or(GeometryFault::TooDeep { limit: MAX_DEPTH })?;
            let members = wire.geometries.ok_or_else(|| missing("geometries"))?;
            Shape::Collection(
                members.into_iter().map(|member| decode_within(member.get(), depth)).collect::<Result<_, _>>()?,
            )
        }
        other => return Err(GeometryFault::UnknownType { found: shortened(other) }),
    })
}

fn read<T: DeserializeOwned>(coordinates: Option<&RawValue>) -> Result<T, GeometryFault> {
    serde_json::from_str(coordinates.ok_or_else(|| missing("coordinates"))?.get()).map_err(undecodable)
}

fn missing(member: &str) -> GeometryFault {
    GeometryFault::Undecodable { message: Text::new(format!("缺少 `{member}`"), format!("`{member}` is missing")) }
}

#[expect(clippy::needless_pass_by_value, reason = "shaped for map_err")]
fn undecodable(error: serde_json::Error) -> GeometryFault {
    GeometryFault::Undecodable { message: notation::told(&error) }
}

/// The coordinates of a point, which alone may be empty.
struct PointPosition(Option<RawPosition>);

impl<'de> Deserialize<'de> for PointPosition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Ordinates).map(Self)
    }
}

impl<'de> Deserialize<'de> for RawPosition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Ordinates)?.ok_or_else(|| D::Error::invalid_length(0, &Ordinates))
    }
}

struct Ordinates;

impl<'de> Visitor<'de> for Ordinates {
    type Value = Option<RawPosition>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a position of two numbers or more")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut ordinates: A) -> Result<Self::Value, A::Error> {
        let Some(x) = ordinates.next_element()? else { return Ok(None) };
        let y = ordinates.next_element()?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
        let mut has_more = false;
        while ordinates.next_element::<IgnoredAny>()?.is_some() {
            has_more = true;
        }
        Ok(Some(RawPosition { x, y, has_more }))
    }
}

#[cfg(test)]
mod tests {
    use geo::{point, polygon};

    use super::*;
    use crate::reader::geometry::{GeometryNote, NotedGeometry};

    fn read_whole(json: &str) -> Result<NotedGeometry, GeometryFault> {
        decode(json)?.check()
    }

    #[test]
    fn members_may_come_in_any_order() {
        let (found, notes) = read_whole(r#"{"coordinates":[113.16,30.65],"note":{"a":[1]},"type":"Point"}"#).unwrap();
        assert_eq!(found, point!(x: 113.16, y: 30.65).into());
        assert!(notes.is_empty());
    }

    #[test]
    fn a_hole_stays_a_hole() {
        let (found, _) = read_whole(
            r#"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}"#,
        )
        .unwrap();
        let wanted = polygon! {
            exterior: [(x: 0.0, y: 0.0), (x: 9.0, y: 0.0), (x: 9.0, y: 9.0), (x: 0.0, y: 9.0)],
            interiors: [[(x: 1.0, y: 1.0), (x: 1.0, y: 2.0), (x: 2.0, y: 2.0), (x: 2.0, y: 1.0)]],
        };
        assert_eq!(found, wanted.into());
    }

    #[test]
    fn heights_are_dropped_with_a_note_and_an_empty_point_is_empty() {
        let (_, notes) = read_whole(r#"{"type":"MultiPoint","coordinates":[[1,2,30.5],[1,2,null,4]]}"#).unwrap();
        assert_eq!(notes, [GeometryNote::HeightDropped]);
        assert_eq!(read_whole(r#"{"type":"Point","coordinates":[]}"#).unwrap().1, [GeometryNote::Empty]);
    }

    #[test]
    fn what_is_no_geometry_is_a_fault_that_names_it() {
        for (json, wanted) in [
            (r#"{"type":"Point","coordinates":["113.16","30.65"]}"#, "invalid type: string \"113.16\", expected f64"),
            (r#"{"type":"Point","coordinates":[null,null]}"#, "invalid type: null, expected f64"),
            (r#"{"type":"Point","coordinates":[1]}"#, "expected a position of two numbers or more"),
            (r#"{"type":"Point","coordinates":[1e999,1]}"#, "number out of range"),
            (r#"{"type":"LineString","coordinates":[1,2]}"#, "expected a position of two numbers or more"),
            (r#"{"type":"LineString","coordinates":[[],[]]}"#, "expected a position of two numbers or more"),
            (r#"{"type":"LineString"}"#, "`coordinates` is missing"),
            (r#"{"type":"Circle","coordinates":[1,2]}"#, "`Circle` is no geometry type"),
            (r#"{"coordinates":[1,2]}"#, "missing field `type`"),
            (r#"{"type":"Point","type":"Point","coordinates":[1,2]}"#, "duplicate field `type`"),
            ("7", "geometry is not readable"),
        ] {
            let found = read_whole(json).unwrap_err().to_string();
            assert!(found.contains(wanted), "{json}: {found}");
        }
    }

    #[test]
    fn collections_are_read_a_few_levels_deep() {
        let nested = |depth: usize| {
            format!(
                "{}{}{}",
                r#"{"type":"GeometryCollection","geometries":["#.repeat(depth),
                r#"{"type":"Point","coordinates":[1,2]}"#,
                "]}".repeat(depth)
            )
        };
        assert!(read_whole(&nested(MAX_DEPTH)).is_ok());
        assert_eq!(read_whole(&nested(MAX_DEPTH + 1)).unwrap_err(), GeometryFault::TooDeep { limit: MAX_DEPTH });
        assert!(read_whole(&nested(100_000)).is_err());
    }
}

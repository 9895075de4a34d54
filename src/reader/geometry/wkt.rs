//! Geometry in well-known text (OGC 06-103r4 section 7), as CSV columns carry it.

use ::wkt::{
    Wkt,
    types::{Coord, LineString, Polygon},
};

use super::{GeometryFault, RawPosition, Shape, shortened};
use crate::kernel::{crs::SourceCrs, text::Text};

/// How deep parentheses may nest: a multi-polygon in a few collections. The parser recurses, so this guards the stack.
const MAX_DEPTH: usize = 12;

/// The shape that a text holds. `POINT Z`, `POINTZ` and `point z` are all read.
pub(in super::super) fn decode(text: &str) -> Result<Shape, GeometryFault> {
    check_parentheses(text)?;
    text.parse::<Wkt<f64>>().map(shape).map_err(|found| undecodable("WKT 的写法有误", found))
}

/// The same with PostGIS's `SRID=4490;` before it.
///
/// As in GeoJSON, a system that the caller declared stands; otherwise the text may only name CGCS2000 or WGS 84.
pub(in super::super) fn decode_extended(text: &str, declared: Option<SourceCrs>) -> Result<Shape, GeometryFault> {
    let Some((srid, rest)) = text.split_once(';') else { return decode(text) };
    match srid.trim_start().strip_prefix("SRID=").map(str::parse) {
        Some(Ok(SourceCrs::Cgcs2000 | SourceCrs::Wgs84)) => decode(rest.trim_start()),
        Some(Ok(_)) if declared.is_some() => decode(rest.trim_start()),
        Some(_) => Err(GeometryFault::OtherCrs { named: shortened(srid) }),
        None => decode(text),
    }
}

/// Refuses deep nesting, and text after the end, which the parser would leave unread.
fn check_parentheses(text: &str) -> Result<(), GeometryFault> {
    let mut depth = 0_usize;
    let mut ended = false;
    for character in text.chars() {
        if ended && !character.is_whitespace() {
            return Err(undecodable("图形之后还有文字", "there is text after the geometry"));
        }
        match character {
            '(' => depth += 1,
            ')' => {
                depth = depth
                    .checked_sub(1)
                    .ok_or_else(|| undecodable("右括号没有与之成对的左括号", "a parenthesis closes nothing"))?;
                ended = depth == 0;
            }
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(GeometryFault::TooDeep { limit: MAX_DEPTH });
        }
    }
    let is_empty_word = |word: &str| word.eq_ignore_ascii_case("EMPTY");
    let mut head = text.split('(').next().unwrap_or_default().split_ascii_whitespace();
    let is_whole = if text.contains('(') { !head.any(is_empty_word) } else { head.last().is_some_and(is_empty_word) };
    if is_whole {
        return Ok(());
    }
    let text = shortened(text);
    Err(undecodable(&format!("“{text}”不是 WKT"), &format!("`{text}` is no well-known text")))
}

fn undecodable(zh: &str, en: &str) -> GeometryFault {
    GeometryFault::Undecodable { message: Text::new(zh, en) }
}

fn shape(wkt: Wkt<f64>) -> Shape {
    match wkt {
        Wkt::Point(point) => Shape::Point(point.into_inner().0.map(position)),
        Wkt::MultiPoint(points) => Shape::MultiPoint(
            points.into_inner().0.into_iter().filter_map(|point| point.into_inner().0).map(position).collect(),
        ),
        Wkt::LineString(line) => Shape::LineString(positions(line)),
        Wkt::MultiLineString(lines) => {
            Shape::MultiLineString(lines.into_inner().0.into_iter().map(positions).collect())
        }
        Wkt::Polygon(polygon) => Shape::Polygon(rings(polygon)),
        Wkt::MultiPolygon(polygons) => Shape::MultiPolygon(polygons.into_inner().0.into_iter().map(rings).collect()),
        Wkt::GeometryCollection(members) => Shape::Collection(members.into_inner().0.into_iter().map(shape).collect()),
    }
}

fn rings(polygon: Polygon<f64>) -> Vec<Vec<RawPosition>> {
    polygon.into_inner().0.into_iter().map(positions).collect()
}

fn positions(line: LineString<f64>) -> Vec<RawPosition> {
    line.into_inner().0.into_iter().map(position).collect()
}

fn position(coord: Coord<f64>) -> RawPosition {
    RawPosition { x: coord.x, y: coord.y, has_more: coord.z.is_some() || coord.m.is_some() }
}

#[cfg(test)]
mod tests {
    use geo::{CoordsIter, point};

    use super::*;
    use crate::reader::geometry::GeometryNote;

    #[test]
    fn text_is_read_with_its_traps_noted() {
        let (found, notes) = decode("Point Z (113.16 30.65 28.5)").unwrap().check().unwrap();
        assert_eq!((found, notes), (point!(x: 113.16, y: 30.65).into(), vec![GeometryNote::HeightDropped]));
        let (found, notes) = decode("POLYGON((0 0, 1 0, 1 1, 0 1))").unwrap().check().unwrap();
        assert_eq!((found.coords_count(), notes), (5, vec![GeometryNote::RingUnclosed]));
        assert_eq!(decode("POINT EMPTY").unwrap().check().unwrap().1, [GeometryNote::Empty]);
        assert_eq!(decode("multipolygon empty ").unwrap().check().unwrap().1, [GeometryNote::Empty]);
    }

    #[test]
    fn broken_text_is_a_fault() {
        for text in [
            "",
            "POINT",
            "POINT()",
            "POINT(113.16)",
            "POINT(113.16, 30.65)",
            "POINT(1 2) POINT(3 4)",
            "POINT(1 2))",
            "POINT EMPTY (1 2)",
            "LINESTRING(0 0, 1 1",
            "CIRCULARSTRING(0 0, 1 1, 2 0)",
            "SRID=4490;POINT(1 2)",
            "0101000020E6100000",
            "POINT(NaN 1)",
            "点(1 2)",
            "POINT(1 2\0)",
        ] {
            assert!(decode(text).and_then(Shape::check).is_err(), "{text}");
        }
    }

    #[test]
    fn a_reference_system_before_the_text_must_be_the_declared_one() {
        let in_4547 = "SRID=4547;POINT(420139.5 3394318.7)";
        assert!(decode_extended("SRID=4490;POINT(1 2)", None).is_ok());
        assert!(matches!(decode_extended(in_4547, None), Err(GeometryFault::OtherCrs { .. })));
        assert!(decode_extended(in_4547, Some(SourceCrs::GaussKruger114)).is_ok());
        assert!(matches!(decode_extended("SRID=7;POINT(1 2)", None), Err(GeometryFault::OtherCrs { .. })));
        assert!(decode_extended("POINT(1 2);", None).is_err());
    }

    #[test]
    fn deep_nesting_does_not_reach_the_recursive_parser() {
        let deep = "GEOMETRYCOLLECTION(".repeat(100_000);
        assert_eq!(decode(&deep).unwrap_err(), GeometryFault::TooDeep { limit: MAX_DEPTH });
    }
}

//! The codec between PostGIS and the program: the one place that touches EWKB.
//!
//! The `postgis` crate trusts the type it is asked for: it reads a line as a garbage point, drops Z and panics
//! when asked for a Z that is not there. So the header is read here first, only two-dimensional values of the
//! storage reference system pass, and every value is written with its SRID, because PostGIS stamps a missing one
//! without a word. Nothing that a client sends is decoded as WKB.

use std::error::Error as StdError;

use bytes::BytesMut;
use geo::{Geometry, LineString, Polygon};
use geo_postgis::{FromPostgis, ToPostgis};
use postgis::ewkb::{self, AsEwkbGeometry, EwkbRead, EwkbWrite};
use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::kernel::geometry::{STORAGE_SRID, is_empty_point};

const HAS_Z: u32 = 0x8000_0000;
const HAS_M: u32 = 0x4000_0000;
const HAS_SRID: u32 = 0x2000_0000;

/// A geometry column's value: any type of the simple features, two-dimensional, EPSG:4490, x = longitude and
/// y = latitude in degrees. An empty geometry stays empty.
#[derive(Debug, Clone, PartialEq)]
pub struct PgGeometry(pub Geometry<f64>);

/// Why bytes of a geometry column were not decoded.
#[derive(Debug, thiserror::Error)]
enum Undecodable {
    #[error("a geometry of {0} bytes has no header")]
    Truncated(usize),
    #[error("a geometry with Z or M, which the register does not keep")]
    HasHeight,
    #[error("a geometry with SRID {found:?} instead of {STORAGE_SRID}")]
    Srid { found: Option<i32> },
    #[error("a geometry of type {0}, which is none of the seven simple features")]
    Type(u32),
}

/// Checks byte order, type code, flags and SRID without decoding any ordinate.
fn check_header(raw: &[u8]) -> Result<(), Undecodable> {
    let truncated = || Undecodable::Truncated(raw.len());
    let (order, rest) = raw.split_first().ok_or_else(truncated)?;
    let word = |at: usize| -> Result<u32, Undecodable> {
        let bytes: [u8; 4] = rest.get(at..at + 4).and_then(|b| b.try_into().ok()).ok_or_else(truncated)?;
        Ok(if *order == 0 { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let code = word(0)?;
    if code & (HAS_Z | HAS_M) != 0 {
        return Err(Undecodable::HasHeight);
    }
    let kind = code & !HAS_SRID;
    if !(1..=7).contains(&kind) {
        return Err(Undecodable::Type(kind));
    }
    let found = if code & HAS_SRID == 0 { None } else { Some(word(4)?.cast_signed()) };
    if found == Some(STORAGE_SRID) { Ok(()) } else { Err(Undecodable::Srid { found }) }
}

impl<'a> FromSql<'a> for PgGeometry {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        check_header(raw)?;
        let value = ewkb::Geometry::read_ewkb(&mut &*raw)?;
        // The conversion has no polygon without rings; an empty one is the only value it turns into nothing.
        let mut geometry = Option::from_postgis(&value).unwrap_or_else(|| Geometry::Polygon(empty_polygon()));
        drop_empty_points(&mut geometry);
        Ok(Self(geometry))
    }

    fn accepts(ty: &Type) -> bool {
        ty.name() == "geometry"
    }
}

impl ToSql for PgGeometry {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        let mut value: ewkb::Geometry = self.0.to_postgis_with_srid(Some(STORAGE_SRID));
        drop_empty_rings(&mut value);
        let mut bytes = Vec::new();
        value.as_ewkb().write_ewkb(&mut bytes)?;
        out.extend_from_slice(&bytes);
        Ok(IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        ty.name() == "geometry"
    }

    to_sql_checked!();
}

fn empty_polygon() -> Polygon<f64> {
    Polygon::new(LineString::new(Vec::new()), Vec::new())
}

/// PostGIS gives an empty point as one at NaN. A single one stays what it is; among others it is nothing.
fn drop_empty_points(geometry: &mut Geometry<f64>) {
    match geometry {
        Geometry::MultiPoint(points) => points.0.retain(|point| !is_empty_point(*point)),
        Geometry::GeometryCollection(members) => {
            members.0.retain(|member| !matches!(member, Geometry::Point(point) if is_empty_point(*point)));
            members.0.iter_mut().for_each(drop_empty_points);
        }
        _ => {}
    }
}

/// An empty polygon of `geo` has an exterior without positions, one of PostGIS has no ring at all.
fn drop_empty_rings(value: &mut ewkb::Geometry) {
    match value {
        ewkb::GeometryT::Polygon(polygon) => polygon.rings.retain(|ring| !ring.points.is_empty()),
        ewkb::GeometryT::MultiPolygon(parts) => {
            for polygon in &mut parts.polygons {
                polygon.rings.retain(|ring| !ring.points.is_empty());
            }
            parts.polygons.retain(|polygon| !polygon.rings.is_empty());
        }
        ewkb::GeometryT::GeometryCollection(parts) => parts.geometries.iter_mut().for_each(drop_empty_rings),
        ewkb::GeometryT::Point(_)
        | ewkb::GeometryT::LineString(_)
        | ewkb::GeometryT::MultiPoint(_)
        | ewkb::GeometryT::MultiLineString(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use geo::{GeometryCollection, MultiPoint, MultiPolygon, line_string, point, polygon};

    use super::*;

    fn bytes_of(geometry: Geometry<f64>) -> Vec<u8> {
        let mut out = BytesMut::new();
        PgGeometry(geometry).to_sql(&Type::BYTEA, &mut out).unwrap();
        out.to_vec()
    }

    #[test]
    fn what_is_written_reads_back() {
        let square = polygon![(x: 113.0, y: 30.0), (x: 114.0, y: 30.0), (x: 114.0, y: 31.0), (x: 113.0, y: 30.0)];
        for geometry in [
            Geometry::Point(point!(x: 113.0, y: 30.0)),
            Geometry::LineString(line_string![(x: 113.0, y: 30.0), (x: 114.0, y: 30.0)]),
            Geometry::Polygon(square.clone()),
            Geometry::Polygon(empty_polygon()),
            Geometry::MultiPolygon(MultiPolygon::new(vec![square])),
        ] {
            let raw = bytes_of(geometry.clone());
            assert_eq!(PgGeometry::from_sql(&Type::BYTEA, &raw).unwrap().0, geometry);
        }
    }

    #[test]
    fn an_empty_point_among_others_is_dropped() {
        let nowhere = point!(x: f64::NAN, y: f64::NAN);
        let here = point!(x: 113.0, y: 30.0);
        for (written, read) in [
            (MultiPoint::new(vec![nowhere, here]).into(), Geometry::from(MultiPoint::new(vec![here]))),
            (
                Geometry::GeometryCollection(GeometryCollection::new_from(vec![nowhere.into(), here.into()])),
                Geometry::GeometryCollection(GeometryCollection::new_from(vec![here.into()])),
            ),
        ] {
            assert_eq!(PgGeometry::from_sql(&Type::BYTEA, &bytes_of(written)).unwrap().0, read);
        }
    }

    #[test]
    fn heights_other_reference_systems_and_curves_are_refused_before_decoding() {
        let raw = bytes_of(Geometry::Point(point!(x: 113.0, y: 30.0)));
        let with = |at: usize, byte: u8| {
            let mut changed = raw.clone();
            changed[at] = byte;
            PgGeometry::from_sql(&Type::BYTEA, &changed).unwrap_err().to_string()
        };
        assert!(with(4, 0xA0).contains("Z or M"));
        assert!(with(5, 0xE6).contains("SRID"));
        assert!(with(1, 8).contains("type 8"));
        assert!(PgGeometry::from_sql(&Type::BYTEA, &raw[..3]).is_err());
    }
}

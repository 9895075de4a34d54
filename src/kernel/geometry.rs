//! Positions and distances on the ellipsoid.
//!
//! Everything in the register is CGCS2000 geographic (EPSG:4490), stored and passed as longitude then latitude
//! in degrees, although EPSG defines 4490 as latitude first. Metres are geodesic metres on the CGCS2000
//! ellipsoid (GB 22021-2008: a = 6 378 137 m, 1/f = 298.257 222 101), never degrees in disguise.

use std::sync::LazyLock;

use geo::{Coord, Geometry, Line, LinesIter, Point};
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

use super::text::Text;

/// EPSG code of the coordinate reference system in which everything is stored: CGCS2000 geographic, degrees.
pub const STORAGE_SRID: i32 = 4490;

/// Semi-major axis of the CGCS2000 ellipsoid in metres.
pub const SEMI_MAJOR_AXIS_M: f64 = 6_378_137.0;

/// Inverse flattening of the CGCS2000 ellipsoid.
pub const INVERSE_FLATTENING: f64 = 298.257_222_101;

/// A place on earth: longitude and latitude in degrees, CGCS2000 (EPSG:4490), finite and in range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    lon: f64,
    lat: f64,
}

/// A number that cannot be a longitude or a latitude.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum BadPosition {
    /// The longitude is not a number from -180 to 180.
    #[error("longitude {0} is not from -180 to 180 degrees")]
    Longitude(f64),
    /// The latitude is not a number from -90 to 90.
    #[error("latitude {0} is not from -90 to 90 degrees")]
    Latitude(f64),
}

impl BadPosition {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Longitude(lon) => format!("经度 {lon} 不在 -180 至 180 度之间"),
            Self::Latitude(lat) => format!("纬度 {lat} 不在 -90 至 90 度之间"),
        };
        Text { zh, en: self.to_string() }
    }
}

impl Position {
    /// A position from longitude and latitude in degrees, in this order.
    pub fn new(lon: f64, lat: f64) -> Result<Self, BadPosition> {
        if !(-180.0..=180.0).contains(&lon) {
            return Err(BadPosition::Longitude(lon));
        }
        if !(-90.0..=90.0).contains(&lat) {
            return Err(BadPosition::Latitude(lat));
        }
        Ok(Self { lon, lat })
    }

    /// Longitude in degrees, east positive.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude in degrees, north positive.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// As a coordinate, x = longitude, y = latitude.
    #[must_use]
    pub fn coord(self) -> Coord<f64> {
        Coord { x: self.lon, y: self.lat }
    }
}

/// The CGCS2000 ellipsoid, with its series prepared once.
///
/// Not `geo::GeodesicMeasure`: its `new` hands what it calls the inverse flattening on as the flattening
/// (geo 0.33.1), and a value with our ellipsoid cannot be shared between threads.
static CGCS2000: LazyLock<Geodesic> = LazyLock::new(|| Geodesic::new(SEMI_MAJOR_AXIS_M, 1.0 / INVERSE_FLATTENING));

/// Length in metres of the geodesic between two positions on the CGCS2000 ellipsoid.
///
/// Karney, "Algorithms for geodesics", J. Geodesy 87 (2013) 43-55, as GeographicLib carries it.
#[must_use]
pub fn geodesic_m(from: Position, to: Position) -> f64 {
    CGCS2000.inverse(from.lat, from.lon, to.lat, to.lon)
}

/// Azimuth at the first position of the geodesic to the second, degrees clockwise from true north, 0 to below 360.
///
/// Between two equal positions it has no meaning and is what the series gives.
#[must_use]
pub fn azimuth_deg(from: Position, to: Position) -> f64 {
    let (azimuth, _, _): (f64, f64, f64) = CGCS2000.inverse(from.lat, from.lon, to.lat, to.lon);
    azimuth.rem_euclid(360.0)
}

/// Where one arrives who goes straight on over the ellipsoid: azimuth in degrees clockwise from true north, metres.
#[must_use]
pub fn displaced(from: Position, azimuth_deg: f64, metres: f64) -> Option<Position> {
    let (lat, lon): (f64, f64) = CGCS2000.direct(from.lat, from.lon, azimuth_deg, metres);
    Position::new(lon, lat).ok()
}

/// Length in metres of a line on the CGCS2000 ellipsoid, x = longitude, y = latitude, degrees; nothing for what is no line.
#[must_use]
pub fn line_length_m(drawn: &Geometry<f64>) -> Option<f64> {
    let metres = |line: Line<f64>| -> f64 { CGCS2000.inverse(line.start.y, line.start.x, line.end.y, line.end.x) };
    match drawn {
        Geometry::LineString(line) => Some(line.lines_iter().map(metres).sum()),
        Geometry::MultiLineString(lines) => Some(lines.lines_iter().map(metres).sum()),
        _ => None,
    }
}

/// Whether a point is empty: PostGIS gives the coordinates of `POINT EMPTY` as NaN.
#[must_use]
pub fn is_empty_point(point: Point<f64>) -> bool {
    point.x().is_nan() && point.y().is_nan()
}

/// Checks that every coordinate of `geometry` (x = longitude, y = latitude, degrees) is finite and in range.
pub fn check_positions(geometry: &Geometry<f64>) -> Result<(), BadPosition> {
    use geo::CoordsIter;
    geometry.coords_iter().try_for_each(|coord| Position::new(coord.x, coord.y).map(drop))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_finite_and_in_range() {
        assert!(Position::new(113.1667, 30.6667).is_ok());
        assert_eq!(Position::new(30.6667, 113.1667), Err(BadPosition::Latitude(113.1667)));
        assert!(Position::new(f64::NAN, 0.0).is_err());
        assert!(Position::new(0.0, f64::INFINITY).is_err());
    }

    #[test]
    fn a_bad_position_is_told_in_both_languages() {
        for bad in [BadPosition::Longitude(200.0), BadPosition::Latitude(113.1667)] {
            bad.text().assert_complete(bad);
        }
    }

    #[test]
    fn a_degree_of_the_equator_is_an_arc_of_the_semi_major_axis() {
        let (west, east) = (Position::new(113.0, 0.0).unwrap(), Position::new(114.0, 0.0).unwrap());
        assert!((geodesic_m(west, east) - SEMI_MAJOR_AXIS_M.to_radians()).abs() < 1e-6);
    }

    #[test]
    fn one_arrives_where_the_inverse_says_one_came_from() {
        let start = Position::new(113.1667, 30.6667).unwrap();
        for azimuth in [0.0, 22.5, 90.0, 181.0, 359.5] {
            let there = displaced(start, azimuth, 1_250.0).unwrap();
            assert!((geodesic_m(start, there) - 1_250.0).abs() < 1e-6);
            assert!((azimuth_deg(start, there) - azimuth).abs() < 1e-6);
        }
        assert!(displaced(start, f64::NAN, 1.0).is_none());
    }

    #[test]
    fn the_length_of_a_line_is_that_of_its_parts_and_only_lines_have_one() {
        let position = |lon, lat| Position::new(lon, lat).unwrap();
        let parts = geodesic_m(position(113.1, 30.6), position(113.2, 30.6))
            + geodesic_m(position(113.2, 30.6), position(113.2, 30.7));
        let line = geo::wkt!(LINESTRING(113.1 30.6, 113.2 30.6, 113.2 30.7));
        assert!((line_length_m(&line.into()).unwrap() - parts).abs() < 1e-6);
        assert_eq!(line_length_m(&geo::wkt!(POINT(113.1 30.6)).into()), None);
    }

    #[test]
    fn a_geodesic_crosses_the_antimeridian_and_the_pole() {
        let across = geodesic_m(Position::new(179.5, 0.0).unwrap(), Position::new(-179.5, 0.0).unwrap());
        assert!((across - SEMI_MAJOR_AXIS_M.to_radians()).abs() < 1e-6);
        let over = geodesic_m(Position::new(0.0, 89.5).unwrap(), Position::new(180.0, 89.5).unwrap());
        assert!((over - 111_694.0).abs() < 1.0);
    }
}

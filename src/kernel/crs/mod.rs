//! Coordinate reference systems that imports and requests may declare.
//!
//! Axis order: every function here takes and gives (x, y) = (longitude, latitude) in degrees or (easting, northing)
//! in metres, whatever EPSG says. EPSG defines 4490 and 4326 as latitude first and 4547 and 4526 as northing first,
//! and Chinese survey forms call the northing X (纵坐标) and the easting Y (横坐标): swap before calling.
//!
//! WGS 84 and CGCS2000 are taken as one datum; they differ by centimetres. Beijing 1954 and Xi'an 1980 are left out on
//! purpose: without local parameters their shift is unknown by tens of metres.

mod china_offset;
mod error;
mod projection;

use std::{fmt, str::FromStr};

pub use error::{CrsError, UnknownCrs};
use geo::{Coord, Geometry, MapCoords};

use super::geometry::Position;

/// A system in which a file or a request may give its coordinates, always as (x, y).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceCrs {
    /// CGCS2000 geographic, EPSG:4490: x = longitude, y = latitude, degrees. What the register stores.
    Cgcs2000,
    /// WGS 84 geographic, EPSG:4326 and OGC CRS84: x = longitude, y = latitude, degrees. What phones give.
    Wgs84,
    /// CGCS2000 / 3-degree Gauss-Krüger, central meridian 114°E, EPSG:4547: x = easting with a false easting of
    /// 500 000, y = northing, metres.
    GaussKruger114,
    /// The same zone with its number in front of the easting, EPSG:4526: x = easting with a false easting of
    /// 38 500 000, y = northing, metres.
    GaussKrugerZone38,
    /// Web Mercator, EPSG:3857: x = easting, y = northing, metres on paper only (scale 1.16 at 31°N).
    WebMercator,
    /// GCJ-02, the offset coordinates of AMap and Tencent: x = longitude, y = latitude, degrees.
    Gcj02,
    /// BD-09, the offset coordinates of Baidu: x = longitude, y = latitude, degrees.
    Bd09,
}

impl SourceCrs {
    /// Every system known here.
    pub const ALL: [Self; 7] = [
        Self::Cgcs2000,
        Self::Wgs84,
        Self::GaussKruger114,
        Self::GaussKrugerZone38,
        Self::WebMercator,
        Self::Gcj02,
        Self::Bd09,
    ];

    /// The word for it on the command line: the EPSG code, or the name where EPSG has none.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Cgcs2000 => "4490",
            Self::Wgs84 => "4326",
            Self::GaussKruger114 => "4547",
            Self::GaussKrugerZone38 => "4526",
            Self::WebMercator => "3857",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
        }
    }

    /// The stored position of (x, y) = (longitude, latitude) or (easting, northing) in this system.
    ///
    /// Values that cannot belong to this system are refused with a guess at what they are.
    pub fn to_storage(self, x: f64, y: f64) -> Result<Position, CrsError> {
        if !(x.is_finite() && y.is_finite()) {
            return Err(CrsError::NotFinite { x, y });
        }
        match self {
            Self::Cgcs2000 | Self::Wgs84 => error::degrees(x, y),
            Self::Gcj02 => error::degrees(x, y).and_then(|given| place(china_offset::from_gcj02(given.coord()))),
            Self::Bd09 => error::degrees(x, y).and_then(|given| place(china_offset::from_bd09(given.coord()))),
            Self::GaussKruger114 | Self::GaussKrugerZone38 | Self::WebMercator => {
                if !projection::holds(self, x, y) {
                    return Err(error::misfit(self, x, y));
                }
                projection::to_degrees(self, x, y)
                    .ok_or(CrsError::NotCovered { crs: self, x, y })
                    .and_then(|(lon, lat)| Ok(Position::new(lon, lat)?))
            }
        }
    }

    /// A stored position as (x, y) = (longitude, latitude) or (easting, northing) in this system.
    ///
    /// Refused where the projection does not reach: more than about 5° from the central meridian, or the poles.
    pub fn from_storage(self, position: Position) -> Result<(f64, f64), CrsError> {
        match self {
            Self::Cgcs2000 | Self::Wgs84 => Ok((position.lon(), position.lat())),
            Self::Gcj02 => Ok(china_offset::to_gcj02(position.coord()).x_y()),
            Self::Bd09 => Ok(china_offset::to_bd09(position.coord()).x_y()),
            Self::GaussKruger114 | Self::GaussKrugerZone38 | Self::WebMercator => {
                projection::from_degrees(self, position.lon(), position.lat())
                    .filter(|(x, y)| projection::holds(self, *x, *y))
                    .ok_or(CrsError::NotCovered { crs: self, x: position.lon(), y: position.lat() })
            }
        }
    }

    /// A geometry in this system, x and y as in [`SourceCrs::to_storage`], as stored: longitude, latitude, degrees.
    ///
    /// The first position that does not belong to this system refuses the whole geometry.
    pub fn geometry_to_storage(self, geometry: &Geometry<f64>) -> Result<Geometry<f64>, CrsError> {
        geometry.try_map_coords(|at| self.to_storage(at.x, at.y).map(Position::coord))
    }
}

/// A corrected position; near ±180° or a pole the correction itself may leave the range.
fn place(at: Coord<f64>) -> Result<Position, CrsError> {
    Ok(Position::new(at.x, at.y)?)
}

impl fmt::Display for SourceCrs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gcj02 => f.write_str("GCJ-02"),
            Self::Bd09 => f.write_str("BD-09"),
            Self::Cgcs2000 | Self::Wgs84 | Self::GaussKruger114 | Self::GaussKrugerZone38 | Self::WebMercator => {
                write!(f, "EPSG:{}", self.code())
            }
        }
    }
}

impl FromStr for SourceCrs {
    type Err = UnknownCrs;

    /// Reads `4490`, `EPSG:4490`, `urn:ogc:def:crs:EPSG::4490`, `http://www.opengis.net/def/crs/EPSG/0/4490`, the
    /// same of OGC's `CRS84`, `gcj02` and `bd09`, in any case. The form says nothing about axis order here.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lower = text.trim().to_ascii_lowercase();
        let name = ["http://www.opengis.net/def/crs/", "https://www.opengis.net/def/crs/", "urn:ogc:def:crs:"]
            .into_iter()
            .find_map(|prefix| lower.strip_prefix(prefix))
            .unwrap_or(&lower);
        let mut parts = name.split([':', '/']);
        let code = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(code), None, ..) if name.len() == lower.len() => Some(code),
            (Some("epsg"), Some(code), None, None) | (Some("epsg"), Some(_), Some(code), None) => Some(code),
            (Some("ogc"), Some("crs84"), None, None) | (Some("ogc"), Some(_), Some("crs84"), None) => Some("crs84"),
            _ => None,
        };
        match code {
            Some("crs84") => Some(Self::Wgs84),
            Some("gcj-02") => Some(Self::Gcj02),
            Some("bd-09") => Some(Self::Bd09),
            Some(code) => Self::ALL.into_iter().find(|crs| crs.code() == code),
            None => None,
        }
        .ok_or_else(|| UnknownCrs::new(text))
    }
}

#[cfg(test)]
mod tests;

//! Geometry as a person sends it: GeoJSON (RFC 7946), checked before anything else sees it.

use geo::{Geometry, Validation};
use geojson::{GeometryValue, Position};

use crate::{
    http::Text,
    kernel::geometry::{BadPosition, check_positions},
};

/// Most positions in one geometry.
const MOST_POSITIONS: usize = 200_000;

/// Deepest nesting of geometry collections.
const DEEPEST: usize = 4;

/// Why a geometry was not accepted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DrawingError {
    /// A position does not have exactly two numbers.
    #[error("a position has {0} numbers instead of longitude and latitude")]
    Ordinates(usize),
    /// A coordinate is not finite or out of range.
    #[error(transparent)]
    Position(#[from] BadPosition),
    /// There is nothing in it.
    #[error("the geometry is empty")]
    Empty,
    /// A line of fewer than two or a ring of fewer than four positions.
    #[error("a line needs two positions and a ring four; found {0}")]
    TooShort(usize),
    /// A ring's last position is not its first.
    #[error("a ring is not closed")]
    Unclosed,
    /// Rings cross themselves or each other.
    #[error("the geometry is not valid: {0}")]
    Invalid(String),
    /// Too many positions.
    #[error("more than {MOST_POSITIONS} positions")]
    TooLarge,
    /// Collections in collections in collections.
    #[error("geometry collections are nested too deeply")]
    TooDeep,
}

impl DrawingError {
    /// For the person who drew it.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Ordinates(2..) => "坐标含有高程；登记簿只存经度和纬度两个数".to_owned(),
            Self::Ordinates(_) => "坐标须为经度、纬度两个数".to_owned(),
            Self::Position(bad @ BadPosition::Longitude(_)) => bad.text().zh,
            Self::Position(bad @ BadPosition::Latitude(_)) => format!("{}（经纬度是否颠倒？）", bad.text().zh),
            Self::Empty => "图形为空".to_owned(),
            Self::TooShort(found) => format!("线至少两个点、环至少四个点，实有 {found} 个"),
            Self::Unclosed => "面的边界环没有闭合".to_owned(),
            // Why exactly is known in English only.
            Self::Invalid(_) => "图形无效（自相交或环相交）".to_owned(),
            Self::TooLarge => format!("坐标点超过 {MOST_POSITIONS} 个"),
            Self::TooDeep => "几何集合嵌套过深".to_owned(),
        };
        Text { zh, en: self.to_string() }
    }
}

/// The geometry in EPSG:4490 (GeoJSON's WGS 84 differs from it by less than a decimetre), x = longitude,
/// y = latitude, degrees; rings may run either way round.
pub fn read(drawn: &geojson::Geometry) -> Result<Geometry<f64>, DrawingError> {
    let positions = check_shape(&drawn.value, DEEPEST)?;
    match positions {
        0 => return Err(DrawingError::Empty),
        MOST_POSITIONS.. => return Err(DrawingError::TooLarge),
        _ => {}
    }
    let geometry = Geometry::try_from(drawn).map_err(|error| DrawingError::Invalid(error.to_string()))?;
    check_positions(&geometry)?;
    geometry.check_validation().map_err(|error| DrawingError::Invalid(error.to_string()))?;
    Ok(geometry)
}

/// Counts the positions, and checks what the conversion would panic on or mend in silence.
fn check_shape(value: &GeometryValue, depth: usize) -> Result<usize, DrawingError> {
    match value {
        GeometryValue::Point { coordinates } => check_line(std::slice::from_ref(coordinates), 1),
        GeometryValue::MultiPoint { coordinates } => check_line(coordinates, 0),
        GeometryValue::LineString { coordinates } => check_line(coordinates, 2),
        GeometryValue::MultiLineString { coordinates } => coordinates.iter().map(|line| check_line(line, 2)).sum(),
        GeometryValue::Polygon { coordinates } => coordinates.iter().map(|ring| check_ring(ring)).sum(),
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().flatten().map(|ring| check_ring(ring)).sum(),
        GeometryValue::GeometryCollection { geometries } => {
            let depth = depth.checked_sub(1).ok_or(DrawingError::TooDeep)?;
            geometries.iter().map(|part| check_shape(&part.value, depth)).sum()
        }
    }
}

fn check_ring(ring: &[Position]) -> Result<usize, DrawingError> {
    let positions = check_line(ring, 4)?;
    if ring.first() == ring.last() { Ok(positions) } else { Err(DrawingError::Unclosed) }
}

fn check_line(line: &[Position], least: usize) -> Result<usize, DrawingError> {
    if line.len() < least {
        return Err(if line.is_empty() { DrawingError::Empty } else { DrawingError::TooShort(line.len()) });
    }
    match line.iter().map(|position| position.as_slice().len()).find(|ordinates| *ordinates != 2) {
        Some(ordinates) => Err(DrawingError::Ordinates(ordinates)),
        None => Ok(line.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(json: &str) -> Result<Geometry<f64>, DrawingError> {
        read(&json.parse::<geojson::Geometry>().unwrap())
    }

    #[test]
    fn a_sound_geometry_is_accepted_whichever_way_its_rings_run() {
        assert!(drawn(r#"{"type":"Point","coordinates":[113.1,30.6]}"#).is_ok());
        assert!(drawn(r#"{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}"#).is_ok());
        assert!(drawn(r#"{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,1],[0,0]]]}"#).is_ok());
    }

    #[test]
    fn every_known_trap_is_told_apart() {
        let refused = |json: &str| drawn(json).unwrap_err();
        assert_eq!(refused(r#"{"type":"Point","coordinates":[113.1,30.6,25.0]}"#), DrawingError::Ordinates(3));
        assert_eq!(refused(r#"{"type":"LineString","coordinates":[[113.1]]}"#), DrawingError::TooShort(1));
        assert_eq!(refused(r#"{"type":"LineString","coordinates":[]}"#), DrawingError::Empty);
        assert_eq!(refused(r#"{"type":"MultiPolygon","coordinates":[]}"#), DrawingError::Empty);
        assert_eq!(refused(r#"{"type":"GeometryCollection","geometries":[]}"#), DrawingError::Empty);
        assert!(matches!(refused(r#"{"type":"Point","coordinates":[30.6,113.1]}"#), DrawingError::Position(_)));
        assert_eq!(refused(r#"{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[1,0]]]}"#), DrawingError::Unclosed);
        assert_eq!(refused(r#"{"type":"Polygon","coordinates":[[[0,0],[0,1],[0,0]]]}"#), DrawingError::TooShort(3));
        let bow_tie = r#"{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}"#;
        assert!(matches!(refused(bow_tie), DrawingError::Invalid(_)));
    }
}

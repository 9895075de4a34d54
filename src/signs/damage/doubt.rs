//! Whether a reported position can be that of its sign, and which mistake explains it if not.

use geo::Point;

use crate::kernel::{
    crs::SourceCrs,
    geometry::{Position, geodesic_m},
};

/// A report on a sign is made from within so many metres of it.
const MADE_WITHIN_M: f64 = 100.0;

/// A corrected position that comes so near to its sign explains the mistake.
const EXPLAINED_WITHIN_M: f64 = 50.0;

/// What is strange about a position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Doubt {
    /// Its coordinates are those of the map reference system GCJ-02: so it lies when that is taken out.
    Gcj02(Point<f64>),
    /// It lies this many metres from the sign, and no known mistake explains it.
    Far(f64),
}

/// Compares a reported position with the place of its sign, both EPSG:4490, x = longitude, y = latitude, degrees.
#[must_use]
pub fn of_position(reported: Point<f64>, sign: Point<f64>) -> Option<Doubt> {
    let metres = metres(reported, sign)?;
    if metres <= MADE_WITHIN_M {
        return None;
    }
    let unshifted = SourceCrs::Gcj02.to_storage(reported.x(), reported.y()).ok();
    let unshifted = unshifted.map(|position| Point::from(position.coord()));
    let explained =
        unshifted.filter(|there| self::metres(*there, sign).is_some_and(|metres| metres <= EXPLAINED_WITHIN_M));
    Some(explained.map_or(Doubt::Far(metres), Doubt::Gcj02))
}

fn metres(from: Point<f64>, to: Point<f64>) -> Option<f64> {
    let position = |point: Point<f64>| Position::new(point.x(), point.y()).ok();
    Some(geodesic_m(position(from)?, position(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_reading_is_told_from_a_wrong_place() {
        let sign = Point::new(113.1598, 30.6475);
        assert_eq!(of_position(Point::new(113.1602, 30.6475), sign), None);
        let position = Position::new(sign.x(), sign.y()).unwrap();
        let (x, y) = SourceCrs::Gcj02.from_storage(position).unwrap();
        let Some(Doubt::Gcj02(corrected)) = of_position(Point::new(x, y), sign) else {
            panic!("the shift is not seen");
        };
        assert!(metres(corrected, sign).unwrap() < 1.0);
        assert!(matches!(of_position(Point::new(113.17, 30.6475), sign), Some(Doubt::Far(metres)) if metres > 900.0));
    }
}

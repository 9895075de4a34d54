//! Whether a reported position can be meant as it was said, and which mistake explains it if not.
//!
//! Maps of GCJ-02 show a place some 600 metres beside itself. Who reads a position off such a map, or has a telephone that
//! writes it into its photos, seldom says so. What is found here is told with the corrected position; nothing is changed.

use geo::Point;

use super::Fix;
use crate::kernel::{
    crs::SourceCrs,
    geometry::{Position, geodesic_m},
};

/// A report on a sign is made, and its photos are taken, from within so many metres of it.
const MADE_WITHIN_M: f64 = 100.0;

/// A corrected position that comes so near to where it should be explains the mistake.
const EXPLAINED_WITHIN_M: f64 = 50.0;

/// What is strange about a position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Doubt {
    /// Its coordinates are those of the map reference system GCJ-02: so it lies when that is taken out.
    Gcj02(Point<f64>),
    /// It lies this many metres from the sign, and no known mistake explains it.
    Far(f64),
}

/// What is strange about a photo of a report: one of both positions has the shift of a map, and so it lies without.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PhotoDoubt {
    /// The position that was reported has it.
    Reported(Point<f64>),
    /// The position in the photo has it.
    Camera(Point<f64>),
}

/// Compares a reported position with the place of its sign, both EPSG:4490, x = longitude, y = latitude, degrees.
#[must_use]
pub fn of_position(reported: Point<f64>, sign: Point<f64>) -> Option<Doubt> {
    let metres = metres(reported, sign)?;
    if metres <= MADE_WITHIN_M {
        return None;
    }
    Some(explained(reported, sign).map_or(Doubt::Far(metres), Doubt::Gcj02))
}

/// Asks whether a position of which no sign is told has none near it, but one where it lies without the shift of a map.
/// `is_sign_within` tells whether a sign stands within so many metres.
#[must_use]
pub fn of_place(reported: &Fix, is_sign_within: impl Fn(Position, f64) -> bool) -> Option<Doubt> {
    let stated = position(reported.position)?;
    if !may_be_shifted(reported.stated_crs) || is_sign_within(stated, MADE_WITHIN_M) {
        return None;
    }
    let corrected = unshifted(reported.position)?;
    is_sign_within(position(corrected)?, EXPLAINED_WITHIN_M).then_some(Doubt::Gcj02(corrected))
}

/// Compares a reported position with the one in a photo: EPSG:4490, x = longitude, y = latitude, degrees.
///
/// A photo from elsewhere is nothing strange; one from elsewhere by the shift of a map is.
#[must_use]
pub fn of_photo(reported: &Fix, camera: Position) -> Option<PhotoDoubt> {
    let camera = Point::from(camera.coord());
    if metres(reported.position, camera)? <= MADE_WITHIN_M {
        return None;
    }
    let by_report = may_be_shifted(reported.stated_crs).then(|| explained(reported.position, camera)).flatten();
    let by_camera = || explained(camera, reported.position).map(PhotoDoubt::Camera);
    by_report.map(PhotoDoubt::Reported).or_else(by_camera)
}

/// Whether a position that is said to be in `stated` may have the shift of a map unsaid.
fn may_be_shifted(stated: SourceCrs) -> bool {
    matches!(stated, SourceCrs::Cgcs2000 | SourceCrs::Wgs84)
}

/// Where `given` lies without the shift of a map, if that is where it should be.
fn explained(given: Point<f64>, should_be: Point<f64>) -> Option<Point<f64>> {
    unshifted(given).filter(|there| metres(*there, should_be).is_some_and(|metres| metres <= EXPLAINED_WITHIN_M))
}

fn unshifted(point: Point<f64>) -> Option<Point<f64>> {
    SourceCrs::Gcj02.to_storage(point.x(), point.y()).ok().map(|position| position.coord().into())
}

fn position(point: Point<f64>) -> Option<Position> {
    Position::new(point.x(), point.y()).ok()
}

fn metres(from: Point<f64>, to: Point<f64>) -> Option<f64> {
    Some(geodesic_m(position(from)?, position(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGN: Point<f64> = Point(geo::Coord { x: 113.1598, y: 30.6475 });

    fn shifted(point: Point<f64>) -> Point<f64> {
        SourceCrs::Gcj02.from_storage(position(point).unwrap()).unwrap().into()
    }

    fn fix(position: Point<f64>, stated_crs: SourceCrs) -> Fix {
        Fix { position, accuracy_m: None, stated_crs }
    }

    fn at_sign(point: Point<f64>) -> bool {
        metres(point, SIGN).unwrap() < 1.0
    }

    #[test]
    fn a_map_reading_is_told_from_a_wrong_place() {
        assert_eq!(of_position(Point::new(113.1602, 30.6475), SIGN), None);
        let Some(Doubt::Gcj02(corrected)) = of_position(shifted(SIGN), SIGN) else { panic!("the shift is not seen") };
        assert!(at_sign(corrected));
        assert!(matches!(of_position(Point::new(113.17, 30.6475), SIGN), Some(Doubt::Far(metres)) if metres > 900.0));
    }

    #[test]
    fn a_place_without_a_sign_is_doubted_where_the_shift_explains_that() {
        let is_sign_within = |at: Position, reach_m| metres(at.coord().into(), SIGN).unwrap() <= reach_m;
        let doubt = |at, crs| of_place(&fix(at, crs), is_sign_within);
        assert!(matches!(doubt(shifted(SIGN), SourceCrs::Wgs84), Some(Doubt::Gcj02(corrected)) if at_sign(corrected)));
        assert_eq!(doubt(SIGN, SourceCrs::Wgs84), None);
        assert_eq!(doubt(Point::new(113.17, 30.6475), SourceCrs::Wgs84), None);
        // Its system was stated, and the shift is out already.
        assert_eq!(doubt(shifted(SIGN), SourceCrs::Gcj02), None);
        // With a sign there as well, it is meant as it was said.
        assert_eq!(of_place(&fix(shifted(SIGN), SourceCrs::Wgs84), |_, _| true), None);
    }

    #[test]
    fn of_a_report_and_its_photo_the_one_with_the_shift_is_told() {
        let doubt = |reported, crs, camera| of_photo(&fix(reported, crs), position(camera).unwrap());
        let (there, near) = (shifted(SIGN), Point::new(113.1599, 30.6475));
        assert!(matches!(doubt(there, SourceCrs::Wgs84, near), Some(PhotoDoubt::Reported(at)) if at_sign(at)));
        assert!(matches!(doubt(near, SourceCrs::Wgs84, there), Some(PhotoDoubt::Camera(at)) if at_sign(at)));
        assert_eq!(doubt(SIGN, SourceCrs::Wgs84, near), None);
        assert_eq!(doubt(SIGN, SourceCrs::Wgs84, Point::new(113.3, 30.7)), None);
        assert_eq!(doubt(there, SourceCrs::Gcj02, near), None);
    }
}

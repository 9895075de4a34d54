//! Short geodesics, told by their chords.
//!
//! A curve of length `s` has the chord `s - κ² s³ / 24 + κ⁴ s⁵ / 1920 …` around its middle, where `κ` is its curvature
//! there: that of the circle which follows the curve most closely. So its length is that of the arc over the chord on
//! this circle, but for what the change of curvature along the way makes of it, which begins with the fifth power of
//! `s / a`, too, and is smaller by the flattening. A geodesic has the curvature of the ellipsoid in its direction: with
//! the equation `x² + y² + z² / (1 - e²) = a²`, a unit vector `t` along it and the radius `N` of the prime vertical that
//! is `(1 + e'² t_z²) / N`. In the middle of the way `t` is the direction of the chord, but for terms of the second order,
//! which come on top of a term of the third.
//!
//! Karney's series (`kernel::geometry`) hold everywhere and take many times as long.

use super::sphere::Normal;
use crate::kernel::geometry::{INVERSE_FLATTENING, SEMI_MAJOR_AXIS_M};

/// Chords up to this length in metres tell their geodesics: to a nanometre, as exactly as normals of double precision tell
/// the chord.
const LONGEST_M: f64 = 20_000.0;

const FLATTENING: f64 = 1.0 / INVERSE_FLATTENING;

/// Square of the first eccentricity.
const E2: f64 = FLATTENING * (2.0 - FLATTENING);

/// Square of the second eccentricity.
const E2_PRIME: f64 = E2 / (1.0 - E2);

/// Metres of the geodesic between the places of two normals on the ellipsoid; none if it is not short.
pub(super) fn short_geodesic_m(from: Normal, to: Normal) -> Option<f64> {
    let ([x, y, z], [other_x, other_y, other_z]) = (from.xyz(), to.xyz());
    let (root, other_root) = ((1.0 - E2 * z * z).sqrt(), (1.0 - E2 * other_z * other_z).sqrt());
    let (radius, rise) = (SEMI_MAJOR_AXIS_M / root, other_z - z);
    // How much longer the radius of the prime vertical is at the other end, without the difference of two long ones.
    let longer = radius * E2 * rise * (z + other_z) / (other_root * (root + other_root));
    let along_x = radius * (other_x - x) + longer * other_x;
    let along_y = radius * (other_y - y) + longer * other_y;
    let along_z = (1.0 - E2) * (radius * rise + longer * other_z);
    let chord2 = along_x * along_x + along_y * along_y + along_z * along_z;
    if chord2 > LONGEST_M * LONGEST_M {
        return None;
    }
    // The square of the chord over the radius of the circle, whose arc is asked for.
    let curved = (chord2 + E2_PRIME * along_z * along_z) / (radius + longer / 2.0);
    let bend = curved * curved / chord2.max(f64::MIN_POSITIVE);
    Some(chord2.sqrt() * (1.0 + bend / 24.0 + 3.0 * bend * bend / 640.0))
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use proptest::prelude::*;

    use super::*;
    use crate::kernel::geometry::{Position, geodesic_m};

    proptest! {
        #[test]
        fn the_chord_tells_what_the_series_tell(
            lon in -180.0_f64..=180.0,
            lat in -89.9_f64..=89.9,
            length in prop_oneof![0.0..0.003, 0.0..0.25],
            direction in 0.0..TAU,
        ) {
            let (north, east) = (length * direction.cos(), length * direction.sin() / f64::to_radians(lat).cos());
            let there = Position::new(f64::clamp(lon + east, -180.0, 180.0), f64::clamp(lat + north, -90.0, 90.0));
            let (here, there) = (Position::new(lon, lat).unwrap(), there.unwrap());
            let (series, chord) = (geodesic_m(here, there), short_geodesic_m(Normal::at(here), Normal::at(there)));
            match chord {
                // Both are within some nanometres of the truth.
                Some(metres) => prop_assert!((metres - series).abs() < 2e-8, "{metres} is not {series}"),
                None => prop_assert!(series > LONGEST_M),
            }
        }
    }

    #[test]
    fn the_place_itself_is_no_way_off_and_another_city_too_far() {
        let normal = |lon, lat| Normal::at(Position::new(lon, lat).unwrap());
        assert_eq!(short_geodesic_m(normal(113.1, 30.6), normal(113.1, 30.6)), Some(0.0));
        assert_eq!(short_geodesic_m(normal(113.1, 30.6), normal(114.3, 30.6)), None);
    }
}

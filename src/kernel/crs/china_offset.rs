//! The offsets of Chinese web maps, GCJ-02 and BD-09; x = longitude, y = latitude, degrees throughout.
//!
//! The formulas were never released by their owners; these are the ones that every open implementation publishes.
//! They move a place in the county by about 600 m (GCJ-02) and by about 1.2 km (BD-09). The inverses search by
//! fixed-point iteration: the offset varies so slowly that each step gains at least one and a half digits.

use std::f64::consts::PI;

use geo::Coord;

/// Semi-major axis in metres of the Krasovsky 1940 ellipsoid, on which GCJ-02 scales its offsets.
const A: f64 = 6_378_245.0;

/// First eccentricity squared of the same ellipsoid, as published (0.00669342162296594323).
const EE: f64 = 0.006_693_421_622_965_943;

/// The constant `x_pi` of BD-09.
const X_PI: f64 = PI * 3000.0 / 180.0;

/// Degrees to which the inverses agree with the forward formulas: a thousandth of a millimetre.
const TOLERANCE: f64 = 1e-11;

/// Enough for any place in China; the search normally ends after 4 to 8 steps.
const MAX_STEPS: usize = 40;

/// Whether GCJ-02 is applied at all: inside the rectangle that implementations take for China.
fn is_offset(at: Coord<f64>) -> bool {
    (72.004..=137.8347).contains(&at.x) && (0.8293..=55.8271).contains(&at.y)
}

/// The true position in GCJ-02; unchanged outside China's rectangle.
pub(super) fn to_gcj02(at: Coord<f64>) -> Coord<f64> {
    if is_offset(at) { at + gcj02_offset(at) } else { at }
}

/// The true position of one in GCJ-02; unchanged outside China's rectangle.
///
/// In the few hundred metres inside the rectangle's edge this is no exact inverse, because the offset itself is cut
/// off there; the edge is nowhere in the county.
pub(super) fn from_gcj02(given: Coord<f64>) -> Coord<f64> {
    if is_offset(given) { inverse(given, |at| at + gcj02_offset(at)) } else { given }
}

/// The true position in BD-09.
pub(super) fn to_bd09(at: Coord<f64>) -> Coord<f64> {
    gcj02_to_bd09(to_gcj02(at))
}

/// The true position of one in BD-09.
pub(super) fn from_bd09(given: Coord<f64>) -> Coord<f64> {
    from_gcj02(inverse(given, gcj02_to_bd09))
}

/// The published offset of GCJ-02 at a true position, as degrees to add.
fn gcj02_offset(at: Coord<f64>) -> Coord<f64> {
    let (x, y) = (at.x - 105.0, at.y - 35.0);
    let common = (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0;
    let north_m = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + common
        + (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0
        + (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0;
    let east_m = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + common
        + (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0
        + (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0;

    let latitude = at.y.to_radians();
    let flatness = 1.0 - EE * latitude.sin().powi(2);
    let meridian_radius_m = A * (1.0 - EE) / (flatness * flatness.sqrt());
    let parallel_radius_m = A / flatness.sqrt() * latitude.cos();
    Coord { x: (east_m / parallel_radius_m).to_degrees(), y: (north_m / meridian_radius_m).to_degrees() }
}

/// BD-09 of a position in GCJ-02, by the published formula.
fn gcj02_to_bd09(at: Coord<f64>) -> Coord<f64> {
    let radius = at.x.hypot(at.y) + 0.000_02 * (at.y * X_PI).sin();
    let angle = at.y.atan2(at.x) + 0.000_003 * (at.x * X_PI).cos();
    Coord { x: radius * angle.cos() + 0.0065, y: radius * angle.sin() + 0.006 }
}

/// The position that `forward` takes to `given`, searched from `given` itself.
fn inverse(given: Coord<f64>, forward: impl Fn(Coord<f64>) -> Coord<f64>) -> Coord<f64> {
    let mut found = given;
    for _ in 0..MAX_STEPS {
        let error = given - forward(found);
        found = found + error;
        if error.x.abs().max(error.y.abs()) < TOLERANCE {
            break;
        }
    }
    found
}

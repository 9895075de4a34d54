//! The unit sphere on which distances are ranked.
//!
//! A position is turned into its n-vector, the unit normal of the ellipsoid: geographic latitude taken as the
//! latitude on a sphere. PostGIS does the same for `geography`: it finds the nearest point of a great-circle edge
//! on the unit sphere, over the whole geometry, and returns the geodesic to that point (`edge_distance_to_point`
//! and `circ_tree_distance_tree` in its liblwgeom). Nearest points found here are therefore its nearest points.
//!
//! # Pruning by chords
//! With `theta` the angle between two n-vectors, their geodesic length `d` on the ellipsoid of semi-major axis `a`
//! and first eccentricity `e` obeys
//!
//! `a (1 - e²) theta <= d <= a / sqrt(1 - e²) theta`.
//!
//! Proof: in geographic latitude φ and longitude λ a curve has the length `∫ sqrt((M dφ)² + (N cos φ dλ)²)` on the
//! ellipsoid and `∫ sqrt(dφ² + cos² φ dλ²)` on the sphere, where `M = a (1 - e²) / w³`, `N = a / w` and
//! `w² = 1 - e² sin² φ` lies in `[1 - e², 1]`. So `M` lies in `[a (1 - e²), a / sqrt(1 - e²)]` and `N` in
//! `[a, a / sqrt(1 - e²)]`, which is inside the former. The same curve's two lengths then differ by a factor within
//! these limits, for every curve. The geodesic is the shortest of them on the ellipsoid and `theta` on the sphere:
//! taking the great circle as the curve gives the upper bound, taking the geodesic gives the lower one. ∎

use std::f64::consts::FRAC_PI_2;

use geo::Coord;

use super::chord::short_geodesic_m;
use super::packed::Bounds;
use crate::kernel::geometry::{INVERSE_FLATTENING, Position, SEMI_MAJOR_AXIS_M, geodesic_m};

/// A box in the space around the unit sphere.
pub(super) type Cube = Bounds<3>;

/// Smallest radius of curvature of the CGCS2000 ellipsoid, in metres: that of the meridian at the equator.
pub(super) const LEAST_RADIUS_M: f64 =
    SEMI_MAJOR_AXIS_M * (1.0 - 1.0 / INVERSE_FLATTENING) * (1.0 - 1.0 / INVERSE_FLATTENING);

/// More than rounding can put between a computed geodesic and a computed chord, in metres (both are within 20 nm).
const METRES_OF_ROUNDING: f64 = 1e-6;

/// More than rounding can put between a box and what it holds, in radii (60 nm on the ground).
const RADII_OF_ROUNDING: f64 = 1e-14;

/// A unit vector: the upward normal of the ellipsoid at a position, x towards 0° E, y towards 90° E, z north.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Normal([f64; 3]);

impl Normal {
    /// The normal at a position. Equal places have equal normals: a pole whatever its longitude, and 180° E and W.
    pub(super) fn at(position: Position) -> Self {
        Self::of(position.coord())
    }

    /// The normal at x = longitude, y = latitude, degrees, both in range.
    pub(super) fn of(place: Coord<f64>) -> Self {
        let ((sin_lat, cos_lat), (sin_lon, cos_lon)) = (sin_cos_degrees(place.y), sin_cos_degrees(place.x));
        Self([cos_lat * cos_lon, cos_lat * sin_lon, sin_lat])
    }

    /// The components, for a tree.
    pub(super) fn xyz(self) -> [f64; 3] {
        self.0
    }

    /// This normal as the nearest point of a single position, seen from `viewer`.
    pub(super) fn foot(self, viewer: Self) -> Foot {
        Foot { chord2: squared(minus(viewer.0, self.0)), direction: self.0 }
    }

    /// The box around this normal.
    pub(super) fn cube(self) -> Cube {
        grown(self.0, self.0, 0.0)
    }
}

/// Where distances are measured from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Viewer {
    pub(super) position: Position,
    pub(super) normal: Normal,
}

impl Viewer {
    /// A viewer at a position.
    pub(super) fn at(position: Position) -> Self {
        Self { position, normal: Normal::at(position) }
    }
}

/// The point of something that is nearest to a viewer on the unit sphere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Foot {
    /// Square of the straight distance from the viewer's normal, in radii, from 0 to 4.
    pub(super) chord2: f64,
    /// Where it is seen from the centre; of any length but zero.
    direction: [f64; 3],
}

impl Foot {
    /// The nearest point to a viewer of a run of vertices and the edges between them, the first of equals; none of no
    /// vertices.
    pub(super) fn on(run: &[Normal], viewer: Normal) -> Option<Self> {
        let first = run.first()?.foot(viewer);
        Some(Edge::along(run).fold(first, |near, edge| edge.nearer(viewer, near)))
    }

    /// The nearer of two, the first of equals.
    pub(super) fn or_nearer(self, other: Self) -> Self {
        if other.chord2 < self.chord2 { other } else { self }
    }

    /// Geodesic metres from the viewer from whom this foot was sought.
    pub(super) fn distance_m(self, viewer: Viewer) -> f64 {
        if self.chord2 > 0.0 {
            let towards = Normal(scaled(self.direction, 1.0 / squared(self.direction).sqrt()));
            short_geodesic_m(viewer.normal, towards)
                .unwrap_or_else(|| geodesic_m(viewer.position, position_towards(self.direction)))
        } else {
            0.0
        }
    }
}

/// An edge of a line or ring: the shorter great-circle arc between two normals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    start: [f64; 3],
    end: [f64; 3],
}

impl Edge {
    /// The edge between two normals.
    ///
    /// Equal ends make a point. Exactly opposite ends have no shortest arc between them: such an edge is only its
    /// two ends (PostGIS calls every distance to it 0).
    pub(super) fn between(start: Normal, end: Normal) -> Self {
        Self { start: start.0, end: end.0 }
    }

    /// The edges between the vertices of a run.
    pub(super) fn along(run: &[Normal]) -> impl Iterator<Item = Self> + '_ {
        run.iter().zip(run.iter().skip(1)).map(|(start, end)| Self::between(*start, *end))
    }

    /// The edge's nearest point to `viewer` if it is nearer than `near`, else `near`. The start is left out: it is the
    /// end of the edge before, or the first foot.
    ///
    /// With `span` from start to end, `sum` of the two, and the `reach` from an end to the viewer: as `span` and `sum`
    /// are perpendicular, `sum × span` is twice the normal of the edge's plane, and keeps its precision for ends that
    /// almost coincide or almost oppose. The viewer is over the inside of the edge if it lies on the inner side of
    /// both planes through that normal `n` and an end `a`: `(n × a) · viewer > 0`, which for unit vectors is
    /// `reach · span - span² reach² / 4 > 0`.
    pub(super) fn nearer(self, Normal(viewer): Normal, near: Foot) -> Foot {
        let span = minus(self.end, self.start);
        let reach = minus(viewer, self.start);
        let (span2, start2, end2) = (squared(span), squared(reach), squared(minus(viewer, self.end)));
        let along = dot(reach, span);
        if along > span2 * start2 / 4.0 && span2 - along > span2 * end2 / 4.0 {
            let sum = plus(self.start, self.end);
            let (normal, normal2) = (cross(sum, span), span2 * squared(sum));
            let height = dot(reach, normal);
            // A chord is longer than the sine of its angle: most edges need no division and no root.
            if height * height >= near.chord2 * normal2 && normal2 > 0.0 {
                return near;
            }
            let direction = minus(viewer, scaled(normal, height / normal2));
            let cosine = squared(direction).sqrt();
            // From the pole of the edge every point of it is equally far, and no direction is left to follow.
            if cosine > RADII_OF_ROUNDING {
                return near.or_nearer(Foot { chord2: 2.0 * (height * height / normal2) / (1.0 + cosine), direction });
            }
        }
        near.or_nearer(Foot { chord2: end2, direction: self.end })
    }

    /// A box around the edge: that of its ends, grown by how far the arc rises above its chord, `1 - cos(theta/2)`.
    pub(super) fn cube(self) -> Cube {
        let half_chord2 = squared(minus(self.end, self.start)) / 4.0;
        let half_cosine = squared(plus(self.start, self.end)).sqrt() / 2.0;
        grown(self.start, self.end, half_chord2 / (1.0 + half_cosine))
    }
}

/// The greatest squared chord at which something may still be as near as `distance_m` geodesic metres.
///
/// Nothing beyond it is as near, by the lower bound that the module's text proves.
pub(super) fn farthest_chord2(distance_m: f64) -> f64 {
    let half_angle = (distance_m + METRES_OF_ROUNDING) / LEAST_RADIUS_M / 2.0;
    let half_chord = half_angle.min(FRAC_PI_2).sin() + RADII_OF_ROUNDING;
    4.0 * half_chord * half_chord
}

/// Sine and cosine of an angle in degrees within ±180, exact at multiples of 90.
fn sin_cos_degrees(angle: f64) -> (f64, f64) {
    let quadrant = (angle / 90.0).round();
    let (sin, cos) = (angle - 90.0 * quadrant).to_radians().sin_cos();
    if quadrant.abs() > 1.5 {
        (-sin, -cos)
    } else if quadrant > 0.5 {
        (cos, -sin)
    } else if quadrant < -0.5 {
        (-cos, sin)
    } else {
        (sin, cos)
    }
}

/// The position whose normal points along `[x, y, z]`.
#[expect(clippy::expect_used, reason = "arc tangents of finite numbers are in range, and the clamps keep rounding in")]
fn position_towards([x, y, z]: [f64; 3]) -> Position {
    let lon = y.atan2(x).to_degrees().clamp(-180.0, 180.0);
    let lat = z.atan2((x * x + y * y).sqrt()).to_degrees().clamp(-90.0, 90.0);
    Position::new(lon, lat).expect("a direction is a position")
}

fn plus([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3]) -> [f64; 3] {
    [ax + bx, ay + by, az + bz]
}

fn minus([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3]) -> [f64; 3] {
    [ax - bx, ay - by, az - bz]
}

fn scaled([x, y, z]: [f64; 3], factor: f64) -> [f64; 3] {
    [x * factor, y * factor, z * factor]
}

fn dot([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3]) -> f64 {
    ax * bx + ay * by + az * bz
}

fn squared(v: [f64; 3]) -> f64 {
    dot(v, v)
}

fn cross([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3]) -> [f64; 3] {
    [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx]
}

/// The box between two corners, grown on every side by `margin` and by rounding.
fn grown([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3], margin: f64) -> Cube {
    let margin = margin + RADII_OF_ROUNDING;
    let (low, high) = ([ax.min(bx), ay.min(by), az.min(bz)], [ax.max(bx), ay.max(by), az.max(bz)]);
    Cube::around(low.map(|side| side - margin), high.map(|side| side + margin))
}

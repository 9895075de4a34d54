//! Random geometries, with a liking for the places where spheres and grids go wrong.

use geo::{Coord, Geometry, GeometryCollection, LineString, MultiPolygon, Point, Polygon};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::index::spatial::{Entry, Shape};
use crate::kernel::geometry::Position;

/// A row of the tests.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) struct Row {
    pub(super) id: u16,
    pub(super) edition: usize,
}

impl Row {
    /// A filter that keeps some editions and drops others.
    pub(super) fn holds(&self) -> bool {
        !(usize::from(self.id) + self.edition).is_multiple_of(3)
    }
}

pub(super) fn entry(id: u16, edition: usize, geometry: &Geometry<f64>) -> Entry<Row> {
    Entry { row: Row { id, edition }.into(), shape: Shape::new(geometry).unwrap() }
}

/// Anywhere on earth: at random, on whole degrees, at the poles and the antimeridian, in one county.
pub(super) fn position() -> impl Strategy<Value = Position> {
    let coord = prop_oneof![
        3 => (-180.0..=180.0, -90.0..=90.0),
        3 => (113.0..113.5, 30.5..31.0),
        2 => (-18..=18, -9..=9).prop_map(|(x, y)| (f64::from(x) * 10.0, f64::from(y) * 10.0)),
        1 => (prop_oneof![Just(180.0), Just(-180.0), 179.9..180.0, -180.0..-179.9], -89.0..89.0),
        1 => (-180.0..=180.0, prop_oneof![Just(90.0), Just(-90.0), 89.9..90.0, -90.0..-89.9]),
    ];
    coord.prop_map(|(lon, lat)| Position::new(lon, lat).unwrap())
}

/// A line of 1 to 40 vertices: short steps from anywhere, over poles and antimeridian, or long ones, some of length 0.
pub(super) fn line() -> impl Strategy<Value = LineString<f64>> {
    let step = prop_oneof![
        8 => (-0.2..0.2, -0.2..0.2),
        1 => Just((0.0, 0.0)),
        1 => (-200.0..200.0, -60.0..60.0),
    ];
    (position(), vec(step, 0..40)).prop_map(|(start, steps)| {
        let mut at = start.coord();
        let mut coords = vec![at];
        for (east, north) in steps {
            at = Coord { x: wrapped(at.x + east), y: (at.y + north).clamp(-90.0, 90.0) };
            coords.push(at);
        }
        LineString::from(coords)
    })
}

/// A star-shaped polygon of up to 60 corners, sometimes with a hole, cut off at the limits of the plane.
pub(super) fn star() -> impl Strategy<Value = Polygon<f64>> {
    let size = prop_oneof![0.01..0.3, 1.0..30.0];
    (position(), size, vec(0.5..1.0, 3..60), any::<bool>()).prop_map(
        |(centre, size, radii, hollow): (Position, f64, Vec<f64>, bool)| {
            let ring = |scale: f64| {
                let corners = f64::from(u16::try_from(radii.len()).unwrap());
                let corner = |(number, radius): (u16, &f64)| {
                    let (sin, cos) = (f64::from(number) / corners * std::f64::consts::TAU).sin_cos();
                    let (east, north) = (radius * size * scale * cos, radius * size * scale * sin);
                    Coord {
                        x: (centre.lon() + east).clamp(-180.0, 180.0),
                        y: (centre.lat() + north).clamp(-90.0, 90.0),
                    }
                };
                LineString::from((0..).zip(&radii).map(corner).collect::<Vec<_>>())
            };
            Polygon::new(ring(1.0), if hollow { vec![ring(0.4)] } else { Vec::new() })
        },
    )
}

/// A geometry of any kind, empty ones among them.
pub(super) fn geometry() -> impl Strategy<Value = Geometry<f64>> {
    let simple = || {
        prop_oneof![
            4 => position().prop_map(|position| Geometry::Point(Point(position.coord()))),
            3 => line().prop_map(Geometry::LineString),
            3 => star().prop_map(Geometry::Polygon),
        ]
    };
    prop_oneof![
        12 => simple(),
        2 => vec(star(), 0..3).prop_map(|parts| Geometry::MultiPolygon(MultiPolygon(parts))),
        2 => vec(line(), 0..4).prop_map(|parts| Geometry::MultiLineString(geo::MultiLineString(parts))),
        1 => vec(simple(), 0..4).prop_map(|members| Geometry::GeometryCollection(GeometryCollection(members))),
    ]
}

/// A valid polygon with its corners on whole degrees around the origin: a band between two border lines from west to
/// east, or turned from south to north, with a hole wherever the band is high enough for it.
pub(super) fn band() -> impl Strategy<Value = Polygon<f64>> {
    (vec((-8_i16..4, 1_i16..8), 2..12), any::<bool>()).prop_map(|(band, turned)| {
        let corner = |x: i16, y: i16| {
            let (x, y) = (f64::from(x - 5), f64::from(y));
            if turned { Coord { x: y, y: x } } else { Coord { x, y } }
        };
        let ring = |from: usize, columns: &[(i16, i16)], inset: i16| {
            let columns = || columns.iter().enumerate().map(|(x, column)| (i16::try_from(x + from).unwrap(), column));
            let lower = columns().map(|(x, (floor, _))| corner(x, floor + inset));
            let upper = columns().rev().map(|(x, (floor, height))| corner(x, floor + height - inset));
            LineString::from(lower.chain(upper).collect::<Vec<_>>())
        };
        let mut holes = Vec::new();
        let mut first = 1;
        while first + 1 < band.len() {
            let inner = &band[first..band.len() - 1];
            let high = inner.iter().take_while(|(_, height)| *height >= 3).count();
            if high >= 2 {
                holes.push(ring(first, &inner[..high], 1));
            }
            first += high + 1;
        }
        Polygon::new(ring(0, &band, 0), holes)
    })
}

fn wrapped(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 }
}

//! Areas and lengths on the CGCS2000 ellipsoid.
//!
//! A border between two vertices is straight in longitude and latitude, as GeoJSON has it (RFC 7946 section 3.1.1).
//! Its area is integrated exactly, so that areas add up whatever is cut where; the area between geodesics differs by some
//! millionths for edges of a kilometre. Lengths are geodesics.

use std::sync::LazyLock;

use super::grid::{Cell, Straight};
use crate::kernel::geometry::{INVERSE_FLATTENING, Position, SEMI_MAJOR_AXIS_M, geodesic_m};

/// What the integral over latitudes needs of the ellipsoid.
struct Ellipsoid {
    /// First eccentricity.
    e: f64,
    /// Half the square of the semi-minor axis, square metres.
    half_b2: f64,
}

static CGCS2000: LazyLock<Ellipsoid> = LazyLock::new(|| {
    let f = 1.0 / INVERSE_FLATTENING;
    let b = SEMI_MAJOR_AXIS_M * (1.0 - f);
    Ellipsoid { e: (f * (2.0 - f)).sqrt(), half_b2: b * b / 2.0 }
});

impl Ellipsoid {
    /// Area in square metres between the equator and a latitude, for one radian of longitude.
    fn zone(&self, lat_deg: f64) -> f64 {
        let es = self.e * lat_deg.to_radians().sin();
        self.half_b2 / self.e * (es / (1.0 - es * es) + es.atanh())
    }
}

/// The part of an edge in the area to the left of a closed ring, in square metres: the ring's area is the sum over its
/// edges, positive if it runs counter-clockwise.
pub(super) fn area_part_m2(edge: Straight) -> f64 {
    /// Places and weights of Gauss and Legendre on 0 to 1; two are exact to the last digit up to a tenth of a degree.
    const TWO: [(f64, f64); 2] = [(0.211_324_865_405_187_1, 0.5), (0.788_675_134_594_812_9, 0.5)];
    const THREE: [(f64, f64); 3] =
        [(0.112_701_665_379_258_3, 5.0 / 18.0), (0.5, 8.0 / 18.0), (0.887_298_334_620_741_7, 5.0 / 18.0)];
    let (from, way) = (edge.a.coord(), edge.a.to(edge.b));
    if way.x == 0.0 {
        return 0.0;
    }
    let (ellipsoid, places): (_, &[_]) = (&*CGCS2000, if way.y.abs() < 0.1 { &TWO } else { &THREE });
    let mean: f64 = places.iter().map(|(place, weight)| weight * ellipsoid.zone(from.y + place * way.y)).sum();
    -way.x.to_radians() * mean
}

/// Length of the geodesic between the ends of an edge in metres.
pub(super) fn length_m(edge: Straight) -> f64 {
    /// Up to so many degrees the formula for the middle latitude is good to a hundred-millionth, and ten times faster.
    const SHORT_DEG: f64 = 0.01;
    let (from, way) = (edge.a.coord(), edge.a.to(edge.b));
    let middle = from.y + way.y / 2.0;
    if way.x.abs() < SHORT_DEG && way.y.abs() < SHORT_DEG && middle.abs() < 80.0 {
        let [x, y] = metres_per_degree(middle);
        return ((way.x * x).powi(2) + (way.y * y).powi(2)).sqrt();
    }
    let position = |cell: Cell| Position::new(cell.coord().x, cell.coord().y).ok();
    position(edge.a).zip(position(edge.b)).map_or(0.0, |(a, b)| geodesic_m(a, b))
}

/// Metres in a degree of longitude and in one of latitude at a latitude in degrees, for small things around it.
pub(super) fn metres_per_degree(lat_deg: f64) -> [f64; 2] {
    let e2 = CGCS2000.e * CGCS2000.e;
    let (sin, cos) = lat_deg.to_radians().sin_cos();
    let w2 = 1.0 - e2 * sin * sin;
    let prime_vertical = SEMI_MAJOR_AXIS_M / w2.sqrt();
    [(prime_vertical * cos).to_radians(), (prime_vertical * (1.0 - e2) / w2).to_radians()]
}

#[cfg(test)]
mod tests {
    use geo::Coord;
    use geographiclib_rs::{Geodesic, PolygonArea, Winding};

    use super::*;

    fn area(ring: &[(f64, f64)]) -> f64 {
        let cells: Vec<Cell> = ring.iter().map(|&(x, y)| Cell::of(Coord { x, y })).collect();
        let edges = cells.iter().zip(cells.iter().cycle().skip(1));
        edges.map(|(a, b)| area_part_m2(Straight { a: *a, b: *b })).sum()
    }

    #[test]
    fn the_area_is_that_between_geodesics_where_edges_are_short() {
        let ring = [(113.0, 30.0), (113.01, 30.001), (113.012, 30.009), (113.001, 30.01)];
        let ellipsoid = Geodesic::new(SEMI_MAJOR_AXIS_M, 1.0 / INVERSE_FLATTENING);
        let mut polygon = PolygonArea::new(&ellipsoid, Winding::CounterClockwise);
        for (lon, lat) in ring {
            polygon.add_point(lat, lon);
        }
        let (_, geodesic, _) = polygon.compute(true);
        assert!((area(&ring) / geodesic - 1.0).abs() < 3e-6, "{} {geodesic}", area(&ring));
    }

    #[test]
    fn an_octant_is_an_eighth_of_the_ellipsoid() {
        let whole = 510_065_621_718_491.0; // GRS 80 and CGCS2000, square metres
        let edges: f64 =
            (0..90).map(f64::from).map(|at| area(&[(at, 0.0), (at + 1.0, 0.0), (at + 1.0, 90.0), (at, 90.0)])).sum();
        assert!((edges * 8.0 / whole - 1.0).abs() < 1e-9, "{edges}");
    }

    #[test]
    fn what_is_cut_adds_up() {
        let whole = area(&[(113.0, 30.0), (114.0, 30.0), (114.0, 31.0), (113.0, 31.0)]);
        let one = area(&[(113.0, 30.0), (114.0, 30.0), (113.0, 31.0)]);
        let other = area(&[(114.0, 30.0), (114.0, 31.0), (113.0, 31.0)]);
        assert!(((one + other) / whole - 1.0).abs() < 1e-13);
    }

    #[test]
    fn a_short_edge_is_as_long_as_its_geodesic() {
        for lat in [-79.0, -30.0, 0.0, 30.0, 54.0, 79.0] {
            for (x, y) in [(0.009_9, 0.009_9), (0.009_9, 0.0), (0.0, -0.009_9), (-0.003, 0.007), (1e-6, 1e-6)] {
                let (a, b) = (Coord { x: 113.0, y: lat }, Coord { x: 113.0 + x, y: lat + y });
                let geodesic = geodesic_m(Position::new(a.x, a.y).unwrap(), Position::new(b.x, b.y).unwrap());
                let length = length_m(Straight { a: Cell::of(a), b: Cell::of(b) });
                assert!((length / geodesic - 1.0).abs() < 1e-8, "{lat} {x} {y}: {length} {geodesic}");
            }
        }
    }

    #[test]
    fn a_degree_is_as_long_as_its_geodesic() {
        let [x, y] = metres_per_degree(30.0);
        let small = |dx: i64, dy: i64| {
            length_m(Straight { a: Cell { x: 0, y: 30_000_000_000 }, b: Cell { x: dx, y: 30_000_000_000 + dy } })
        };
        assert!((small(1_000_000, 0) / (x / 1e3) - 1.0).abs() < 1e-6);
        assert!((small(0, 1_000_000) / (y / 1e3) - 1.0).abs() < 1e-5);
    }
}

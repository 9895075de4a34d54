//! Locating positions against `geo`.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{CoordsIter, Geometry, LineString, MultiPolygon, Polygon, Validation, coord, polygon};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::geometries::{band, geometry, position, star};
use crate::index::spatial::{Location, Shape};
use crate::kernel::geometry::Position;

fn expected(polygon: &Polygon<f64>, position: Position) -> Location {
    match polygon.coordinate_position(&position.coord()) {
        CoordPos::Inside => Location::Inside,
        CoordPos::OnBoundary => Location::Border,
        CoordPos::Outside => Location::Outside,
    }
}

fn locate(geometry: impl Into<Geometry<f64>>, lon: f64, lat: f64) -> Location {
    Shape::new(&geometry.into()).unwrap().locate(Position::new(lon, lat).unwrap())
}

proptest! {
    #[test]
    fn on_a_grid_every_point_and_half_point_is_where_geo_puts_it(polygon in band()) {
        prop_assert!(polygon.is_valid());
        let shape = Shape::new(&Geometry::Polygon(polygon.clone())).unwrap();
        for x in -20..=26 {
            for y in -20..=26 {
                let position = Position::new(f64::from(x) / 2.0, f64::from(y) / 2.0).unwrap();
                prop_assert_eq!(shape.locate(position), expected(&polygon, position), "{:?}", position);
            }
        }
    }

    #[test]
    fn a_random_position_is_where_geo_puts_it(polygon in star(), shares in (0.0..1.0, 0.0..1.0), far in position()) {
        let shape = Shape::new(&Geometry::Polygon(polygon.clone())).unwrap();
        let bounds = shape.bounds().unwrap();
        let near = Position::new(
            bounds.min().x + shares.0 * bounds.width(),
            bounds.min().y + shares.1 * bounds.height(),
        );
        for position in [near.unwrap(), far] {
            if polygon.is_valid() {
                prop_assert_eq!(shape.locate(position), expected(&polygon, position));
            }
        }
        // The corners are on the border, of an invalid polygon too.
        for corner in polygon.exterior().coords() {
            prop_assert_eq!(shape.locate(Position::new(corner.x, corner.y).unwrap()), Location::Border);
        }
    }

    #[test]
    fn a_position_known_to_within_a_tolerance_is_where_it_and_four_corners_are(
        geometry in geometry(),
        ways in vec((any::<[Index; 2]>(), 0.0..1.5, (-2.0..2.0, -2.0..2.0)), 30),
        tolerance in prop_oneof![Just(1e-7), Just(5e-7), 0.0..0.1],
    ) {
        let shape = Shape::new(&geometry).unwrap();
        let vertices: Vec<_> = geometry.coords_iter().collect();
        for (ends, share, (east, north)) in ways {
            // On the way between two vertices, which is an edge now and then, or a little beside it.
            if vertices.is_empty() {
                continue;
            }
            let [a, b] = ends.map(|end| *end.get(&vertices));
            let way = a + (b - a) * f64::min(share, 1.0) + coord! { x: east * tolerance, y: north * tolerance };
            let Ok(position) = Position::new(way.x, way.y) else { continue };
            let probes = [(0.0, 0.0), (-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)].map(|(east, north)| {
                Position::new(position.lon() + east * tolerance, position.lat() + north * tolerance)
            });
            let found: Vec<_> = probes.into_iter().flatten().map(|probe| shape.locate(probe)).collect();
            let everywhere = |location| found.iter().all(|found| *found == location);
            let expected = [Location::Inside, Location::Outside].into_iter().find(|location| everywhere(*location));
            prop_assert_eq!(shape.locate_within(position, tolerance), expected.unwrap_or(Location::Border));
        }
    }
}

#[test]
fn parts_that_touch_have_their_common_corner_on_the_border() {
    let parts = MultiPolygon(vec![
        polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0)],
        polygon![(x: 1.0, y: 1.0), (x: 2.0, y: 1.0), (x: 2.0, y: 2.0), (x: 1.0, y: 2.0)],
    ]);
    assert_eq!(locate(parts.clone(), 1.0, 1.0), Location::Border);
    assert_eq!(locate(parts.clone(), 1.5, 1.5), Location::Inside);
    assert_eq!(locate(parts, 1.5, 0.5), Location::Outside);
}

#[test]
fn an_exclave_in_a_hole_is_inside() {
    let square = |half: f64| LineString::from(vec![(-half, -half), (half, -half), (half, half), (-half, half)]);
    let parts = MultiPolygon(vec![Polygon::new(square(3.0), vec![square(2.0)]), Polygon::new(square(1.0), Vec::new())]);
    assert_eq!(locate(parts.clone(), 0.0, 0.0), Location::Inside);
    assert_eq!(locate(parts.clone(), 1.5, 0.0), Location::Outside);
    assert_eq!(locate(parts.clone(), 2.5, 0.0), Location::Inside);
    assert_eq!(locate(parts, 2.0, 0.0), Location::Border);
}

#[test]
fn the_whole_plane_can_be_one_area() {
    let plane = polygon![(x: -180.0, y: -90.0), (x: 180.0, y: -90.0), (x: 180.0, y: 90.0), (x: -180.0, y: 90.0)];
    assert_eq!(locate(plane.clone(), 0.0, 89.999), Location::Inside);
    assert_eq!(locate(plane.clone(), 180.0, 0.0), Location::Border);
    assert_eq!(locate(plane, 0.0, -90.0), Location::Border);
}

#[test]
fn the_even_odd_rule_decides_in_a_ring_that_crosses_itself() {
    let bow = polygon![(x: 0.0, y: 0.0), (x: 2.0, y: 2.0), (x: 2.0, y: 0.0), (x: 0.0, y: 2.0)];
    assert_eq!(locate(bow.clone(), 0.5, 1.0), Location::Inside);
    assert_eq!(locate(bow.clone(), 1.0, 0.5), Location::Outside);
    assert_eq!(locate(bow, 1.0, 1.0), Location::Border);
}

#[test]
fn a_ring_without_area_is_all_border() {
    let flat = polygon![(x: 0.0, y: 0.0), (x: 2.0, y: 2.0), (x: 1.0, y: 1.0)];
    assert_eq!(locate(flat.clone(), 0.5, 0.5), Location::Border);
    assert_eq!(locate(flat, 0.5, 0.25), Location::Outside);
    let level = polygon![(x: 0.0, y: 1.0), (x: 2.0, y: 1.0)];
    assert_eq!(locate(level.clone(), 1.0, 1.0), Location::Border);
    assert_eq!(locate(level, 3.0, 1.0), Location::Outside);
}

#[test]
fn nothing_is_inside_an_empty_area() {
    assert_eq!(locate(Polygon::new(LineString(Vec::new()), Vec::new()), 0.0, 0.0), Location::Outside);
    assert_eq!(locate(MultiPolygon(Vec::new()), 0.0, 0.0), Location::Outside);
}

#[test]
fn a_comb_whose_every_edge_spans_all_slabs_is_still_located() {
    let teeth = 500;
    let mut ring: Vec<_> = (0..teeth)
        .flat_map(|tooth| {
            let x = f64::from(tooth) * 0.1;
            [coord! { x: x, y: f64::from(tooth) * 1e-4 }, coord! { x: x + 0.05, y: 40.0 + f64::from(tooth) * 1e-4 }]
        })
        .collect();
    ring.push(coord! { x: 60.0, y: -1.0 });
    ring.push(coord! { x: -1.0, y: -1.0 });
    let comb = Polygon::new(LineString(ring), Vec::new());
    let shape = Shape::new(&Geometry::Polygon(comb.clone())).unwrap();
    for x in 0..600 {
        for y in -2..42 {
            let position = Position::new(f64::from(x) * 0.1 + 0.013, f64::from(y)).unwrap();
            assert_eq!(shape.locate(position), expected(&comb, position));
        }
    }
}

//! Areas that share their borders and leave no gap.

use geo::{Coord, Geometry, Triangle};
use proptest::collection::vec;
use proptest::prelude::*;

use super::geometries::{Row, entry};
use crate::index::spatial::{Layer, Location};
use crate::kernel::geometry::Position;

/// Cells on a side of the coverage.
const SIDE: u8 = 6;

/// Corners of all cells.
const CORNERS: usize = (SIDE as usize + 1) * (SIDE as usize + 1);

/// A square of cells, each cut into two triangles, with its inner corners shaken.
fn triangles(shaken: &[(f64, f64)]) -> Vec<Triangle<f64>> {
    let corner = |column: u8, row: u8| {
        let inner = |number: u8| number > 0 && number < SIDE;
        let (east, north) = shaken[usize::from(row * (SIDE + 1) + column)];
        let (east, north) = if inner(column) && inner(row) { (east, north) } else { (0.0, 0.0) };
        Coord { x: 113.0 + f64::from(column) + east, y: 30.0 + f64::from(row) + north }
    };
    let mut triangles = Vec::new();
    for row in 0..SIDE {
        for column in 0..SIDE {
            let (low, high) = (corner(column, row), corner(column + 1, row + 1));
            triangles.push(Triangle::new(low, corner(column + 1, row), high));
            triangles.push(Triangle::new(low, corner(column, row + 1), high));
        }
    }
    triangles
}

proptest! {
    #[test]
    fn a_position_in_a_coverage_is_inside_one_area_or_on_borders(
        // Less than a quarter of a cell, so that no triangle turns over.
        shaken in vec((-0.24..0.24, -0.24..0.24), CORNERS),
        random in vec((0.0..6.0, 0.0..6.0), 200),
    ) {
        let triangles = triangles(&shaken);
        let entries = (0_u16..).zip(&triangles).map(|(id, area)| (id, entry(id, 0, &Geometry::Triangle(*area))));
        let layer: Layer<u16, Row> = Layer::load(entries);
        let corners = triangles.iter().flat_map(Triangle::to_array);
        let middles = triangles.iter().map(|triangle| (triangle.v1() + triangle.v3()) / 2.0);
        let random = random.into_iter().map(|(x, y)| Coord { x: 113.0 + x, y: 30.0 + y });
        for coord in corners.chain(middles).chain(random) {
            let covering = layer.covering(Position::new(coord.x, coord.y).unwrap(), |_| true);
            let inside = covering.iter().filter(|(_, location)| *location == Location::Inside).count();
            prop_assert!(inside == 1 && covering.len() == 1 || inside == 0 && !covering.is_empty(), "{:?}", coord);
        }
    }
}

#[test]
fn a_common_border_belongs_to_both_areas_and_they_come_by_id() {
    let [west, middle, east] = [(113.0, 30.0), (114.0, 30.0), (115.0, 30.0)].map(Coord::from);
    let top = Coord { x: 114.0, y: 31.0 };
    let layer = Layer::load([
        (9, entry(9, 0, &Geometry::Triangle(Triangle::new(west, middle, top)))),
        (4, entry(4, 0, &Geometry::Triangle(Triangle::new(middle, east, top)))),
    ]);
    let rows = layer.covering(Position::new(114.0, 30.5).unwrap(), |_| true);
    let rows: Vec<_> = rows.into_iter().map(|(row, location)| (row.id, location)).collect();
    assert_eq!(rows, [(4, Location::Border), (9, Location::Border)]);
}

//! What a shape tells a hasher.

use geo::{CoordsIter, Geometry, MapCoords, coord};
use proptest::prelude::*;
use proptest::sample::Index;
use sha2::{Digest, Sha256};
use wkt::TryFromWkt;

use super::geometries::geometry;
use crate::index::spatial::Shape;

fn digest(geometry: &Geometry<f64>) -> Vec<u8> {
    let mut hasher = Sha256::new();
    Shape::new(geometry).unwrap().digest(&mut hasher);
    hasher.finalize().to_vec()
}

proptest! {
    #[test]
    fn a_vertex_moved_by_the_smallest_step_changes_the_digest(geometry in geometry(), moved in any::<Index>()) {
        prop_assume!(geometry.coords_count() > 0);
        let moved = moved.index(geometry.coords_count());
        // All vertices in that place move, so that rings stay closed.
        let from = geometry.coords_iter().nth(moved).unwrap();
        let step = if from.x > 0.0 { from.x.next_down() } else { from.x.next_up() };
        let other = geometry.map_coords(|at| if at == from { coord! { x: step, y: at.y } } else { at });
        prop_assert_eq!(digest(&geometry), digest(&geometry.clone()));
        prop_assert_ne!(digest(&geometry), digest(&other));
    }
}

#[test]
fn the_same_vertices_in_another_structure_have_another_digest() {
    let digests = [
        "LINESTRING(0 0,1 0,1 1,0 0)",
        "POLYGON((0 0,1 0,1 1,0 0))",
        "MULTILINESTRING((0 0,1 0),(1 1,0 0))",
        "MULTIPOINT(0 0,1 0,1 1,0 0)",
        "POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))",
        "GEOMETRYCOLLECTION(POLYGON((0 0,4 0,4 4,0 0)),POLYGON((1 1,2 1,2 2,1 1)))",
        "POLYGON EMPTY",
        "LINESTRING EMPTY",
    ]
    .map(|wkt| digest(&Geometry::try_from_wkt_str(wkt).unwrap()));
    for (place, one) in digests.iter().enumerate() {
        assert!(!digests[..place].contains(one), "number {place} is like another");
    }
}

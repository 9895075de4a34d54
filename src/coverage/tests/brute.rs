//! Every polygon against every other one, by another library and with geodesics between the vertices.

use geo::{
    BooleanOps, BoundingRect, GeodesicArea, Intersects, MultiPolygon, Orient, Polygon, orient::Direction, unary_union,
};

fn m2(polygon: &Polygon<f64>) -> f64 {
    polygon.geodesic_area_signed().abs()
}

/// The area of everything that each two polygons have in common, piece by piece, in order of size.
pub(super) fn overlaps(polygons: &[Polygon<f64>]) -> Vec<f64> {
    let boxes: Vec<_> = polygons.iter().map(|polygon| polygon.bounding_rect().unwrap()).collect();
    let mut found = Vec::new();
    for (at, one) in polygons.iter().enumerate() {
        for (other, _) in polygons.iter().zip(&boxes).skip(at + 1).filter(|(_, its)| its.intersects(&boxes[at])) {
            found.extend(one.intersection(other).iter().map(m2));
        }
    }
    in_order(found)
}

fn union(polygons: &[Polygon<f64>]) -> MultiPolygon<f64> {
    // What runs clockwise would take away.
    unary_union(&polygons.iter().map(|polygon| polygon.orient(Direction::Default)).collect::<Vec<_>>())
}

/// The area of every hole in the union of all, in order of size.
pub(super) fn gaps(polygons: &[Polygon<f64>]) -> Vec<f64> {
    let union = union(polygons);
    let holes = union.iter().flat_map(|part| part.interiors().iter().cloned());
    in_order(holes.map(|hole| m2(&Polygon::new(hole, Vec::new()))).collect())
}

/// All polygons together, with their gaps filled.
pub(super) fn whole(polygons: &[Polygon<f64>]) -> f64 {
    union(polygons).iter().map(|part| m2(&Polygon::new(part.exterior().clone(), Vec::new()))).sum()
}

fn in_order(mut sizes: Vec<f64>) -> Vec<f64> {
    sizes.sort_by(f64::total_cmp);
    sizes
}

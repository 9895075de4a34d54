//! Edges on the sphere against a search along them.

use proptest::prelude::*;

use super::geometries::position;
use crate::index::spatial::sphere::{Edge, Foot, LEAST_RADIUS_M, Normal, Viewer, farthest_chord2};
use crate::kernel::geometry::{INVERSE_FLATTENING, Position, SEMI_MAJOR_AXIS_M, geodesic_m};

fn normal(lon: f64, lat: f64) -> Normal {
    Normal::at(Position::new(lon, lat).unwrap())
}

/// The point at a share of the way from one normal to another on the unit sphere.
fn on_the_way(start: Normal, end: Normal, share: f64) -> [f64; 3] {
    let ([ax, ay, az], [bx, by, bz]) = (start.xyz(), end.xyz());
    let angle = 2.0 * (((ax - bx).powi(2) + (ay - by).powi(2) + (az - bz).powi(2)).sqrt() / 2.0).min(1.0).asin();
    if angle < 1e-9 {
        return start.xyz();
    }
    let (a, b) = (((1.0 - share) * angle).sin() / angle.sin(), (share * angle).sin() / angle.sin());
    [a * ax + b * bx, a * ay + b * by, a * az + b * bz]
}

/// The nearest point of an edge, as that of a line with no other.
fn foot(start: Normal, end: Normal, viewer: Normal) -> Foot {
    Edge::between(start, end).nearer(viewer, start.foot(viewer))
}

fn chord2([ax, ay, az]: [f64; 3], [bx, by, bz]: [f64; 3]) -> f64 {
    (ax - bx).powi(2) + (ay - by).powi(2) + (az - bz).powi(2)
}

proptest! {
    #[test]
    fn no_point_of_an_edge_is_nearer_than_its_foot(a in position(), b in position(), viewer in position()) {
        let (start, end, viewer) = (Normal::at(a), Normal::at(b), Normal::at(viewer));
        // Almost opposite ends leave the search below no arc to follow.
        prop_assume!(chord2(start.xyz(), end.xyz()) < 3.999);
        let foot = foot(start, end, viewer).chord2;
        let nearest = (0..=2000)
            .map(|step| chord2(on_the_way(start, end, f64::from(step) / 2000.0), viewer.xyz()))
            .fold(f64::INFINITY, f64::min);
        prop_assert!(foot <= nearest + 1e-12, "{foot} is farther than {nearest}");
        // Steps of at most 180 / 2000 degrees miss the foot by at most half of that.
        prop_assert!(foot.sqrt() >= nearest.sqrt() - 8e-4, "{foot} is much nearer than {nearest}");
    }

    #[test]
    fn an_edge_is_inside_its_box_and_no_nearer(a in position(), b in position(), viewer in position()) {
        let (start, end, viewer) = (Normal::at(a), Normal::at(b), Normal::at(viewer));
        let edge = Edge::between(start, end);
        let cube = edge.cube();
        for step in 0..=100 {
            let point = on_the_way(start, end, f64::from(step) / 100.0);
            prop_assert!(chord2(start.xyz(), end.xyz()) > 3.999 || cube.distance2(&point) < 1e-24);
        }
        prop_assert!(cube.distance2(&viewer.xyz()) <= foot(start, end, viewer).chord2);
    }

    #[test]
    fn geodesics_keep_to_the_bounds_by_the_angle_between_normals(a in position(), b in position()) {
        let metres = geodesic_m(a, b);
        let chord2 = Normal::at(b).foot(Normal::at(a)).chord2;
        prop_assert!(chord2 <= farthest_chord2(metres));
        let angle = 2.0 * (chord2.sqrt() / 2.0).min(1.0).asin();
        let flattening = 1.0 / INVERSE_FLATTENING;
        let greatest_radius_m = SEMI_MAJOR_AXIS_M / (1.0 - flattening);
        prop_assert!(LEAST_RADIUS_M * angle <= metres + 1e-6);
        prop_assert!(metres <= greatest_radius_m * angle + 1e-6 || chord2 > 3.999_999);
    }
}

#[test]
fn the_least_radius_is_that_of_the_meridian_at_the_equator() {
    assert!((LEAST_RADIUS_M - 6_335_439.327).abs() < 0.001);
    let (south, north) = (Position::new(0.0, -5e-4).unwrap(), Position::new(0.0, 5e-4).unwrap());
    assert!((geodesic_m(south, north) / 1e-3_f64.to_radians() - LEAST_RADIUS_M).abs() < 0.01);
}

#[test]
fn a_place_has_one_normal_however_it_is_written() {
    assert_eq!(normal(180.0, 12.5), normal(-180.0, 12.5));
    assert_eq!(normal(17.0, 90.0), normal(-130.0, 90.0));
}

#[test]
fn an_edge_over_a_pole_passes_through_it() {
    let (start, end) = (normal(20.0, 89.0), normal(-160.0, 89.0));
    assert!(foot(start, end, normal(0.0, 90.0)).chord2 < 1e-30);
}

#[test]
fn an_edge_with_opposite_ends_is_only_its_ends() {
    let (start, end) = (normal(0.0, 0.0), normal(180.0, 0.0));
    let from = Position::new(90.0, 10.0).unwrap();
    let metres = foot(start, end, Normal::at(from)).distance_m(Viewer::at(from));
    assert!((metres - geodesic_m(from, Position::new(0.0, 0.0).unwrap())).abs() < 1e-6);
}

#[test]
fn from_the_pole_of_an_edge_some_point_of_it_is_the_foot() {
    let (start, end) = (normal(10.0, 0.0), normal(50.0, 0.0));
    let pole = Position::new(0.0, 90.0).unwrap();
    let metres = foot(start, end, Normal::at(pole)).distance_m(Viewer::at(pole));
    assert!((metres - geodesic_m(pole, Position::new(10.0, 0.0).unwrap())).abs() < 1e-6);
}

//! Shapes that are not valid: each is told, and the rest is checked all the same.

use geo::{Geometry, MultiPolygon, Polygon, wkt};

use super::{
    super::{Detail, RingFault},
    Area, Kind, Report, area, assert_near, checked, found,
};
use crate::kernel::text::Text;

/// Two neighbours with a gap of their own, and something beside.
fn beside(bad: Area) -> Report {
    let west = wkt!(POLYGON((0. 0.,0.1 0.,0.1 0.05,0.09 0.06,0.1 0.07,0.1 0.1,0. 0.1,0. 0.)));
    let east = wkt!(POLYGON((0.1 0.,0.2 0.,0.2 0.1,0.1 0.1,0.1 0.07,0.1 0.05,0.1 0.)));
    checked(&[area("west", west), area("east", east), bad])
}

fn told(shape: impl Into<Geometry<f64>>) -> (Vec<(Kind, usize)>, Vec<Option<Detail>>, f64) {
    let report = beside(area("bad", shape));
    let mut kinds = found(&report);
    assert!(kinds.contains(&(Kind::Gap, 1)), "{kinds:?}");
    kinds.retain(|(kind, _)| *kind != Kind::Gap);
    let details = report.of(Kind::InvalidRing).iter().map(|finding| finding.detail.clone()).collect();
    (kinds, details, report.areas[2].area_m2)
}

fn m2(shape: Polygon<f64>) -> f64 {
    checked(&[area("good", shape)]).areas[0].area_m2
}

#[test]
fn a_bow_tie_is_told_and_counts_with_both_wings() {
    let (kinds, details, size) = told(wkt!(POLYGON((1. 0.,1.1 0.1,1.1 0.,1. 0.1,1. 0.))));
    assert_eq!(kinds, [(Kind::InvalidRing, 1)]);
    assert_eq!(details, [Some(Detail::Ring(RingFault::Crosses))]);
    let wings = MultiPolygon::new(vec![
        wkt!(POLYGON((1. 0.,1.05 0.05,1. 0.1,1. 0.))),
        wkt!(POLYGON((1.05 0.05,1.1 0.,1.1 0.1,1.05 0.05))),
    ]);
    assert_near(size, wings.into_iter().map(m2).sum(), 1e-9);
}

#[test]
fn a_ring_that_winds_twice_counts_once() {
    let (kinds, details, size) = told(wkt!(POLYGON((1. 0.,1.1 0.,1.1 0.1,1. 0.1,1. 0.,1.1 0.,1.1 0.1,1. 0.1,1. 0.))));
    assert_eq!(kinds, [(Kind::InvalidRing, 1)]);
    assert_eq!(details, [Some(Detail::Ring(RingFault::Crosses))]);
    assert_near(size, m2(wkt!(POLYGON((1. 0.,1.1 0.,1.1 0.1,1. 0.1,1. 0.)))), 1e-12);
}

#[test]
fn a_spike_is_told_and_does_not_count() {
    let (kinds, details, size) = told(wkt!(POLYGON((1. 0.,1.1 0.,1.1 0.1,1.2 0.2,1.1 0.1,1. 0.1,1. 0.))));
    assert_eq!(kinds, [(Kind::InvalidRing, 1)]);
    assert_eq!(details, [Some(Detail::Ring(RingFault::RunsBack))]);
    assert_near(size, m2(wkt!(POLYGON((1. 0.,1.1 0.,1.1 0.1,1. 0.1,1. 0.)))), 1e-12);
}

#[test]
fn a_ring_that_touches_itself_is_told_and_keeps_its_area() {
    let shape = wkt!(POLYGON((1. 0.,1.1 0.,1.1 0.1,1.05 0.1,1.08 0.05,1.02 0.05,1.05 0.1,1. 0.1,1. 0.)));
    let report = beside(area("bad", shape));
    // What it closes off at the touch is outside of it, and nothing else fills it.
    assert_eq!(found(&report), [(Kind::InvalidRing, 1), (Kind::Gap, 2)]);
    assert_eq!(report.of(Kind::InvalidRing)[0].detail, Some(Detail::Ring(RingFault::Touches)));
    let inner = report.of(Kind::Gap).iter().find(|gap| gap.areas == [2]).unwrap().area_m2.unwrap();
    assert_near(report.areas[2].area_m2 + inner, m2(wkt!(POLYGON((1. 0.,1.1 0.,1.1 0.1,1. 0.1,1. 0.)))), 1e-9);
}

#[test]
fn rings_that_enclose_nothing_are_told() {
    for shape in [
        wkt!(POLYGON((1. 0.,1.1 0.,1.05 0.,1. 0.))),
        wkt!(POLYGON((1. 0.,1.1 0.1,1. 0.))),
        wkt!(POLYGON((1. 0.,1. 0.,1. 0.,1. 0.))),
    ] {
        let (kinds, details, size) = told(shape);
        assert!(kinds.contains(&(Kind::InvalidRing, 1)), "{kinds:?}");
        assert_eq!(details, [Some(Detail::Ring(RingFault::Collapsed))]);
        assert!(size.abs() < f64::EPSILON);
    }
}

#[test]
fn rings_that_do_not_fit_each_other_are_told() {
    for shape in [
        // A hole outside.
        wkt!(MULTIPOLYGON(((1. 0.,1.1 0.,1.1 0.1,1. 0.1,1. 0.),(1.2 0.,1.2 0.1,1.3 0.1,1.3 0.,1.2 0.)))),
        // A shell in a shell.
        wkt!(MULTIPOLYGON(((1. 0.,1.1 0.,1.1 0.1,1. 0.1,1. 0.)),((1.02 0.02,1.05 0.02,1.05 0.05,1.02 0.05,1.02 0.02)))),
        // A hole in a hole.
        wkt!(MULTIPOLYGON(((1. 0.,1.2 0.,1.2 0.1,1. 0.1,1. 0.),(1.02 0.02,1.02 0.09,1.15 0.09,1.15 0.02,1.02 0.02),(1.03 0.03,1.03 0.05,1.05 0.05,1.05 0.03,1.03 0.03)))),
    ] {
        let report = beside(area("bad", shape));
        let details: Vec<_> = report.of(Kind::InvalidRing).iter().map(|finding| finding.detail.clone()).collect();
        assert_eq!(details, [Some(Detail::RingsOverlap)], "{:?}", found(&report));
    }
}

#[test]
fn parts_with_a_common_edge_are_told_and_stay_whole() {
    let (kinds, details, size) =
        told(wkt!(MULTIPOLYGON(((1. 0.,1.1 0.,1.1 0.1,1. 0.1,1. 0.)),((1.1 0.,1.2 0.,1.2 0.1,1.1 0.1,1.1 0.)))));
    assert_eq!(kinds, [(Kind::InvalidRing, 1)]);
    assert_eq!(details, [Some(Detail::PartsShareEdge)]);
    assert_near(size, m2(wkt!(POLYGON((1. 0.,1.2 0.,1.2 0.1,1. 0.1,1. 0.)))), 1e-9);
}

#[test]
fn notation_that_could_be_better_is_a_warning() {
    let clockwise = wkt!(POLYGON((1. 0.,1. 0.1,1.1 0.1,1.1 0.1,1.1 0.,1. 0.)));
    let report = checked(&[
        Area { was_open: true, ..area("bad", clockwise.clone()) },
        area("bad", wkt!(POLYGON((2. 0.,2.1 0.,2. 0.1,2. 0.)))),
    ]);
    assert_eq!(
        found(&report),
        [(Kind::UnclosedRing, 1), (Kind::RepeatedPoint, 1), (Kind::RingOrder, 1), (Kind::RepeatedId, 1)]
    );
    assert!(report.is_clean());
}

#[test]
fn what_cannot_be_used_is_told_and_left_out() {
    let far = area("bad", wkt!(POLYGON((1000. 0.,1001. 0.,1001. 1.,1000. 0.))));
    let none = Area { shape: Err(Text::new("没有图形", "there is no geometry")), ..far.clone() };
    let empty = Area { shape: Ok(MultiPolygon::new(Vec::new())), ..far.clone() };
    for bad in [far, none, empty] {
        assert_eq!(found(&beside(bad)), [(Kind::Unreadable, 1), (Kind::Gap, 1)]);
    }
}

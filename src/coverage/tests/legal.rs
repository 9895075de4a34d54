//! What is as it should be, and what only looks like it.

use geo::{MultiPolygon, Polygon, polygon, wkt};

use super::{Kind, area, assert_near, checked, found};

fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Polygon<f64> {
    polygon![(x: west, y: south), (x: east, y: south), (x: east, y: north), (x: west, y: north)]
}

fn with_hole(outer: &Polygon<f64>, hole: &Polygon<f64>) -> Polygon<f64> {
    let mut ring = hole.exterior().clone();
    ring.0.reverse();
    Polygon::new(outer.exterior().clone(), vec![ring])
}

#[test]
fn enclaves_exclaves_and_islands_are_legal() {
    let lake = rectangle(0.03, 0.03, 0.07, 0.07);
    let inner = rectangle(0.04, 0.04, 0.05, 0.05);
    let ring = with_hole(&rectangle(0.0, 0.0, 0.1, 0.1), &lake);
    let town = with_hole(&lake, &inner);
    let owner = MultiPolygon::new(vec![rectangle(0.5, 0.5, 0.6, 0.6), inner]);
    let report = checked(&[area("ring", ring), area("town", town), area("owner", owner)]);
    assert_eq!(found(&report), []);
    assert_eq!(report.borders.iter().map(|border| border.areas).collect::<Vec<_>>(), [[0, 1], [1, 2]]);
    assert_near(report.areas[2].outer_m + report.borders[1].shared_m, report.areas[2].perimeter_m, 1e-12);
}

#[test]
fn a_hole_may_touch_its_outer_ring_in_a_vertex() {
    let outer = wkt!(POLYGON((0. 0.,0.1 0.,0.1 0.1,0. 0.1,0. 0.),(0. 0.,0.02 0.05,0.05 0.02,0. 0.)));
    let inner = wkt!(POLYGON((0. 0.,0.05 0.02,0.02 0.05,0. 0.)));
    let report = checked(&[area("outer", outer), area("inner", inner)]);
    assert_eq!(found(&report), []);
    assert_near(report.borders[0].shared_m, report.areas[1].perimeter_m, 1e-12);
}

#[test]
fn a_hole_that_nothing_fills_is_a_gap_however_deep_it_lies() {
    let lake = rectangle(0.03, 0.03, 0.07, 0.07);
    let island = rectangle(0.04, 0.04, 0.05, 0.05);
    let report = checked(&[area("ring", with_hole(&rectangle(0.0, 0.0, 0.1, 0.1), &lake)), area("island", island)]);
    assert_eq!(found(&report), [(Kind::Gap, 1)]);
    let gap = &report.of(Kind::Gap)[0];
    assert_eq!(gap.areas, [0, 1]);
    assert_near(gap.area_m2.unwrap() + report.areas[1].area_m2, 4_453.0 * 4_423.0, 1e-2);
    let geo::Geometry::Polygon(shape) = gap.shape.clone().unwrap() else { panic!("{gap:?}") };
    assert_eq!(shape.interiors().len(), 1);
}

#[test]
fn what_the_sea_reaches_is_no_gap_and_a_closed_bay_is_one() {
    // Three sides around a bay.
    let shore = wkt!(POLYGON((0. 0.,0.1 0.,0.1 0.1,0.07 0.1,0.07 0.03,0.03 0.03,0.03 0.1,0. 0.1,0. 0.)));
    assert_eq!(found(&checked(&[area("shore", shore.clone())])), []);
    let bridge = rectangle(0.03, 0.09, 0.07, 0.1);
    let report = checked(&[area("shore", shore.clone()), area("bridge", bridge)]);
    assert_eq!(found(&report), [(Kind::Gap, 1), (Kind::UnmatchedVertex, 2)]);
    // Corners that touch close the bay as well.
    let touching = wkt!(POLYGON((0.03 0.1,0.05 0.09,0.07 0.1,0.05 0.11,0.03 0.1)));
    assert_eq!(found(&checked(&[area("shore", shore), area("touching", touching)])), [(Kind::Gap, 1)]);
}

#[test]
fn polygons_that_touch_in_a_point_are_no_neighbours() {
    let report = checked(&[area(1, rectangle(0.0, 0.0, 0.1, 0.1)), area(2, rectangle(0.1, 0.1, 0.2, 0.2))]);
    assert_eq!(found(&report), []);
    assert!(report.borders.is_empty());
}

#[test]
fn three_over_one_place_are_told_pair_by_pair_and_count_twice() {
    let report = checked(&[
        area(1, rectangle(0.0, 0.0, 0.1, 0.1)),
        area(2, rectangle(0.05, 0.0, 0.15, 0.1)),
        area(3, rectangle(0.05, 0.02, 0.12, 0.08)),
    ]);
    assert_eq!(report.of(Kind::Overlap).len(), 3);
    let pairs: Vec<_> = report.of(Kind::Overlap).iter().map(|overlap| overlap.areas.clone()).collect();
    assert!([[0, 1], [0, 2], [1, 2]].iter().all(|pair| pairs.contains(&pair.to_vec())), "{pairs:?}");
}

#[test]
fn one_polygon_inside_of_another_is_an_overlap_as_large_as_itself() {
    let report = checked(&[area(1, rectangle(0.0, 0.0, 0.1, 0.1)), area(2, rectangle(0.02, 0.02, 0.03, 0.03))]);
    assert_eq!(found(&report), [(Kind::Overlap, 1)]);
    assert_near(report.of(Kind::Overlap)[0].area_m2.unwrap(), report.areas[1].area_m2, 1e-12);
}

#[test]
fn an_overlap_across_a_clean_border_is_told_for_both_sides() {
    let report = checked(&[
        area("west", rectangle(0.0, 0.0, 0.1, 0.1)),
        area("east", rectangle(0.1, 0.0, 0.2, 0.1)),
        area("over", rectangle(0.08, 0.04, 0.11, 0.06)),
    ]);
    let overlaps: Vec<_> =
        report.of(Kind::Overlap).iter().map(|overlap| (overlap.areas.clone(), overlap.area_m2.unwrap())).collect();
    assert_eq!(overlaps.len(), 2);
    assert_eq!(overlaps.iter().map(|(pair, _)| pair.as_slice()).collect::<Vec<_>>(), [[0, 2], [1, 2]]);
    assert_near(overlaps[0].1, overlaps[1].1 * 2.0, 1e-6);
}

#[test]
fn nothing_at_all_is_clean() {
    let report = checked(&[]);
    assert!(report.is_clean() && report.borders.is_empty());
}

#[test]
fn a_hundred_copies_with_small_differences_are_told_and_end() {
    let copies =
        (0..100).map(|at| f64::from(at) * 1e-5).map(|off| area(off, rectangle(off, off, 0.1 + off, 0.1 + off)));
    let report = checked(&copies.collect::<Vec<_>>());
    assert!(report.of(Kind::Overlap).len() >= 99);
}

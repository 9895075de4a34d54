//! Coverages that are known, and the same questions answered by brute force.

mod apart;
mod brute;
mod defects;
mod files;
mod legal;
mod lines;
mod rings;
mod tiling;

use geo::{Geometry, MultiPolygon, Polygon};

use super::{Area, Kind, Report, check};

/// What most tests take for a sliver, metres.
const TOLERANCE_M: f64 = 1.0;

fn area(id: impl ToString, shape: impl Into<Geometry<f64>>) -> Area {
    let shape = match shape.into() {
        Geometry::Polygon(polygon) => MultiPolygon::new(vec![polygon]),
        Geometry::MultiPolygon(polygons) => polygons,
        other => panic!("{other:?} is no area"),
    };
    Area { id: id.to_string(), name: String::new(), shape: Ok(shape), was_open: false }
}

fn areas(polygons: Vec<Polygon<f64>>) -> Vec<Area> {
    polygons.into_iter().enumerate().map(|(at, polygon)| area(at, polygon)).collect()
}

/// A report on polygons alone, whose sums must agree whatever was found.
fn checked(areas: &[Area]) -> Report {
    let report = check(areas, &[], TOLERANCE_M);
    assert_balanced(&report);
    report
}

fn assert_balanced(report: &Report) {
    let sums = report.sums;
    assert!(sums.area_residual_m2().abs() <= 1e-9 * sums.areas_m2 + 1e-6, "{sums:?} {}", sums.area_residual_m2());
    assert!(sums.length_residual_m().abs() <= 1e-9 * sums.perimeters_m + 1e-6, "{sums:?} {}", sums.length_residual_m());
}

/// How often each kind was found.
fn found(report: &Report) -> Vec<(Kind, usize)> {
    report.totals().iter().map(|total| (total.kind, total.count)).collect()
}

fn assert_near(one: f64, other: f64, part: f64) {
    assert!((one - other).abs() <= part * one.abs().max(other.abs()), "{one} is not {other}");
}

//! `make bench-coverage`: made-up polygons that tile an area, with planted defects, beside the union of all.

use std::hint::black_box;

use geo::{LineString, MultiPolygon, Polygon, unary_union};
use mingjie::coverage::{Area, Kind, Report, check};

use crate::{
    index::stopwatch::Stopwatch,
    memory::{Resident, mebibytes},
    table::{Table, duration},
};

#[path = "../../src/coverage/tests/tiling.rs"]
mod tiling;

use tiling::Tiling;

/// Polygons of one coverage: as many as there are counties.
const COLUMNS: usize = 64;
const ROWS: usize = 50;

/// As at the command line.
const TOLERANCE_M: f64 = 1.0;

/// Every so many polygons have a defect: a gap and an overlap by turns.
const EVERY: usize = 128;

/// Checks coverages whose polygons have so many vertices each, and prints them below each other.
pub(crate) fn measure(vertices: &[usize]) {
    let mut table = Table::new(&["vertices", "check", "union of all", "check / union", "peak memory after the check"]);
    for vertices in vertices {
        let polygons = planted(*vertices / 4);
        let areas: Vec<Area> = polygons.iter().enumerate().map(|(at, polygon)| area(at, polygon)).collect();
        let all = polygons.iter().map(|polygon| polygon.exterior().0.len()).sum::<usize>();
        verify(&check(&areas, &[], TOLERANCE_M));
        let peak = Resident::own().peak;
        let mut watch = Stopwatch::new(&format!("coverage-{vertices}"));
        let checked = watch.time_long("coverage", "check", || (), |()| check(black_box(&areas), &[], TOLERANCE_M));
        let united = watch.time_long("coverage", "union", || (), |()| unary_union(black_box(&polygons)));
        let ratio = format!("{:.1}", checked / united);
        table.row([all.to_string(), duration(checked), duration(united), ratio, mebibytes(peak)]);
    }
    table.print();
}

/// What was planted is found, and nothing else.
fn verify(report: &Report) {
    let planted = [Kind::Gap, Kind::Overlap].map(|kind| report.of(kind).len());
    let each = COLUMNS * ROWS / EVERY / 2;
    assert!(
        planted.iter().all(|found| found.abs_diff(each) <= 1),
        "some of what was planted is not found: {planted:?}"
    );
    assert_eq!(report.findings.len(), planted.iter().sum::<usize>(), "something else is found");
}

fn area(at: usize, polygon: &Polygon<f64>) -> Area {
    Area {
        id: at.to_string(),
        name: String::new(),
        shape: Ok(MultiPolygon::new(vec![polygon.clone()])),
        was_open: false,
    }
}

/// A tiling of which some polygons were moved in the middle of their eastern side, away from or over their neighbour.
fn planted(edges: usize) -> Vec<Polygon<f64>> {
    let mut polygons = Tiling { columns: COLUMNS, rows: ROWS, edges, seed: 1 }.polygons();
    for (number, polygon) in polygons.iter_mut().step_by(EVERY).enumerate() {
        let mut ring = polygon.exterior().0.clone();
        // Wide enough to be no sliver.
        let east = if number.is_multiple_of(2) { 1e-4 } else { -1e-4 };
        ring[edges + edges / 2].x += east;
        *polygon = Polygon::new(LineString::new(ring), Vec::new());
    }
    polygons
}

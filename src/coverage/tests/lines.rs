//! Lines along borders, beside them and missing.

use geo::{Coord, LineString, MultiLineString};

use super::{
    super::{Drawn, check},
    Kind, Report, TOLERANCE_M, areas, assert_balanced, found,
    tiling::Tiling,
};

const TILING: Tiling = Tiling { columns: 3, rows: 3, edges: 6, seed: 11 };

fn drawn(id: impl ToString, line: Vec<Coord<f64>>) -> Drawn {
    Drawn { id: id.to_string(), shape: Ok(MultiLineString::new(vec![LineString::new(line)])) }
}

/// One line for every border of two polygons: three by two northwards, then two by three eastwards.
fn borders() -> Vec<Vec<Coord<f64>>> {
    let north = (0..3).flat_map(|y| (1..3).map(move |x| TILING.side(x, y, true)));
    let east = (1..3).flat_map(|y| (0..3).map(move |x| TILING.side(x, y, false)));
    north.chain(east).collect()
}

fn told(lines: Vec<Vec<Coord<f64>>>) -> Report {
    let lines: Vec<_> = lines.into_iter().enumerate().map(|(at, line)| drawn(at, line)).collect();
    let report = check(&areas(TILING.polygons()), &lines, TOLERANCE_M);
    assert_balanced(&report);
    report
}

fn moved(line: &mut [Coord<f64>], by: f64) {
    for at in line {
        *at = Coord { x: at.x + by, y: at.y + by };
    }
}

#[test]
fn lines_that_are_the_borders_leave_nothing_to_tell() {
    assert_eq!(found(&told(borders())), []);
    // Half a metre beside is near enough, in either direction of drawing, cut into pieces or joined.
    let mut lines = borders();
    for line in &mut lines {
        moved(line, 3e-6);
    }
    lines[4].reverse();
    let rest = lines[2].split_off(3);
    let last = lines[2].last().copied().into_iter().chain(rest).collect();
    lines.push(last);
    assert_eq!(found(&told(lines)), []);
}

#[test]
fn a_border_without_its_line_is_told_with_its_length() {
    let mut lines = borders();
    lines.remove(3);
    let report = told(lines);
    assert_eq!(found(&report), [(Kind::BorderWithoutLine, 1)]);
    let missing = &report.of(Kind::BorderWithoutLine)[0];
    let [.., border] = [missing.areas.clone()];
    let shared = report.borders.iter().find(|known| known.areas == border.as_slice()).unwrap().shared_m;
    // At both ends the other lines are near.
    let length = missing.length_m.unwrap();
    assert!(shared - length < 4.0 * TOLERANCE_M && length < shared, "{length} of {shared}");
}

#[test]
fn a_line_beside_its_border_leaves_the_border_without() {
    let mut lines = borders();
    moved(&mut lines[0][2..5], 1e-4);
    let report = told(lines);
    assert_eq!(found(&report), [(Kind::LineOffBorder, 1), (Kind::BorderWithoutLine, 1)]);
    assert_eq!(report.of(Kind::LineOffBorder)[0].line, Some(0));
    assert!(report.of(Kind::LineOffBorder)[0].length_m.unwrap() > 300.0);
}

#[test]
fn a_line_into_nowhere_dangles() {
    let mut lines = borders();
    let from = lines[0][0];
    lines.push(vec![lines[0][3], Coord { x: from.x + 0.005, y: from.y + 0.004 }]);
    let report = told(lines);
    assert_eq!(found(&report), [(Kind::LineOffBorder, 1), (Kind::Dangle, 1)]);
    assert_eq!(report.of(Kind::Dangle)[0].line, Some(12));
}

#[test]
fn a_line_that_ends_short_of_a_junction_is_told_with_the_distance() {
    let mut lines = borders();
    let end = lines[0].len() - 1;
    let (before, last) = (lines[0][end - 1], lines[0][end]);
    // 170 m or so to the last vertex.
    lines[0][end] = last + (before - last) * 0.03;
    let report = told(lines);
    let missed = report.of(Kind::JunctionMissed);
    assert_eq!(missed.len(), 1, "{:?}", found(&report));
    assert!((3.0..8.0).contains(&missed[0].width_m.unwrap()), "{missed:?}");
    assert!(report.of(Kind::Dangle).is_empty());
}

#[test]
fn lines_that_meet_beside_the_junction_are_all_told() {
    let mut lines = borders();
    let junction = TILING.side(1, 1, true)[0];
    for line in &mut lines {
        for at in line.iter_mut().filter(|at| **at == junction) {
            *at = Coord { x: at.x + 4e-5, y: at.y + 3e-5 };
        }
    }
    let report = told(lines);
    assert_eq!(report.of(Kind::JunctionMissed).len(), 4, "{:?}", found(&report));
}

#[test]
fn a_line_that_cannot_be_used_is_told() {
    let lines = [drawn("far", vec![Coord { x: 500.0, y: 0.0 }, Coord { x: 501.0, y: 0.0 }])];
    let report = check(&areas(TILING.polygons()), &lines, TOLERANCE_M);
    assert_eq!(report.of(Kind::Unreadable).len(), 1);
    assert_eq!(report.line(&report.of(Kind::Unreadable)[0]), Some("far"));
    assert_eq!(report.of(Kind::BorderWithoutLine).len(), 12);
}

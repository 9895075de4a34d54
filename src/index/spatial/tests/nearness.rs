//! Nearest rows against brute force.

use std::sync::Arc;

use geo::{Geometry, Point};
use proptest::collection::vec;
use proptest::prelude::*;

use super::geometries::{Row, entry, geometry, position};
use crate::index::spatial::{Entry, Layer};
use crate::kernel::geometry::{Position, geodesic_m};

/// Ids that repeat now and then, so that features have several editions.
fn entries() -> impl Strategy<Value = Vec<(u16, Entry<Row>)>> {
    vec((0_u16..100, geometry()), 0..120).prop_map(|geometries| {
        let numbered = geometries.iter().enumerate();
        numbered.map(|(edition, (id, geometry))| (*id, entry(*id, edition, geometry))).collect()
    })
}

/// All rows by the distance that `measure` gives, then by id and edition.
fn ranked(entries: &[(u16, Entry<Row>)], measure: impl Fn(&Entry<Row>) -> Option<f64>) -> Vec<(Row, f64)> {
    let measured = entries.iter().filter(|(_, entry)| entry.row.holds());
    let mut rows: Vec<_> = measured.filter_map(|(_, entry)| Some((*entry.row, measure(entry)?))).collect();
    rows.sort_by(|(a, near), (b, far)| near.total_cmp(far).then((a.id, a.edition).cmp(&(b.id, b.edition))));
    rows
}

fn copied(rows: Vec<(&Arc<Row>, f64)>) -> Vec<(Row, f64)> {
    rows.into_iter().map(|(row, metres)| (**row, metres)).collect()
}

proptest! {
    #[test]
    fn the_nearest_are_those_that_brute_force_finds(
        entries in entries(),
        viewers in vec(position(), 10),
        limit in 0_usize..20,
        reach_m in 0.0..20_000_000.0,
    ) {
        let layer = Layer::load(entries.iter().cloned());
        for viewer in viewers {
            let all = ranked(&entries, |entry| entry.shape.distance_m(viewer));
            let within: Vec<_> = all.iter().copied().filter(|(_, metres)| *metres <= reach_m).take(limit).collect();
            prop_assert_eq!(copied(layer.nearest(viewer, limit, Some(reach_m), Row::holds)), within);
            prop_assert_eq!(copied(layer.nearest(viewer, usize::MAX, None, Row::holds)), all);
        }
    }

    #[test]
    fn the_nearest_border_is_the_one_that_brute_force_finds(entries in entries(), viewers in vec(position(), 10)) {
        let layer = Layer::load(entries.iter().cloned());
        for viewer in viewers {
            let all = ranked(&entries, |entry| entry.shape.border_distance_m(viewer));
            let nearest = layer.nearest_border(viewer, Row::holds).map(|(row, metres)| (**row, metres));
            prop_assert_eq!(nearest, all.first().copied());
        }
    }

    #[test]
    fn the_nearest_points_are_those_with_the_shortest_geodesics(
        points in vec(position(), 1..300),
        viewer in position(),
    ) {
        let numbered = (0_u16..).zip(&points);
        let point = |position: &Position| Geometry::Point(Point(position.coord()));
        let layer = Layer::load(numbered.map(|(id, position)| (id, entry(id, 0, &point(position)))));
        let mut metres: Vec<_> = points.iter().map(|point| geodesic_m(viewer, *point)).collect();
        metres.sort_by(f64::total_cmp);
        let nearest = layer.nearest(viewer, 10, None, |_| true);
        prop_assert_eq!(nearest.len(), metres.len().min(10));
        for ((_, found), expected) in nearest.iter().zip(metres) {
            prop_assert!((found - expected).abs() < 1e-7, "{} is not {}", found, expected);
        }
    }
}

#[test]
fn equally_near_rows_come_by_id() {
    let point = Geometry::Point(Point::new(113.0, 30.0));
    let layer = Layer::load([3, 1, 2].map(|id| (id, entry(id, 0, &point))));
    let nearest = layer.nearest(Position::new(113.1, 30.0).unwrap(), 2, None, |_| true);
    assert_eq!(nearest.iter().map(|(row, _)| row.id).collect::<Vec<_>>(), [1, 2]);
}

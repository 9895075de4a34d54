//! Versions after changes against layers loaded afresh.

use std::collections::BTreeMap;

use geo::{Geometry, Point};
use proptest::collection::vec;
use proptest::prelude::*;

use super::geometries::{Row, entry, geometry, position};
use crate::index::spatial::{Entry, Layer};
use crate::kernel::geometry::Position;

type Model = BTreeMap<u16, Vec<Entry<Row>>>;

/// New editions for some ids, none for others: a few of any kind, or so many points that blocks are merged.
fn batch() -> impl Strategy<Value = Vec<(u16, Vec<Geometry<f64>>)>> {
    let point = position().prop_map(|position| Geometry::Point(Point(position.coord())));
    prop_oneof![
        4 => vec((0_u16..60, vec(geometry(), 0..3)), 0..20),
        1 => vec((0_u16..2000, vec(point, 0..2)), 900..1500),
    ]
}

fn loaded(model: &Model) -> Layer<u16, Row> {
    Layer::load(model.iter().flat_map(|(id, entries)| entries.iter().map(|entry| (*id, entry.clone()))))
}

/// What a layer answers to every kind of question.
fn answers(layer: &Layer<u16, Row>, at: Position, corner: Position) -> String {
    let all: Vec<_> = layer.iter().map(|(id, entry)| (*id, *entry.row)).collect();
    let after: Vec<_> = layer.after(30).take(20).map(|(id, entry)| (*id, *entry.row)).collect();
    let got: Vec<_> = (0..70).map(|id| layer.get(id).map(|entry| *entry.row).collect::<Vec<_>>()).collect();
    format!(
        "{} {all:?} {after:?} {got:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        layer.len(),
        layer.covering(at, Row::holds),
        layer.nearest(at, 7, None, Row::holds),
        layer.nearest(at, 1000, Some(100_000.0), |_| true),
        layer.nearest_border(at, Row::holds),
        layer.in_box(at, corner, Row::holds),
        layer.in_box(corner, at, |_| true),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_changed_layer_answers_like_one_loaded_afresh_and_the_old_one_as_before(
        start in batch(),
        batches in vec(batch(), 1..6),
        probes in vec((position(), position()), 4),
    ) {
        let mut edition = 0;
        let mut editions = |batch: Vec<(u16, Vec<Geometry<f64>>)>| -> Vec<(u16, Vec<Entry<Row>>)> {
            let mut entry = |id, geometry: &Geometry<f64>| {
                edition += 1;
                entry(id, edition, geometry)
            };
            batch
                .into_iter()
                .map(|(id, geometries)| (id, geometries.iter().map(|geometry| entry(id, geometry)).collect()))
                .collect()
        };
        let mut model: Model = editions(start).into_iter().collect();
        let mut layer = loaded(&model);
        for batch in batches {
            let old = layer.clone();
            let before: Vec<_> = probes.iter().map(|(at, corner)| answers(&old, *at, *corner)).collect();
            let changes = editions(batch);
            let compaction = layer.compaction();
            layer = layer.apply(changes.iter().cloned());
            layer = compaction.map_or(layer.clone(), |compaction| layer.adopt(compaction.run()));
            model.extend(changes);
            let fresh = loaded(&model);
            for ((at, corner), before) in probes.iter().zip(&before) {
                prop_assert_eq!(answers(&layer, *at, *corner), answers(&fresh, *at, *corner));
                prop_assert_eq!(&answers(&old, *at, *corner), before);
            }
        }
    }

    #[test]
    fn a_box_holds_the_points_within_it_and_no_other(
        points in vec(position(), 0..200),
        southwest in position(),
        northeast in position(),
    ) {
        let point = |position: &Position| Geometry::Point(Point(position.coord()));
        let layer = Layer::load((0_u16..).zip(&points).map(|(id, position)| (id, entry(id, 0, &point(position)))));
        let east_of_west = |lon: f64| lon >= southwest.lon();
        let west_of_east = |lon: f64| lon <= northeast.lon();
        let within = |position: &Position| {
            let lon = position.lon();
            (southwest.lat()..=northeast.lat()).contains(&position.lat())
                && if southwest.lon() <= northeast.lon() {
                    east_of_west(lon) && west_of_east(lon)
                } else {
                    east_of_west(lon) || west_of_east(lon)
                }
        };
        let expected: Vec<u16> = (0_u16..).zip(&points).filter(|(_, point)| within(point)).map(|(id, _)| id).collect();
        let found: Vec<u16> = layer.in_box(southwest, northeast, |_| true).into_iter().map(|row| row.id).collect();
        prop_assert_eq!(&found, &expected);

        let at_most = |most| layer.in_box_at_most(most, southwest, northeast, |_| true).map(|rows| rows.len());
        // Candidates beyond the box by less than its rounding count on the way, so there is room for some.
        prop_assert_eq!(at_most(expected.len() + 50), Some(expected.len()));
        if let Some(fewer) = expected.len().checked_sub(1) {
            prop_assert_eq!(at_most(fewer), None);
        }
    }
}

#[test]
fn a_version_can_be_read_on_every_thread() {
    fn shared<T: Send + Sync>(_: T) {}
    shared(Layer::<u16, Row>::load([]));
}

#[test]
fn a_layer_without_entries_answers_nothing() {
    let layer: Layer<u16, Row> = Layer::load([]);
    let here = Position::new(113.0, 30.0).unwrap();
    assert!(layer.is_empty());
    assert!(layer.covering(here, |_| true).is_empty());
    assert!(layer.nearest(here, 3, None, |_| true).is_empty());
    assert!(layer.nearest_border(here, |_| true).is_none());
}

#[test]
fn the_last_of_several_changes_to_an_id_counts() {
    let at = |lon: f64| Geometry::Point(Point::new(lon, 30.0));
    let layer = Layer::load([(1, entry(1, 0, &at(113.0)))]);
    let changed = layer.apply([(1, vec![entry(1, 1, &at(114.0))]), (1, vec![entry(1, 2, &at(115.0))])]);
    assert_eq!(changed.get(1).map(|entry| entry.row.edition).collect::<Vec<_>>(), [2]);
    assert_eq!(changed.len(), 1);
    assert!(changed.apply([(1, Vec::new())]).is_empty());
}

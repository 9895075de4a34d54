//! Trees broken on purpose.

use std::collections::BTreeSet;

use geo::{Geometry, Point, polygon};
use proptest::collection::vec;
use proptest::prelude::*;

use super::geometries::{Row, entry, geometry};
use crate::index::spatial::faults::Fault;
use crate::index::spatial::trees::{Leaf, Trees};
use crate::index::spatial::{Entry, Layer};
use crate::index::tiers::Block;

/// Points 0 to 99 in a row from west to east, and the squares 100 to 149 below them.
fn trees() -> Trees<u16, Row> {
    let point = |id: u16| entry(id, 0, &Geometry::Point(Point::new(f64::from(id), 10.0)));
    let square = |id: u16| {
        let west = f64::from(id - 100);
        let corners = polygon![(x: west, y: 0.0), (x: west + 0.5, y: 0.0), (x: west + 0.5, y: 0.5), (x: west, y: 0.5)];
        entry(id, 0, &Geometry::Polygon(corners))
    };
    Trees::load((0..100).map(|id| (id, point(id))).chain((100..150).map(|id| (id, square(id)))).collect())
}

/// The id that a leaf stands for.
fn id(trees: &Trees<u16, Row>, leaf: Leaf) -> u16 {
    trees.entries()[leaf.entry()].0
}

/// Where the point of an id lies in the tree of points.
fn place_of(trees: &Trees<u16, Row>, wanted: u16) -> usize {
    trees.features.tree.leaves().position(|(leaf, _)| id(trees, *leaf) == wanted).unwrap()
}

proptest! {
    #[test]
    fn a_layer_has_no_faults_whatever_happens_to_it(
        start in vec((0_u16..60, geometry()), 0..60),
        batches in vec(vec((0_u16..60, vec(geometry(), 0..2)), 0..20), 0..4),
    ) {
        let mut layer = Layer::load(start.iter().map(|(id, geometry)| (*id, entry(*id, 0, geometry))));
        for batch in batches {
            let editions = |(id, geometries): (u16, Vec<Geometry<f64>>)| {
                (id, geometries.iter().map(|geometry| entry(id, 1, geometry)).collect::<Vec<Entry<Row>>>())
            };
            layer = layer.apply(batch.into_iter().map(editions));
            prop_assert!(layer.faults().is_empty());
        }
    }
}

#[test]
fn a_dropped_leaf_is_missed() {
    let mut trees = trees();
    let dropped = trees.features.tree.drop_last().unwrap();
    assert_eq!(trees.faults(), BTreeSet::from([Fault::Lost(id(&trees, dropped))]));
}

#[test]
fn two_leaves_that_were_swapped_are_lost_and_astray() {
    let mut trees = trees();
    let first = *trees.borders.tree.leaves().next().unwrap().0;
    let other = trees.borders.tree.put(30, first);
    trees.borders.tree.put(0, other);
    let [a, b] = [id(&trees, first), id(&trees, other)];
    let expected = [Fault::Lost(a), Fault::Lost(b), Fault::Astray(a), Fault::Astray(b)];
    assert_eq!(trees.faults(), BTreeSet::from(expected));
}

#[test]
fn a_leaf_that_stands_for_something_else_is_named_with_what_it_hides() {
    let mut trees = trees();
    let first = *trees.others.leaves().next().unwrap().0;
    let hidden = trees.others.put(7, first);
    let expected = [Fault::Lost(id(&trees, hidden)), Fault::Astray(id(&trees, first))];
    assert_eq!(trees.faults(), BTreeSet::from(expected));
    trees.others.put(7, Leaf::at(1000, 0));
    let expected = [Fault::Lost(id(&trees, hidden)), Fault::OfNothing];
    assert_eq!(trees.faults(), BTreeSet::from(expected));
}

#[test]
fn vertices_that_are_another_entrys_are_noticed() {
    let mut trees = trees();
    let (first, second) = (place_of(&trees, 17), place_of(&trees, 40));
    trees.features.swap(first, second);
    assert_eq!(trees.faults(), BTreeSet::from([Fault::Astray(17), Fault::Astray(40)]));
}

#[test]
fn a_box_that_was_shifted_is_stale() {
    let mut trees = trees();
    let shifted = *trees.areas.leaves().nth(20).unwrap().0;
    trees.areas.shift(0, 20, 0.25);
    let key = id(&trees, shifted);
    assert_eq!(trees.faults(), BTreeSet::from([Fault::Lost(key), Fault::Astray(key)]));
}

#[test]
fn all_that_is_below_a_shifted_node_is_lost() {
    let mut trees = trees();
    let below: BTreeSet<_> = trees.others.leaves().take(16).map(|(leaf, _)| Fault::Lost(id(&trees, *leaf))).collect();
    trees.others.shift(1, 0, 90.0);
    assert_eq!(trees.faults(), below);
}

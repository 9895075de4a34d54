//! Boxes in the order of their distance.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::packed::Node;
use super::siblings::WIDTH;

/// The bits of a distance that make room for the number of a box among its siblings.
const NUMBER: u32 = 0xF;

/// Room for as many nodes as most searches open.
const USUALLY_OPENED: usize = 32;

/// What is below the nodes that were opened, waiting for its turn.
///
/// Only the nearest of siblings waits among the nearest of others: opening a node adds one to the heap and not sixteen,
/// most of which never have their turn. A key is a squared distance in single precision, as bits (those of positive
/// numbers are in the order of the numbers), without the last four, which tell the box.
#[derive(Debug)]
pub(super) struct Turns {
    opened: Vec<Opened>,
    /// The least key of each node that was opened and has something left below it, and the place of that node.
    nearest: BinaryHeap<Reverse<(u32, usize)>>,
}

/// What is below a node of some tree.
#[derive(Debug)]
struct Opened {
    tree: usize,
    first: Node,
    /// Infinity for those whose turn is over.
    keys: [u32; WIDTH],
}

/// The key of nothing: that of an infinite distance.
const NONE: u32 = f32::INFINITY.to_bits();

impl Turns {
    /// Nothing waits.
    pub(super) fn new() -> Self {
        Self { opened: Vec::with_capacity(USUALLY_OPENED), nearest: BinaryHeap::with_capacity(USUALLY_OPENED) }
    }

    /// Has sixteen siblings of a tree wait, the `first` of them and those after it, by their squared distances.
    pub(super) fn open(&mut self, tree: usize, (first, distances2): (Node, [f32; WIDTH])) {
        let mut number = 0;
        let keys = distances2.map(|distance2| {
            let key = distance2.to_bits() & !NUMBER | number;
            number += 1;
            key
        });
        self.opened.push(Opened { tree, first, keys });
        self.wait(self.opened.len() - 1);
    }

    /// The squared distance of what is next; infinity if nothing is left.
    pub(super) fn distance2(&self) -> f64 {
        self.nearest.peek().map_or(f64::INFINITY, |Reverse((key, _))| f64::from(f32::from_bits(key & !NUMBER)))
    }

    /// What is next, and the tree that it is of.
    pub(super) fn pop(&mut self) -> Option<(usize, Node)> {
        let Reverse((key, place)) = self.nearest.pop()?;
        let number = (key & NUMBER) as usize;
        let opened = self.opened.get_mut(place)?;
        *opened.keys.get_mut(number)? = NONE;
        let next = (opened.tree, opened.first.nth_after(number));
        self.wait(place);
        Some(next)
    }

    /// Has the nearest of what is left below an opened node wait for its turn.
    fn wait(&mut self, place: usize) {
        let keys = self.opened.get(place).map(|opened| opened.keys);
        if let Some(key) = keys.into_iter().flatten().min().filter(|key| *key < NONE) {
            self.nearest.push(Reverse((key, place)));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::packed::{Bounds, Packed};
    use super::*;

    proptest! {
        #[test]
        fn all_points_come_by_their_distance(points in vec([0.0..1.0, 0.0..1.0, 0.0..1.0], 1..600)) {
            let boxed = points.iter().copied().enumerate().map(|(number, point)| (Bounds::around(point, point), number));
            let (tree, viewer) = (Packed::load(boxed.collect()), [0.5; 3]);
            let mut turns = Turns::new();
            tree.root().and_then(|root| tree.below(root, viewer)).into_iter().for_each(|below| turns.open(3, below));
            let (mut came, mut last) = (Vec::new(), 0.0);
            while let Some((number, node)) = { last = f64::max(last, turns.distance2()); turns.pop() } {
                prop_assert_eq!(number, 3);
                if let Some(below) = tree.below(node, viewer) {
                    turns.open(3, below);
                    continue;
                }
                let number = *tree.item(node.place()).unwrap();
                let distance2 = points[number].iter().zip(viewer).map(|(at, from)| (at - from).powi(2)).sum::<f64>();
                prop_assert!(distance2 >= last, "{distance2} comes after {last}");
                came.push(number);
            }
            came.sort_unstable();
            prop_assert!(came.into_iter().eq(0..points.len()));
            prop_assert!(turns.distance2().is_infinite());
        }
    }
}

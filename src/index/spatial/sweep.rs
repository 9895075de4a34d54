//! Best-first search: the entries of several trees in the order of their distance on the unit sphere.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::ptr;

use super::built::Role;
use super::entry::Entry;
use super::found::Found;
use super::pieces::Pieces;
use super::ranked::Ranked;
use super::sphere::{Foot, Normal};
use super::trees::{Leaf, Trees};
use super::turns::Turns;
use crate::index::tiers::{Block, Tier};

/// A measured piece by its squared chord, then by the number of its tier, its entry and its own place in the shape.
type Due = Ranked<(usize, Leaf), Foot>;

/// A search outwards from a normal.
///
/// Nodes and pieces of all trees wait by the distance of their boxes; a piece whose turn has come is measured and waits
/// among those `due` until nothing unmeasured can be as near. So each entry comes up first with its nearest piece, and the
/// rest of its pieces need not be measured. Of pieces equally near the first in the shape counts, as in [`super::Shape`].
/// Whether an entry is wanted is asked when it comes up: its row lies elsewhere in memory, and fetching that takes longer
/// than measuring.
pub(super) struct Sweep<'a, K, R> {
    viewer: Normal,
    tiers: &'a [Tier<Trees<K, R>>],
    /// Each with the number of its tier.
    trees: Vec<(usize, &'a Pieces)>,
    turns: Turns,
    due: BinaryHeap<Reverse<Due>>,
    /// The entries that came up or need not, by their addresses; none of a single piece that came up by itself.
    passed: HashSet<*const Entry<R>>,
}

impl<'a, K: Copy + Ord, R> Sweep<'a, K, R> {
    /// A search through the pieces in some roles of all tiers.
    pub(super) fn new(viewer: Normal, tiers: &'a [Tier<Trees<K, R>>], roles: &[Role]) -> Self {
        let numbered = tiers.iter().enumerate();
        let trees =
            numbered.flat_map(|(number, tier)| roles.iter().map(move |role| (number, tier.block().pieces(*role))));
        let trees: Vec<_> = trees.collect();
        let mut turns = Turns::new();
        for (number, (_, pieces)) in trees.iter().enumerate() {
            if let Some(below) = pieces.tree.root().and_then(|root| pieces.tree.below(root, viewer.xyz())) {
                turns.open(number, below);
            }
        }
        Self { viewer, tiers, trees, turns, due: BinaryHeap::new(), passed: HashSet::new() }
    }

    /// Passes over an entry.
    pub(super) fn pass(&mut self, entry: &Entry<R>) {
        self.passed.insert(ptr::from_ref(entry));
    }

    /// The next wanted entry and its nearest point to the viewer, if that is within a squared chord; none if nothing
    /// that is left is within it.
    pub(super) fn next_within(
        &mut self,
        farthest_chord2: f64,
        wanted: &mut impl FnMut(&R) -> bool,
    ) -> Option<(Found<'a, K, R>, Foot)> {
        loop {
            let unmeasured = self.turns.distance2();
            let due = self.due.peek().map_or(f64::INFINITY, |Reverse(due)| due.distance);
            if due.min(unmeasured) > farthest_chord2 {
                return None;
            }
            if due < unmeasured {
                let Reverse(Ranked { mark: (tier, leaf), item: foot, .. }) = self.due.pop()?;
                if let Some(found) = self.come_up(tier, leaf.entry()).filter(|found| wanted(&found.entry.row)) {
                    return Some((found, foot));
                }
            } else {
                let (number, node) = self.turns.pop()?;
                let (tier, pieces) = *self.trees.get(number)?;
                if let Some(below) = pieces.tree.below(node, self.viewer.xyz()) {
                    self.turns.open(number, below);
                } else if let Some((leaf, foot)) = pieces.foot(node.place(), self.viewer) {
                    self.due.push(Reverse(Ranked { distance: foot.chord2, mark: (tier, leaf), item: foot }));
                }
            }
        }
    }

    /// The entry whose turn has come, if it is there and its turn was not before.
    fn come_up(&mut self, tier: usize, place: usize) -> Option<Found<'a, K, R>> {
        let tier = self.tiers.get(tier)?;
        let (_, entry) = tier.block().entries().get(place)?;
        if self.passed.contains(&ptr::from_ref(entry)) {
            return None;
        }
        let found = Found::at(tier, place)?;
        if found.entry.shape.piece_count() > 1 {
            self.pass(entry);
        }
        Some(found)
    }
}

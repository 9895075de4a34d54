//! Best-first search: the entries of several trees in the order of their distance on the unit sphere.

use std::cmp::Reverse;
use std::collections::binary_heap::PeekMut;
use std::collections::{BinaryHeap, HashSet};
use std::ptr;

use super::built::Role;
use super::entry::Entry;
use super::found::Found;
use super::packed::{Bounds, Node, Packed};
use super::ranked::Ranked;
use super::sphere::{Foot, Normal};
use super::trees::{Leaf, Trees};
use crate::index::tiers::Tier;

/// A tree, and the tier whose entries it leads to.
type Searched<'a, K, R> = (&'a Tier<Trees<K, R>>, &'a Packed<3, Leaf>);

/// A node by the least squared chord that anything in its box can have, and the tree that it is of.
type Open = Ranked<(), (u32, Node)>;

/// A measured piece by its squared chord, then by its entry and its own place in the shape.
type Due<'a, K, R> = Ranked<((K, usize), usize), (Found<'a, K, R>, Foot)>;

/// A search outwards from a normal.
///
/// Nodes of all trees wait by the distance of their boxes; a leaf whose turn has come is measured and waits among
/// those `due` until nothing unmeasured can be as near. So each entry comes up first with its nearest piece, and the
/// rest of its pieces need not be measured. Of pieces equally near the first in the shape counts, as in
/// [`super::Shape`].
pub(super) struct Sweep<'a, K, R> {
    viewer: Normal,
    trees: Vec<Searched<'a, K, R>>,
    open: BinaryHeap<Reverse<Open>>,
    due: BinaryHeap<Reverse<Due<'a, K, R>>>,
    /// The entries that came up or need not, by their addresses; none of a single piece that came up by itself.
    passed: HashSet<*const Entry<R>>,
}

impl<'a, K: Copy + Ord, R> Sweep<'a, K, R> {
    /// A search through the pieces in some roles of all tiers.
    pub(super) fn new(viewer: Normal, tiers: &'a [Tier<Trees<K, R>>], roles: &[Role]) -> Self {
        let trees = tiers.iter().flat_map(|tier| roles.iter().map(move |role| (tier, tier.block().pieces(*role))));
        let trees: Vec<_> = trees.collect();
        let mut open = BinaryHeap::with_capacity(64);
        for (number, (_, tree)) in (0..).zip(&trees) {
            open.extend(tree.root().map(|root| waiting(viewer, number, root)));
        }
        Self { viewer, trees, open, due: BinaryHeap::new(), passed: HashSet::new() }
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
            let bound = self.open.peek().map_or(f64::INFINITY, |Reverse(open)| open.distance);
            if let Some(due) = self.due.peek_mut()
                && due.0.distance < bound
            {
                if due.0.distance > farthest_chord2 {
                    return None;
                }
                let Reverse(Ranked { item: (found, foot), .. }) = PeekMut::pop(due);
                if found.entry.shape.piece_count() == 1 || self.passed.insert(ptr::from_ref(found.entry)) {
                    return Some((found, foot));
                }
                continue;
            }
            if bound > farthest_chord2 {
                return None;
            }
            let Reverse(Ranked { item: (number, node), .. }) = self.open.pop()?;
            let (tier, tree) = *self.trees.get(number as usize)?;
            if let Some(leaf) = tree.item(node) {
                self.measure(tier, *leaf, wanted);
            } else {
                let below = tree.below(node).map(|node| waiting(self.viewer, number, node));
                self.open.extend(below.filter(|Reverse(open)| open.distance <= farthest_chord2));
            }
        }
    }

    /// Measures a piece, unless its entry was removed or passed or is not wanted: measuring a line takes longer than
    /// asking.
    fn measure(&mut self, tier: &'a Tier<Trees<K, R>>, leaf: Leaf, wanted: &mut impl FnMut(&R) -> bool) {
        if let Some(found) = Found::at(tier, leaf.entry())
            && wanted(&found.entry.row)
            && !self.passed.contains(&ptr::from_ref(found.entry))
            && let Some(foot) = found.entry.shape.foot(leaf.piece(), self.viewer)
        {
            let mark = (found.mark(), leaf.piece());
            self.due.push(Reverse(Ranked { distance: foot.chord2, mark, item: (found, foot) }));
        }
    }
}

/// A node of a tree as it waits for its turn.
fn waiting(viewer: Normal, tree: u32, (node, bounds): (Node, &Bounds<3>)) -> Reverse<Open> {
    Reverse(Ranked { distance: bounds.distance2(&viewer.xyz()), mark: (), item: (tree, node) })
}

//! Best-first search: the entries of several trees in the order of their distance on the unit sphere.

use std::cmp::Reverse;
use std::collections::binary_heap::PeekMut;
use std::collections::{BinaryHeap, HashSet};
use std::mem::replace;
use std::ptr;

use super::entry::Entry;
use super::found::Found;
use super::ranked::Ranked;
use super::sphere::{Foot, Normal};
use super::trees::{Leaf, Trees};
use crate::index::tiers::Tier;

/// The leaves of one tree by the lower bounds of their distances, the next one taken out to be compared.
struct Stream<'a, K, R, I> {
    tier: &'a Tier<Trees<K, R>>,
    head: Option<(&'a Leaf, f64)>,
    rest: I,
}

impl<K, R, I> Stream<'_, K, R, I> {
    /// No leaf still to come is nearer than this, as a squared chord.
    fn bound(&self) -> f64 {
        self.head.map_or(f64::INFINITY, |(_, bound)| bound)
    }
}

/// A measured piece by its squared chord, then by its entry and its own place in the shape.
type Due<'a, K, R> = Ranked<((K, usize), usize), (Found<'a, K, R>, Foot)>;

/// A search outwards from a normal.
///
/// The trees give leaves by the distance of their boxes; a leaf whose turn has come is measured and waits among those
/// `due` until nothing unmeasured can be as near. So each entry comes up first with its nearest piece, and the rest
/// of its pieces need not be measured. Of pieces equally near the first in the shape counts, as in [`super::Shape`].
pub(super) struct Sweep<'a, K, R, I> {
    viewer: Normal,
    streams: Vec<Stream<'a, K, R, I>>,
    due: BinaryHeap<Reverse<Due<'a, K, R>>>,
    /// The entries that came up or need not, by their addresses.
    passed: HashSet<*const Entry<R>>,
}

impl<'a, K: Copy + Ord, R, I: Iterator<Item = (&'a Leaf, f64)>> Sweep<'a, K, R, I> {
    /// A search through trees, each given by its leaves in the order of their distance from `viewer`.
    pub(super) fn new(viewer: Normal, trees: impl IntoIterator<Item = (&'a Tier<Trees<K, R>>, I)>) -> Self {
        let streams = trees.into_iter().map(|(tier, mut rest)| Stream { tier, head: rest.next(), rest }).collect();
        Self { viewer, streams, due: BinaryHeap::new(), passed: HashSet::new() }
    }

    /// Passes over an entry.
    pub(super) fn pass(&mut self, entry: &Entry<R>) {
        self.passed.insert(ptr::from_ref(entry));
    }

    /// The next entry and its nearest point to the viewer, if that is within a squared chord; none if nothing that is
    /// left is within it.
    pub(super) fn next_within(&mut self, farthest_chord2: f64) -> Option<(Found<'a, K, R>, Foot)> {
        loop {
            let stream = self.streams.iter_mut().min_by(|a, b| a.bound().total_cmp(&b.bound()))?;
            let bound = stream.bound();
            if let Some(due) = self.due.peek_mut()
                && due.0.distance < bound
            {
                if due.0.distance > farthest_chord2 {
                    return None;
                }
                let Reverse(Ranked { item: (found, foot), .. }) = PeekMut::pop(due);
                if self.passed.insert(ptr::from_ref(found.entry)) {
                    return Some((found, foot));
                }
                continue;
            }
            if bound > farthest_chord2 {
                return None;
            }
            let (leaf, _) = replace(&mut stream.head, stream.rest.next())?;
            if let Some(found) = Found::at(stream.tier, leaf.entry)
                && !self.passed.contains(&ptr::from_ref(found.entry))
                && let Some(foot) = found.entry.shape.foot(leaf.piece, self.viewer)
            {
                let mark = (found.mark(), leaf.piece);
                self.due.push(Reverse(Ranked { distance: foot.chord2, mark, item: (found, foot) }));
            }
        }
    }
}

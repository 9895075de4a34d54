//! The nearest so far.

use std::collections::BinaryHeap;
use std::sync::Arc;

use super::found::Found;
use super::ranked::Ranked;
use super::sphere::{Viewer, farthest_chord2};
use super::sweep::Sweep;

/// The nearest rows offered so far, up to a number and a distance.
#[derive(Debug)]
pub(super) struct Nearest<'a, K, R> {
    limit: usize,
    /// Nothing farther than this many geodesic metres can come in any more.
    cutoff_m: f64,
    /// The farthest on top.
    best: BinaryHeap<Ranked<(K, usize), &'a Arc<R>>>,
}

impl<'a, K: Copy + Ord, R> Nearest<'a, K, R> {
    /// None so far, `limit` at the end, and at least one.
    pub(super) fn new(limit: usize, max_distance_m: f64) -> Self {
        Self { limit, cutoff_m: max_distance_m, best: BinaryHeap::new() }
    }

    /// Offers an entry at a distance in geodesic metres.
    pub(super) fn offer(&mut self, distance: f64, found: &Found<'a, K, R>) {
        if distance > self.cutoff_m {
            return;
        }
        self.best.push(Ranked { distance, mark: found.mark(), item: &found.entry.row });
        if self.best.len() > self.limit {
            self.best.pop();
        }
        if self.best.len() == self.limit
            && let Some(farthest) = self.best.peek()
        {
            self.cutoff_m = farthest.distance;
        }
    }

    /// Offers what a sweep from a viewer comes to, until nothing that is left can be near enough.
    pub(super) fn draw(&mut self, sweep: &mut Sweep<'a, K, R>, viewer: Viewer, mut filter: impl FnMut(&R) -> bool) {
        while let Some((found, foot)) = sweep.next_within(farthest_chord2(self.cutoff_m), &mut filter) {
            self.offer(foot.distance_m(viewer), &found);
        }
    }

    /// The rows with their distances, nearest first.
    pub(super) fn into_rows(self) -> Vec<(&'a Arc<R>, f64)> {
        self.best.into_sorted_vec().into_iter().map(|ranked| (ranked.item, ranked.distance)).collect()
    }
}

//! Layers: versions of one collection, and what can be asked of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::area::Location;
use super::built::Role;
use super::entry::Entry;
use super::faults::Fault;
use super::found::Found;
use super::nearest::Nearest;
use super::sphere::Viewer;
use super::sweep::Sweep;
use super::trees::Trees;
use super::window::Window;
use crate::index::tiers::{Compacted, Compaction, Tiers};
use crate::kernel::geometry::Position;

/// Candidates for each entry wanted in a box, beyond which the search gives up.
const CANDIDATES_EACH: usize = 4;

/// One version of a collection: entries of rows `R` and their shapes under the ids `K` of their features.
///
/// A feature may have several entries, the editions of it that hold on different days; queries choose among them by a
/// filter on the row. Versions never change and share what they have in common; see [`Tiers`].
#[derive(Debug)]
pub struct Layer<K, R> {
    tiers: Tiers<Trees<K, R>>,
}

impl<K, R> Clone for Layer<K, R> {
    fn clone(&self) -> Self {
        Self { tiers: self.tiers.clone() }
    }
}

impl<K: Copy + Ord, R> Layer<K, R> {
    /// Loads a collection: its entries with the ids of their features, those of one id in the order to be kept.
    #[must_use]
    pub fn load(entries: impl IntoIterator<Item = (K, Entry<R>)>) -> Self {
        Self { tiers: Tiers::load(entries) }
    }

    /// The version after changes: each replaces all entries of an id by the given ones, by none to remove it.
    ///
    /// Of several changes to one id the last counts.
    #[must_use]
    pub fn apply(&self, changes: impl IntoIterator<Item = (K, Vec<Entry<R>>)>) -> Self {
        Self { tiers: self.tiers.apply(changes) }
    }

    /// The merging that this version would gain from, to be run beside the versions that follow; see [`Tiers`].
    #[must_use]
    pub fn compaction(&self) -> Option<Compaction<Trees<K, R>>> {
        self.tiers.compaction()
    }

    /// This version, merged as it was `compacted` from this one or an earlier one.
    #[must_use]
    pub fn adopt(&self, compacted: Compacted<Trees<K, R>>) -> Self {
        Self { tiers: self.tiers.adopt(compacted) }
    }

    /// What is wrong with the trees that queries go through, each thing once: nothing, unless memory or the program is
    /// faulty. Takes a microsecond or two for each entry and piece.
    #[must_use]
    pub fn faults(&self) -> BTreeSet<Fault<K>> {
        self.tiers.tiers().iter().flat_map(|tier| tier.block().faults()).collect()
    }

    /// The entries of an id, in the order they were given.
    pub fn get(&self, key: K) -> impl Iterator<Item = &Entry<R>> {
        self.tiers.get(key)
    }

    /// All entries by id, those of one id in the order they were given.
    pub fn iter(&self) -> impl Iterator<Item = &(K, Entry<R>)> {
        self.tiers.iter()
    }

    /// The entries with greater ids than `key`, by id; the first ones come at once, however many follow.
    pub fn after(&self, key: K) -> impl Iterator<Item = &(K, Entry<R>)> {
        self.tiers.after(key)
    }

    /// The id of some entry, for choosing one by chance; see [`Tiers::key_at`].
    #[must_use]
    pub fn key_at(&self, place: usize) -> Option<K> {
        self.tiers.key_at(place)
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tiers.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tiers.is_empty()
    }

    /// The rows whose areas contain a position or have it on their border, and which of the two, by id.
    pub fn covering(&self, position: Position, filter: impl FnMut(&R) -> bool) -> Vec<(&Arc<R>, Location)> {
        self.covering_within(position, 0.0, filter)
    }

    /// The same for a position that is known to within `tolerance` degrees: by [`super::Shape::locate_within`], without
    /// the rows that it is outside of.
    pub fn covering_within(
        &self,
        position: Position,
        tolerance: f64,
        filter: impl FnMut(&R) -> bool,
    ) -> Vec<(&Arc<R>, Location)> {
        let around = self.around(position, tolerance, filter);
        around.into_iter().map(|(found, location)| (&found.entry.row, location)).collect()
    }

    /// The rows whose geometries meet a box, borders included, by id; see [`super::Shape::meets`].
    pub fn in_box(&self, southwest: Position, northeast: Position, filter: impl FnMut(&R) -> bool) -> Vec<&Arc<R>> {
        self.in_box_at_most(usize::MAX, southwest, northeast, filter).unwrap_or_default()
    }

    /// The same, unless `most` of them is not enough: it gives up at the first one too many, or when there are many times
    /// as many candidates, before anything is put in order.
    pub fn in_box_at_most(
        &self,
        most: usize,
        southwest: Position,
        northeast: Position,
        mut filter: impl FnMut(&R) -> bool,
    ) -> Option<Vec<&Arc<R>>> {
        let windows: Vec<_> = Window::between(southwest, northeast).collect();
        let most_candidates = most.saturating_mul(CANDIDATES_EACH);
        let mut found = Vec::new();
        for tier in self.tiers.tiers() {
            let candidates = windows.iter().flat_map(|window| tier.block().meeting(*window));
            let mut places: Vec<_> = candidates.take(most_candidates.saturating_add(1)).collect();
            if places.len() > most_candidates {
                return None;
            }
            // The order of places is that of ids. What reaches across the antimeridian was met twice; if one of the
            // windows surely holds it, that comes first.
            places.sort_unstable();
            places.dedup_by_key(|(place, _)| *place);
            for (place, doubtful) in places {
                if let Some(candidate) = Found::at(tier, place)
                    && filter(&candidate.entry.row)
                    && (!doubtful || windows.iter().any(|window| candidate.entry.shape.meets_window(window)))
                {
                    if found.len() == most {
                        return None;
                    }
                    found.push(candidate);
                }
            }
        }
        // One tier is in order already, and several are as many runs, which this merges.
        found.sort_by_key(Found::mark);
        Some(found.into_iter().map(|found| &found.entry.row).collect())
    }

    /// The rows nearest to a position, at most `limit` and none beyond `max_distance_m`, with their distances in
    /// geodesic metres, by distance and then by id.
    ///
    /// The distance to an area that covers the position is 0; see [`super::Shape::distance_m`].
    pub fn nearest(
        &self,
        position: Position,
        limit: usize,
        max_distance_m: Option<f64>,
        mut filter: impl FnMut(&R) -> bool,
    ) -> Vec<(&Arc<R>, f64)> {
        if limit == 0 {
            return Vec::new();
        }
        let viewer = Viewer::at(position);
        let mut sweep = self.sweep(viewer, &[Role::Border, Role::Feature]);
        let mut nearest = Nearest::new(limit, max_distance_m.unwrap_or(f64::INFINITY));
        for (covering, _) in self.around(position, 0.0, &mut filter) {
            sweep.pass(covering.entry);
            nearest.offer(0.0, &covering);
        }
        nearest.draw(&mut sweep, viewer, filter);
        nearest.into_rows()
    }

    /// The row whose area has the border nearest to a position, from inside as from outside, and the distance to that
    /// border in geodesic metres; of equally near ones the first by id.
    pub fn nearest_border(&self, position: Position, filter: impl FnMut(&R) -> bool) -> Option<(&Arc<R>, f64)> {
        let (viewer, mut nearest) = (Viewer::at(position), Nearest::new(1, f64::INFINITY));
        nearest.draw(&mut self.sweep(viewer, &[Role::Border]), viewer, filter);
        nearest.into_rows().pop()
    }

    /// The entries at the places that a question to the trees gives.
    fn found<'a, I: Iterator<Item = usize>>(
        &'a self,
        ask: impl Fn(&'a Trees<K, R>) -> I,
    ) -> impl Iterator<Item = Found<'a, K, R>> {
        let tiers = self.tiers.tiers().iter();
        tiers.flat_map(move |tier| ask(tier.block()).filter_map(move |place| Found::at(tier, place)))
    }

    /// The entries that a position, known to within `tolerance` degrees, is not outside of, by id.
    fn around(
        &self,
        position: Position,
        tolerance: f64,
        mut filter: impl FnMut(&R) -> bool,
    ) -> Vec<(Found<'_, K, R>, Location)> {
        let window = Window::around(position, tolerance);
        let mut around: Vec<_> = self
            .found(|trees| trees.areas_meeting(&window))
            .filter_map(|found| match found.entry.shape.locate_within(position, tolerance) {
                Location::Outside => None,
                location => Some((found, location)),
            })
            .filter(|(found, _)| filter(&found.entry.row))
            .collect();
        around.sort_unstable_by_key(|(found, _)| found.mark());
        around
    }

    /// A search outwards from a viewer through the pieces in some roles.
    fn sweep(&self, viewer: Viewer, roles: &[Role]) -> Sweep<'_, K, R> {
        Sweep::new(viewer.normal, self.tiers.tiers(), roles)
    }
}

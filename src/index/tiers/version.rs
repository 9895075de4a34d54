//! One version of a collection.

use std::collections::BTreeMap;

use super::block::Block;
use super::compaction::{Compacted, Compaction};
use super::merged::merged;
use super::tier::Tier;

/// How many times heavier a tier has to be than all that came after it.
const STEP: usize = 8;

/// One version of a collection: entries under keys, of which one key may have several, in an order of their own.
///
/// Versions never change and share their blocks; cloning one and dropping one are cheap.
#[derive(Debug)]
pub struct Tiers<B> {
    /// Old and heavy ones first. All entries of a key are in the same one. None is empty.
    tiers: Vec<Tier<B>>,
}

impl<B> Clone for Tiers<B> {
    fn clone(&self) -> Self {
        Self { tiers: self.tiers.clone() }
    }
}

impl<B: Block> Tiers<B> {
    /// Loads a collection into one block; entries of one key keep their order.
    #[must_use]
    pub fn load(entries: impl IntoIterator<Item = (B::Key, B::Entry)>) -> Self {
        let mut tiers = Self { tiers: Vec::new() };
        tiers.push(entries.into_iter().collect());
        tiers
    }

    /// The version after changes: each replaces all entries of a key by the given ones, by none to remove it.
    ///
    /// Of several changes to one key the last counts. Costs about as much as loading what changed, at most a
    /// millisecond more now and then.
    #[must_use]
    pub fn apply(&self, changes: impl IntoIterator<Item = (B::Key, Vec<B::Entry>)>) -> Self {
        let changes: BTreeMap<B::Key, Vec<B::Entry>> = changes.into_iter().collect();
        let mut next = self.clone();
        for tier in &mut next.tiers {
            for key in changes.keys() {
                tier.remove(*key);
            }
        }
        next.tiers.retain(|tier| tier.len() > 0);

        let entries = changes.into_iter().flat_map(|(key, entries)| entries.into_iter().map(move |entry| (key, entry)));
        let mut entries: Vec<_> = entries.collect();
        let mut weight: usize = entries.iter().map(|(_, entry)| B::weight(entry)).sum();
        while let Some(last) = next.tiers.pop_if(|last| last.is_young() && last.weight() < STEP * weight) {
            weight += last.weight();
            entries.extend(last.from(0).cloned());
        }
        next.push(entries);
        next
    }

    /// The entries of a key, in the order they were given.
    pub fn get(&self, key: B::Key) -> impl Iterator<Item = &B::Entry> {
        self.tiers.iter().flat_map(move |tier| tier.get(key)).map(|(_, entry)| entry)
    }

    /// All entries by key, those of one key in the order they were given.
    pub fn iter(&self) -> impl Iterator<Item = &(B::Key, B::Entry)> {
        merged(&self.tiers, |_| 0)
    }

    /// The entries whose keys are greater than `key`, by key: the first ones come at once, however many follow.
    pub fn after(&self, key: B::Key) -> impl Iterator<Item = &(B::Key, B::Entry)> {
        merged(&self.tiers, move |block| block.entries().partition_point(|(other, _)| *other <= key))
    }

    /// The key of some entry, another one for each `place` below [`Self::len`]: for choosing one by chance.
    #[must_use]
    pub fn key_at(&self, mut place: usize) -> Option<B::Key> {
        for tier in &self.tiers {
            match tier.block().entries().get(place) {
                Some((key, _)) => return Some(*key),
                None => place -= tier.block().entries().len(),
            }
        }
        None
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tiers.iter().map(Tier::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tiers.is_empty()
    }

    /// What a query has to look through. All entries of a key are in one of them.
    #[must_use]
    pub fn tiers(&self) -> &[Tier<B>] {
        &self.tiers
    }

    /// The merging that this version would gain from; none if it is well as it is.
    ///
    /// Left undone it costs time in queries and memory, never an answer. It can run on a thread of its own while
    /// further versions are made; one at a time is enough.
    #[must_use]
    pub fn compaction(&self) -> Option<Compaction<B>> {
        // The young ones at the end are merged as changes come.
        let settled = self.tiers.iter().rposition(|tier| !tier.is_young())? + 1;
        let settled = self.tiers.get(..settled)?;
        let mut after = 0;
        let mut first = None;
        for (number, tier) in settled.iter().enumerate().rev() {
            if tier.is_stale() || tier.weight() < STEP * after {
                first = Some(number);
            }
            after += tier.weight();
        }
        Some(Compaction::of(settled.get(first?..)?.to_vec()))
    }

    /// This version with its blocks merged as `compacted`; what changed since that was begun stays changed.
    ///
    /// It must have been begun from this version or an earlier one. If the blocks it merged are gone, because the
    /// collection was loaded anew or another compaction was quicker, the version stays as it is.
    #[must_use]
    pub fn adopt(&self, compacted: Compacted<B>) -> Self {
        let mut next = self.clone();
        let begun = self.tiers.windows(compacted.sources.len()).position(|run| compacted.merges(run));
        if let Some(start) = begun {
            let run = start..start + compacted.sources.len();
            let adopted = compacted.following(self.tiers.get(run.clone()).unwrap_or_default());
            next.tiers.splice(run, Some(adopted).filter(|adopted| adopted.len() > 0));
        }
        next
    }

    /// Adds entries, in whatever order, as the newest tier.
    fn push(&mut self, mut entries: Vec<(B::Key, B::Entry)>) {
        if !entries.is_empty() {
            entries.sort_by_key(|(key, _)| *key);
            self.tiers.push(Tier::load(entries));
        }
    }
}

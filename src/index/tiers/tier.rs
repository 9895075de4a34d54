//! Blocks as one version sees them.

use std::sync::Arc;

use super::block::Block;
use super::removed::Removed;

/// A block up to this weight is merged with what comes after it at once, which takes less than a millisecond.
const YOUNG: usize = 4096;

/// A block without what was removed since it was loaded.
#[derive(Debug)]
pub struct Tier<B> {
    block: Arc<B>,
    removed: Arc<Removed>,
    /// How many entries were removed.
    gone: usize,
    /// The weight of all entries of the block, and of those that were not removed.
    loaded: usize,
    weight: usize,
}

impl<B> Clone for Tier<B> {
    fn clone(&self) -> Self {
        Self { block: Arc::clone(&self.block), removed: Arc::clone(&self.removed), ..*self }
    }
}

impl<B: Block> Tier<B> {
    /// Loads entries in the order of their keys.
    pub(super) fn load(entries: Vec<(B::Key, B::Entry)>) -> Self {
        let weight = entries.iter().map(|(_, entry)| B::weight(entry)).sum();
        Self { block: Arc::new(B::load(entries)), removed: Arc::default(), gone: 0, loaded: weight, weight }
    }

    /// The block, with all that it was loaded with.
    #[must_use]
    pub fn block(&self) -> &B {
        &self.block
    }

    /// The entry at a place, if it was not removed.
    #[must_use]
    pub fn live(&self, place: usize) -> Option<&(B::Key, B::Entry)> {
        let here = self.gone == 0 || !self.removed.contains(place);
        if here { self.block.entries().get(place) } else { None }
    }

    /// The entries of a key that were not removed, in their order.
    pub fn get(&self, key: B::Key) -> impl Iterator<Item = &(B::Key, B::Entry)> {
        self.block.places(key).filter_map(|place| self.live(place))
    }

    /// The entries from a place on that were not removed, by key.
    pub(super) fn from(&self, place: usize) -> impl Iterator<Item = &(B::Key, B::Entry)> {
        (place..self.block.entries().len()).filter_map(|place| self.live(place))
    }

    /// How many entries were not removed.
    pub(super) fn len(&self) -> usize {
        self.block.entries().len() - self.gone
    }

    /// Removes the entries of a key.
    pub(super) fn remove(&mut self, key: B::Key) {
        for place in self.block.places(key) {
            let Some(weight) = self.live(place).map(|(_, entry)| B::weight(entry)) else { continue };
            Arc::make_mut(&mut self.removed).insert(place);
            self.gone += 1;
            self.weight -= weight;
        }
    }

    /// Removes the keys that were removed from `now`, a later version of `then`.
    pub(super) fn follow(&mut self, then: &Self, now: &Self) {
        for place in now.removed.since(&then.removed) {
            if let Some((key, _)) = now.block.entries().get(place) {
                self.remove(*key);
            }
        }
    }

    /// Whether both see the same block.
    pub(super) fn is_same_block(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.block, &other.block)
    }

    /// The weight of what was not removed.
    pub(super) fn weight(&self) -> usize {
        self.weight
    }

    /// Whether it is small enough to be merged at once.
    pub(super) fn is_young(&self) -> bool {
        self.loaded <= YOUNG
    }

    /// Whether more than a quarter of it was removed: room and time wasted.
    pub(super) fn is_stale(&self) -> bool {
        self.weight < self.loaded - self.loaded / 4
    }
}

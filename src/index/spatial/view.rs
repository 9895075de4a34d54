//! Blocks as one version of a layer sees them, and entries found in them.

use super::block::{Block, Entry};
use super::removed::Removed;

/// A block without what was removed since it was loaded.
#[derive(Debug)]
pub(super) struct View<'a, K, R> {
    pub(super) block: &'a Block<K, R>,
    pub(super) removed: Option<&'a Removed>,
}

impl<K, R> Clone for View<'_, K, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, R> Copy for View<'_, K, R> {}

impl<'a, K: Copy + Ord, R> View<'a, K, R> {
    /// The entry at a place, if it was not removed.
    pub(super) fn live(self, place: usize) -> Option<&'a (K, Entry<R>)> {
        match self.removed {
            Some(removed) if removed.contains(place) => None,
            _ => self.block.entries().get(place),
        }
    }

    /// The live ones among the entries at some places.
    pub(super) fn found(self, places: impl Iterator<Item = usize>) -> impl Iterator<Item = Found<'a, K, R>> {
        places.filter_map(move |place| self.live(place).map(|(key, entry)| Found { key: *key, place, entry }))
    }

    /// The entries that were not removed, by key.
    pub(super) fn all(self) -> impl Iterator<Item = &'a (K, Entry<R>)> {
        let entries = self.block.entries();
        (0..entries.len()).filter_map(move |place| self.live(place))
    }
}

/// An entry that a query came to.
#[derive(Debug)]
pub(super) struct Found<'a, K, R> {
    pub(super) key: K,
    /// The entry's place in its block.
    pub(super) place: usize,
    pub(super) entry: &'a Entry<R>,
}

impl<K: Copy, R> Found<'_, K, R> {
    /// What answers are ordered by: the key, and the place among the entries of that key.
    ///
    /// As all entries of a key are in one block, places in different blocks never meet.
    pub(super) fn mark(&self) -> (K, usize) {
        (self.key, self.place)
    }
}

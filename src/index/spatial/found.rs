//! Entries that a query came to.

use super::entry::Entry;
use super::trees::Trees;
use crate::index::tiers::Tier;

/// An entry that a query came to.
#[derive(Debug)]
pub(super) struct Found<'a, K, R> {
    pub(super) key: K,
    /// The entry's place in its block.
    pub(super) place: usize,
    pub(super) entry: &'a Entry<R>,
}

impl<'a, K: Copy + Ord, R> Found<'a, K, R> {
    /// The entry at a place, if it was not removed.
    pub(super) fn at(tier: &'a Tier<Trees<K, R>>, place: usize) -> Option<Self> {
        tier.live(place).map(|(key, entry)| Found { key: *key, place, entry })
    }

    /// What answers are ordered by: the key, and the place among the entries of that key.
    ///
    /// As all entries of a key are in one tier, places in different tiers never meet.
    pub(super) fn mark(&self) -> (K, usize) {
        (self.key, self.place)
    }
}

//! Names under keys, in versions.

use std::sync::Arc;

use super::book::Book;
use super::label::Named;
use crate::index::tiers::{Compacted, Compaction, Tiers};

/// One version of a collection of names: rows `R` under keys `K`, of which one key may have several.
///
/// Versions never change and share what they have in common; see [`Tiers`].
#[derive(Debug)]
pub struct NameIndex<K, R> {
    pub(super) tiers: Tiers<Book<K, R>>,
}

impl<K, R> Clone for NameIndex<K, R> {
    fn clone(&self) -> Self {
        Self { tiers: self.tiers.clone() }
    }
}

impl<K: Copy + Ord, R: Named> NameIndex<K, R> {
    /// Loads a collection; rows of one key keep their order.
    #[must_use]
    pub fn load(entries: impl IntoIterator<Item = (K, Arc<R>)>) -> Self {
        Self { tiers: Tiers::load(entries) }
    }

    /// The version after changes: each replaces all rows of a key by the given ones, by none to remove it.
    ///
    /// Of several changes to one key the last counts.
    #[must_use]
    pub fn apply(&self, changes: impl IntoIterator<Item = (K, Vec<Arc<R>>)>) -> Self {
        Self { tiers: self.tiers.apply(changes) }
    }

    /// The merging that this version would gain from, to be run beside the versions that follow; see [`Tiers`].
    #[must_use]
    pub fn compaction(&self) -> Option<Compaction<Book<K, R>>> {
        self.tiers.compaction()
    }

    /// This version, merged as it was `compacted` from this one or an earlier one.
    #[must_use]
    pub fn adopt(&self, compacted: Compacted<Book<K, R>>) -> Self {
        Self { tiers: self.tiers.adopt(compacted) }
    }

    /// The rows of a key, in the order they were given.
    pub fn get(&self, key: K) -> impl Iterator<Item = &Arc<R>> {
        self.tiers.get(key)
    }

    /// All rows by key, those of one key in the order they were given: what a digest of the content goes through.
    pub fn iter(&self) -> impl Iterator<Item = &(K, Arc<R>)> {
        self.tiers.iter()
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tiers.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tiers.is_empty()
    }

    /// Bytes of memory, without the rows.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.tiers.tiers().iter().map(|tier| tier.block().bytes()).sum()
    }
}

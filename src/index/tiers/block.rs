//! What is put in tiers.

use std::ops::Range;

/// Entries under keys that were loaded together and never change, with whatever makes them quick to find.
pub trait Block: Sized {
    /// What entries are replaced and removed by.
    type Key: Copy + Ord;
    /// What is kept; cloned when blocks are merged.
    type Entry: Clone;

    /// Loads entries in the order of their keys; those of one key in the order to be kept.
    fn load(entries: Vec<(Self::Key, Self::Entry)>) -> Self;

    /// All entries in the order in which they were loaded: an entry's place is its number in it.
    fn entries(&self) -> &[(Self::Key, Self::Entry)];

    /// How much loading one entry costs, at least 1: in things to sort, about a tenth of a microsecond each.
    fn weight(entry: &Self::Entry) -> usize;

    /// The places of a key's entries.
    fn places(&self, key: Self::Key) -> Range<usize> {
        let start = self.entries().partition_point(|(other, _)| *other < key);
        let rest = self.entries().get(start..).unwrap_or_default();
        start..start + rest.iter().take_while(|(other, _)| *other == key).count()
    }
}

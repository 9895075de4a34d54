//! Versions of a collection as a short list of blocks.
//!
//! A [`Block`] is loaded once and never changes. A version ([`Tiers`]) is a list of blocks from old and large to new
//! and small, each seen without the entries removed since it was loaded ([`Tier`]). A change adds a small block and
//! takes what it replaces out of the others' sight, so it costs about as much as it changes. The list stays short
//! because blocks are merged as in a log-structured merge tree (O'Neil and others, Acta Informatica 33 (1996) 351-385):
//! small ones at once, large ones by a [`Compaction`] that runs beside the versions that follow and is taken in by a
//! later one. Nothing here knows what a block is good for.

mod block;
mod compaction;
mod merged;
mod removed;
mod tier;
mod version;

#[cfg(test)]
mod tests;

pub use block::Block;
pub use compaction::{Compacted, Compaction};
pub use tier::Tier;
pub use version::Tiers;

//! Merging that takes its time.

use super::block::Block;
use super::merged::merged;
use super::tier::Tier;

/// Tiers to be merged into one: a piece of work that needs nothing but itself.
#[derive(Debug)]
pub struct Compaction<B> {
    sources: Vec<Tier<B>>,
}

impl<B: Block> Compaction<B> {
    /// Merging consecutive tiers of a version, at least one.
    pub(super) fn of(sources: Vec<Tier<B>>) -> Self {
        Self { sources }
    }

    /// Does the work: about as long as loading the entries took.
    #[must_use]
    pub fn run(self) -> Compacted<B> {
        let tier = Tier::load(merged(&self.sources, |_| 0).cloned().collect());
        Compacted { sources: self.sources, tier }
    }
}

/// The result of a [`Compaction`], for a later version to adopt.
#[derive(Debug)]
pub struct Compacted<B> {
    /// The tiers as they were when the work began.
    pub(super) sources: Vec<Tier<B>>,
    tier: Tier<B>,
}

impl<B: Block> Compacted<B> {
    /// Whether `run` are later versions of the merged tiers.
    pub(super) fn merges(&self, run: &[Tier<B>]) -> bool {
        run.iter().zip(&self.sources).all(|(now, then)| now.is_same_block(then))
    }

    /// The merged tier without what was removed from its sources since, given as they are `now`.
    pub(super) fn following(self, now: &[Tier<B>]) -> Tier<B> {
        let Self { sources, mut tier } = self;
        sources.iter().zip(now).for_each(|(then, now)| tier.follow(then, now));
        tier
    }
}

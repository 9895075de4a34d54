//! Several tiers in the order of their keys.

use std::iter::{Peekable, from_fn};

use super::block::Block;
use super::tier::Tier;

/// The entries of tiers by key, those of one key in their order. In each tier it begins at the place that `first` says.
///
/// A key has entries in one tier at most.
pub(super) fn merged<'a, B: Block + 'a>(
    tiers: &'a [Tier<B>],
    first: impl Fn(&B) -> usize,
) -> impl Iterator<Item = &'a (B::Key, B::Entry)> {
    let mut streams: Vec<Peekable<_>> = tiers.iter().map(|tier| tier.from(first(tier.block())).peekable()).collect();
    from_fn(move || {
        let heads = streams.iter_mut().filter_map(|stream| stream.peek().map(|(key, _)| *key).map(|key| (key, stream)));
        heads.min_by_key(|(key, _)| *key).and_then(|(_, stream)| stream.next())
    })
}

//! Places that no longer count.

/// A set of places in a block, one bit for each.
#[derive(Debug, Clone, Default)]
pub(super) struct Removed {
    words: Vec<u64>,
    count: usize,
}

impl Removed {
    /// Adds a place.
    pub(super) fn insert(&mut self, place: usize) {
        let (word, bit) = split(place);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            self.count += usize::from(*word & bit == 0);
            *word |= bit;
        }
    }

    /// Whether a place was added.
    pub(super) fn contains(&self, place: usize) -> bool {
        let (word, bit) = split(place);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// How many places were added.
    pub(super) fn count(&self) -> usize {
        self.count
    }
}

/// The word of a place, and its bit in it.
fn split(place: usize) -> (usize, u64) {
    (place / 64, 1 << (place % 64))
}

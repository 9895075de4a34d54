//! Places that no longer count.

use std::sync::Arc;

/// Words of 64 places in one page: 4 KiB, which copy about as quickly as the references to the pages of 13 million
/// places.
const PAGE_WORDS: usize = 512;

/// Places in one page.
const PAGE_PLACES: usize = 64 * PAGE_WORDS;

/// A set of places in a block, one bit for each, in pages that versions share; those without a bit do not exist.
#[derive(Debug, Clone, Default)]
pub(super) struct Removed {
    pages: Vec<Option<Arc<[u64; PAGE_WORDS]>>>,
}

impl Removed {
    /// Adds a place.
    pub(super) fn insert(&mut self, place: usize) {
        let (page, word, bit) = split(place);
        if page >= self.pages.len() {
            self.pages.resize(page + 1, None);
        }
        if let Some(page) = self.pages.get_mut(page) {
            let words = page.get_or_insert_with(|| Arc::new([0; PAGE_WORDS]));
            if let Some(word) = Arc::make_mut(words).get_mut(word) {
                *word |= bit;
            }
        }
    }

    /// Whether a place was added.
    pub(super) fn contains(&self, place: usize) -> bool {
        let (page, word, bit) = split(place);
        let words = self.pages.get(page).and_then(Option::as_ref);
        words.and_then(|words| words.get(word)).is_some_and(|word| word & bit != 0)
    }

    /// The places in this set that were not in an `earlier` version of it, ascending.
    pub(super) fn since(&self, earlier: &Self) -> impl Iterator<Item = usize> {
        self.pages.iter().enumerate().flat_map(move |(number, page)| {
            let before = earlier.pages.get(number).and_then(Option::as_ref);
            // A page that both share holds nothing new.
            let now = page.as_ref().filter(|page| before.is_none_or(|before| !Arc::ptr_eq(page, before)));
            let words = now.into_iter().flat_map(|words| words.iter().enumerate());
            words.flat_map(move |(word, now)| {
                let before = before.and_then(|before| before.get(word)).copied().unwrap_or(0);
                let first = number * PAGE_PLACES + word * 64;
                (0..64).filter(move |bit| now & !before & (1 << bit) != 0).map(move |bit| first + bit)
            })
        })
    }
}

/// The page of a place, its word in the page, and its bit in the word.
fn split(place: usize) -> (usize, usize, u64) {
    (place / PAGE_PLACES, place % PAGE_PLACES / 64, 1 << (place % 64))
}

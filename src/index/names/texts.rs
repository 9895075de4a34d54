//! Texts of small numbers, end to end.

use std::ops::Range;

/// What stands after the last sign of a text.
pub(super) const END: u16 = 0;

/// Texts of packed signs, one for each name of a block.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Where each text ends.
    ends: Vec<u32>,
    signs: Vec<u16>,
}

impl Texts {
    /// Adds a text. Signs of a block beyond the four billionth have no text.
    pub(super) fn push(&mut self, signs: impl IntoIterator<Item = u16>) {
        self.signs.extend(signs);
        self.ends.push(u32::try_from(self.signs.len()).unwrap_or(u32::MAX));
    }

    /// Gives back what was reserved in vain.
    pub(super) fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.signs.shrink_to_fit();
    }

    /// How many texts there are.
    pub(super) fn count(&self) -> usize {
        self.ends.len()
    }

    fn range(&self, text: u32) -> Range<usize> {
        let at = text as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        start as usize..self.ends.get(at).copied().unwrap_or(start) as usize
    }

    /// A text.
    pub(super) fn text(&self, text: u32) -> &[u16] {
        self.signs.get(self.range(text)).unwrap_or_default()
    }

    /// How many signs a text has.
    pub(super) fn length(&self, text: u32) -> usize {
        self.range(text).len()
    }

    /// The sign at a place of a text, [`END`] after it.
    pub(super) fn sign(&self, text: u32, place: usize) -> u16 {
        let range = self.range(text);
        let at = range.start + place;
        if at < range.end { self.signs.get(at).copied().unwrap_or(END) } else { END }
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.ends.capacity() * size_of::<u32>() + self.signs.capacity() * size_of::<u16>()
    }
}

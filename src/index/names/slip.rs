//! Slips: one error in what was typed.

use super::book::Book;
use super::label::Named;
use super::pattern::Pattern;
use super::trail::Spot;

/// One error among the signs of a query, at a sign of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// It stands for another one.
    Substituted(usize),
    /// One is missing before it.
    Missing(usize),
    /// It should not be there.
    Extra(usize),
    /// It should come after the next one.
    Swapped(usize),
}

impl Slip {
    /// How many signs of a name are matched by a query of so many.
    pub(super) fn length(self, signs: usize) -> usize {
        match self {
            Self::Substituted(_) | Self::Swapped(_) => signs,
            Self::Missing(_) => signs + 1,
            Self::Extra(_) => signs - 1,
        }
    }

    /// Whether a name holds the query but for this slip.
    pub(super) fn fits<K: Copy + Ord, R: Named>(self, book: &Book<K, R>, pattern: &Pattern, spot: Spot) -> bool {
        let query = pattern.folded.as_slice();
        let text = book.signs.text(spot.name);
        let Some(window) = text.get(spot.start..spot.start + self.length(query.len())) else { return false };
        let same = |asked: &[char], found: &[u16]| {
            asked.len() == found.len()
                && asked.iter().zip(found).all(|(&asked, &found)| book.alphabet.id(asked) == Some(found))
        };
        let (at, asked, found) = match self {
            Self::Substituted(at) => (at, 1, 1),
            Self::Missing(at) => (at, 0, 1),
            Self::Extra(at) => (at, 1, 0),
            Self::Swapped(at) => (at, 2, 2),
        };
        let parts = query.split_at_checked(at).zip(window.split_at_checked(at));
        let Some(((left, right), (left_found, right_found))) = parts else { return false };
        let (Some((wrong, right)), Some((instead, right_found))) =
            (right.split_at_checked(asked), right_found.split_at_checked(found))
        else {
            return false;
        };
        let slipped = match (self, wrong, instead) {
            (Self::Swapped(_), [first, second], _) => first != second && same(&[*second, *first], instead),
            (Self::Substituted(_), ..) => !same(wrong, instead),
            _ => true,
        };
        slipped && same(left, left_found) && same(right, right_found)
    }
}

/// Whether letters are those of a spelling but for one that is wrong, missing or too many.
pub(super) fn is_slip(letters: &[u8], spelling: &[u8]) -> bool {
    let common = letters.iter().zip(spelling).take_while(|(one, other)| one == other).count();
    let (typed, meant) = (letters.get(common..).unwrap_or_default(), spelling.get(common..).unwrap_or_default());
    match (typed, meant) {
        ([_, typed @ ..], [_, meant @ ..]) if typed == meant => true,
        ([_, typed @ ..], meant) if typed == meant => true,
        (typed, [_, meant @ ..]) if typed == meant => true,
        _ => false,
    }
}

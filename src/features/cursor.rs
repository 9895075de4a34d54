//! Where a page ends: the opaque value of the parameter `cursor` in `next` links.
//!
//! Pages follow the ids of the features, not their count, so that what is added or ends between two pages neither
//! repeats nor hides anything else. The day on which the first page was asked for goes along: a reader who pages past
//! midnight sees one day.

use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};
use time::Date;
use uuid::Uuid;

use crate::published::Collection;

/// Everything up to this feature was given, of what was valid on this day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) collection: Collection,
    pub(super) after: Uuid,
    pub(super) today: Date,
}

/// The length of the text: 16 bytes of id, 4 of the day and 4 of check in hexadecimal digits.
const LENGTH: usize = 48;

impl Cursor {
    /// Reads the cursor of a page of `collection`; `None` for one that we did not make for it.
    pub(super) fn read(text: &str, collection: Collection) -> Option<Self> {
        let (id, rest) = text.split_at_checked(32)?;
        let (day, _) = rest.split_at_checked(8)?;
        let day = u32::from_str_radix(day, 16).ok()?.cast_signed();
        let cursor = Self { collection, after: Uuid::from_str(id).ok()?, today: Date::from_julian_day(day).ok()? };
        (text.len() == LENGTH && cursor.to_string() == text).then_some(cursor)
    }

    /// Against accidents, not against malice: a forged cursor shows nothing that the query would not show anyway.
    fn check(&self) -> u32 {
        let mut hasher = Sha256::new();
        hasher.update(self.collection.id());
        hasher.update(self.after.as_bytes());
        hasher.update(self.today.to_julian_day().to_be_bytes());
        hasher.finalize().iter().take(4).fold(0, |value, byte| value << 8 | u32::from(*byte))
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:08x}{:08x}", self.after.simple(), self.today.to_julian_day(), self.check())
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn cursor() -> Cursor {
        Cursor { collection: Collection::Places, after: Uuid::from_u128(1 << 100 | 7), today: date!(2023 - 07 - 01) }
    }

    #[test]
    fn a_cursor_reads_back_and_fits_into_an_address() {
        let text = cursor().to_string();
        assert_eq!(Cursor::read(&text, Collection::Places), Some(cursor()));
        assert!(text.len() == LENGTH && text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }

    #[test]
    fn a_cursor_that_was_changed_or_is_of_another_collection_is_refused() {
        let text = cursor().to_string();
        assert_eq!(Cursor::read(&text, Collection::Names), None);
        for at in 0..LENGTH {
            let mut changed = text.clone().into_bytes();
            changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
            assert_eq!(Cursor::read(std::str::from_utf8(&changed).unwrap(), Collection::Places), None, "{at}");
        }
        for bad in ["", "1", &text[1..], &format!("{text}0"), &text.to_uppercase(), "竟陵竟陵竟陵竟陵竟陵竟陵竟陵竟陵"]
        {
            assert_eq!(Cursor::read(bad, Collection::Places), None, "{bad}");
        }
    }
}

//! Syllables as small numbers, in the order of their letters.

use std::{collections::HashMap, sync::LazyLock};

use crate::kernel::pinyin::Syllable;

/// The syllables of Mandarin without tones, ü as v; from Unihan 15.0 (Unicode licence), all fields of readings.
const SYLLABLES: &str = include_str!("data/syllables.txt");

/// Other spellings of a syllable: by the passport office, and by keyboards that have no ü.
const OTHER_SPELLINGS: [(&str, &str); 4] = [("lyu", "lv"), ("nyu", "nv"), ("lue", "lve"), ("nue", "nve")];

/// The longest spelling of a syllable.
pub(super) const LONGEST: usize = 6;

/// How a sign is read: a syllable and its tone in one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Sound(u16);

/// The number of a syllable, greater than that of all syllables before it in the order of letters.
///
/// A Latin letter of a name counts as a syllable of that letter.
pub(super) type SyllableId = u16;

impl Sound {
    /// Of a sign that no table reads.
    pub(super) const UNREAD: Self = Self(1 << 3);

    /// A syllable with a tone from 1 to 5, or with 0 when none is known.
    pub(super) fn new(syllable: SyllableId, tone: u8) -> Self {
        Self(syllable << 3 | u16::from(tone))
    }

    /// From a syllable of the tables; unread when it is no known one.
    pub(super) fn of(syllable: &Syllable) -> Self {
        let id = whole(syllable.key().as_bytes());
        id.map_or(Self::UNREAD, |id| Self::new(id, syllable.tone().number()))
    }

    /// A Latin letter that stands in a name as itself.
    pub(super) fn of_letter(c: char) -> Option<Self> {
        let mut text = [0; 4];
        whole(c.encode_utf8(&mut text).as_bytes()).filter(|_| c.is_ascii_lowercase()).map(|id| Self::new(id, 0))
    }

    /// The same sound in a packed text, see [`syllable_of`].
    pub(super) fn packed(self) -> u16 {
        self.0
    }

    /// What was packed.
    pub(super) fn unpacked(packed: u16) -> Self {
        Self(packed)
    }

    /// Its syllable.
    pub(super) fn syllable(self) -> SyllableId {
        self.0 >> 3
    }

    /// Its tone, 1 to 5, or 0.
    pub(super) fn tone(self) -> u8 {
        (self.0 & 7) as u8
    }

    /// As it is written, with its tone mark; none for an unread sign.
    pub(super) fn text(self) -> Option<String> {
        let letters = letters_of(self.syllable()).filter(|letters| !letters.is_empty())?;
        let marked = format!("{letters}{}", self.tone()).parse::<Syllable>().ok();
        Some(marked.map_or_else(|| letters.to_owned(), |syllable| syllable.with_tone_mark()))
    }
}

struct Table {
    /// Spellings by number; the first two numbers spell nothing.
    spelled: Vec<String>,
    /// Their first letters, 0 for the end of a text and 1 for what has no letters.
    initials: Vec<u16>,
    whole: HashMap<Vec<u8>, SyllableId>,
    /// The numbers of the syllables that begin with some letters.
    begun: HashMap<Vec<u8>, (SyllableId, SyllableId)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let letters = (b'a'..=b'z').map(|letter| char::from(letter).to_string());
    let mut sorted: Vec<String> = SYLLABLES.split_whitespace().map(str::to_owned).chain(letters).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let spelled: Vec<String> = [String::new(), String::new()].into_iter().chain(sorted).collect();

    let initials = (0..).zip(&spelled).map(|(id, spelling)| spelling.bytes().next().map_or(id, u16::from)).collect();

    let (mut whole, mut begun) = (HashMap::new(), HashMap::<Vec<u8>, (SyllableId, SyllableId)>::new());
    for (id, spelling) in (0..).zip(&spelled) {
        whole.insert(spelling.clone().into_bytes(), id);
        for length in 1..=spelling.len() {
            let start = spelling.as_bytes().iter().take(length).copied().collect();
            begun.entry(start).or_insert((id, id)).1 = id;
        }
    }
    whole.remove(&b""[..]);
    for (other, spelling) in OTHER_SPELLINGS {
        if let Some(id) = whole.get(spelling.as_bytes()).copied() {
            whole.insert(other.as_bytes().to_vec(), id);
        }
    }
    Table { spelled, initials, whole, begun }
});

/// The syllable that these letters spell, if they spell one.
pub(super) fn whole(letters: &[u8]) -> Option<SyllableId> {
    TABLE.whole.get(letters).copied()
}

/// The first and the last of the syllables that begin with these letters.
pub(super) fn begun(letters: &[u8]) -> Option<(SyllableId, SyllableId)> {
    TABLE.begun.get(letters).copied()
}

/// All syllables and their spellings, Latin letters that are none left out.
pub(super) fn syllables() -> impl Iterator<Item = (SyllableId, &'static str)> {
    (0..).zip(&TABLE.spelled).filter(|(id, _)| is_syllable(*id)).map(|(id, spelling)| (id, spelling.as_str()))
}

/// Whether it is a syllable, not only a Latin letter.
pub(super) fn is_syllable(syllable: SyllableId) -> bool {
    letters_of(syllable).is_some_and(|letters| letters.len() > 1 || ["a", "e", "o"].contains(&letters))
}

/// The letters of a syllable.
pub(super) fn letters_of(syllable: SyllableId) -> Option<&'static str> {
    TABLE.spelled.get(usize::from(syllable)).map(String::as_str)
}

/// The syllable of a packed sound.
pub(super) fn syllable_of(packed: u16) -> u16 {
    packed >> 3
}

/// The number of the first letter of a packed sound, 0 after the end of a text.
pub(super) fn initial_of(packed: u16) -> u16 {
    TABLE.initials.get(usize::from(packed >> 3)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::pinyin::readings;

    #[test]
    fn every_reading_of_the_dictionary_is_a_sound() {
        for c in '\u{4E00}'..='\u{9FFF}' {
            for reading in readings(c) {
                let sound = Sound::of(&reading);
                assert_ne!(sound, Sound::UNREAD, "{c} {reading}");
                if !reading.without_tone().contains('ê') && is_syllable(sound.syllable()) {
                    assert_eq!(sound.text().unwrap(), reading.with_tone_mark(), "{c}");
                }
            }
        }
    }

    #[test]
    fn syllables_that_begin_alike_stand_together() {
        for length in 1..LONGEST {
            for (_, spelling) in syllables().filter(|(_, spelling)| spelling.len() >= length) {
                let range = begun(&spelling.as_bytes()[..length]).unwrap();
                for (id, other) in (0..).zip(&TABLE.spelled) {
                    assert_eq!(
                        (range.0..=range.1).contains(&id),
                        other.starts_with(&spelling[..length]),
                        "{other} {spelling}"
                    );
                }
            }
        }
        assert!(begun(b"x").is_some() && begun(b"zz").is_none() && begun(b"i").is_some_and(|one| one.0 == one.1));
    }
}

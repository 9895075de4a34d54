//! Mandarin readings of a character.

use std::{collections::HashMap, sync::LazyLock};

use pinyin::ToPinyinMulti;

use super::syllable::Syllable;

/// Readings by the standard dictionary of the 8,105 general characters (通用规范汉字字典), for those characters
/// that have one reading there and several in older dictionaries: reading, characters.
///
/// Taken from Unihan 15.0, field kTGHZ2013 (Unicode licence).
const STANDARD: &str = include_str!("data/standard.tsv");

static STANDARD_READINGS: LazyLock<HashMap<char, Syllable>> = LazyLock::new(|| {
    let rows = STANDARD.lines().filter_map(|row| row.split_once('\t'));
    let rows = rows.filter_map(|(reading, characters)| Some((reading.parse::<Syllable>().ok()?, characters)));
    rows.flat_map(|(reading, characters)| characters.chars().map(move |c| (c, reading.clone()))).collect()
});

/// Characters that places are often called by in another reading than the one of the standard dictionary: character,
/// reason.
const DOUBTFUL: &str = include_str!("data/doubtful.tsv");

/// Whether the standard reading of `c` is no sure guide to how a place is called.
pub(super) fn is_doubtful(c: char) -> bool {
    DOUBTFUL.lines().any(|row| row.starts_with(c))
}

/// Whether `c` is a Chinese character, readable or not.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The reading that the standard language has settled for a character with several.
///
/// SP84 rule 8: a character with several readings is spelled by the audited one.
pub(super) fn standard_reading(c: char) -> Option<&'static Syllable> {
    STANDARD_READINGS.get(&c)
}

/// All Mandarin readings of `c`, the usual one first; none for a character that no dictionary reads.
#[must_use]
pub fn readings(c: char) -> Vec<Syllable> {
    let mut readings: Vec<Syllable> = standard_reading(c).into_iter().cloned().collect();
    let known = c.to_pinyin_multi().into_iter().flatten();
    for reading in known.filter_map(|reading| reading.with_tone().parse().ok()) {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(c: char) -> Vec<String> {
        readings(c).iter().map(Syllable::with_tone_mark).collect()
    }

    #[test]
    fn a_character_has_all_its_readings_the_usual_one_first() {
        assert_eq!(marked('剅'), ["lóu", "dōu"]);
        assert_eq!(marked('垱'), ["dàng"]);
        assert_eq!(marked('子'), ["zǐ", "zi"]);
        assert_eq!(marked('绿'), ["lǜ", "lù"]);
    }

    #[test]
    fn what_no_dictionary_reads_has_no_reading() {
        for c in ['a', '1', '。', '\u{E000}', '\u{3FFFD}'] {
            assert!(readings(c).is_empty(), "{c:?}");
        }
    }

    #[test]
    fn a_doubtful_character_has_a_standard_reading_and_another_one() {
        for row in DOUBTFUL.lines() {
            let (character, reason) = row.split_once('\t').unwrap();
            let c = character.chars().next().unwrap();
            assert!(standard_reading(c).is_some() && readings(c).len() > 1 && !reason.is_empty(), "{row}");
        }
    }

    #[test]
    fn every_row_of_the_standard_readings_is_well_formed() {
        for row in STANDARD.lines() {
            let (reading, characters) = row.split_once('\t').unwrap();
            reading.parse::<Syllable>().unwrap();
            assert!(characters.chars().all(is_han), "{row}");
        }
        assert_eq!(STANDARD_READINGS.len(), 2163);
    }
}

//! Readings of words and characters as places are called here.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    reading::is_han,
    syllable::{NoSyllable, Syllable},
};

/// Words and characters of place names: text, reading, reason.
const LOCAL: &str = include_str!("data/local.tsv");

static BUILT_IN: LazyLock<LocalReadings> = LazyLock::new(|| {
    let rows = LOCAL.lines().filter_map(|row| {
        let mut columns = row.split('\t');
        Some((columns.next()?, columns.next()?))
    });
    let readings = rows.filter_map(|(text, reading)| Some((text.to_owned(), syllables(text, reading).ok()?)));
    LocalReadings { readings: readings.collect() }
});

/// A row that cannot be a local reading.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LocalReadingError {
    /// The text holds something else than Chinese characters, or nothing.
    #[error("`{0}` does not consist of Chinese characters")]
    NotHan(String),
    /// Not one syllable for each character.
    #[error("`{text}` has {characters} characters, but its reading `{reading}` has {syllables} syllables")]
    Count {
        /// The text.
        text: String,
        /// The reading.
        reading: String,
        /// Characters in the text.
        characters: usize,
        /// Syllables in the reading.
        syllables: usize,
    },
    /// The reading holds something that is no syllable.
    #[error("the reading of `{text}` is not Pinyin")]
    Syllable {
        /// The text.
        text: String,
        /// What was found.
        #[source]
        source: NoSyllable,
    },
}

/// Local readings of words and of single characters.
///
/// SP84 rule 8 wants the audited reading of a polyphone or a dialect character; what is audited for one place is
/// known on the spot, so the register keeps its own table and passes it here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocalReadings {
    readings: HashMap<String, Vec<Syllable>>,
}

impl LocalReadings {
    /// Local readings from rows of text and reading, such as `("干驿", "gān yì")`; a later row wins.
    pub fn from_rows<T, R>(rows: impl IntoIterator<Item = (T, R)>) -> Result<Self, LocalReadingError>
    where
        T: AsRef<str>,
        R: AsRef<str>,
    {
        let readings = rows.into_iter().map(|(text, reading)| {
            let text = text.as_ref();
            Ok((text.to_owned(), syllables(text, reading.as_ref())?))
        });
        Ok(Self { readings: readings.collect::<Result<_, LocalReadingError>>()? })
    }

    /// The readings that come with the program.
    pub(super) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The reading of one word or character.
    pub(super) fn get(&self, text: &str) -> Option<&[Syllable]> {
        self.readings.get(text).map(Vec::as_slice)
    }

    /// Length in characters of the longest text.
    pub(super) fn longest(&self) -> usize {
        self.readings.values().map(Vec::len).max().unwrap_or(0)
    }
}

fn syllables(text: &str, reading: &str) -> Result<Vec<Syllable>, LocalReadingError> {
    if text.is_empty() || !text.chars().all(is_han) {
        return Err(LocalReadingError::NotHan(text.to_owned()));
    }
    let syllables = reading
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<Vec<Syllable>, NoSyllable>>()
        .map_err(|source| LocalReadingError::Syllable { text: text.to_owned(), source })?;
    let characters = text.chars().count();
    if syllables.len() == characters {
        Ok(syllables)
    } else {
        Err(LocalReadingError::Count {
            text: text.to_owned(),
            reading: reading.to_owned(),
            characters,
            syllables: syllables.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_row_is_well_formed_and_gives_its_reason() {
        for row in LOCAL.lines() {
            let columns: Vec<&str> = row.split('\t').collect();
            let [text, reading, reason] = columns.as_slice() else { panic!("three columns: {row}") };
            syllables(text, reading).unwrap();
            assert!(!reason.is_empty(), "{row}");
        }
        assert_eq!(LocalReadings::built_in().readings.len(), LOCAL.lines().count(), "a text stands twice");
    }

    #[test]
    fn a_row_needs_a_syllable_for_each_character() {
        let error = LocalReadings::from_rows([("干驿", "gān")]).unwrap_err();
        assert_eq!(error.to_string(), "`干驿` has 2 characters, but its reading `gān` has 1 syllables");
        assert!(matches!(LocalReadings::from_rows([("垸", "xyz")]), Err(LocalReadingError::Syllable { .. })));
        assert!(matches!(LocalReadings::from_rows([("A", "a")]), Err(LocalReadingError::NotHan(_))));
        assert!(matches!(LocalReadings::from_rows([("", "")]), Err(LocalReadingError::NotHan(_))));
    }
}

//! The written Pinyin of a place name.

use super::{
    character::{CharacterReading, read_characters},
    layout::{Numerals, Unit, layout},
    local::LocalReadings,
    parts::NameKind,
    syllable::Syllable,
};

/// A place name in Pinyin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// As it is written, with tone marks: `Guǎnggōu Běilù`.
    pub text: String,
    /// Search key: lower-case letters and digits without tones, spaces and apostrophes, ü as v: `guanggoubeilu`.
    pub plain: String,
    /// First letters of the syllables: `ggbl`.
    pub initials: String,
    /// The Chinese characters of the name in order, each with its reading.
    pub characters: Vec<CharacterReading>,
}

impl Spelling {
    /// Whether a person must look at the readings: some character has none, or several of which no table chose.
    #[must_use]
    pub fn needs_confirmation(&self) -> bool {
        self.characters.iter().any(|read| read.ambiguous || read.syllable.is_none())
    }
}

/// Spells `name` by the rules, with readings from the tables.
///
/// It never fails: a character without a reading stands for itself in the text.
#[must_use]
pub fn spell(name: &str, kind: NameKind, local: &LocalReadings) -> Spelling {
    let units = layout(name, kind, Numerals::Digits);
    let mut at_start = false;
    let mut starts = Vec::new();
    for unit in layout(name, kind, Numerals::Spelled) {
        if let Unit::Han(_) = unit {
            starts.push(at_start);
        }
        at_start = unit == Unit::Break;
    }
    let read = read_characters(name, local).into_iter().zip(starts);
    let characters = read.map(|(read, at_start)| if at_start { read.at_word_start() } else { read }).collect();
    write(&units, characters)
}

/// Writes the units of a name with the readings of its characters.
pub(super) fn write(units: &[Unit], characters: Vec<CharacterReading>) -> Spelling {
    let mut writer = Writer::default();
    for unit in units {
        match *unit {
            Unit::Break => writer.start_word(),
            Unit::Other(c) => writer.other(c),
            Unit::Han(at) => match characters.get(at) {
                Some(CharacterReading { syllable: Some(syllable), .. }) => writer.syllable(syllable),
                Some(CharacterReading { character, .. }) => writer.unread(*character),
                None => {}
            },
        }
    }
    Spelling { text: writer.text, plain: writer.plain, initials: writer.initials, characters }
}

/// What the writer wrote last.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing of the current word.
    #[default]
    Nothing,
    /// A syllable.
    Syllable,
    /// A Latin letter, a digit or a character without a reading.
    Other,
}

/// Writes capitals, spaces and apostrophes.
#[derive(Default)]
struct Writer {
    text: String,
    plain: String,
    initials: String,
    last: Last,
    space_due: bool,
}

impl Writer {
    fn start_word(&mut self) {
        self.space_due = !self.text.is_empty();
        self.last = Last::Nothing;
    }

    fn write(&mut self, text: &str, last: Last) {
        if self.space_due {
            self.text.push(' ');
            self.space_due = false;
        }
        self.text.push_str(text);
        self.last = last;
    }

    /// SP84 rule 10: each word begins with a capital. Rule 11: an apostrophe before a, o, e inside a word.
    fn syllable(&mut self, syllable: &Syllable) {
        let marked = syllable.with_tone_mark();
        let written = match self.last {
            Last::Nothing => capitalised(&marked),
            Last::Syllable if syllable.needs_apostrophe() => format!("'{marked}"),
            Last::Syllable | Last::Other => marked,
        };
        self.write(&written, Last::Syllable);
        let key = syllable.key();
        self.initials.extend(key.chars().next());
        self.plain.push_str(&key);
    }

    /// Letters and digits are searched for as they are; other signs only part words.
    fn other(&mut self, c: char) {
        let mut buffer = [0; 4];
        if c.is_alphanumeric() {
            self.write(c.encode_utf8(&mut buffer), Last::Other);
            self.plain.extend(c.to_lowercase());
            self.initials.extend(c.to_lowercase());
        } else {
            self.write(c.encode_utf8(&mut buffer), Last::Nothing);
        }
    }

    fn unread(&mut self, character: char) {
        self.write(character.encode_utf8(&mut [0; 4]), Last::Other);
        self.plain.push(character);
        self.initials.push(character);
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

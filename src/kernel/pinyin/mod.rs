//! Pinyin of place names, by the rules of 1984 for Chinese place names.
//!
//! SP84 is 中国地名汉语拼音字母拼写规则(汉语地名部分), (84)中地字第17号; rules are cited by their numbers there. It wants
//! Mandarin with tone marks. What the rules cannot know is how a character with several readings is read in one
//! place: a spelling is therefore a proposal, it shows every character's readings, and a person confirms it.

mod character;
mod local;
mod reading;
mod source;
mod syllable;

pub use character::CharacterReading;
pub use local::{LocalReadingError, LocalReadings};
pub use reading::readings;
pub use source::{PinyinSource, UnknownPinyinSource};
pub use syllable::{NoSyllable, Syllable, Tone};

//! Pinyin of place names, by the rules of 1984 for Chinese place names.
//!
//! SP84 is 中国地名汉语拼音字母拼写规则(汉语地名部分), (84)中地字第17号; rules are cited by their numbers there. It wants
//! the specific and the generic part of a name written apart, each with a capital, in the audited readings of
//! Mandarin with tone marks. What the rules cannot know is how a character with several readings is read in one
//! place: a spelling is therefore a proposal, it shows every character's readings, and a person confirms it.

mod agreement;
mod character;
mod choices;
mod generic;
mod layout;
mod local;
mod numeral;
mod parts;
mod reading;
mod source;
mod spelling;
mod syllable;
#[cfg(test)]
mod tests;

pub use agreement::{Flaw, SpellingFault, agrees};
pub use character::CharacterReading;
pub use choices::{ChoiceError, spell_with_choices};
pub use generic::{GenericClass, GenericTerm, generic_terms};
pub use local::{LocalReadingError, LocalReadings};
pub use parts::{NameKind, PlaceNameParts};
pub use reading::{is_han, readings};
pub use source::{PinyinSource, UnknownPinyinSource};
pub use spelling::{Spelling, spell};
pub use syllable::{Letter, NoSyllable, Syllable, Tone, letters};

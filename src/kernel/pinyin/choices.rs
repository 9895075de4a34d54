//! Readings chosen by a person.

use super::{
    character::read_characters,
    layout::{Numerals, layout},
    local::LocalReadings,
    parts::NameKind,
    spelling::{Spelling, write},
    syllable::Syllable,
};
use crate::kernel::text::Text;

/// Why readings chosen by a person were refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// Not one syllable for each Chinese character.
    #[error("the name has {characters} Chinese characters, but {syllables} syllables were chosen")]
    Count {
        /// Chinese characters in the name.
        characters: usize,
        /// Syllables given.
        syllables: usize,
    },
    /// A reading that no table knows; it must be added to the local readings first.
    #[error("`{syllable}` is no known reading of `{character}`; add it to the local readings first")]
    UnknownReading {
        /// The character.
        character: char,
        /// The reading given.
        syllable: Syllable,
    },
}

impl ChoiceError {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Count { characters, syllables } => {
                format!("名称有 {characters} 个汉字，所选音节有 {syllables} 个")
            }
            Self::UnknownReading { character, syllable } => {
                format!("“{syllable}”不是“{character}”的已知读音，请先登记为地方读音")
            }
        };
        Text { zh, en: self.to_string() }
    }
}

/// Spells `name` with the readings chosen by a person, one for each Chinese character in order.
pub fn spell_with_choices(
    name: &str,
    kind: NameKind,
    choices: &[Syllable],
    local: &LocalReadings,
) -> Result<Spelling, ChoiceError> {
    let read = read_characters(name, local);
    if read.len() != choices.len() {
        return Err(ChoiceError::Count { characters: read.len(), syllables: choices.len() });
    }
    let confirmed = read.into_iter().zip(choices).map(|(read, syllable)| {
        if read.candidates.contains(syllable) {
            Ok(read.confirmed(syllable))
        } else {
            Err(ChoiceError::UnknownReading { character: read.character, syllable: syllable.clone() })
        }
    });
    Ok(write(&layout(name, kind, Numerals::Digits), confirmed.collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(name: &str, choices: &str, local: &LocalReadings) -> Result<Spelling, ChoiceError> {
        let choices: Vec<Syllable> = choices.split(' ').map(|syllable| syllable.parse().unwrap()).collect();
        spell_with_choices(name, NameKind::Road, &choices, local)
    }

    #[test]
    fn a_person_s_choice_gives_the_spelling() {
        let spelling = choose("长湖北路", "zhang3 hu2 bei3 lu4", &LocalReadings::default()).unwrap();
        assert_eq!(spelling.text, "Zhǎnghú Běilù");
        assert!(!spelling.needs_confirmation());
        let numbered = choose("北二巷", "bei3 er4 xiang4", &LocalReadings::default()).unwrap();
        assert_eq!(numbered.text, "Běi 2 Xiàng");
    }

    #[test]
    fn each_character_needs_one_choice() {
        let refused = choose("长湖路", "cháng hú", &LocalReadings::default()).unwrap_err();
        assert_eq!(refused.to_string(), "the name has 3 Chinese characters, but 2 syllables were chosen");
        refused.text().assert_complete(refused);
    }

    #[test]
    fn an_unknown_reading_is_accepted_through_the_local_readings_only() {
        let refused = choose("谢垸路", "xiè wàn lù", &LocalReadings::default()).unwrap_err();
        assert_eq!(refused.to_string(), "`wàn` is no known reading of `垸`; add it to the local readings first");
        assert_eq!(refused.text().zh, "“wàn”不是“垸”的已知读音，请先登记为地方读音");
        assert_eq!(refused.text().en, refused.to_string());
        let local = LocalReadings::from_rows([("垸", "wàn")]).unwrap();
        assert_eq!(choose("谢垸路", "xiè wàn lù", &local).unwrap().text, "Xièwàn Lù");
    }
}

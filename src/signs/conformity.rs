//! Whether a face says what the register says (R753 art. 15 and 19; GB 17733).

use serde::Serialize;
use time::Date;

use super::{codes::PlateColour, model::FaceText};
use crate::{
    code_enum,
    kernel::{
        pinyin::{Letter, letters},
        text::Text,
        words::{Exactness, Orientation},
    },
};

/// What the register says of the thing whose name a face shows, on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The standard name in force; none when it was cancelled or never given.
    pub name: Option<String>,
    /// How that is spelled, with tone marks.
    pub pinyin: Option<String>,
    /// Names that the thing had before, with the last day of each.
    pub former: Vec<(String, Option<Date>)>,
    /// Which way a street runs.
    pub orientation: Option<Orientation>,
}

code_enum! {
    /// What is wrong with a face.
    Fault as "text" {
        /// 对象无现行标准地名: the thing has no standard name any more.
        Cancelled = "cancelled",
        /// 名称已更改: it shows a former name.
        Outdated = "outdated",
        /// 错别字: it shows the name with a wrong character.
        Miswritten = "miswritten",
        /// 名称不符: it shows another name.
        OtherName = "other_name",
        /// 缺罗马字母拼写: it shows no roman letters (R753 art. 15).
        NoPinyin = "no_pinyin",
        /// 拼写不符: it is not spelled as the register spells it.
        Misspelled = "misspelled",
        /// 颜色不符: the colour is not that of the street's direction.
        OtherColour = "other_colour",
    }
}

impl Fault {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Cancelled => ("无现行标准地名", "the place has no standard name any more"),
            Self::Outdated => ("名称未更新", "a former name"),
            Self::Miswritten => ("错别字", "a wrong character"),
            Self::OtherName => ("名称不符", "another name"),
            Self::NoPinyin => ("缺罗马字母拼写", "no roman letters"),
            Self::Misspelled => ("拼写不符", "not spelled like this"),
            Self::OtherColour => ("底色与走向不符", "not the colour of its direction"),
        };
        Text::new(zh, en)
    }
}

/// One thing that is wrong with a face, and what it should say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is wrong.
    pub fault: Fault,
    /// What the register says; nothing where that is no text.
    pub expected: Option<String>,
    /// The last day on which what it shows was right.
    pub until: Option<Date>,
}

/// Compares a face with the register; nothing is found on a face that is right.
#[must_use]
pub fn compare(face: &FaceText, said: &Said, exactness: Exactness) -> Vec<Finding> {
    let Some(name) = &said.name else {
        return vec![Finding { fault: Fault::Cancelled, expected: None, until: None }];
    };
    let named = of_name(&face.text, name, &said.former);
    // What is spelled on a plate with another name is as wrong as that, and goes with it.
    let spelled = if named.is_some() { None } else { of_spelling(face, said, exactness) };
    [named, spelled, of_colour(face, said)].into_iter().flatten().collect()
}

fn of_name(shown: &str, name: &str, former: &[(String, Option<Date>)]) -> Option<Finding> {
    let shown = characters(shown);
    if shown == characters(name) {
        return None;
    }
    let before = former.iter().find(|(text, _)| shown == characters(text));
    let fault = match before {
        Some(_) => Fault::Outdated,
        None if is_one_off(&shown, &characters(name)) => Fault::Miswritten,
        None => Fault::OtherName,
    };
    Some(Finding { fault, expected: Some(name.to_owned()), until: before.and_then(|(_, until)| *until) })
}

/// What is written, without the blanks that spread it over a plate.
fn characters(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether one character is wrong, missing or too many.
fn is_one_off(shown: &[char], name: &[char]) -> bool {
    let same = shown.iter().zip(name).take_while(|(shown, name)| shown == name).count();
    let rest = |of: &[char], skipped: usize| of.get(same + skipped..).map(<[char]>::to_vec);
    rest(shown, 1) == rest(name, 1) || rest(shown, 0) == rest(name, 1) || rest(shown, 1) == rest(name, 0)
}

fn of_spelling(face: &FaceText, said: &Said, exactness: Exactness) -> Option<Finding> {
    let pinyin = said.pinyin.as_ref()?;
    let expected = Some(pinyin.clone());
    let fault = match &face.pinyin {
        None => Fault::NoPinyin,
        Some(shown) if is_spelled(shown, pinyin, exactness) => return None,
        Some(_) => Fault::Misspelled,
    };
    Some(Finding { fault, expected, until: None })
}

fn is_spelled(shown: &str, pinyin: &str, exactness: Exactness) -> bool {
    let words = |text: &str| -> Vec<Vec<Letter>> { text.split_whitespace().map(letters).collect() };
    let same = |shown: &Letter, said: &Letter| {
        // Plates write ü as v or without its dots where the letter was not to be had.
        let base = shown.base == said.base || (said.base == 'ü' && matches!(shown.base, 'v' | 'u'));
        base && (exactness != Exactness::Tones || shown.tone == said.tone)
    };
    let same_letters = |shown: &[Letter], said: &[Letter]| {
        shown.len() == said.len() && shown.iter().zip(said).all(|(shown, said)| same(shown, said))
    };
    match exactness {
        Exactness::Letters => same_letters(&letters(shown), &letters(pinyin)),
        Exactness::Words | Exactness::Tones => {
            let (shown, said) = (words(shown), words(pinyin));
            shown.len() == said.len() && shown.iter().zip(&said).all(|(shown, said)| same_letters(shown, said))
        }
    }
}

fn of_colour(face: &FaceText, said: &Said) -> Option<Finding> {
    let expected = match said.orientation? {
        Orientation::EastWest => PlateColour::Blue,
        Orientation::NorthSouth => PlateColour::Green,
        Orientation::Ring => return None,
    };
    let wrong = face.colour.is_some_and(|colour| colour != expected);
    wrong.then(|| Finding { fault: Fault::OtherColour, expected: Some(expected.code().to_owned()), until: None })
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn face(text: &str, pinyin: Option<&str>, colour: Option<PlateColour>) -> FaceText {
        FaceText { text: text.to_owned(), pinyin: pinyin.map(str::to_owned), colour, facing_deg: None }
    }

    fn luyu() -> Said {
        Said {
            name: Some("陆羽大道".to_owned()),
            pinyin: Some("Lùyǔ Dàdào".to_owned()),
            former: vec![("人民大道".to_owned(), Some(date!(2021 - 11 - 15)))],
            orientation: Some(Orientation::EastWest),
        }
    }

    fn faults(face: &FaceText, exactness: Exactness) -> Vec<Fault> {
        compare(face, &luyu(), exactness).into_iter().map(|finding| finding.fault).collect()
    }

    #[test]
    fn a_plate_in_capitals_and_spread_characters_is_right() {
        let plate = face("陆 羽 大 道", Some("LUYU  DADAO"), Some(PlateColour::Blue));
        assert_eq!(faults(&plate, Exactness::Words), []);
        assert_eq!(faults(&plate, Exactness::Tones), [Fault::Misspelled]);
        assert_eq!(faults(&face("陆羽大道", Some("LÙYǓ DÀDÀO"), None), Exactness::Tones), []);
    }

    #[test]
    fn words_part_where_the_register_parts_them_unless_letters_alone_are_asked_for() {
        let plate = face("陆羽大道", Some("LU YU DA DAO"), None);
        assert_eq!(faults(&plate, Exactness::Words), [Fault::Misspelled]);
        assert_eq!(faults(&plate, Exactness::Letters), []);
    }

    #[test]
    fn another_name_is_outdated_miswritten_or_just_another() {
        let found = compare(&face("人民大道", Some("RENMIN DADAO"), None), &luyu(), Exactness::Words);
        let outdated = Finding {
            fault: Fault::Outdated,
            expected: Some("陆羽大道".to_owned()),
            until: Some(date!(2021 - 11 - 15)),
        };
        assert_eq!(found, [outdated]);
        for text in ["陆雨大道", "陆羽道", "陆羽大大道"] {
            assert_eq!(faults(&face(text, None, None), Exactness::Words), [Fault::Miswritten], "{text}");
        }
        assert_eq!(faults(&face("竟陵大道", None, None), Exactness::Words), [Fault::OtherName]);
    }

    #[test]
    fn roman_letters_must_be_there_and_the_colour_follows_the_direction() {
        let green = face("陆羽大道", None, Some(PlateColour::Green));
        assert_eq!(faults(&green, Exactness::Words), [Fault::NoPinyin, Fault::OtherColour]);
        let ring = Said { orientation: Some(Orientation::Ring), ..luyu() };
        assert_eq!(
            compare(&face("陆羽大道", Some("Luyu Dadao"), Some(PlateColour::Green)), &ring, Exactness::Words),
            []
        );
    }

    #[test]
    fn the_letter_with_dots_may_be_written_as_plates_write_it() {
        let said = Said { name: Some("绿洲路".into()), pinyin: Some("Lǜzhōu Lù".into()), ..Said::default() };
        for shown in ["LÜZHOU LU", "LVZHOU LU", "LUZHOU LU"] {
            assert_eq!(compare(&face("绿洲路", Some(shown), None), &said, Exactness::Words), [], "{shown}");
        }
    }

    #[test]
    fn a_place_without_a_standard_name_has_no_sign() {
        let found = compare(&face("陆羽大道", None, None), &Said::default(), Exactness::Words);
        assert_eq!(found.first().map(|finding| finding.fault), Some(Fault::Cancelled));
    }
}

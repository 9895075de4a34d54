//! Whether a given Pinyin text agrees with the rules.

use std::{collections::BTreeMap, fmt};

use super::{
    character::CharacterReading,
    layout::{Numerals, Unit, layout},
    local::LocalReadings,
    parts::NameKind,
    spelling::{spell, write},
    syllable::{Letter, Syllable, Tone, letters},
};

/// One thing that is wrong in a Pinyin text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// A syllable that is no reading of this character; without one, there is text left over at the end.
    Syllable(Option<char>),
    /// A wrong tone mark, or marks on some syllables only (SP84 rule 9 lets them all stay away).
    Tones,
    /// The number of a street is not in digits (rule 7).
    Numerals,
    /// Words run together or apart (rules 1 to 5).
    Spacing,
    /// An apostrophe is missing or needless (rule 11).
    Apostrophes,
    /// Capitals elsewhere than at the start of each word (rule 10).
    Capitals,
    /// v in the place of ü.
    Umlauts,
    /// Signs that the name does not have.
    Signs,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syllable(Some(character)) => write!(f, "no reading of `{character}`"),
            Self::Syllable(None) => f.write_str("more syllables than characters"),
            Self::Tones => f.write_str("wrong tone marks"),
            Self::Numerals => f.write_str("number not in digits"),
            Self::Spacing => f.write_str("wrong spaces"),
            Self::Apostrophes => f.write_str("wrong apostrophes"),
            Self::Capitals => f.write_str("wrong capitals"),
            Self::Umlauts => f.write_str("v for ü"),
            Self::Signs => f.write_str("wrong signs"),
        }
    }
}

/// A Pinyin text that does not agree with the rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` should be `{expected}`: {}", list(.flaws))]
pub struct SpellingFault {
    /// The text as it was given.
    pub found: String,
    /// The text as it should be, in the readings of the given one where they are known, with tone marks.
    pub expected: String,
    /// What is wrong, never empty.
    pub flaws: Vec<Flaw>,
}

fn list(flaws: &[Flaw]) -> String {
    flaws.iter().map(Flaw::to_string).collect::<Vec<_>>().join(", ")
}

/// Compares a given Pinyin text of `name` with the rules.
///
/// Any known reading of a character agrees, for a person may have chosen it, and so does a text without any tone
/// marks (SP84 rule 9). Capitals throughout are left to special cases such as signs (rule 10): here they are a flaw.
pub fn agrees(name: &str, kind: NameKind, pinyin: &str, local: &LocalReadings) -> Result<(), SpellingFault> {
    let proposal = spell(name, kind, local);
    let given = letters(pinyin);
    let characters = proposal.characters;
    let attempt = |numerals, tones| {
        let units = layout(name, kind, numerals);
        read_along(&units, &characters, &given, tones).map(|choices| (units, choices, numerals, tones))
    };
    let attempted = attempt(Numerals::Digits, Tones::Right)
        .or_else(|_| attempt(Numerals::Spelled, Tones::Right))
        .or_else(|_| attempt(Numerals::Digits, Tones::Wrong))
        .or_else(|character| attempt(Numerals::Spelled, Tones::Wrong).map_err(|_| character));
    let fault = |expected, flaws| SpellingFault { found: pinyin.to_owned(), expected, flaws };
    let (units, choices, numerals, tones) =
        attempted.map_err(|character| fault(proposal.text, vec![Flaw::Syllable(character)]))?;

    let partly = is_partly_marked(&choices, &given);
    let read = characters.into_iter().enumerate().map(|(at, read)| match choices.get(&at) {
        Some(choice) => read.confirmed(&choice.syllable),
        None => read,
    });
    let read: Vec<CharacterReading> = read.collect();
    let laid_out = write(&units, read.clone()).text;
    let expected = write(&layout(name, kind, Numerals::Digits), read).text;

    let (shape, right) = (Shape::of(pinyin), Shape::of(&laid_out));
    let v_for_umlaut = given.iter().any(|letter| letter.base == 'v') && !laid_out.contains(['v', 'V']);
    let checks = [
        (numerals == Numerals::Spelled, Flaw::Numerals),
        (tones == Tones::Wrong || partly, Flaw::Tones),
        (shape.words != right.words, Flaw::Spacing),
        (shape.apostrophes != right.apostrophes, Flaw::Apostrophes),
        (shape.capitals != right.capitals, Flaw::Capitals),
        (v_for_umlaut, Flaw::Umlauts),
        (shape.signs != right.signs, Flaw::Signs),
    ];
    let flaws: Vec<Flaw> = checks.into_iter().filter_map(|(wrong, flaw)| wrong.then_some(flaw)).collect();
    if flaws.is_empty() { Ok(()) } else { Err(fault(expected, flaws)) }
}

/// Whether tone marks must be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tones {
    /// A syllable has its own mark, or none.
    Right,
    /// Marks are not looked at.
    Wrong,
}

/// A reading found in the given text.
#[derive(Debug, Clone)]
struct Choice {
    syllable: Syllable,
    /// Where its letters begin in the given text.
    start: usize,
    /// How many letters it has.
    length: usize,
}

/// One way to write a unit of a name.
struct Way {
    spelled: Vec<Letter>,
    read: Option<(usize, Syllable)>,
}

/// How a place in the given text was reached.
struct Step {
    from: usize,
    read: Option<(usize, Syllable)>,
}

/// Reads the given letters along the units of a name; finds for each character the first known reading that fits.
///
/// Every place that can be reached is kept with one way to reach it, so the work grows with the length of the name
/// and never with the number of ways to read it. The error is the character at which no way leads on.
fn read_along(
    units: &[Unit],
    characters: &[CharacterReading],
    given: &[Letter],
    tones: Tones,
) -> Result<BTreeMap<usize, Choice>, Option<char>> {
    let mut layers = vec![BTreeMap::from([(0, Step { from: 0, read: None })])];
    for unit in units {
        let (literal, read) = match *unit {
            Unit::Other(c) if c.is_alphanumeric() => (c, None),
            Unit::Han(at) => match characters.get(at) {
                Some(read) => (read.character, Some((at, read))),
                None => continue,
            },
            Unit::Other(_) | Unit::Break => continue,
        };
        let mut ways: Vec<Way> = Vec::new();
        for (at, syllable) in read.iter().flat_map(|(at, read)| read.candidates.iter().map(|syllable| (*at, syllable)))
        {
            ways.push(Way { spelled: letters(&syllable.with_tone_mark()), read: Some((at, syllable.clone())) });
        }
        if ways.is_empty() {
            ways.push(Way { spelled: letters(literal.encode_utf8(&mut [0; 4])), read: None });
        }
        let mut layer = BTreeMap::new();
        for &from in layers.last().into_iter().flat_map(BTreeMap::keys) {
            for Way { spelled, read } in &ways {
                let to = from + spelled.len();
                if given.get(from..to).is_some_and(|given| fits(given, spelled, tones)) {
                    layer.entry(to).or_insert_with(|| Step { from, read: read.clone() });
                }
            }
        }
        if layer.is_empty() {
            return Err(Some(literal));
        }
        layers.push(layer);
    }

    let mut choices = BTreeMap::new();
    let mut place = given.len();
    for layer in layers.into_iter().skip(1).rev() {
        let Step { from, read } = layer.into_iter().find(|(to, _)| *to == place).ok_or(None)?.1;
        choices.extend(read.map(|(at, syllable)| (at, Choice { syllable, start: from, length: place - from })));
        place = from;
    }
    if place == 0 { Ok(choices) } else { Err(None) }
}

fn fits(given: &[Letter], spelled: &[Letter], tones: Tones) -> bool {
    let same =
        |(given, spelled): (&Letter, &Letter)| given.base == spelled.base || (given.base == 'v' && spelled.base == 'ü');
    let marks_fit = tones == Tones::Wrong
        || given.iter().all(|letter| letter.tone.is_none())
        || given.iter().zip(spelled).all(|(given, spelled)| given.tone == spelled.tone);
    given.iter().zip(spelled).all(same) && marks_fit
}

/// Whether some syllables have their mark and others lack it.
fn is_partly_marked(choices: &BTreeMap<usize, Choice>, given: &[Letter]) -> bool {
    let toned = choices.values().filter(|choice| choice.syllable.tone() != Tone::Neutral);
    let marked = toned.map(|choice| given.iter().skip(choice.start).take(choice.length).any(|l| l.tone.is_some()));
    let (with, without): (Vec<bool>, Vec<bool>) = marked.partition(|marked| *marked);
    !with.is_empty() && !without.is_empty()
}

/// What a text looks like apart from its letters.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    /// Letters of each word; a word of none for a needless space.
    words: Vec<usize>,
    /// How many letters stand before each apostrophe.
    apostrophes: Vec<usize>,
    /// Which letters are capitals.
    capitals: Vec<usize>,
    /// Other signs.
    signs: Vec<char>,
}

impl Shape {
    fn of(text: &str) -> Self {
        let mut shape = Self::default();
        let mut count = 0;
        for word in text.split(char::is_whitespace) {
            shape.words.push(letters(word).len());
            let mut before = String::new();
            for c in word.chars() {
                before.push(c);
                if "'’‘ʼ`".contains(c) {
                    shape.apostrophes.push(count + letters(&before).len());
                } else if !c.is_alphanumeric() && !('\u{300}'..='\u{36F}').contains(&c) {
                    shape.signs.push(c);
                }
            }
            let capitals = letters(word).into_iter().zip(count..).filter(|(letter, _)| letter.capital);
            shape.capitals.extend(capitals.map(|(_, at)| at));
            count += letters(word).len();
        }
        shape
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaws(name: &str, pinyin: &str) -> Vec<Flaw> {
        let checked = agrees(name, NameKind::Road, pinyin, &LocalReadings::default());
        checked.map_or_else(|fault| fault.flaws, |()| Vec::new())
    }

    #[test]
    fn a_text_by_the_rules_agrees_with_and_without_tones() {
        for (name, pinyin) in [
            ("前丰路", "Qiánfēng Lù"),
            ("前丰路", "Qianfeng Lu"),
            ("长安路", "Cháng'ān Lù"),
            ("长安路", "Chang’an Lu"),
            ("长湖路", "Zhǎnghú Lù"),
            ("绿林路", "Lǜlín Lù"),
            ("绿林路", "Lülin Lu"),
            ("二马路", "2 Mǎlù"),
            ("第九弄", "Dì-9 Lòng"),
            ("豆腐坊巷", "Dòufufáng Xiàng"),
            ("", ""),
        ] {
            assert_eq!(flaws(name, pinyin), [], "{pinyin}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (name, pinyin, expected) in [
            ("前丰路", "QIANFENGLU", vec![Flaw::Spacing, Flaw::Capitals]),
            ("前丰路", "Qiánfēnglù", vec![Flaw::Spacing, Flaw::Capitals]),
            ("前丰路", "QIANFENG LU", vec![Flaw::Capitals]),
            ("前丰路", "Qiánfēng  Lù", vec![Flaw::Spacing]),
            ("前丰路", "Qiánfeng Lù", vec![Flaw::Tones]),
            ("前丰路", "Qiànfēng Lù", vec![Flaw::Tones]),
            ("前丰路", "Qiánfēng Road", vec![Flaw::Syllable(Some('路'))]),
            ("前丰路", "Qiányīng Lù", vec![Flaw::Syllable(Some('丰'))]),
            ("前丰路", "Qiánfēng Lù Xī", vec![Flaw::Syllable(None)]),
            ("前丰路", "Qiánfēng-Lù", vec![Flaw::Spacing, Flaw::Signs]),
            ("西安路", "Xīān Lù", vec![Flaw::Apostrophes]),
            ("前丰路", "Qián'fēng Lù", vec![Flaw::Apostrophes]),
            ("绿林路", "Lvlin Lu", vec![Flaw::Umlauts]),
            ("二马路", "Èr Mǎlù", vec![Flaw::Numerals]),
        ] {
            assert_eq!(flaws(name, pinyin), expected, "{pinyin}");
        }
    }

    #[test]
    fn a_fault_names_the_right_spelling() {
        let fault = agrees("潜丰路", NameKind::Road, "QIANFENGLU", &LocalReadings::default()).unwrap_err();
        assert_eq!(fault.to_string(), "`QIANFENGLU` should be `Qiánfēng Lù`: wrong spaces, wrong capitals");
        let fault = agrees("长湖路", NameKind::Road, "zhǎnghú lù", &LocalReadings::default()).unwrap_err();
        assert_eq!(fault.expected, "Zhǎnghú Lù", "in the reading of the given text");
        let fault = agrees("二马路", NameKind::Road, "èr mǎlù", &LocalReadings::default()).unwrap_err();
        assert_eq!(fault.expected, "2 Mǎlù");
    }

    #[test]
    fn a_name_of_many_polyphones_is_checked_in_no_time() {
        let name = "和".repeat(2000);
        assert_eq!(flaws(&name, &"he".repeat(1999)), [Flaw::Syllable(Some('和'))]);
    }
}

//! One syllable of Mandarin in Hanyu Pinyin.

use std::{fmt, str::FromStr};

/// The four tones and the neutral one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tone {
    /// ˉ, as in lōu.
    First,
    /// ˊ, as in lóu.
    Second,
    /// ˇ, as in lǒu.
    Third,
    /// ˋ, as in lòu.
    Fourth,
    /// Written without a mark.
    Neutral,
}

impl Tone {
    /// 1 to 4, and 5 for the neutral tone.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
            Self::Fourth => 4,
            Self::Neutral => 5,
        }
    }

    fn from_digit(digit: char) -> Option<Self> {
        match digit {
            '1' => Some(Self::First),
            '2' => Some(Self::Second),
            '3' => Some(Self::Third),
            '4' => Some(Self::Fourth),
            '0' | '5' => Some(Self::Neutral),
            _ => None,
        }
    }

    fn from_combining(mark: char) -> Option<Self> {
        match mark {
            '\u{304}' => Some(Self::First),
            '\u{301}' => Some(Self::Second),
            '\u{30C}' => Some(Self::Third),
            '\u{300}' => Some(Self::Fourth),
            _ => None,
        }
    }

    fn combining(self) -> Option<char> {
        match self {
            Self::First => Some('\u{304}'),
            Self::Second => Some('\u{301}'),
            Self::Third => Some('\u{30C}'),
            Self::Fourth => Some('\u{300}'),
            Self::Neutral => None,
        }
    }
}

/// Letters that Unicode holds with their tone mark in one character.
const MARKED: [(char, char, Tone); 30] = [
    ('ā', 'a', Tone::First),
    ('á', 'a', Tone::Second),
    ('ǎ', 'a', Tone::Third),
    ('à', 'a', Tone::Fourth),
    ('ē', 'e', Tone::First),
    ('é', 'e', Tone::Second),
    ('ě', 'e', Tone::Third),
    ('è', 'e', Tone::Fourth),
    ('ī', 'i', Tone::First),
    ('í', 'i', Tone::Second),
    ('ǐ', 'i', Tone::Third),
    ('ì', 'i', Tone::Fourth),
    ('ō', 'o', Tone::First),
    ('ó', 'o', Tone::Second),
    ('ǒ', 'o', Tone::Third),
    ('ò', 'o', Tone::Fourth),
    ('ū', 'u', Tone::First),
    ('ú', 'u', Tone::Second),
    ('ǔ', 'u', Tone::Third),
    ('ù', 'u', Tone::Fourth),
    ('ǖ', 'ü', Tone::First),
    ('ǘ', 'ü', Tone::Second),
    ('ǚ', 'ü', Tone::Third),
    ('ǜ', 'ü', Tone::Fourth),
    ('ḿ', 'm', Tone::Second),
    ('ń', 'n', Tone::Second),
    ('ň', 'n', Tone::Third),
    ('ǹ', 'n', Tone::Fourth),
    ('ế', 'ê', Tone::Second),
    ('ề', 'ê', Tone::Fourth),
];

/// Initials, two-letter ones first so that `zh` is not taken for `z`.
const INITIALS: [&str; 23] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w",
];

/// Finals as they are written after an initial or alone.
const FINALS: [&str; 35] = [
    "a", "o", "e", "ê", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong", "er", "i", "ia", "ie", "iao", "iu",
    "ian", "in", "iang", "ing", "iong", "u", "ua", "uo", "uai", "ui", "uan", "un", "uang", "ue", "ü", "üe",
];

/// Syllables without a final: interjections, and the r of 儿.
const VOWELLESS: [&str; 6] = ["m", "n", "ng", "hm", "hng", "r"];

/// One lower-case letter of a text in Pinyin, and the tone mark that it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// The letter without its tone mark, in lower case; ü stays ü and v stays v.
    pub base: char,
    /// The tone mark.
    pub tone: Option<Tone>,
    /// Whether it was a capital.
    pub capital: bool,
}

/// The letters and digits of `text` in order; spaces, apostrophes and other signs are left out.
#[must_use]
pub fn letters(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for c in text.chars() {
        let before = letters.last_mut();
        if let (Some(tone), Some(letter)) = (Tone::from_combining(c), before) {
            letter.tone = Some(tone);
        } else if let (COMBINING_DIAERESIS, Some(letter)) = (c, letters.last_mut()) {
            letter.base = if letter.base == 'u' { 'ü' } else { letter.base };
        } else if c.is_alphanumeric() {
            let capital = c.is_uppercase();
            for lower in c.to_lowercase() {
                let (base, tone) = unmarked(lower);
                letters.push(Letter { base, tone, capital });
            }
        }
    }
    letters
}

const COMBINING_DIAERESIS: char = '\u{308}';

fn unmarked(c: char) -> (char, Option<Tone>) {
    MARKED.iter().find(|(marked, ..)| *marked == c).map_or((c, None), |&(_, base, tone)| (base, Some(tone)))
}

/// A text that is no syllable of Mandarin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no syllable of Mandarin")]
pub struct NoSyllable(String);

/// One syllable of Mandarin: lower-case letters, with ü as ü, and a tone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Syllable {
    letters: String,
    tone: Tone,
}

impl Syllable {
    /// Its tone.
    #[must_use]
    pub fn tone(&self) -> Tone {
        self.tone
    }

    /// Without its tone: `lou`, `lü`.
    #[must_use]
    pub fn without_tone(&self) -> &str {
        &self.letters
    }

    /// With its tone mark: `lóu`, `lǜ`.
    ///
    /// The mark stands on a or e, else on the o of ou, else on the last vowel.
    #[must_use]
    pub fn with_tone_mark(&self) -> String {
        let carrier = ["a", "e", "ê", "ou"]
            .iter()
            .find_map(|vowel| self.letters.find(vowel))
            .or_else(|| self.letters.rfind(['i', 'o', 'u', 'ü']))
            .or_else(|| self.letters.find(['m', 'n']));
        let mut text = String::new();
        for (at, letter) in self.letters.char_indices() {
            let marked = MARKED.iter().find(|&&(_, base, tone)| base == letter && tone == self.tone);
            match (carrier == Some(at), marked) {
                (true, Some(&(marked, ..))) => text.push(marked),
                (true, None) => text.extend([Some(letter), self.tone.combining()].into_iter().flatten()),
                (false, _) => text.push(letter),
            }
        }
        text
    }

    /// Letters for a search key: ASCII, no tone, ü as v.
    #[must_use]
    pub fn key(&self) -> String {
        self.letters.replace('ü', "v").replace('ê', "e")
    }

    /// Whether an apostrophe must part it from a syllable before it in the same word (SP84 rule 11).
    pub(super) fn needs_apostrophe(&self) -> bool {
        self.letters.starts_with(['a', 'o', 'e', 'ê'])
    }

    /// Whether it is the r of 儿, which is no syllable of its own (SP84 rule 12).
    pub(super) fn is_rhotic(&self) -> bool {
        self.letters == "r"
    }
}

impl FromStr for Syllable {
    type Err = NoSyllable;

    /// Reads `lóu`, `lou2`, `lǜ`, `lü4` or `lv4`; without a mark or a number the tone is the neutral one.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || NoSyllable(text.to_owned());
        let (body, numbered) = match text.char_indices().next_back() {
            Some((at, digit)) if digit.is_ascii_digit() => {
                (text.get(..at).unwrap_or_default(), Some(Tone::from_digit(digit).ok_or_else(refused)?))
            }
            _ => (text, None),
        };
        let read = letters(body);
        let letters: String = read.iter().map(|letter| if letter.base == 'v' { 'ü' } else { letter.base }).collect();
        let marks: Vec<Tone> = read.iter().filter_map(|letter| letter.tone).collect();
        let tone = match (marks.as_slice(), numbered) {
            ([], numbered) => numbered.unwrap_or(Tone::Neutral),
            ([mark], None) => *mark,
            _ => return Err(refused()),
        };
        let whole = body.chars().all(|c| c.is_alphabetic() || is_combining(c));
        if whole && is_spelled(&letters) { Ok(Self { letters, tone }) } else { Err(refused()) }
    }
}

impl fmt::Display for Syllable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_tone_mark())
    }
}

fn is_combining(c: char) -> bool {
    c == COMBINING_DIAERESIS || Tone::from_combining(c).is_some()
}

fn is_spelled(letters: &str) -> bool {
    let initial = INITIALS.iter().find(|initial| letters.starts_with(**initial)).map_or("", |initial| initial);
    let last = letters.strip_prefix(initial).unwrap_or(letters);
    VOWELLESS.contains(&letters) || FINALS.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn syllable(text: &str) -> Syllable {
        text.parse().unwrap()
    }

    #[test]
    fn a_syllable_is_read_with_a_mark_or_a_number() {
        for text in ["lóu", "lou2", "LÓU", "lo\u{301}u"] {
            assert_eq!(syllable(text).with_tone_mark(), "lóu", "{text}");
        }
        for text in ["lǜ", "lü4", "lv4", "lu\u{308}\u{300}"] {
            assert_eq!(syllable(text).with_tone_mark(), "lǜ", "{text}");
        }
        assert_eq!(syllable("de"), syllable("de5"));
        assert_eq!(syllable("nǚ").key(), "nv");
        assert_eq!(syllable("nǚ").without_tone(), "nü");
    }

    #[test]
    fn the_tone_mark_stands_on_its_vowel() {
        for text in ["guǎng", "huì", "liú", "dōu", "yuè", "xióng", "lüè", "ér", "niǎo", "shuí"] {
            assert_eq!(syllable(text).with_tone_mark(), text);
        }
        assert_eq!(syllable("hui4").with_tone_mark(), "huì");
        assert_eq!(syllable("liu2").with_tone_mark(), "liú");
    }

    #[test]
    fn what_mandarin_does_not_have_is_refused() {
        for text in ["", "x", "lou9", "lóú", "lóu2", "bang ban", "场", "zzz", "l'ou", "road", "²"] {
            assert!(text.parse::<Syllable>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_syllable_of_the_dictionary_is_read_and_written_the_same() {
        use pinyin::ToPinyinMulti;
        for reading in ('\u{3400}'..='\u{9FFF}').filter_map(|c| c.to_pinyin_multi()).flatten() {
            assert_eq!(syllable(reading.with_tone()).with_tone_mark(), reading.with_tone());
        }
    }
}

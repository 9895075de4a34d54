//! What is searched for.

use super::alphabet::readings as readings_of;
use super::form::Form;
use super::sound::Sound;
use super::spelling::{Stroke, strokes};
use crate::kernel::folding::{Sign, fold};
use crate::kernel::pinyin::CharacterReading;

/// Longest query, in characters that count.
const LONGEST: usize = 64;

/// Longest query with all its spaces and punctuation.
const LONGEST_WRITTEN: usize = 256;

/// A query, read once and asked of any index.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// The characters that count, as they were written.
    pub(super) written: Vec<char>,
    /// The same, folded.
    pub(super) folded: Vec<char>,
    /// What it may mean when its letters are pinyin.
    pub(super) spoken: Vec<Vec<Atom>>,
}

/// A part of a query that is read as it sounds.
#[derive(Debug, Clone)]
pub(super) enum Atom {
    /// A character.
    Sign(Heard),
    /// A letter of pinyin.
    Letter(Letter),
}

/// A character and how it may be read.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    pub(super) folded: char,
    /// The usual reading first.
    pub(super) sounds: Vec<Sound>,
}

/// A letter of pinyin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// In lower case, ü as v.
    pub(super) base: u8,
    /// The tone given on it, or after it as a number; 0 without.
    pub(super) tone: u8,
    /// Whether a syllable must begin here.
    pub(super) starts: bool,
}

impl Pattern {
    /// Reads a query; none when it is too long, or when nothing in it could be part of a name.
    #[must_use]
    pub fn read(query: &str) -> Option<Self> {
        if query.chars().nth(LONGEST_WRITTEN).is_some() {
            return None;
        }
        let folded: Vec<char> = fold(query).iter().map(|sign| sign.folded).collect();
        if folded.is_empty() || folded.len() > LONGEST {
            return None;
        }
        let strokes = strokes(query);
        let with_tones = atoms(&strokes, true);
        let with_numbers = atoms(&strokes, false);
        let differ = with_tones.len() != with_numbers.len();
        Some(Self {
            written: query.chars().filter(|c| c.is_alphanumeric()).collect(),
            folded,
            spoken: [Some(with_tones), differ.then_some(with_numbers)].into_iter().flatten().collect(),
        })
    }

    /// A name whose characters are read so: [`crate::kernel::pinyin::spell`] says it of a name that is not in the
    /// index yet. Its letters stand for themselves, they are no pinyin.
    #[must_use]
    pub fn spoken(name: &str, readings: &[CharacterReading]) -> Option<Self> {
        let signs = fold(name);
        if signs.is_empty() || signs.len() > LONGEST {
            return None;
        }
        let mut read = readings.iter().peekable();
        let hear = |sign: &Sign| {
            let settled = read.next_if(|read| read.character == sign.written && read.syllable.is_some());
            let sounds = settled.map(|read| read.candidates.iter().map(Sound::of).collect());
            Atom::Sign(Heard { folded: sign.folded, sounds: sounds.unwrap_or_else(|| readings_of(sign.folded)) })
        };
        Some(Self {
            written: name.chars().filter(|c| c.is_alphanumeric()).collect(),
            spoken: vec![signs.iter().map(hear).collect()],
            folded: signs.iter().map(|sign| sign.folded).collect(),
        })
    }

    /// Whether it holds letters that may be pinyin.
    pub(super) fn has_letters(&self) -> bool {
        self.spoken.iter().flatten().any(|atom| matches!(atom, Atom::Letter(_)))
    }

    /// Whether a name can match it in this form at all.
    pub(super) fn admits(&self, form: Form) -> bool {
        let atoms = || self.spoken.iter().flatten();
        let has_signs = || atoms().any(|atom| matches!(atom, Atom::Sign(_)));
        let has_tones = || atoms().any(|atom| matches!(atom, Atom::Letter(letter) if letter.tone > 0));
        match form {
            Form::Exact | Form::Folded | Form::OtherReading | Form::Similar => true,
            Form::Spelled | Form::Abbreviated => self.has_letters(),
            Form::SameSound => has_signs(),
            Form::OtherTone => has_signs() || has_tones(),
        }
    }
}

/// The atoms of a query. A digit after a letter is a tone or a number.
fn atoms(strokes: &[Stroke], tones: bool) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut after_tone = false;
    let mut numbers = strokes.iter().skip(1);
    for stroke in strokes {
        let next = numbers.next();
        match *stroke {
            Stroke::Letter { letter, tone, starts, until } => {
                let base = if letter == b'v' && !starts && follows_jqxy(&atoms) { b'u' } else { letter };
                let number = next.filter(|_| tones).and_then(|next| tone_number(next, until));
                let tone = number.unwrap_or(tone);
                atoms.push(Atom::Letter(Letter { base, tone, starts: starts || after_tone }));
                after_tone = number.is_some();
            }
            Stroke::Sign(_) if after_tone => after_tone = false,
            Stroke::Sign(sign) => {
                atoms.push(Atom::Sign(Heard { folded: sign.folded, sounds: readings_of(sign.folded) }));
            }
        }
    }
    atoms
}

/// The tone that a single digit gives to the word that ends at `until`.
fn tone_number(stroke: &Stroke, until: usize) -> Option<u8> {
    let Stroke::Sign(sign) = stroke else { return None };
    let tone = sign.written.to_digit(10).filter(|tone| *tone <= 5)?;
    let alone = sign.start == until && sign.end == until + 1;
    // 12 became 十二, which is no tone.
    let single = !matches!(sign.folded, '十');
    let tone = if tone == 0 { 5 } else { tone };
    u8::try_from(tone).ok().filter(|_| alone && single)
}

fn follows_jqxy(atoms: &[Atom]) -> bool {
    matches!(atoms.last(), Some(Atom::Letter(Letter { base: b'j' | b'q' | b'x' | b'y', .. })))
}

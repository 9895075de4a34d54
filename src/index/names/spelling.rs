//! Which sound each sign of a name has.

use super::alphabet::Readings;
use super::sound::{LONGEST, Sound, whole};
use crate::kernel::folding::{Sign, fold, narrow};
use crate::kernel::pinyin::{LocalReadings, NameKind, Tone, letters, spell};

/// One letter or sign of a text in pinyin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stroke {
    /// A Latin letter in lower case, ü as v.
    Letter {
        letter: u8,
        /// The tone that is marked on it, 0 without.
        tone: u8,
        /// Whether it is the first of its word.
        starts: bool,
        /// Where its word ends, counted in characters of the text.
        until: usize,
    },
    /// Anything else, folded; digits as numerals.
    Sign(Sign),
}

/// The strokes of a text: spaces, apostrophes and other signs part words and are left out.
pub(super) fn strokes(text: &str) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    let narrowed: String = text.chars().map(narrow).collect();
    let mut starts = true;
    let mut rest = narrowed.as_str();
    let mut at = 0;
    while let Some(c) = rest.chars().next() {
        let run = |kind: fn(char) -> bool| rest.find(|c| !kind(c)).unwrap_or(rest.len());
        let (length, kind) = if is_letter(c) { (run(is_letter), Kind::Letters) } else { (run(is_sign), Kind::Signs) };
        let length = if length == 0 { c.len_utf8() } else { length };
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        match kind {
            Kind::Letters => {
                let until = at + word.chars().count();
                for letter in letters(word) {
                    let base = match letter.base {
                        'ü' => 'v',
                        'ê' => 'e',
                        base => base,
                    };
                    let tone = letter.tone.map_or(0, Tone::number);
                    if let Ok(letter) = u8::try_from(base) {
                        strokes.push(Stroke::Letter { letter, tone, starts: std::mem::take(&mut starts), until });
                    }
                }
            }
            Kind::Signs => {
                let shift = |sign: Sign| Sign { start: sign.start + at, end: sign.end + at, ..sign };
                strokes.extend(fold(word).into_iter().map(shift).map(Stroke::Sign));
                starts = true;
            }
        }
        at += word.chars().count();
        rest = after;
    }
    strokes
}

enum Kind {
    Letters,
    Signs,
}

/// Latin letters with or without marks, and marks that combine with them.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{C0}'..='\u{36F}').contains(&c) || ('\u{1E00}'..='\u{1EFF}').contains(&c)
}

fn is_sign(c: char) -> bool {
    !is_letter(c)
}

/// The sounds of a name's signs: by its pinyin, as far as the two go together, else by the tables.
pub(super) fn sounds(text: &str, signs: &[Sign], pinyin: Option<&str>, readings: &mut Readings) -> Vec<Sound> {
    let by_pinyin = pinyin.and_then(|pinyin| {
        let strokes = strokes(pinyin);
        [true, false].into_iter().find_map(|strict| Alignment::of(signs, &strokes, strict, readings))
    });
    by_pinyin.unwrap_or_else(|| by_tables(text, signs, readings))
}

/// The sounds of a name's signs as words and characters are usually read.
fn by_tables(text: &str, signs: &[Sign], readings: &mut Readings) -> Vec<Sound> {
    let spelled = spell(text, NameKind::NaturalSettlement, &LocalReadings::default()).characters;
    let mut spelled = spelled.into_iter().peekable();
    let read = signs.iter().map(|sign| {
        let settled = spelled.next_if(|read| read.character == sign.written).and_then(|read| read.syllable);
        let usual = || readings.of(sign.folded).first().copied().unwrap_or(Sound::UNREAD);
        settled.as_ref().map_or_else(usual, Sound::of)
    });
    read.collect()
}

/// Goes along a name and its pinyin at once.
struct Alignment<'a> {
    signs: &'a [Sign],
    strokes: &'a [Stroke],
    /// Whether each sign must be read as the tables know it, with its tone.
    strict: bool,
    readings: &'a mut Readings,
    sounds: Vec<Sound>,
    /// How often it may still try.
    tries: usize,
}

impl<'a> Alignment<'a> {
    fn of(signs: &'a [Sign], strokes: &'a [Stroke], strict: bool, readings: &'a mut Readings) -> Option<Vec<Sound>> {
        let mut alignment =
            Self { signs, strokes, strict, readings, sounds: Vec::with_capacity(signs.len()), tries: 64 * signs.len() };
        alignment.go(0).then_some(alignment.sounds)
    }

    fn go(&mut self, at: usize) -> bool {
        let Some(sign) = self.signs.get(self.sounds.len()) else { return at == self.strokes.len() };
        self.tries = self.tries.saturating_sub(1);
        self.tries > 0
            && self.options(sign, at).into_iter().any(|(sound, length)| {
                self.sounds.push(sound);
                let fits = self.go(at + length);
                if !fits {
                    self.sounds.pop();
                }
                fits
            })
    }

    /// What the strokes from a place on may say of a sign, and in how many strokes; known readings first.
    fn options(&mut self, sign: &Sign, at: usize) -> Vec<(Sound, usize)> {
        let rest = self.strokes.get(at..).unwrap_or_default();
        if let Some(Stroke::Sign(written)) = rest.first() {
            let read = self.readings.of(sign.folded).first().copied().unwrap_or(Sound::UNREAD);
            return (written.folded == sign.folded).then_some((read, 1)).into_iter().collect();
        }
        let known = self.readings.of(sign.written);
        let mut options: Vec<_> = (1..=LONGEST)
            .filter_map(|length| {
                let sound = spoken(rest.get(..length)?)?;
                let fits = |known: &Sound| {
                    let tone = !self.strict || [sound.tone(), 0].contains(&known.tone());
                    known.syllable() == sound.syllable() && tone
                };
                let is_known = known.iter().any(fits);
                (is_known || !self.strict).then_some((!is_known, sound, length))
            })
            .collect();
        options.sort_by_key(|(unknown, _, length)| (*unknown, std::cmp::Reverse(*length)));
        options.into_iter().map(|(_, sound, length)| (sound, length)).collect()
    }
}

/// The sound that strokes spell, if they are the letters of one syllable; without a mark the tone is the neutral one.
fn spoken(strokes: &[Stroke]) -> Option<Sound> {
    let (mut spelled, mut tone) = ([0; LONGEST], 5);
    for (at, stroke) in strokes.iter().enumerate() {
        let Stroke::Letter { letter, tone: mark, starts, .. } = *stroke else { return None };
        *spelled.get_mut(at)? = letter;
        match (at, starts, mark, tone) {
            (1.., true, ..) => return None,
            (.., 0, _) => {}
            (.., 5) => tone = mark,
            _ => return None,
        }
    }
    let syllable = whole(spelled.get(..strokes.len())?)?;
    Some(Sound::new(syllable, tone))
}

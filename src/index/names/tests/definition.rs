//! The definition of a match, said again without an index.

use super::Row;
use crate::index::names::alphabet::{Readings, readings};
use crate::index::names::pattern::{Atom, Letter, Pattern};
use crate::index::names::sound::{Sound, is_syllable, letters_of, whole};
use crate::index::names::spelling::sounds;
use crate::index::names::{Extent, Form};
use crate::kernel::folding::{Sign, fold};

/// A name taken apart.
pub(super) struct Name {
    text: String,
    signs: Vec<Sign>,
    sounds: Vec<Sound>,
}

/// What a path through a query has met so far.
#[derive(Clone, Copy)]
struct Path {
    form: Form,
    units: usize,
    unfinished: bool,
}

impl Name {
    pub(super) fn of(row: &Row) -> Self {
        let signs = fold(&row.text);
        let sounds = sounds(&row.text, &signs, row.pinyin.as_deref(), &mut Readings::default());
        Self { text: row.text.clone(), signs, sounds }
    }

    pub(super) fn length(&self) -> usize {
        self.signs.len()
    }

    /// In what form a query matches, and to what extent, without an error.
    pub(super) fn matched(&self, pattern: &Pattern) -> Option<(Form, Extent)> {
        (0..self.signs.len()).filter_map(|start| self.matched_from(pattern, start)).min()
    }

    fn matched_from(&self, pattern: &Pattern, start: usize) -> Option<(Form, Extent)> {
        let extent = |path: &Path| match start {
            0 if path.units == self.signs.len() && !path.unfinished => Extent::Whole,
            0 => Extent::Prefix,
            _ => Extent::Inner,
        };
        let mut paths: Vec<Path> = self.written(pattern, start).into_iter().collect();
        for atoms in &pattern.spoken {
            let begin = Path { form: Form::Exact, units: 0, unfinished: false };
            self.spelled(atoms, start, begin, &mut paths);
            if pattern.has_letters() {
                self.abbreviated(atoms, start, 0, &mut paths);
            }
        }
        paths.iter().map(|path| (path.form, extent(path))).min()
    }

    fn written(&self, pattern: &Pattern, start: usize) -> Option<Path> {
        let window = self.signs.get(start..start + pattern.folded.len())?;
        if !window.iter().map(|sign| sign.folded).eq(pattern.folded.iter().copied()) {
            return None;
        }
        let (first, last) = (window.first().unwrap().start, window.last().unwrap().end);
        let written = self.text.chars().skip(first).take(last - first).filter(|c| c.is_alphanumeric());
        let form = if written.eq(pattern.written.iter().copied()) { Form::Exact } else { Form::Folded };
        Some(Path { form, units: window.len(), unfinished: false })
    }

    /// Whole syllables from a sign on.
    fn spelled(&self, atoms: &[Atom], at: usize, path: Path, found: &mut Vec<Path>) {
        if atoms.is_empty() {
            found.push(path);
            return;
        }
        let Some((sign, sound)) = self.signs.get(at).zip(self.sounds.get(at)) else { return };
        let others: Vec<u16> = readings(sign.folded).iter().map(|reading| reading.syllable()).collect();
        let on = |form: Form| Path { form: path.form.max(form), units: path.units + 1, ..path };
        if let [Atom::Sign(heard), rest @ ..] = atoms {
            let usual = heard.sounds.first();
            let form = if heard.folded == sign.folded {
                Some(Form::Folded)
            } else if usual == Some(sound) {
                Some(Form::SameSound)
            } else if usual.is_some_and(|usual| usual.syllable() == sound.syllable()) {
                Some(Form::OtherTone)
            } else {
                let fits = |heard: &Sound| heard.syllable() == sound.syllable() || others.contains(&heard.syllable());
                heard.sounds.iter().any(fits).then_some(Form::OtherReading)
            };
            if let Some(form) = form {
                self.spelled(rest, at + 1, on(form), found);
            }
            return;
        }
        for (letters, tone, rest) in pieces(atoms) {
            let syllable = whole(letters.as_bytes());
            let form = syllable.and_then(|syllable| {
                if syllable == sound.syllable() {
                    Some(if tone == 0 || tone == sound.tone() { Form::Spelled } else { Form::OtherTone })
                } else {
                    others.contains(&syllable).then_some(Form::OtherReading)
                }
            });
            if let Some(form) = form {
                self.spelled(rest, at + 1, on(form), found);
            }
            let unfinished = rest.is_empty() && path.units > 0 && !syllable.is_some_and(is_syllable);
            if unfinished && letters_of(sound.syllable()).unwrap().starts_with(&letters) {
                found.push(Path { unfinished: true, ..on(Form::Spelled) });
            }
        }
    }

    /// Beginnings of syllables and characters from a sign on.
    fn abbreviated(&self, atoms: &[Atom], at: usize, units: usize, found: &mut Vec<Path>) {
        if atoms.is_empty() {
            found.push(Path { form: Form::Abbreviated, units, unfinished: false });
            return;
        }
        let Some((sign, sound)) = self.signs.get(at).zip(self.sounds.get(at)) else { return };
        if let [Atom::Sign(heard), rest @ ..] = atoms {
            if heard.folded == sign.folded {
                self.abbreviated(rest, at + 1, units + 1, found);
            }
            return;
        }
        for (letters, _, rest) in pieces(atoms) {
            if letters_of(sound.syllable()).unwrap().starts_with(&letters) {
                self.abbreviated(rest, at + 1, units + 1, found);
            }
        }
    }
}

/// What the letters at the start of a query may be as one syllable, and what follows.
fn pieces(atoms: &[Atom]) -> Vec<(String, u8, &[Atom])> {
    let letter = |(at, atom): (usize, &Atom)| match atom {
        Atom::Letter(letter) if at == 0 || !letter.starts => Some(*letter),
        _ => None,
    };
    let letters: Vec<Letter> = atoms.iter().enumerate().map_while(letter).collect();
    let piece = |length| {
        let piece: &[Letter] = &letters[..length];
        let tones: Vec<u8> = piece.iter().map(|letter| letter.tone).filter(|tone| *tone > 0).collect();
        let text = piece.iter().map(|letter| char::from(letter.base)).collect();
        (tones.len() < 2).then(|| (text, tones.first().copied().unwrap_or(0), &atoms[length..]))
    };
    (1..=letters.len().min(6)).filter_map(piece).collect()
}

//! Trails: where names may hold what a query asks for, and what to look at there.

use super::alphabet::SignId;
use super::book::{Book, Number};
use super::concordance::{Concordance, Cursor};
use super::form::{Extent, Form};
use super::label::Named;
use super::pattern::{Heard, Pattern};
use super::slip::Slip;
use super::sound::{Sound, SyllableId};
use crate::index::tiers::Block;
use crate::kernel::folding::fold;

/// With an error, fewer characters must be those of a whole name.
const SIGNS_FOR_A_PART: usize = 4;

/// With an error, fewer letters and characters together must be those of a whole name.
const LETTERS_FOR_A_PART: usize = 6;

/// The places of a cursor, and what a name must have there.
#[derive(Debug, Clone)]
pub(super) struct Trail<'p> {
    pub(super) kind: Kind,
    pub(super) cursor: Cursor,
    /// How many signs before the places of the cursor the match begins.
    pub(super) back: usize,
    pub(super) need: Need<'p>,
}

/// What a cursor belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Sign,
    Syllable,
    Initial,
}

/// What a name must have at a place.
#[derive(Debug, Clone)]
pub(super) enum Need<'p> {
    /// The signs of the query.
    Signs,
    /// Units as they sound, none worse than the trail admits.
    Units { units: Vec<Unit<'p>>, way: Way },
    /// The signs of the query but for a slip.
    Slip(Slip),
}

/// How units were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Whole syllables.
    Spelled,
    /// Whole syllables, the last one begun.
    Begun,
    /// Beginnings of syllables.
    Abbreviated,
    /// Whole syllables after a slip of a letter.
    Slipped,
}

/// What one sign of a name must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unit<'p> {
    /// A character, with its number in the book if a name there has it.
    Sign(&'p Heard, Option<SignId>),
    /// A syllable with a tone, or with 0 for any.
    Whole(SyllableId, u8),
    /// A syllable from one to another, which begin alike.
    Begun(SyllableId, SyllableId),
}

/// A place in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) name: Number,
    /// The sign at which the match begins.
    pub(super) start: usize,
}

impl<'p> Trail<'p> {
    /// How many signs of a name it matches.
    pub(super) fn length(&self, pattern: &Pattern) -> usize {
        match &self.need {
            Need::Signs => pattern.folded.len(),
            Need::Units { units, .. } => units.len(),
            Need::Slip(slip) => slip.length(pattern.folded.len()),
        }
    }

    /// The units it matches, if it matches by sound.
    pub(super) fn units(&self) -> &[Unit<'p>] {
        match &self.need {
            Need::Units { units, .. } => units,
            Need::Signs | Need::Slip(_) => &[],
        }
    }

    /// Whether names may be matched as a whole: not while a syllable is being typed.
    fn is_closed(&self) -> bool {
        !matches!(self.need, Need::Units { way: Way::Begun, .. })
    }
}

impl<K: Copy + Ord, R: Named> Book<K, R> {
    fn concordance(&self, kind: Kind) -> &Concordance {
        match kind {
            Kind::Sign => &self.by_sign,
            Kind::Syllable => &self.by_syllable,
            Kind::Initial => &self.by_initial,
        }
    }

    /// Visits the places of a trail at which names might be matched to an extent.
    pub(super) fn visit(&self, trail: &Trail<'_>, pattern: &Pattern, extent: Extent, mut visit: impl FnMut(Spot)) {
        let concordance = self.concordance(trail.kind);
        let complete = trail.cursor.depth == trail.length(pattern);
        match extent {
            Extent::Whole if complete && trail.back == 0 => {
                let wholes = concordance.wholes(self.texts(trail.kind), trail.cursor);
                for &name in wholes {
                    visit(Spot { name, start: 0 });
                }
            }
            Extent::Whole | Extent::Prefix if trail.back == 0 => {
                for &name in concordance.heads(trail.cursor) {
                    visit(Spot { name, start: 0 });
                }
            }
            Extent::Whole | Extent::Prefix => {
                let starts = concordance.tails(trail.cursor).filter(|&(_, place)| usize::from(place) == trail.back);
                starts.for_each(|(name, _)| visit(Spot { name, start: 0 }));
            }
            Extent::Inner => concordance.tails(trail.cursor).for_each(|(name, place)| {
                let start = usize::from(place).checked_sub(trail.back).filter(|start| *start > 0);
                if let Some(start) = start {
                    visit(Spot { name, start });
                }
            }),
        }
    }

    /// How many places [`Self::visit`] would visit at most.
    pub(super) fn places_of(&self, trail: &Trail<'_>, extent: Extent) -> usize {
        let heads = self.concordance(trail.kind).heads(trail.cursor).len();
        match extent {
            Extent::Whole | Extent::Prefix if trail.back == 0 => heads,
            _ => trail.cursor.count() - heads,
        }
    }

    /// In what form and to what extent a name is matched at a place; none when it is not.
    pub(super) fn judge(&self, trail: &Trail<'_>, pattern: &Pattern, spot: Spot) -> Option<(Form, Extent)> {
        let form = match &trail.need {
            Need::Signs if self.is_exact(pattern, spot) => Form::Exact,
            Need::Signs => Form::Folded,
            Need::Units { units, way } => self.hear(units, *way, spot)?,
            Need::Slip(slip) => slip.fits(self, pattern, spot).then_some(Form::Similar)?,
        };
        let length = self.signs.length(spot.name);
        let extent = match spot.start {
            0 if length == trail.length(pattern) && trail.is_closed() => Extent::Whole,
            0 => Extent::Prefix,
            _ => Extent::Inner,
        };
        let long_enough = match &trail.need {
            Need::Slip(_) => pattern.folded.len() >= SIGNS_FOR_A_PART,
            Need::Units { way: Way::Slipped, .. } => pattern.folded.len() >= LETTERS_FOR_A_PART,
            Need::Signs | Need::Units { .. } => true,
        };
        (long_enough || extent == Extent::Whole).then_some((form, extent))
    }

    /// Whether the characters of the query are those of the name, if the folded ones are.
    fn is_exact(&self, pattern: &Pattern, spot: Spot) -> bool {
        if self.is_plain(spot.name) {
            return pattern.written == pattern.folded;
        }
        let Some((_, row)) = self.entries().get(self.place(spot.name)) else { return false };
        let text = row.label().text;
        let signs = fold(text);
        let span = signs.get(spot.start..spot.start + pattern.folded.len()).unwrap_or_default();
        let (Some(first), Some(last)) = (span.first(), span.last()) else { return false };
        let written = text.chars().take(last.end).skip(first.start).filter(|c| c.is_alphanumeric());
        written.eq(pattern.written.iter().copied())
    }

    /// In what form the signs of a name from a place on are units.
    fn hear(&self, units: &[Unit<'_>], way: Way, spot: Spot) -> Option<Form> {
        let signs = self.signs.text(spot.name).get(spot.start..spot.start + units.len())?;
        let sounds = self.sounds.text(spot.name).get(spot.start..spot.start + units.len())?;
        let heard = units.iter().zip(signs.iter().zip(sounds));
        let mut form = Form::Exact;
        for (unit, (&sign, &sound)) in heard {
            form = form.max(self.hear_one(*unit, sign, Sound::unpacked(sound))?);
        }
        match way {
            Way::Spelled | Way::Begun => Some(form),
            Way::Abbreviated => (form <= Form::Spelled).then_some(Form::Abbreviated),
            Way::Slipped => (form <= Form::OtherTone).then_some(Form::Similar),
        }
    }

    fn hear_one(&self, unit: Unit<'_>, sign: SignId, sound: Sound) -> Option<Form> {
        match unit {
            Unit::Sign(_, Some(same)) if same == sign => Some(Form::Folded),
            Unit::Sign(heard, _) => {
                let usual = heard.sounds.first().filter(|usual| usual.syllable() == sound.syllable());
                match usual {
                    Some(usual) if usual.tone() == sound.tone() => Some(Form::SameSound),
                    Some(_) => Some(Form::OtherTone),
                    None => {
                        let mut syllables = heard.sounds.iter().map(|sound| sound.syllable());
                        syllables
                            .any(|syllable| self.alphabet.may_be_read(sign, syllable))
                            .then_some(Form::OtherReading)
                    }
                }
            }
            Unit::Whole(syllable, tone) if syllable == sound.syllable() => {
                Some(if tone == 0 || tone == sound.tone() { Form::Spelled } else { Form::OtherTone })
            }
            Unit::Whole(syllable, _) => self.alphabet.may_be_read(sign, syllable).then_some(Form::OtherReading),
            Unit::Begun(first, last) => (first..=last).contains(&sound.syllable()).then_some(Form::Spelled),
        }
    }

    pub(super) fn texts(&self, kind: Kind) -> &super::texts::Texts {
        match kind {
            Kind::Sign => &self.signs,
            Kind::Syllable | Kind::Initial => &self.sounds,
        }
    }
}

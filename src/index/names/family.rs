//! What is looked for at one go, and where it leads.

use super::book::Book;
use super::concordance::Cursor;
use super::form::Form;
use super::label::Named;
use super::pattern::{Atom, Pattern};
use super::slip::Slip;
use super::trail::{Kind, Need, Trail, Way};
use super::walk::Walk;

/// Shortest and longest query in which one character may be wrong.
const SIGNS_FOR_A_SLIP: std::ops::RangeInclusive<usize> = 3..=24;

/// Most places at which an error is looked for on one trail: where both sides of it are more frequent, it is not.
const PLACES_FOR_A_SLIP: usize = 4096;

/// What is looked for at one go, from better to worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Characters.
    Signs,
    /// Whole syllables, and characters by their sounds.
    Sounds,
    /// The same by other readings.
    Echoes,
    /// Beginnings of syllables.
    Initials,
    /// One error.
    Slips,
}

impl Family {
    pub(super) const ALL: [Self; 5] = [Self::Signs, Self::Sounds, Self::Echoes, Self::Initials, Self::Slips];

    /// The forms in which it may match, better ones first.
    pub(super) fn forms(self) -> &'static [Form] {
        match self {
            Self::Signs => &[Form::Exact, Form::Folded],
            Self::Sounds => &[Form::Spelled, Form::SameSound, Form::OtherTone],
            Self::Echoes => &[Form::OtherReading],
            Self::Initials => &[Form::Abbreviated],
            Self::Slips => &[Form::Similar],
        }
    }
}

/// What the walks through a book led to.
#[derive(Debug, Default)]
pub(super) struct Led<'p> {
    pub(super) trails: Vec<Trail<'p>>,
    /// Whether a walk gave up before its end.
    pub(super) gave_up: bool,
    /// How many steps were taken.
    pub(super) steps: usize,
}

/// Finds the trails of a query in a book.
pub(super) fn trails<'p, K: Copy + Ord, R: Named>(book: &Book<K, R>, pattern: &'p Pattern, family: Family) -> Led<'p> {
    let mut led = match family {
        Family::Signs => return Led { trails: signs(book, pattern), ..Led::default() },
        Family::Initials if !pattern.has_letters() => return Led::default(),
        Family::Slips => slips(book, pattern),
        Family::Sounds | Family::Echoes | Family::Initials => Led::default(),
    };
    for atoms in &pattern.spoken {
        let walked = Walk::through(book, atoms, family);
        led.gave_up |= walked.gave_up;
        led.steps += walked.steps;
        led.trails.extend(walked.trails.into_iter().map(|trail| by_signs(book, atoms, trail)));
    }
    led
}

/// The trail of the characters of a query.
fn signs<'p, K: Copy + Ord, R: Named>(book: &Book<K, R>, pattern: &Pattern) -> Vec<Trail<'p>> {
    let cursor = along(book, &pattern.folded);
    let trail = |cursor| Trail { kind: Kind::Sign, cursor, back: 0, need: Need::Signs };
    cursor.map(trail).into_iter().collect()
}

/// Where names have these signs one after another.
fn along<K: Copy + Ord, R: Named>(book: &Book<K, R>, signs: &[char]) -> Option<Cursor> {
    signs.iter().try_fold(book.by_sign.all(), |cursor, &sign| {
        let id = book.alphabet.id(sign)?;
        book.by_sign.step(&book.signs, cursor, id, id)
    })
}

/// The trail with fewer places, if the characters at the start of the query lead to fewer.
fn by_signs<'p, K: Copy + Ord, R: Named>(book: &Book<K, R>, atoms: &[Atom], trail: Trail<'p>) -> Trail<'p> {
    let sign = |atom: &Atom| match atom {
        Atom::Sign(heard) => Some(heard.folded),
        Atom::Letter(_) => None,
    };
    // Among characters alone, others of the same sound are looked for.
    let signs: Vec<char> = atoms.iter().map_while(sign).collect();
    let Need::Units { way: Way::Abbreviated, .. } = trail.need else { return trail };
    let fewer = along(book, &signs).filter(|cursor| !signs.is_empty() && cursor.count() < trail.cursor.count());
    fewer.map_or(trail.clone(), |cursor| Trail { kind: Kind::Sign, cursor, ..trail })
}

/// The trails of the characters of a query but for one error: by what is left of it or right of it, where there is less.
fn slips<'p, K: Copy + Ord, R: Named>(book: &Book<K, R>, pattern: &Pattern) -> Led<'p> {
    let query = pattern.folded.as_slice();
    let mut led = Led::default();
    if !SIGNS_FOR_A_SLIP.contains(&query.len()) {
        return led;
    }
    for at in 0..query.len() {
        let last = at + 1 == query.len();
        let all = [
            (Slip::Substituted(at), at + 1, true),
            (Slip::Missing(at), at, at > 0),
            (Slip::Extra(at), at + 1, true),
            (Slip::Swapped(at), at + 2, !last),
        ];
        for (slip, right, _) in all.into_iter().filter(|(.., possible)| *possible) {
            let left = along(book, query.get(..at).unwrap_or_default());
            let right = query.get(right..).unwrap_or_default();
            let back = slip.length(query.len()) - right.len();
            let right = along(book, right);
            // Both sides must be there, if only as the empty sequence.
            let (Some(left), Some(right)) = (left, right) else { continue };
            let (cursor, back) =
                if right.count() < left.count() || left.depth == 0 { (right, back) } else { (left, 0) };
            if cursor.count() > PLACES_FOR_A_SLIP {
                led.gave_up = true;
            } else if cursor.depth > 0 {
                led.trails.push(Trail { kind: Kind::Sign, cursor, back, need: Need::Slip(slip) });
            }
        }
    }
    led
}

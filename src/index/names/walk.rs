//! Walks through a query and a concordance at once, which find the trails of a query in a book.

use std::collections::BTreeSet;

use super::book::Book;
use super::concordance::Cursor;
use super::form::Form;
use super::label::Named;
use super::pattern::{Atom, Heard, Letter, Pattern};
use super::slip::{Slip, is_slip};
use super::sound::{LONGEST, SyllableId, begun, initial_of, is_syllable, syllables, whole};
use super::trail::{Kind, Need, Trail, Unit, Way};

/// Steps that one walk may take; real queries need a few dozen.
const STEPS: usize = 2000;

/// Shortest query in which one letter may be wrong.
const LETTERS_FOR_A_SLIP: usize = 4;

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
        let mut walk = Walk {
            book,
            atoms,
            family,
            swap: None,
            slipped: false,
            steps: STEPS,
            units: Vec::new(),
            found: Vec::new(),
        };
        match family {
            Family::Signs | Family::Sounds | Family::Echoes => walk.sounds(0, book.by_syllable.all()),
            Family::Initials => walk.initials(0, book.by_initial.all()),
            Family::Slips => walk.slips(),
        }
        led.gave_up |= walk.steps == 0;
        led.steps += STEPS - walk.steps;
        led.trails.extend(walk.found.into_iter().map(|trail| by_signs(book, atoms, trail)));
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

/// A walk under way.
struct Walk<'a, 'p, K, R> {
    book: &'a Book<K, R>,
    atoms: &'p [Atom],
    family: Family,
    /// The letter that is swapped with the next one.
    swap: Option<usize>,
    /// Whether a letter is wrong already.
    slipped: bool,
    /// How many steps it may still take.
    steps: usize,
    units: Vec<Unit<'p>>,
    found: Vec<Trail<'p>>,
}

/// Some letters of a query that may be one syllable, with the tone given on them.
struct Piece {
    letters: Vec<u8>,
    tone: u8,
}

impl<'p, K: Copy + Ord, R: Named> Walk<'_, 'p, K, R> {
    /// Goes on through whole syllables.
    fn sounds(&mut self, at: usize, cursor: Cursor) {
        match self.atoms.get(at) {
            None => self.arrive(cursor, Way::Spelled),
            Some(Atom::Sign(heard)) => {
                for syllable in self.syllables(heard) {
                    self.step(cursor, (syllable, syllable), self.sign(heard), |walk, cursor| {
                        walk.sounds(at + 1, cursor)
                    });
                }
            }
            Some(Atom::Letter(_)) => {
                for Piece { letters, tone } in self.pieces(at, LONGEST) {
                    let next = at + letters.len();
                    let syllable = whole(&letters);
                    if let Some(syllable) = syllable {
                        let unit = Unit::Whole(syllable, tone);
                        for read in self.read_as(syllable) {
                            self.step(cursor, (read, read), unit, |walk, cursor| walk.sounds(next, cursor));
                        }
                    }
                    if next == self.atoms.len() && !syllable.is_some_and(is_syllable) {
                        self.begun(&letters, cursor);
                    }
                }
                if self.family == Family::Slips && !self.slipped {
                    self.slip(at, cursor);
                }
            }
        }
    }

    /// Ends in a syllable that is being typed, after a whole one.
    fn begun(&mut self, letters: &[u8], cursor: Cursor) {
        if let Some((first, last)) = begun(letters).filter(|_| !self.units.is_empty()) {
            self.step(cursor, (first, last), Unit::Begun(first, last), |walk, cursor| walk.arrive(cursor, Way::Begun));
        }
    }

    /// Goes on with one letter wrong in the next syllable.
    fn slip(&mut self, at: usize, cursor: Cursor) {
        let pieces = self.pieces(at, LONGEST + 1);
        for (syllable, spelling) in syllables() {
            for Piece { letters, tone } in &pieces {
                if is_slip(letters, spelling.as_bytes()) {
                    let unit = Unit::Whole(syllable, *tone);
                    self.slipped = true;
                    self.step(cursor, (syllable, syllable), unit, |walk, cursor| {
                        walk.sounds(at + letters.len(), cursor)
                    });
                    self.slipped = false;
                }
            }
        }
    }

    /// Goes through the query with one letter wrong, or two swapped.
    fn slips(&mut self) {
        let is_letter = |atom: &Atom| matches!(atom, Atom::Letter(_));
        if self.atoms.iter().filter(|atom| is_letter(atom)).count() < LETTERS_FOR_A_SLIP {
            return;
        }
        self.sounds(0, self.book.by_syllable.all());
        self.slipped = true;
        for (at, pair) in self.atoms.windows(2).enumerate() {
            if let [Atom::Letter(one), Atom::Letter(other)] = pair
                && one.letter != other.letter
            {
                self.swap = Some(at);
                self.sounds(0, self.book.by_syllable.all());
            }
        }
    }

    /// Goes on through beginnings of syllables.
    fn initials(&mut self, at: usize, cursor: Cursor) {
        match self.atoms.get(at) {
            None => self.arrive(cursor, Way::Abbreviated),
            Some(Atom::Sign(heard)) => {
                let sounds = self.book.alphabet.sounds_of(heard.folded);
                let initials: BTreeSet<u16> = sounds.iter().map(|sound| initial_of(sound.packed())).collect();
                for initial in initials {
                    let unit = self.sign(heard);
                    self.step(cursor, (initial, initial), unit, |walk, cursor| walk.initials(at + 1, cursor));
                }
            }
            Some(Atom::Letter(Letter { letter, .. })) => {
                let initial = u16::from(*letter);
                for Piece { letters, .. } in self.pieces(at, LONGEST) {
                    let Some((first, last)) = begun(&letters) else { break };
                    self.step(cursor, (initial, initial), Unit::Begun(first, last), |walk, cursor| {
                        walk.initials(at + letters.len(), cursor);
                    });
                }
            }
        }
    }

    /// Takes one step, if any name goes that way, and what follows it.
    fn step(
        &mut self,
        cursor: Cursor,
        (low, high): (u16, u16),
        unit: Unit<'p>,
        follow: impl FnOnce(&mut Self, Cursor),
    ) {
        self.steps = self.steps.saturating_sub(1);
        if self.steps == 0 {
            return;
        }
        let concordance = match self.family {
            Family::Initials => &self.book.by_initial,
            _ => &self.book.by_syllable,
        };
        if let Some(cursor) = concordance.step(&self.book.sounds, cursor, low, high) {
            self.units.push(unit);
            follow(self, cursor);
            self.units.pop();
        }
    }

    fn arrive(&mut self, cursor: Cursor, way: Way) {
        let (kind, way) = match self.family {
            Family::Slips if !self.slipped => return,
            Family::Slips => (Kind::Syllable, Way::Slipped),
            Family::Initials => (Kind::Initial, way),
            _ => (Kind::Syllable, way),
        };
        self.found.push(Trail { kind, cursor, back: 0, need: Need::Units { units: self.units.clone(), way } });
    }

    fn sign(&self, heard: &'p Heard) -> Unit<'p> {
        Unit::Sign(heard, self.book.alphabet.id(heard.folded))
    }

    /// The syllables by which names may read a character or another one of its sound.
    fn syllables(&self, heard: &Heard) -> BTreeSet<SyllableId> {
        let known = heard.sounds.iter().take(if self.family == Family::Echoes { usize::MAX } else { 1 });
        let syllables = known.chain(self.book.alphabet.sounds_of(heard.folded)).map(|sound| sound.syllable());
        syllables.flat_map(|syllable| self.read_as(syllable)).collect()
    }

    /// A syllable, and among echoes those by which names read signs that may be read as it.
    fn read_as(&self, syllable: SyllableId) -> Vec<SyllableId> {
        let echoes = if self.family == Family::Echoes { self.book.alphabet.echoes(syllable) } else { &[] };
        std::iter::once(syllable).chain(echoes.iter().copied()).collect()
    }

    /// The letters with which the query goes on, up to `longest`, in pieces that may be one syllable, short ones first.
    fn pieces(&self, at: usize, longest: usize) -> Vec<Piece> {
        let (mut letters, mut tone) = (Vec::new(), 0);
        let mut pieces = Vec::new();
        for place in at..at + longest {
            let swapped = match self.swap {
                Some(swap) if swap == place => place + 1,
                Some(swap) if swap + 1 == place => place - 1,
                _ => place,
            };
            let (Some(Atom::Letter(here)), Some(Atom::Letter(letter))) =
                (self.atoms.get(place), self.atoms.get(swapped))
            else {
                break;
            };
            if (place > at && here.starts) || (tone > 0 && here.tone > 0) {
                break;
            }
            letters.push(letter.letter);
            tone = tone.max(here.tone);
            pieces.push(Piece { letters: letters.clone(), tone });
        }
        pieces
    }
}

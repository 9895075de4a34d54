//! Walks through a query and a concordance at once.

use std::collections::BTreeSet;

use super::book::Book;
use super::concordance::Cursor;
use super::family::{Family, Led};
use super::label::Named;
use super::pattern::{Atom, Heard, Letter};
use super::slip::is_slip;
use super::sound::{LONGEST, SyllableId, begun, initial_of, is_syllable, syllables, whole};
use super::trail::{Kind, Need, Trail, Unit, Way};

/// Steps that one walk may take; real queries need a few dozen.
const STEPS: usize = 2000;

/// Shortest query in which one letter may be wrong.
const LETTERS_FOR_A_SLIP: usize = 4;

/// A walk under way.
pub(super) struct Walk<'a, 'p, K, R> {
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

impl<'a, 'p, K: Copy + Ord, R: Named> Walk<'a, 'p, K, R> {
    /// Walks through a reading of a query and a book.
    pub(super) fn through(book: &'a Book<K, R>, atoms: &'p [Atom], family: Family) -> Led<'p> {
        let (units, found) = (Vec::new(), Vec::new());
        let mut walk = Self { book, atoms, family, swap: None, slipped: false, steps: STEPS, units, found };
        match family {
            Family::Signs | Family::Sounds | Family::Echoes => walk.sounds(0, book.by_syllable.all()),
            Family::Initials => walk.initials(0, book.by_initial.all()),
            Family::Slips => walk.slips(),
        }
        Led { trails: walk.found, gave_up: walk.steps == 0, steps: STEPS - walk.steps }
    }

    /// Goes on through whole syllables.
    fn sounds(&mut self, at: usize, cursor: Cursor) {
        match self.atoms.get(at) {
            None => self.arrive(cursor, Way::Spelled),
            Some(Atom::Sign(heard)) => {
                for syllable in self.syllables(heard) {
                    self.step(cursor, (syllable, syllable), self.sign(heard), |walk, cursor| {
                        walk.sounds(at + 1, cursor);
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
                        walk.sounds(at + letters.len(), cursor);
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
                && one.base != other.base
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
            Some(Atom::Letter(Letter { base, .. })) => {
                let initial = u16::from(*base);
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
            letters.push(letter.base);
            tone = tone.max(here.tone);
            pieces.push(Piece { letters: letters.clone(), tone });
        }
        pieces
    }
}

//! The signs of a block's names, and how each is read there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::sound::{Sound, SyllableId};
use crate::kernel::pinyin;

/// Known readings of characters, looked up once each.
#[derive(Debug, Default)]
pub(super) struct Readings(HashMap<char, Vec<Sound>>);

impl Readings {
    /// How a character is read, the usual reading first.
    pub(super) fn of(&mut self, c: char) -> &[Sound] {
        self.0.entry(c).or_insert_with(|| readings(c))
    }
}

/// How a character is read, the usual reading first; a Latin letter is read as itself.
pub(super) fn readings(c: char) -> Vec<Sound> {
    let known = pinyin::readings(c);
    let known = known.iter().map(Sound::of).filter(|sound| *sound != Sound::UNREAD);
    known.chain(Sound::of_letter(c)).collect()
}

/// The number of a sign in its block; 0 is the end of a text.
pub(super) type SignId = u16;

/// The number of all signs for which no number is left: names with them are not found by characters.
const CROWDED: SignId = SignId::MAX;

/// The signs of a block and their readings.
#[derive(Debug, Default)]
pub(super) struct Alphabet {
    /// The folded characters, sorted; their numbers follow their places.
    signs: Vec<char>,
    /// The sounds that each has in some name, sorted.
    sounds: Vec<Vec<Sound>>,
    /// The syllables by which each is read somewhere, sorted; by the tables, so that all books agree.
    others: Vec<Vec<SyllableId>>,
    /// For a syllable, those that are read in its place by signs that may be read as it.
    echoes: HashMap<SyllableId, Vec<SyllableId>>,
}

/// One reading of one sign in some name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Use {
    pub(super) folded: char,
    pub(super) sound: Sound,
}

impl Alphabet {
    /// The alphabet of names in which signs are used so.
    pub(super) fn load(uses: BTreeSet<Use>, readings: &mut Readings) -> Self {
        let mut signs: BTreeMap<char, (BTreeSet<Sound>, BTreeSet<SyllableId>)> = BTreeMap::new();
        for Use { folded, sound } in uses {
            let (sounds, others) = signs.entry(folded).or_default();
            sounds.insert(sound);
            others.extend(readings.of(folded).iter().map(|reading| reading.syllable()));
        }
        let mut echoes: HashMap<SyllableId, BTreeSet<SyllableId>> = HashMap::new();
        for (sounds, others) in signs.values() {
            for other in others {
                let read = sounds.iter().map(|sound| sound.syllable()).filter(|read| read != other);
                echoes.entry(*other).or_default().extend(read);
            }
        }
        let echoes = echoes.into_iter().map(|(id, echoes)| (id, echoes.into_iter().collect())).collect();
        let mut alphabet = Self { echoes, ..Self::default() };
        for (sign, (sounds, others)) in signs {
            alphabet.signs.push(sign);
            alphabet.sounds.push(sounds.into_iter().collect());
            alphabet.others.push(others.into_iter().collect());
        }
        alphabet
    }

    /// The number of a sign; none when no name has it.
    pub(super) fn id(&self, folded: char) -> Option<SignId> {
        let at = self.signs.binary_search(&folded).ok()?;
        SignId::try_from(at + 1).ok().filter(|id| *id != CROWDED)
    }

    /// The number under which a sign of a name is written down.
    pub(super) fn id_to_store(&self, folded: char) -> SignId {
        self.id(folded).unwrap_or(CROWDED)
    }

    /// The sounds that a sign has in some name.
    pub(super) fn sounds_of(&self, folded: char) -> &[Sound] {
        let at = self.signs.binary_search(&folded).ok();
        at.and_then(|at| self.sounds.get(at)).map_or(&[], Vec::as_slice)
    }

    /// Whether a sign may be read as a syllable.
    pub(super) fn may_be_read(&self, sign: SignId, syllable: SyllableId) -> bool {
        let others = place(sign).and_then(|at| self.others.get(at));
        others.is_some_and(|others| others.binary_search(&syllable).is_ok())
    }

    /// The syllables by which names read signs that may be read as `syllable`, itself aside.
    pub(super) fn echoes(&self, syllable: SyllableId) -> &[SyllableId] {
        self.echoes.get(&syllable).map_or(&[], Vec::as_slice)
    }
}

fn place(sign: SignId) -> Option<usize> {
    usize::from(sign).checked_sub(1)
}

//! Names that were loaded together and never change.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::alphabet::{Alphabet, Readings, Use};
use super::concordance::Concordance;
use super::label::{Label, Named, Standing};
use super::sound::{initial_of, syllable_of};
use super::spelling::sounds;
use super::texts::Texts;
use crate::index::tiers::Block;
use crate::kernel::folding::fold;
use crate::kernel::geometry::Position;

/// The number of a name in its book: a smaller one ranks before a greater one, if distance does not count.
pub(super) type Number = u32;

/// Names with the concordances of their signs, syllables and initials.
#[derive(Debug)]
pub struct Book<K, R> {
    /// By key.
    entries: Vec<(K, Arc<R>)>,
    /// The places of the names in `entries`, by number.
    places: Vec<u32>,
    pub(super) alphabet: Alphabet,
    /// The folded signs of the names, by number.
    pub(super) signs: Texts,
    /// Their sounds.
    pub(super) sounds: Texts,
    pub(super) by_sign: Concordance,
    pub(super) by_syllable: Concordance,
    pub(super) by_initial: Concordance,
    /// Whether folding left a name as it was, by number.
    plain: Vec<bool>,
    /// The first number of each standing after the first.
    standings: [Number; 2],
    /// Points on the unit sphere, by number; empty when no name has one.
    points: Vec<[f32; 3]>,
}

/// A name on its way into a book.
struct Draft {
    place: u32,
    standing: Standing,
    weight: u8,
    plain: bool,
    /// Where its signs stand among those of all drafts.
    signs: Range<usize>,
    point: [f32; 3],
}

impl<K: Copy + Ord, R: Named> Block for Book<K, R> {
    type Key = K;
    type Entry = Arc<R>;

    fn load(entries: Vec<(K, Arc<R>)>) -> Self {
        let (mut drafts, mut folded, mut read) = (Vec::with_capacity(entries.len()), Vec::new(), Vec::new());
        let (mut readings, mut uses) = (Readings::default(), HashSet::new());
        for (place, (_, row)) in (0..).zip(&entries) {
            let Label { text, pinyin, standing, weight, position } = row.label();
            let signs = fold(text);
            let sounds = sounds(text, &signs, pinyin, &mut readings);
            uses.extend(signs.iter().zip(&sounds).map(|(sign, &sound)| Use { folded: sign.folded, sound }));
            let plain = signs.iter().all(|sign| sign.written == sign.folded);
            let start = folded.len();
            folded.extend(signs.iter().map(|sign| sign.folded));
            read.extend(sounds);
            let point = position.map_or([f32::NAN; 3], point);
            drafts.push(Draft { place, standing, weight, plain, signs: start..folded.len(), point });
        }
        drafts.sort_unstable_by_key(|draft| (draft.standing, draft.signs.len(), draft.weight, draft.place));

        let alphabet = Alphabet::load(uses.into_iter().collect(), &mut readings);
        let (mut signs, mut sounds) = (Texts::default(), Texts::default());
        for draft in &drafts {
            let ids = folded.get(draft.signs.clone()).unwrap_or_default().iter();
            signs.push(ids.map(|&sign| alphabet.id_to_store(sign)));
            sounds.push(read.get(draft.signs.clone()).unwrap_or_default().iter().map(|sound| sound.packed()));
        }
        signs.shrink();
        sounds.shrink();
        drop((folded, read));

        let placed = drafts.iter().any(|draft| !draft.point[0].is_nan());
        let until = |standing| drafts.partition_point(|draft| draft.standing <= standing);
        let standings = [Standing::Standard, Standing::OtherCurrent].map(|standing| number(until(standing)));
        Self {
            by_sign: Concordance::load(&signs, |sign| sign),
            by_syllable: Concordance::load(&sounds, syllable_of),
            by_initial: Concordance::load(&sounds, initial_of),
            places: drafts.iter().map(|draft| draft.place).collect(),
            plain: drafts.iter().map(|draft| draft.plain).collect(),
            points: if placed { drafts.iter().map(|draft| draft.point).collect() } else { Vec::new() },
            standings,
            alphabet,
            signs,
            sounds,
            entries,
        }
    }

    fn entries(&self) -> &[(K, Arc<R>)] {
        &self.entries
    }

    fn weight(_: &Arc<R>) -> usize {
        40
    }
}

impl<K, R> Book<K, R> {
    /// How many names there are.
    pub(super) fn count(&self) -> Number {
        number(self.places.len())
    }

    /// The place of a name among the entries.
    pub(super) fn place(&self, name: Number) -> usize {
        self.places.get(name as usize).map_or(usize::MAX, |place| *place as usize)
    }

    /// Whether folding left a name as it was.
    pub(super) fn is_plain(&self, name: Number) -> bool {
        self.plain.get(name as usize).copied().unwrap_or(false)
    }

    /// How a name stands to its thing.
    pub(super) fn standing(&self, name: Number) -> Standing {
        let [others, former] = self.standings;
        match name {
            _ if name < others => Standing::Standard,
            _ if name < former => Standing::OtherCurrent,
            _ => Standing::Former,
        }
    }

    /// The squared chord from a point on the unit sphere to a name's; not a number when it has none.
    pub(super) fn chord2(&self, name: Number, from: [f32; 3]) -> f32 {
        let to = self.points.get(name as usize).copied().unwrap_or([f32::NAN; 3]);
        from.iter().zip(to).map(|(from, to)| (from - to) * (from - to)).sum()
    }

    /// Bytes of memory, without the rows.
    pub(super) fn bytes(&self) -> usize {
        let concordances = [&self.by_sign, &self.by_syllable, &self.by_initial];
        self.signs.bytes()
            + self.sounds.bytes()
            + concordances.iter().map(|concordance| concordance.bytes()).sum::<usize>()
            + self.entries.capacity() * size_of::<(K, Arc<R>)>()
            + self.places.capacity() * size_of::<u32>()
            + self.plain.capacity()
            + self.points.capacity() * size_of::<[f32; 3]>()
    }
}

/// A position on the unit sphere, to about half a metre.
#[expect(clippy::cast_possible_truncation, reason = "half a metre is near enough to choose whom to measure")]
pub(super) fn point(position: Position) -> [f32; 3] {
    let (lon, lat) = (position.lon().to_radians(), position.lat().to_radians());
    [(lat.cos() * lon.cos()) as f32, (lat.cos() * lon.sin()) as f32, lat.sin() as f32]
}

fn number(count: usize) -> Number {
    Number::try_from(count).unwrap_or(Number::MAX)
}

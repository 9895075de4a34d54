//! Concordances: where in all names a sequence occurs.
//!
//! All suffixes of all texts in order (Manber and Myers, "Suffix arrays", SIAM J. Comput. 22, 1993), so that the places
//! of a sequence stand together and are found by halving.

use super::texts::{END, Texts};

/// How a sign is seen: two concordances of one text differ by what they look at.
pub(super) type View = fn(u16) -> u16;

/// Suffixes of texts in the order of what a view shows of them.
#[derive(Debug)]
pub(super) struct Concordance {
    view: View,
    /// Whole texts.
    heads: Suffixes,
    /// Texts without their first signs.
    tails: Suffixes,
}

/// The places in a concordance that agree with a sequence of `depth` signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) depth: usize,
    heads: (usize, usize),
    tails: (usize, usize),
}

#[derive(Debug, Default)]
struct Suffixes {
    texts: Vec<u32>,
    /// Where in its text each begins; empty when all begin at the start.
    places: Vec<u8>,
    /// Where the suffixes begin that start with a sign or a greater one.
    first: Vec<u32>,
    /// The keys of every sixteenth suffix: most of a search goes by them, side by side in memory.
    samples: Vec<u64>,
}

struct Suffix {
    key: u64,
    text: u32,
    place: u8,
}

/// Signs that fit into the key of a suffix.
const SIGNS_IN_KEY: usize = 4;

/// Of how many suffixes one has its key kept.
const SAMPLED: usize = 16;

impl Concordance {
    /// Puts the suffixes of all texts in order; places beyond the 255th sign of a text are left out.
    pub(super) fn load(texts: &Texts, view: View) -> Self {
        let count = u32::try_from(texts.count()).unwrap_or(u32::MAX);
        let heads = (0..count).filter(|&text| texts.length(text) > 0).map(|text| Suffix { key: 0, text, place: 0 });
        let heads = Suffixes::load(heads.collect(), texts, view);
        let places = |text| (1..=u8::MAX).take(texts.length(text).saturating_sub(1));
        let tails = (0..count).flat_map(|text| places(text).map(move |place| Suffix { key: 0, text, place }));
        Self { view, heads, tails: Suffixes::load(tails.collect(), texts, view) }
    }

    /// Everywhere.
    pub(super) fn all(&self) -> Cursor {
        Cursor { depth: 0, heads: (0, self.heads.texts.len()), tails: (0, self.tails.texts.len()) }
    }

    /// The places of `cursor` where the next sign is seen as one from `low` to `high`; none when there are none.
    pub(super) fn step(&self, texts: &Texts, cursor: Cursor, low: u16, high: u16) -> Option<Cursor> {
        let narrowed = |suffixes: &Suffixes, range| suffixes.narrow(texts, self.view, range, cursor.depth, low, high);
        let (heads, tails) = (narrowed(&self.heads, cursor.heads), narrowed(&self.tails, cursor.tails));
        let next = Cursor { depth: cursor.depth + 1, heads, tails };
        (next.count() > 0).then_some(next)
    }

    /// The places of `cursor` where the next sign looks like `sign`.
    pub(super) fn step_to(&self, texts: &Texts, cursor: Cursor, sign: u16) -> Option<Cursor> {
        let seen = (self.view)(sign);
        self.step(texts, cursor, seen, seen)
    }

    /// The texts that begin with the sequence.
    pub(super) fn heads(&self, cursor: Cursor) -> &[u32] {
        self.heads.texts.get(cursor.heads.0..cursor.heads.1).unwrap_or_default()
    }

    /// The texts that are the sequence.
    pub(super) fn wholes(&self, texts: &Texts, cursor: Cursor) -> &[u32] {
        let (low, high) = self.heads.narrow(texts, self.view, cursor.heads, cursor.depth, END, END);
        self.heads.texts.get(low..high).unwrap_or_default()
    }

    /// The texts that hold the sequence after their first sign, and where.
    pub(super) fn tails(&self, cursor: Cursor) -> impl Iterator<Item = (u32, u8)> {
        let (low, high) = cursor.tails;
        let texts = self.tails.texts.get(low..high).unwrap_or_default();
        texts.iter().copied().zip(self.tails.places.get(low..high).unwrap_or_default().iter().copied())
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.heads.bytes() + self.tails.bytes()
    }
}

impl Cursor {
    /// How many places there are.
    pub(super) fn count(&self) -> usize {
        (self.heads.1 - self.heads.0) + (self.tails.1 - self.tails.0)
    }
}

impl Suffixes {
    fn load(mut suffixes: Vec<Suffix>, texts: &Texts, view: View) -> Self {
        sort(&mut suffixes, texts, view, 0);
        let mut first = Vec::new();
        for (at, suffix) in (0..).zip(&suffixes) {
            let sign = usize::from(view(texts.sign(suffix.text, usize::from(suffix.place))));
            while first.len() <= sign {
                first.push(at);
            }
        }
        let samples = suffixes.iter().step_by(SAMPLED).map(|suffix| key(texts, view, suffix, 0)).collect();
        let mut places: Vec<u8> = suffixes.iter().map(|suffix| suffix.place).collect();
        if places.iter().all(|place| *place == 0) {
            places = Vec::new();
        }
        Self { texts: suffixes.into_iter().map(|suffix| suffix.text).collect(), places, first, samples }
    }

    /// The part of a range that agrees to `depth` signs in which the next one is seen as one from `low` to `high`.
    fn narrow(
        &self,
        texts: &Texts,
        view: View,
        (start, end): (usize, usize),
        depth: usize,
        low: u16,
        high: u16,
    ) -> (usize, usize) {
        if depth == 0 && (start, end) == (0, self.texts.len()) {
            let begin = |sign: usize| self.first.get(sign).map_or(end, |at| *at as usize);
            return (begin(usize::from(low)), begin(usize::from(high) + 1));
        }
        let seen = |at: usize| {
            let text = self.texts.get(at).copied().unwrap_or(u32::MAX);
            let place = self.places.get(at).copied().unwrap_or(0);
            view(texts.sign(text, usize::from(place) + depth))
        };
        let from = self.halve(start, end, depth, |sign| sign < low, seen);
        if from == end || seen(from) > high {
            return (from, from);
        }
        (from, self.halve(from, end, depth, |sign| sign <= high, seen))
    }

    /// The first place of a range at which what holds for the signs before it holds no more.
    fn halve(
        &self,
        start: usize,
        end: usize,
        depth: usize,
        before: impl Fn(u16) -> bool,
        seen: impl Fn(usize) -> u16,
    ) -> usize {
        let (mut start, mut end) = (start, end);
        if depth < SIGNS_IN_KEY && end - start > SAMPLED {
            let (first, last) = (start.div_ceil(SAMPLED), end.div_ceil(SAMPLED));
            let samples = self.samples.get(first..last).unwrap_or_default();
            let passed = samples.partition_point(|key| before(sign_of(*key, depth)));
            end = end.min((first + passed) * SAMPLED);
            start = (first + passed).checked_sub(1).map_or(start, |at| start.max(at * SAMPLED));
        }
        while start < end {
            let middle = start.midpoint(end);
            if before(seen(middle)) {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        start
    }

    fn bytes(&self) -> usize {
        (self.texts.capacity() + self.first.capacity()) * size_of::<u32>()
            + self.places.capacity()
            + self.samples.capacity() * size_of::<u64>()
    }
}

/// Four signs of a suffix after its first `depth` ones, in one number that is ordered as they are.
fn key(texts: &Texts, view: View, suffix: &Suffix, depth: usize) -> u64 {
    let place = usize::from(suffix.place) + depth;
    let signs = (place..place + SIGNS_IN_KEY).map(|place| view(texts.sign(suffix.text, place)));
    signs.fold(0, |key, sign| key << 16 | u64::from(sign))
}

/// One of the signs of a key.
fn sign_of(key: u64, depth: usize) -> u16 {
    (key >> (16 * (SIGNS_IN_KEY - 1 - depth)) & 0xFFFF) as u16
}

/// Sorts suffixes that agree to `depth` signs, by four signs at a time: comparing packed keys touches no text.
fn sort(suffixes: &mut [Suffix], texts: &Texts, view: View, depth: usize) {
    for suffix in suffixes.iter_mut() {
        suffix.key = key(texts, view, suffix, depth);
    }
    suffixes.sort_unstable_by_key(|suffix| (suffix.key, suffix.text, suffix.place));
    for alike in suffixes.chunk_by_mut(|one, other| one.key == other.key) {
        let ended = alike.first().is_none_or(|suffix| suffix.key & 0xFFFF == u64::from(END));
        if alike.len() > 1 && !ended {
            sort(alike, texts, view, depth + SIGNS_IN_KEY);
        }
    }
}

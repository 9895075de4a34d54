//! What a search finds.

use std::ops::Range;
use std::sync::Arc;

use super::book::Book;
use super::form::{Extent, Form};
use super::label::Named;
use super::pattern::Pattern;
use super::sound::Sound;
use super::trail::{Spot, Trail, Unit};
use crate::index::tiers::Block;
use crate::kernel::folding::fold;

/// A name that was found, and why.
#[derive(Debug)]
pub struct Hit<'a, K, R> {
    /// What the row is kept under.
    pub key: K,
    /// The row.
    pub row: &'a Arc<R>,
    /// How it was found.
    pub form: Form,
    /// How much of the name matches.
    pub extent: Extent,
    /// The characters of the name that match, counted from 0.
    pub span: Range<usize>,
    /// How they are read, syllables with tone marks parted by spaces, if the query was matched by sound.
    pub reading: Option<String>,
    /// Geodesic metres to the position that was asked for, if the name has one.
    pub distance_m: Option<f64>,
}

impl<K, R> Hit<'_, K, R> {
    /// How many typing errors the query has, if this name is meant.
    #[must_use]
    pub fn errors(&self) -> u8 {
        u8::from(self.form == Form::Similar)
    }
}

/// The characters of a name that a match covers.
pub(super) fn span(text: &str, spot: Spot, length: usize) -> Range<usize> {
    let signs = fold(text);
    let matched = signs.get(spot.start..spot.start + length).unwrap_or_default();
    matched.first().map_or(0, |first| first.start)..matched.last().map_or(0, |last| last.end)
}

/// How the signs that a match covers are read in it.
pub(super) fn reading<K: Copy + Ord, R: Named>(
    book: &Book<K, R>,
    trail: &Trail<'_>,
    pattern: &Pattern,
    spot: Spot,
) -> Option<String> {
    let end = spot.start + trail.length(pattern);
    let sounds = book.sounds.text(spot.name).get(spot.start..end)?.iter().map(|&packed| Sound::unpacked(packed));
    let (_, row) = book.entries().get(book.place(spot.name))?;
    let signs = fold(row.label().text);
    let units = trail.units();
    let syllables = sounds.zip(units).zip(signs.get(spot.start..end)?).filter_map(|((sound, unit), sign)| {
        let syllable = match unit {
            Unit::Whole(syllable, _) => *syllable,
            Unit::Sign(..) | Unit::Begun(..) => sound.syllable(),
        };
        let other = || super::alphabet::readings(sign.written).into_iter().find(|other| other.syllable() == syllable);
        let read = if syllable == sound.syllable() { Some(sound) } else { other() };
        read.unwrap_or(Sound::new(syllable, 0)).text()
    });
    (!units.is_empty()).then(|| syllables.collect::<Vec<_>>().join(" "))
}

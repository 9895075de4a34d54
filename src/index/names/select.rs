//! Choosing the best of many places.

use super::book::{Book, Number, point};
use super::form::{Extent, Form};
use super::label::Named;
use super::pattern::Pattern;
use super::trail::{Spot, Trail};
use crate::index::tiers::Tier;
use crate::kernel::geometry::{Position, geodesic_m};

/// Mean radius of the earth in metres.
const RADIUS_M: f64 = 6_371_008.8;

/// A geodesic on the ellipsoid is at least this part of the chord on the sphere: they differ by 0.6 % at most.
const SHORTEST: f64 = 0.99;

/// Points are stored to about half a metre.
const ROUNDING_M: f64 = 3.0;

/// How many names are looked at for one that is wanted, before more are taken into account.
const NAMES_PER_WANTED: usize = 8;

/// What ranks the matches of one form and extent within a book: standing and distance if a position was given.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
struct Key {
    standing: u8,
    distance_m: f64,
    name: Number,
}

/// A position that nearness is measured from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    position: Position,
    point: [f32; 3],
}

impl Near {
    pub(super) fn new(position: Position) -> Self {
        Self { position, point: point(position) }
    }
}

/// A match in a book.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) spot: Spot,
    /// Which trail led to it.
    pub(super) trail: usize,
    pub(super) distance_m: Option<f64>,
    key: Key,
}

/// What matches are chosen by.
pub(super) struct Choice<'c, F> {
    pub(super) pattern: &'c Pattern,
    pub(super) form: Form,
    pub(super) extent: Extent,
    pub(super) limit: usize,
    pub(super) near: Option<Near>,
    /// Whether names that are written alike count once.
    pub(super) distinct: bool,
    pub(super) filter: F,
    /// How many names may still be looked at.
    pub(super) looks: &'c mut usize,
}

impl<F> Choice<'_, F> {
    /// Chooses the best matches on some trails, leaving out what `found` has; the best first.
    pub(super) fn of<K: Copy + Ord, R: Named>(
        mut self,
        tier: &Tier<Book<K, R>>,
        trails: &[Trail<'_>],
        found: &[Number],
    ) -> Vec<Match>
    where
        F: FnMut(&R) -> bool,
    {
        let book = tier.block();
        let places: usize = trails.iter().map(|trail| book.places_of(trail, self.extent)).sum();
        let mut best: Vec<Match> = Vec::new();
        let count = book.count() as usize;
        // Without a position smaller numbers are better, so of very many places those with small numbers come first.
        let share = (self.limit * NAMES_PER_WANTED).saturating_mul(count) / places.max(1);
        let mut numbers = 0..if self.near.is_some() { count } else { share.max(1).min(count) };
        while !numbers.is_empty() {
            for (number, trail) in trails.iter().enumerate() {
                book.visit(trail, self.pattern, self.extent, |spot| {
                    if numbers.contains(&(spot.name as usize)) && !found.contains(&spot.name) {
                        self.offer(
                            tier,
                            trail,
                            Match { spot, trail: number, distance_m: None, key: Key::MIN },
                            &mut best,
                        );
                    }
                });
            }
            if best.len() >= self.limit || *self.looks == 0 {
                break;
            }
            numbers = numbers.end..numbers.end.saturating_mul(NAMES_PER_WANTED).min(count);
        }
        best
    }

    fn offer<K: Copy + Ord, R: Named>(
        &mut self,
        tier: &Tier<Book<K, R>>,
        trail: &Trail<'_>,
        mut offered: Match,
        best: &mut Vec<Match>,
    ) where
        F: FnMut(&R) -> bool,
    {
        let (book, name) = (tier.block(), offered.spot.name);
        let worst = best.get(self.limit.wrapping_sub(1)).map(|worst| worst.key);
        offered.key = self.least_key(book, name);
        if worst.is_some_and(|worst| offered.key >= worst) || *self.looks == 0 {
            return;
        }
        *self.looks -= 1;
        let Some((_, row)) = tier.live(book.place(name)).filter(|(_, row)| (self.filter)(row)) else { return };
        if book.judge(trail, self.pattern, offered.spot) != Some((self.form, self.extent)) {
            return;
        }
        if let Some(near) = self.near {
            offered.distance_m = row.label().position.map(|position| geodesic_m(near.position, position));
            offered.key.distance_m = offered.distance_m.unwrap_or(f64::INFINITY);
        }
        let same = |other: &Match| {
            let (one, other) = (name, other.spot.name);
            one == other || (self.distinct && book.signs.text(one) == book.signs.text(other))
        };
        match best.iter().position(same) {
            Some(at) if best.get(at).is_some_and(|other| other.key <= offered.key) => return,
            Some(at) => drop(best.remove(at)),
            None => {}
        }
        let at = best.partition_point(|other| other.key <= offered.key);
        best.insert(at, offered);
        best.truncate(self.limit);
    }

    /// A key that is not greater than that of a name, for little work.
    fn least_key<K, R>(&self, book: &Book<K, R>, name: Number) -> Key {
        match self.near {
            None => Key { name, ..Key::MIN },
            Some(near) => {
                let chord_m = f64::from(book.chord2(name, near.point)).sqrt() * RADIUS_M;
                let distance_m =
                    if chord_m.is_nan() { f64::INFINITY } else { (chord_m * SHORTEST - ROUNDING_M).max(0.0) };
                Key { standing: book.standing(name) as u8, distance_m, name }
            }
        }
    }
}

impl Key {
    const MIN: Self = Self { standing: 0, distance_m: 0.0, name: 0 };
}

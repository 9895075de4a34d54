//! Searching: forms from good to bad, until enough is found.

use std::cmp::Ordering;

use super::book::Number;
use super::family::{Family, Led, trails};
use super::form::{Extent, Form};
use super::hit::{Hit, reading, span};
use super::index::NameIndex;
use super::label::{Named, Standing};
use super::pattern::Pattern;
use super::select::{Choice, Match, Near};
use crate::kernel::folding::fold;
use crate::kernel::geometry::Position;

/// How many names one search looks at, whatever is asked.
const LOOKS: usize = 10_000;

/// How many hits are wanted, and near what.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Most hits.
    pub limit: usize,
    /// Nearer ones first, among those that match equally well and have the same standing.
    pub near: Option<Position>,
}

/// What a search found.
#[derive(Debug)]
pub struct Found<'a, K, R> {
    /// The best first.
    pub hits: Vec<Hit<'a, K, R>>,
    /// Whether there can be no better ones and, if they are fewer than wanted, no others: false if the search gave up.
    pub complete: bool,
    /// How many names were looked at.
    pub looks: usize,
    /// How many steps were taken through query and concordance.
    pub steps: usize,
}

/// How far a search goes.
#[derive(Clone, Copy)]
struct Reach {
    families: &'static [Family],
    extents: &'static [Extent],
    distinct: bool,
}

const SEARCH: Reach =
    Reach { families: &Family::ALL, extents: &[Extent::Whole, Extent::Prefix, Extent::Inner], distinct: false };

const SUGGEST: Reach = Reach {
    families: &[Family::Signs, Family::Sounds, Family::Initials],
    extents: &[Extent::Whole, Extent::Prefix],
    distinct: true,
};

/// Names written or sounding alike, as a whole.
const ALIKE: Reach =
    Reach { families: &[Family::Signs, Family::Sounds, Family::Echoes], extents: &[Extent::Whole], distinct: false };

/// The same for names that go on after it.
const BEGINNING_ALIKE: Reach = Reach { extents: &[Extent::Whole, Extent::Prefix], ..ALIKE };

impl<K: Copy + Ord, R: Named> NameIndex<K, R> {
    /// Searches the names whose rows pass a filter; ranked as [the module](super) says.
    pub fn search(&self, pattern: &Pattern, wanted: Wanted, filter: impl FnMut(&R) -> bool) -> Found<'_, K, R> {
        Search::new(self, pattern, wanted, SEARCH).run(filter)
    }

    /// Names that begin as a query does, for typing ahead: of names that are written alike the first one.
    pub fn suggest(&self, pattern: &Pattern, wanted: Wanted, filter: impl FnMut(&R) -> bool) -> Found<'_, K, R> {
        Search::new(self, pattern, wanted, SUGGEST).run(filter)
    }

    /// Names that are written like all of a query or sound like it, by whatever reading: for telling names apart, not for
    /// finding them by what one remembers.
    pub fn alike(&self, pattern: &Pattern, wanted: Wanted, filter: impl FnMut(&R) -> bool) -> Found<'_, K, R> {
        Search::new(self, pattern, wanted, ALIKE).run(filter)
    }

    /// The same, and names that begin so and go on.
    pub fn beginning_alike(
        &self,
        pattern: &Pattern,
        wanted: Wanted,
        filter: impl FnMut(&R) -> bool,
    ) -> Found<'_, K, R> {
        Search::new(self, pattern, wanted, BEGINNING_ALIKE).run(filter)
    }
}

/// A search under way.
struct Search<'a, 'p, K, R> {
    index: &'a NameIndex<K, R>,
    pattern: &'p Pattern,
    wanted: Wanted,
    reach: Reach,
    looks: usize,
    steps: usize,
    complete: bool,
    /// The names found so far, by tier.
    found: Vec<Vec<Number>>,
    hits: Vec<Hit<'a, K, R>>,
}

impl<'a, 'p, K: Copy + Ord, R: Named> Search<'a, 'p, K, R> {
    fn new(index: &'a NameIndex<K, R>, pattern: &'p Pattern, wanted: Wanted, reach: Reach) -> Self {
        let found = index.tiers.tiers().iter().map(|_| Vec::new()).collect();
        Self { index, pattern, wanted, reach, looks: LOOKS, steps: 0, complete: true, found, hits: Vec::new() }
    }

    fn run(mut self, mut filter: impl FnMut(&R) -> bool) -> Found<'a, K, R> {
        let index = self.index;
        'enough: for family in self.reach.families {
            let understood = self.hits.iter().any(|hit| hit.form <= Form::OtherTone);
            if self.hits.len() >= self.wanted.limit || (understood && *family == Family::Slips) {
                break;
            }
            let led = index.tiers.tiers().iter().map(|tier| trails(tier.block(), self.pattern, *family));
            let led: Vec<Led<'_>> = led.collect();
            self.complete &= !led.iter().any(|led| led.gave_up);
            self.steps += led.iter().map(|led| led.steps).sum::<usize>();
            for form in family.forms().iter().filter(|form| self.pattern.admits(**form)) {
                for extent in self.reach.extents {
                    self.take(*form, *extent, &led, &mut filter);
                    if self.hits.len() >= self.wanted.limit {
                        break 'enough;
                    }
                }
            }
        }
        Found {
            hits: self.hits,
            complete: self.complete && self.looks > 0,
            looks: LOOKS - self.looks,
            steps: self.steps,
        }
    }

    /// Takes the best matches of one form and extent out of all tiers.
    fn take(&mut self, form: Form, extent: Extent, led: &[Led<'p>], filter: &mut impl FnMut(&R) -> bool) {
        let limit = self.wanted.limit - self.hits.len();
        let mut matches: Vec<(usize, Match, Standing, K)> = Vec::new();
        for (number, (tier, Led { trails, .. })) in self.index.tiers.tiers().iter().zip(led).enumerate() {
            let found = self.found.get(number).map_or(&[][..], Vec::as_slice);
            let choice = Choice {
                pattern: self.pattern,
                form,
                extent,
                limit: limit + if self.reach.distinct { self.hits.len() } else { 0 },
                near: self.wanted.near.map(Near::new),
                distinct: self.reach.distinct,
                filter: &mut *filter,
                looks: &mut self.looks,
            };
            for found in choice.of(tier, trails, found) {
                let Some((key, row)) = tier.live(tier.block().place(found.spot.name)) else { continue };
                matches.push((number, found, row.label().standing, *key));
            }
        }
        let row = |(tier, found, ..): &(usize, Match, Standing, K)| {
            let tier = self.index.tiers.tiers().get(*tier)?;
            tier.live(tier.block().place(found.spot.name)).map(|(_, row)| row)
        };
        let measure = |one: &(usize, Match, Standing, K)| {
            let label = row(one).map(|row| row.label());
            label.map(|label| (fold(label.text).len(), label.weight))
        };
        let far = |found: &Match| found.distance_m.unwrap_or(f64::INFINITY);
        // Tiers have numbered their names each for itself.
        matches.sort_by(|one, other| {
            let standing = one.2.cmp(&other.2);
            let distance =
                if self.wanted.near.is_some() { far(&one.1).total_cmp(&far(&other.1)) } else { Ordering::Equal };
            standing.then(distance).then_with(|| measure(one).cmp(&measure(other))).then_with(|| one.3.cmp(&other.3))
        });
        for (number, found, _, key) in matches {
            let (Some(tier), Some(Led { trails, .. })) = (self.index.tiers.tiers().get(number), led.get(number)) else {
                continue;
            };
            let (Some((_, row)), Some(trail)) =
                (tier.live(tier.block().place(found.spot.name)), trails.get(found.trail))
            else {
                continue;
            };
            let text = row.label().text;
            let told = self.reach.distinct && self.hits.iter().any(|hit| hit.row.label().text == text);
            if told || self.hits.len() >= self.wanted.limit {
                continue;
            }
            self.found.get_mut(number).into_iter().for_each(|names| names.push(found.spot.name));
            self.hits.push(Hit {
                key,
                row,
                form,
                extent,
                span: span(text, found.spot, trail.length(self.pattern)),
                reading: reading(tier.block(), trail, self.pattern, found.spot),
                distance_m: found.distance_m,
            });
        }
    }
}

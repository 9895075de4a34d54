//! Names as they are searched for: what a thing is called, or was, and what narrows a search down.

use std::sync::Arc;

use geo::Rect;
use time::Date;
use uuid::Uuid;

use super::{Indexed, NameFacts, Record, Snapshot, ThingKind};
use crate::{
    index::{
        names::{Label, Named, Standing},
        spatial::Entry,
    },
    kernel::{geometry::Position, validity::ValidPeriod},
    published::{BuiltUpArea, Division, Place},
};

/// One name of one thing, as it stands on the day of the snapshot.
#[derive(Debug)]
pub struct Called {
    /// The name.
    pub record: Arc<Record<NameFacts>>,
    /// How it stands to the thing on that day.
    pub standing: Standing,
    /// Whether the name or its thing has its first day after that day.
    pub is_to_come: bool,
    /// Code of the division in which the thing is kept; of a division its own.
    pub division: Code,
    /// Category code of the thing; empty unless it is a place.
    pub category: Code,
    weight: u8,
    position: Option<Position>,
}

impl Named for Called {
    fn label(&self) -> Label<'_> {
        Label {
            text: &self.record.facts.text,
            pinyin: self.record.facts.pinyin.as_deref(),
            standing: self.standing,
            weight: self.weight,
            position: self.position,
        }
    }
}

impl Called {
    /// Where the thing is.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// Whether both say the same of the same record.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let said = |called: &Self| (called.standing, called.division, called.category, called.weight, called.position);
        Arc::ptr_eq(&self.record, &other.record) && said(self) == said(other)
    }

    /// The name at `entry`, with what the things in `snapshot` tell of its thing.
    pub(super) fn of(entry: &Entry<Record<NameFacts>>, snapshot: &Snapshot) -> Self {
        let (record, day) = (Arc::clone(&entry.row), snapshot.day);
        let thing = Thing::of(snapshot, record.facts.kind, record.facts.thing);
        let position = entry.shape.bounds().map(Rect::min);
        Self {
            standing: standing(&record, day, thing.as_ref().is_some_and(|thing| thing.valid.holds_on(day))),
            is_to_come: begins_after(record.valid, day)
                || thing.as_ref().is_some_and(|thing| begins_after(thing.valid, day)),
            division: thing.as_ref().map_or(Code::NONE, |thing| Code::from_json(thing.division)),
            category: thing.as_ref().map_or(Code::NONE, |thing| Code::from_json(thing.category)),
            weight: thing.as_ref().map_or(u8::MAX, |thing| thing.weight),
            position: position.and_then(|at| Position::new(at.x, at.y).ok()),
            record,
        }
    }
}

fn standing(record: &Record<NameFacts>, day: Date, thing_is_in_force: bool) -> Standing {
    let is_over = record.valid.to().is_some_and(|to| to <= day);
    if is_over || record.facts.is_former || !thing_is_in_force {
        Standing::Former
    } else if record.facts.is_standard {
        Standing::Standard
    } else {
        Standing::OtherCurrent
    }
}

/// What a name is the name of, on a day: the run in force, or else the latest one that has begun, or else the first.
#[derive(Debug)]
pub struct Thing<'s> {
    /// The days of that run.
    pub valid: ValidPeriod,
    /// JSON of its standard name in that run.
    pub name: &'s str,
    /// JSON of the code of its division; of a division its own.
    pub division: &'s str,
    /// JSON of its category code; null unless it is a place.
    pub category: &'s str,
    /// JSON of its level; null unless it is a division.
    pub level: &'s str,
    /// The place of its kind among kinds in a ranking: divisions by their level, built-up areas, streets, places.
    weight: u8,
}

/// The weights after those of the five levels of divisions.
const BUILT_UP_AREA: u8 = 5;
const STREET: u8 = 6;
const PLACE: u8 = 7;

impl<'s> Thing<'s> {
    /// The thing of this kind with this id.
    #[must_use]
    pub fn of(snapshot: &'s Snapshot, kind: ThingKind, id: Uuid) -> Option<Self> {
        Some(match kind {
            ThingKind::Division => {
                let run = run::<Division>(snapshot, id)?;
                let weight = u8::try_from(run.facts.level).unwrap_or(u8::MAX);
                Self { level: run.feature.property("level"), ..Self::made(run, "code", weight) }
            }
            ThingKind::BuiltUpArea => Self::made(run::<BuiltUpArea>(snapshot, id)?, "division_code", BUILT_UP_AREA),
            ThingKind::Place => {
                let run = run::<Place>(snapshot, id)?;
                Self::made(run, "division_code", if run.facts.is_street { STREET } else { PLACE })
            }
        })
    }

    fn made<F>(run: &'s Record<F>, division: &str, weight: u8) -> Self {
        Self {
            valid: run.valid,
            name: run.feature.property("name"),
            division: run.feature.property(division),
            category: run.feature.property("category"),
            level: "null",
            weight,
        }
    }
}

fn begins_after(valid: ValidPeriod, day: Date) -> bool {
    valid.from().is_some_and(|from| day < from)
}

fn run<R: Indexed>(snapshot: &Snapshot, id: Uuid) -> Option<&Record<R::Facts>> {
    let (day, runs) = (snapshot.day, || R::records(snapshot).get(id).map(|entry| entry.row.as_ref()));
    let begun = runs().filter(|run| !begins_after(run.valid, day));
    begun
        .max_by_key(|run| (run.valid.holds_on(day), run.valid.from()))
        .or_else(|| runs().min_by_key(|run| run.valid.from()))
}

/// The text in the JSON of a property; none in null.
#[must_use]
pub fn said(json: &str) -> Option<String> {
    serde_json::from_str(json).unwrap_or_default()
}

/// A code of digits, or what was delivered in its place: its first twelve bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code([u8; 12]);

impl Code {
    /// No code.
    pub const NONE: Self = Self([0; 12]);

    fn from_json(json: &str) -> Self {
        let mut code = Self::NONE;
        if let Some(text) = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')) {
            code.0.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
        }
        code
    }

    /// The code; empty when there is none.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        // What was delivered in place of a code may be cut off inside a character.
        self.0.get(..end).and_then(|code| std::str::from_utf8(code).ok()).unwrap_or_default()
    }

    /// Whether the code begins like this: whether a unit with this code is the same or lies in one with that code.
    #[must_use]
    pub fn starts_with(&self, beginning: &str) -> bool {
        self.0.starts_with(beginning.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_begins_like_that_of_the_unit_around_it() {
        let town = Code::from_json("\"429006100\"");
        assert!(town.starts_with("429006") && town.starts_with("429006100") && town.starts_with(""));
        assert!(!town.starts_with("429006101") && !town.starts_with("429006100001"));
        assert_eq!(Code::from_json("null"), Code::NONE);
        assert_eq!((town.as_str(), Code::NONE.as_str()), ("429006100", ""));
        assert_eq!(Code::from_json("\"1234567890123\"").as_str(), "123456789012");
        assert!(!Code::from_json("\"12345678901234567890\"").starts_with("1234567890123"));
    }
}

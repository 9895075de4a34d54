//! The look-up itself.

use std::str::FromStr;

use time::Date;

use super::json::{Json, Near};
use crate::{
    db::tx::DataVersion,
    index::{
        live::{BuiltUpAreaFacts, DivisionFacts, PlaceFacts, Record, Snapshot, on},
        spatial::Location,
    },
    kernel::geometry::Position,
};

/// How far a street may be away to be named, unless the question says otherwise, in metres.
pub const REACH_M: f64 = 50.0;

/// At most so many streets are named.
const MOST_STREETS: usize = 20;

/// Which parts of the answer are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one for each part that may be asked for")]
pub struct Parts {
    /// The chain of divisions.
    pub divisions: bool,
    /// The built-up area.
    pub built_up_area: bool,
    /// Streets within reach.
    pub streets: bool,
    /// The nearest place.
    pub nearest_place: bool,
    /// The nearest border of a division.
    pub border: bool,
}

impl Parts {
    /// Everything.
    pub const ALL: Self =
        Self { divisions: true, built_up_area: true, streets: true, nearest_place: true, border: true };

    /// The words of `fields=`.
    pub const WORDS: [&'static str; 5] = ["divisions", "built_up_area", "streets", "nearest_place", "border"];
}

impl FromStr for Parts {
    type Err = ();

    fn from_str(list: &str) -> Result<Self, ()> {
        let words: Vec<&str> = list.split(',').collect();
        if words.iter().any(|word| !Self::WORDS.contains(word)) {
            return Err(());
        }
        let [divisions, built_up_area, streets, nearest_place, border] = Self::WORDS.map(|word| words.contains(&word));
        Ok(Self { divisions, built_up_area, streets, nearest_place, border })
    }
}

/// What lies at a position; parts that were not asked for are empty.
#[derive(Debug)]
pub struct LookUp<'s> {
    pub(super) position: Position,
    at: Date,
    data_version: DataVersion,
    parts: Parts,
    /// Distances to borders are told with the outlines of divisions.
    tells_border: bool,
    pub(super) divisions: Vec<Here<'s, DivisionFacts>>,
    pub(super) built_up_area: Option<Here<'s, BuiltUpAreaFacts>>,
    pub(super) streets: Vec<Near<'s, PlaceFacts>>,
    pub(super) nearest_place: Option<Near<'s, PlaceFacts>>,
    pub(super) border: Option<Near<'s, DivisionFacts>>,
}

/// An area that covers the position.
#[derive(Debug)]
pub(super) struct Here<'s, F> {
    pub(super) record: &'s Record<F>,
    pub(super) on_border: bool,
}

impl<'s> LookUp<'s> {
    /// Looks up `position` in `snapshot` for the day `at`; streets within `reach_m` metres are named.
    #[must_use]
    pub fn of(snapshot: &'s Snapshot, position: Position, at: Date, reach_m: f64, parts: Parts) -> Self {
        Self {
            position,
            at,
            data_version: snapshot.version,
            parts,
            tells_border: snapshot.tells_outlines,
            divisions: if parts.divisions { divisions(snapshot, position, at) } else { Vec::new() },
            built_up_area: parts.built_up_area.then(|| built_up_area(snapshot, position, at)).flatten(),
            streets: if parts.streets { streets(snapshot, position, at, reach_m) } else { Vec::new() },
            nearest_place: parts.nearest_place.then(|| nearest_place(snapshot, position, at)).flatten(),
            border: (parts.border && snapshot.tells_outlines).then(|| border(snapshot, position, at)).flatten(),
        }
    }

    /// The distance in metres beyond which nothing can change the answer; `None` when something asked for was not
    /// found at all.
    #[must_use]
    pub fn horizon_m(&self) -> Option<f64> {
        let place = if self.parts.nearest_place { self.nearest_place.as_ref()?.metres } else { 0.0 };
        let border = if self.parts.border && self.tells_border { self.border.as_ref()?.metres } else { 0.0 };
        Some(place.max(border))
    }

    /// Whether no division covers the position, though they were asked for.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        self.parts.divisions && self.divisions.is_empty()
    }

    /// The answer: divisions from the largest to the smallest (on a common border all units that meet there),
    /// streets from the nearest on, distances in geodesic metres to the millimetre, the position in degrees.
    ///
    /// Put together from what the records have ready, without a serializer.
    pub fn write(&self, json: &mut Json) {
        json.text("{\"position\":").position(self.position);
        json.text(",\"at\":\"").show(self.at).text("\",\"data_version\":").show(self.data_version);
        if self.parts.divisions {
            json.text(",\"divisions\":").list(&self.divisions, |json, here| {
                json.text("{").text(&here.record.facts.here).on_border(here.on_border).text("}");
            });
        }
        if self.parts.built_up_area {
            json.text(",\"built_up_area\":").maybe(self.built_up_area.as_ref(), |json, here| {
                json.id(here.record.id).text(",\"name\":").text(here.record.feature.property("name"));
                json.on_border(here.on_border).text("}");
            });
        }
        if self.parts.streets {
            json.text(",\"streets\":").list(&self.streets, place_near);
        }
        if self.parts.nearest_place {
            json.text(",\"nearest_place\":").maybe(self.nearest_place.as_ref(), place_near);
        }
        if self.parts.border {
            json.text(",\"border\":").maybe(self.border.as_ref(), |json, near| {
                json.text("{").text(&near.record.facts.border).distance(near.metres).text("}");
            });
        }
        json.text("}");
    }
}

fn place_near(json: &mut Json, near: &Near<'_, PlaceFacts>) {
    let feature = &near.record.feature;
    json.id(near.record.id).text(",\"name\":").text(feature.property("name"));
    json.text(",\"category\":").text(feature.property("category")).distance(near.metres).text("}");
}

/// How finely positions are told apart, in degrees: coordinates are given to seven decimals, about a centimetre.
const PRECISION_DEG: f64 = 1e-7;

/// The units that cover a position, larger ones first; those of one level, as on a common border, by code.
///
/// A position is no finer than the numbers it is given in, and the middle of an edge can hardly ever be written
/// exactly. A unit that covers only some of what the numbers can mean has its border here.
fn divisions(snapshot: &Snapshot, position: Position, at: Date) -> Vec<Here<'_, DivisionFacts>> {
    let mut here = snapshot.divisions.covering_within(position, PRECISION_DEG, on(at));
    here.sort_by(|(a, _), (b, _)| (a.facts.level, &a.facts.code).cmp(&(b.facts.level, &b.facts.code)));
    here.into_iter().map(|(record, location)| Here { record, on_border: location == Location::Border }).collect()
}

fn built_up_area(snapshot: &Snapshot, position: Position, at: Date) -> Option<Here<'_, BuiltUpAreaFacts>> {
    // Inside one and on the border of another: the one that it is inside of.
    let covering = snapshot.built_up_areas.covering(position, on(at));
    let border = |location| location == Location::Border;
    let (record, location) = covering.into_iter().min_by_key(|(record, location)| (border(*location), record.id))?;
    Some(Here { record, on_border: border(location) })
}

fn streets(snapshot: &Snapshot, position: Position, at: Date, reach_m: f64) -> Vec<Near<'_, PlaceFacts>> {
    let near = snapshot.streets.nearest(position, MOST_STREETS, Some(reach_m), on(at));
    near.into_iter().map(Near::new).collect()
}

fn nearest_place(snapshot: &Snapshot, position: Position, at: Date) -> Option<Near<'_, PlaceFacts>> {
    let in_force = on(at);
    let no_street = |record: &Record<PlaceFacts>| !record.facts.is_street && in_force(record);
    snapshot.places.nearest(position, 1, None, no_street).pop().map(Near::new)
}

fn border(snapshot: &Snapshot, position: Position, at: Date) -> Option<Near<'_, DivisionFacts>> {
    snapshot.divisions.nearest_border(position, on(at)).map(Near::new)
}

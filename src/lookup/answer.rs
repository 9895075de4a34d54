//! The look-up itself.

use std::str::FromStr;

use serde::Serialize;
use time::Date;
use uuid::Uuid;

use crate::{
    db::tx::DataVersion,
    index::{
        live::{Snapshot, on},
        spatial::Location,
    },
    kernel::geometry::Position,
    published::{Division, Place, Run},
};

/// How far a street may be away to be named, unless the question says otherwise, in metres.
pub const REACH_M: f64 = 50.0;

/// At most so many streets are named.
const MOST_STREETS: usize = 20;

/// Category codes of streets begin so: they are answered as streets, not as the nearest place.
const STREET_CATEGORY: &str = "2351";

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

/// What lies at a position.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LookUp {
    /// Longitude and latitude in degrees, CGCS2000.
    pub position: [f64; 2],
    /// The day asked about.
    pub at: Date,
    /// The version of the register that answered.
    pub data_version: DataVersion,
    /// From the largest to the smallest; on a common border all units that meet there are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub divisions: Option<Vec<DivisionHere>>,
    /// The built-up area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub built_up_area: Option<Option<AreaHere>>,
    /// Streets within reach, the nearest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub streets: Option<Vec<PlaceNear>>,
    /// The nearest place that is no street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest_place: Option<Option<PlaceNear>>,
    /// The nearest border of a division.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub border: Option<Option<BorderNear>>,
}

/// One unit of the chain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DivisionHere {
    id: Uuid,
    code: String,
    name: Option<String>,
    level: String,
    on_border: bool,
    illustrative: bool,
}

/// The built-up area that covers the position.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaHere {
    id: Uuid,
    name: Option<String>,
    on_border: bool,
}

/// A street or place with its distance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceNear {
    id: Uuid,
    name: Option<String>,
    category: String,
    /// Geodesic metres, to the millimetre.
    distance_m: f64,
}

/// The nearest border of a division.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BorderNear {
    code: String,
    name: Option<String>,
    /// Geodesic metres, to the millimetre.
    distance_m: f64,
}

/// Geodesic metres to the millimetre: more would be noise.
#[must_use]
pub fn millimetres(metres: f64) -> f64 {
    (metres * 1_000.0).round() / 1_000.0
}

impl LookUp {
    /// Looks up `position` in `snapshot` for the day `at`; streets within `reach_m` metres are named.
    #[must_use]
    pub fn of(snapshot: &Snapshot, position: Position, at: Date, reach_m: f64, parts: Parts) -> Self {
        Self {
            position: [position.lon(), position.lat()],
            at,
            data_version: snapshot.version,
            divisions: parts.divisions.then(|| divisions(snapshot, position, at)),
            built_up_area: parts.built_up_area.then(|| built_up_area(snapshot, position, at)),
            streets: parts.streets.then(|| streets(snapshot, position, at, reach_m)),
            nearest_place: parts.nearest_place.then(|| nearest_place(snapshot, position, at)),
            border: parts.border.then(|| border(snapshot, position, at)),
        }
    }

    /// The distance in metres beyond which nothing can change the answer; `None` when something asked for was not
    /// found at all.
    #[must_use]
    pub fn horizon_m(&self) -> Option<f64> {
        let place = self.nearest_place.as_ref().map_or(Some(0.0), |found| found.as_ref().map(|near| near.distance_m));
        let border = self.border.as_ref().map_or(Some(0.0), |found| found.as_ref().map(|near| near.distance_m));
        Some(place?.max(border?))
    }
}

/// How finely positions are told apart, in degrees: coordinates are given to seven decimals, about a centimetre.
const PRECISION_DEG: f64 = 1e-7;

/// The units that cover a position, larger ones first; those of one level, as on a common border, by code.
///
/// A position is no finer than the numbers it is given in, and the middle of an edge can hardly ever be written
/// exactly. So the four corners of what its numbers can mean are asked for, too: a unit that covers some of them and
/// not the others has its border here.
fn divisions(snapshot: &Snapshot, position: Position, at: Date) -> Vec<DivisionHere> {
    let corner = |east, north| Position::new(position.lon() + east, position.lat() + north).ok();
    let corners = [
        corner(-PRECISION_DEG, -PRECISION_DEG),
        corner(-PRECISION_DEG, PRECISION_DEG),
        corner(PRECISION_DEG, -PRECISION_DEG),
        corner(PRECISION_DEG, PRECISION_DEG),
    ];
    let meant: Vec<Position> = std::iter::once(position).chain(corners.into_iter().flatten()).collect();
    let mut here: Vec<(&Run<Division>, usize)> = Vec::new();
    for (run, location) in meant.iter().flat_map(|position| snapshot.divisions.covering(*position, on(at))) {
        let inside = usize::from(location == Location::Inside);
        match here.iter_mut().find(|(known, _)| known.id == run.id) {
            Some((_, times)) => *times += inside,
            None => here.push((run.as_ref(), inside)),
        }
    }
    here.sort_by(|(a, _), (b, _)| rank(a).cmp(&rank(b)));
    here.into_iter()
        .map(|(run, times)| DivisionHere {
            id: run.id,
            code: run.properties.code.clone(),
            name: run.properties.standard_name.name.clone(),
            level: run.properties.level.clone(),
            on_border: times < meant.len(),
            illustrative: run.properties.illustrative,
        })
        .collect()
}

fn rank(run: &Run<Division>) -> (usize, &str) {
    let levels = ["province", "prefecture", "county", "township", "village"];
    let level = levels.iter().position(|level| *level == run.properties.level).unwrap_or(levels.len());
    (level, &run.properties.code)
}

fn built_up_area(snapshot: &Snapshot, position: Position, at: Date) -> Option<AreaHere> {
    // Inside one and on the border of another: the one that it is inside of.
    let covering = snapshot.built_up_areas.covering(position, on(at));
    let (run, location) = covering.into_iter().min_by_key(|(run, location)| (*location == Location::Border, run.id))?;
    Some(AreaHere {
        id: run.id,
        name: run.properties.standard_name.name.clone(),
        on_border: location == Location::Border,
    })
}

fn streets(snapshot: &Snapshot, position: Position, at: Date, reach_m: f64) -> Vec<PlaceNear> {
    let near = snapshot.streets.nearest(position, MOST_STREETS, Some(reach_m), on(at));
    near.into_iter().map(|(run, metres)| place_near(run.id, &run.properties.place, metres)).collect()
}

fn nearest_place(snapshot: &Snapshot, position: Position, at: Date) -> Option<PlaceNear> {
    let in_force = on(at);
    let no_street = |run: &Run<Place>| in_force(run) && !run.properties.category.starts_with(STREET_CATEGORY);
    let (run, metres) = snapshot.places.nearest(position, 1, None, no_street).pop()?;
    Some(place_near(run.id, &run.properties, metres))
}

fn place_near(id: Uuid, place: &Place, metres: f64) -> PlaceNear {
    PlaceNear {
        id,
        name: place.standard_name.name.clone(),
        category: place.category.clone(),
        distance_m: millimetres(metres),
    }
}

fn border(snapshot: &Snapshot, position: Position, at: Date) -> Option<BorderNear> {
    let (run, metres) = snapshot.divisions.nearest_border(position, on(at))?;
    Some(BorderNear {
        code: run.properties.code.clone(),
        name: run.properties.standard_name.name.clone(),
        distance_m: millimetres(metres),
    })
}

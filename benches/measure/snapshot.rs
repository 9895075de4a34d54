//! The realm in memory, as the service holds its register.

use std::{sync::Arc, time::Instant};

use geo::{Coord, Geometry, LineString, MultiPolygon, Point};
use mingjie::{
    index::{
        live::{DivisionCodes, Indexed, Loose, PlaceFacts, Records, Snapshot, shelve},
        spatial::Layer,
    },
    kernel::{geometry::geodesic_m, validity::ValidPeriod},
    published::{self, Run, StandardName},
};
use serde_json::json;
use time::{Date, macros::datetime};
use uuid::Uuid;

use crate::{
    memory::Resident,
    realm::{self, Naming, Realm},
};

/// The things of the whole realm as one version, without the collection of names; and what each layer took.
pub(crate) fn of(realm: &Realm) -> (Snapshot, Vec<Loading>) {
    let mut took = Vec::new();
    let snapshot = Snapshot {
        divisions: load("divisions", realm.divisions().map(division), &mut took),
        built_up_areas: load("built-up areas", realm.built_up_areas().map(built_up_area), &mut took),
        places: load("places", places(realm), &mut took),
        streets: load("streets", realm.streets().map(street), &mut took),
        ..Snapshot::empty(1)
    };
    (snapshot, took)
}

/// The same with the names of everything, as they stand on a day.
pub(crate) fn with_names(realm: &Realm, day: Date) -> Snapshot {
    let (things, _) = of(realm);
    let divisions = realm.divisions().map(|division| {
        let corner = division.outline.exterior().0.first().copied();
        name(division.id, "division", division.naming, corner)
    });
    let places = realm.places().map(|place| name(place.id, "place", place.naming, Some(place.at)));
    let streets = realm.streets().map(|street| name(street.id, "place", street.naming, street.line.0.first().copied()));
    let names = Layer::load(shelve(divisions.chain(places).chain(streets).collect()));
    let codes = Arc::new(DivisionCodes::of(&things.divisions));
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    runtime.block_on(Snapshot { names, codes, ..things }.on(day)).expect("an index of names")
}

/// The standard name of a thing, under the thing's own id with its last bit turned.
fn name(thing: Uuid, kind: &str, naming: Naming, at: Option<Coord<f64>>) -> Loose<<published::Name as Indexed>::Facts> {
    let row = published::Name {
        name: naming.text,
        pinyin: Some(naming.pinyin),
        pinyin_source: "auto".to_owned(),
        kind: "standard".to_owned(),
        status: "current".to_owned(),
        language: "zh".to_owned(),
        specific: None,
        generic: None,
        names_feature: thing,
        names_kind: kind.to_owned(),
        approving_authority: None,
        approved_on: None,
        document_number: None,
    };
    let point = Geometry::Point(Point(at.unwrap_or_default()));
    loose(Uuid::from_u128(thing.as_u128() ^ 1), point, row)
}

/// What it took to load one layer, from the making of its rows on.
#[derive(Debug)]
pub(crate) struct Loading {
    pub(crate) layer: &'static str,
    pub(crate) entries: usize,
    pub(crate) seconds: f64,
    /// By how much the memory of this process grew.
    pub(crate) bytes: u64,
}

fn load<F>(layer: &'static str, rows: impl Iterator<Item = Loose<F>>, took: &mut Vec<Loading>) -> Records<F> {
    let (before, began) = (Resident::own().now, Instant::now());
    let loaded = Layer::load(shelve(rows.collect()));
    let (seconds, bytes) = (began.elapsed().as_secs_f64(), Resident::own().now.saturating_sub(before));
    took.push(Loading { layer, entries: loaded.len(), seconds, bytes });
    loaded
}

/// The points and, as places among them, the streets.
pub(crate) fn places(realm: &Realm) -> impl Iterator<Item = Loose<PlaceFacts>> {
    realm.places().map(place).chain(realm.streets().map(|street| {
        let line = Geometry::LineString(street.line.clone());
        loose(street.id, line, as_place(street.naming, street.division_code))
    }))
}

/// A named point.
pub(crate) fn place(place: realm::Place) -> Loose<PlaceFacts> {
    loose(place.id, Geometry::Point(Point(place.at)), as_place(place.naming, place.division_code))
}

fn as_place(naming: Naming, division_code: String) -> published::Place {
    published::Place {
        category: naming.generic.category.to_owned(),
        standard_name: standard_name(naming),
        place_code: None,
        division_code: Some(division_code),
        illustrative: true,
        attributes: json!({}),
    }
}

fn street(street: realm::Street) -> Loose<PlaceFacts> {
    let length_m = length_m(&street.line);
    let row = published::Street {
        road_class: Some("secondary".to_owned()),
        admin_tier: Some("town".to_owned()),
        starts_at: None,
        ends_at: None,
        length_m: Some(length_m),
        width_m: Some(12.0),
        orientation: Some(street.orientation.to_owned()),
        surface: Some("asphalt".to_owned()),
        crosses: vec![street.division_code.clone()],
        place: as_place(street.naming, street.division_code),
    };
    loose(street.id, Geometry::LineString(street.line), row)
}

/// The announced length, to the metre.
pub(crate) fn length_m(line: &LineString<f64>) -> f64 {
    let steps = line.0.windows(2).map(|step| geodesic_m(realm::position(step[0]), realm::position(step[1])));
    steps.sum::<f64>().round()
}

fn division(division: realm::Division) -> Loose<<published::Division as Indexed>::Facts> {
    let row = published::Division {
        standard_name: standard_name(division.naming),
        code: division.code,
        level: division.level.to_owned(),
        unit_type: None,
        parent_code: division.parent_code,
        counts_in_summary: false,
        in_built_up_area: false,
        illustrative: true,
        attributes: json!({}),
    };
    loose(division.id, Geometry::MultiPolygon(MultiPolygon(vec![division.outline])), row)
}

fn built_up_area(area: realm::BuiltUpArea) -> Loose<<published::BuiltUpArea as Indexed>::Facts> {
    let row = published::BuiltUpArea {
        standard_name: standard_name(area.naming),
        division_code: Some(area.division_code),
        illustrative: true,
        attributes: json!({}),
    };
    loose(area.id, Geometry::MultiPolygon(MultiPolygon(vec![area.outline])), row)
}

fn standard_name(naming: Naming) -> StandardName {
    StandardName { name: Some(naming.text), pinyin: Some(naming.pinyin), pinyin_source: Some("auto".to_owned()) }
}

/// As the index keeps a run that it read.
fn loose<R: Indexed>(id: Uuid, geometry: Geometry<f64>, properties: R) -> Loose<R::Facts> {
    let recorded_at = datetime!(2026-01-01 00:00 UTC);
    let geometry = Some(geometry);
    let run = Run { id, valid: ValidPeriod::ALWAYS, recorded_at, geometry, withheld: false, properties };
    Loose::of(run).expect("the realm is on earth, and its features can be written")
}

//! Before anything is timed: all contenders give the same answers.

use mingjie::{
    index::live::{Snapshot, on},
    kernel::geometry::Position,
    lookup::{Json, LookUp, Parts},
};
use serde_json::Value;
use uuid::Uuid;

use super::{DAY, REACH_M, packed::Packed, postgis::PostGis};
use crate::questions::{Sides, corners};

/// Distances closer than this are a tie, in metres.
const TIE_M: f64 = 0.01;

/// Compares the answers of all; ends the run where two differ.
pub(super) fn check(here: &Snapshot, postgis: &PostGis, packed: &Packed, asked: &[Position], boxes: &[Sides]) {
    for at in asked {
        let covering = here.divisions.covering(*at, on(DAY));
        let covering: Vec<Uuid> = covering.into_iter().map(|(record, _)| record.id).collect();
        assert_eq!(covering, postgis.covering(*at), "divisions at {at:?}");
        assert_eq!(covering.len(), packed.covering(*at), "divisions at {at:?} in the packed tree");
        let places = here.places.nearest(*at, 10, None, on(DAY));
        same_near(
            &places.into_iter().map(|(record, m)| (record.id, m)).collect::<Vec<_>>(),
            &postgis.nearest_places(*at),
        );
        let streets = here.streets.nearest(*at, 5, None, on(DAY));
        same_near(
            &streets.into_iter().map(|(record, m)| (record.id, m)).collect::<Vec<_>>(),
            &postgis.nearest_streets(*at),
        );
        same_look_up(&look_up(here, *at), &postgis.parsed_look_up(*at, DAY));
    }
    for sides in boxes {
        let [southwest, northeast] = corners(*sides);
        let found: Vec<Uuid> =
            here.places.in_box(southwest, northeast, on(DAY)).iter().map(|record| record.id).collect();
        assert_eq!(found, postgis.in_box(*sides), "places in {sides:?}");
        // Boxes of streets meet a box more often than the streets do.
        assert!(found.len() <= packed.in_box(*sides).len(), "places in {sides:?} in the packed tree");
    }
}

fn look_up(here: &Snapshot, at: Position) -> Value {
    let mut json = Json::default();
    LookUp::of(here, at, DAY, REACH_M, Parts::ALL).write(&mut json);
    serde_json::from_slice(&json.into_bytes()).expect("JSON")
}

/// The same distances, and the same things unless they are tied.
fn same_near(here: &[(Uuid, f64)], there: &[(Uuid, f64)]) {
    assert_eq!(here.len(), there.len());
    for ((id, metres), (other, others)) in here.iter().zip(there) {
        assert!((metres - others).abs() < TIE_M, "{id} at {metres} m here, {other} at {others} m there");
    }
}

/// The same things in each part of a look-up, at the same distances.
fn same_look_up(here: &Value, there: &Value) {
    for part in ["divisions", "built_up_area"] {
        assert_eq!(here[part], there[part]);
    }
    assert_eq!(here["streets"].as_array().map(Vec::len), there["streets"].as_array().map(Vec::len));
    let distances = |answer: &Value| {
        let streets = answer["streets"].as_array().into_iter().flatten();
        let parts = streets.chain([&answer["nearest_place"], &answer["border"]]);
        parts.map(|part| part["distance_m"].as_f64()).collect::<Vec<_>>()
    };
    for (metres, others) in distances(here).into_iter().zip(distances(there)) {
        assert!(metres.zip(others).is_some_and(|(a, b)| (a - b).abs() < TIE_M), "{here} here, {there} there");
    }
}

use super::*;
use crate::kernel::geometry::{azimuth_deg, displaced, geodesic_m};

const LON: f64 = 112.905_47;
const LAT: f64 = 30.512_33;

fn registered() -> Registered {
    let tie =
        |ordinal, name: &str, azimuth_deg, distance_m| TiePoint { ordinal, name: name.into(), azimuth_deg, distance_m };
    Registered {
        position: Position::new(LON, LAT).unwrap(),
        accuracy_m: Some(0.05),
        tie_points: vec![
            tie(1, "水泥电杆", 35.0, 42.5),
            tie(2, "机井", 160.0, 18.3),
            tie(3, "桥头东北角", 275.0, 66.0),
        ],
    }
}

/// Readings as a marker would give them that stands so many metres away.
fn readings(azimuth: f64, metres: f64) -> Vec<Reading> {
    let registered = registered();
    let there = displaced(registered.position, azimuth, metres).unwrap();
    let read = |tie: &TiePoint| {
        let at = displaced(registered.position, tie.azimuth_deg, tie.distance_m).unwrap();
        Reading {
            ordinal: tie.ordinal,
            azimuth_deg: Some(azimuth_deg(there, at)),
            distance_m: Some(geodesic_m(there, at)),
        }
    };
    registered.tie_points.iter().map(read).collect()
}

fn observed(x: f64, y: f64, accuracy_m: f64, readings: Vec<Reading>) -> Observed {
    Observed { x, y, crs: SourceCrs::Wgs84, accuracy_m: Some(accuracy_m), readings }
}

fn verdict(observed: &Observed) -> Verdict {
    judge(&registered(), observed).unwrap().verdict
}

/// A fix so many metres away, with the accuracy of a phone.
fn fix(azimuth: f64, metres: f64, accuracy_m: f64, readings: Vec<Reading>) -> Observed {
    let at = displaced(registered().position, azimuth, metres).unwrap();
    observed(at.lon(), at.lat(), accuracy_m, readings)
}

#[test]
fn a_marker_that_did_not_move_is_in_place() {
    assert_eq!(verdict(&fix(77.0, 6.0, 5.0, readings(0.0, 0.0))), Verdict::InPlace);
    assert_eq!(verdict(&fix(77.0, 0.1, 0.05, Vec::new())), Verdict::InPlace);
}

#[test]
fn a_move_is_seen_by_both_witnesses_even_when_it_is_small() {
    assert_eq!(verdict(&fix(120.0, 40.0, 4.0, readings(120.0, 40.0))), Verdict::Moved);
    // Too little for a phone, not for three tie points.
    let judged = judge(&registered(), &fix(120.0, 3.0, 5.0, readings(120.0, 3.0))).unwrap();
    assert_eq!(judged.verdict, Verdict::Moved);
    let placed = judged.placed.unwrap();
    assert!((placed.metres() - 3.0).abs() < 1e-3 && placed.east_m > 0.0 && placed.north_m < 0.0, "{placed:?}");
    assert!(judged.tie_points.iter().any(|tie| !tie.agrees));
}

#[test]
fn one_witness_alone_is_believed_only_when_it_is_precise() {
    assert_eq!(verdict(&fix(10.0, 30.0, 5.0, Vec::new())), Verdict::Suspect);
    assert_eq!(verdict(&fix(10.0, 30.0, 0.03, Vec::new())), Verdict::Moved);
    // A precise fix that sees no move, and tie points that do.
    assert_eq!(verdict(&fix(0.0, 0.05, 0.03, readings(90.0, 5.0))), Verdict::Suspect);
}

#[test]
fn mistakes_of_the_fix_are_told_from_moves() {
    let still = || readings(0.0, 0.0);
    let (x, y) = SourceCrs::Gcj02.from_storage(registered().position).unwrap();
    assert_eq!(verdict(&observed(x, y, 5.0, still())), Verdict::MapShift);
    let (x, y) = SourceCrs::Bd09.from_storage(registered().position).unwrap();
    let judged = judge(&registered(), &observed(x, y, 5.0, Vec::new())).unwrap();
    assert_eq!(judged.verdict, Verdict::MapShift);
    assert!(judged.fix_off_m.unwrap() > 900.0 && geodesic_m(judged.fix, registered().position) < 0.1);
    assert_eq!(verdict(&observed(LAT, LON, 5.0, still())), Verdict::AxesSwapped);
    assert_eq!(verdict(&fix(250.0, 85.0, 3.0, still())), Verdict::WrongDatum);
    assert_eq!(verdict(&fix(250.0, 1_500.0, 3.0, still())), Verdict::Suspect);
    // Swapped survey coordinates: northing where the easting belongs.
    let (easting, northing) = SourceCrs::GaussKruger114.from_storage(registered().position).unwrap();
    let swapped = Observed { crs: SourceCrs::GaussKruger114, ..observed(northing, easting, 0.05, still()) };
    assert_eq!(verdict(&swapped), Verdict::AxesSwapped);
}

#[test]
fn a_mistake_does_not_hide_a_move() {
    let there = displaced(registered().position, 200.0, 8.0).unwrap();
    let (x, y) = SourceCrs::Gcj02.from_storage(there).unwrap();
    assert_eq!(verdict(&observed(x, y, 5.0, readings(200.0, 8.0))), Verdict::Suspect);
}

#[test]
fn a_tie_point_that_the_others_contradict_is_named() {
    let mut read = readings(0.0, 0.0);
    read[1].distance_m = Some(25.0);
    let judged = judge(&registered(), &fix(0.0, 1.0, 5.0, read)).unwrap();
    assert_eq!(judged.verdict, Verdict::InPlace);
    assert!(judged.reasons.contains(&Reason::TiePointDoubtful(2)), "{:?}", judged.reasons);
}

#[test]
fn readings_that_contradict_each_other_leave_it_open() {
    let mut read = readings(0.0, 0.0);
    read[0].azimuth_deg = Some(215.0);
    read[1].distance_m = Some(60.0);
    read[2].azimuth_deg = Some(10.0);
    assert_eq!(verdict(&fix(0.0, 1.0, 5.0, read)), Verdict::Suspect);
}

#[test]
fn few_or_strange_readings_say_nothing_wrong() {
    let one = |azimuth_deg, distance_m| vec![Reading { ordinal: 1, azimuth_deg, distance_m }];
    assert_eq!(verdict(&fix(0.0, 1.0, 5.0, one(None, Some(42.4)))), Verdict::InPlace);
    assert_eq!(verdict(&fix(0.0, 1.0, 5.0, one(Some(35.5), Some(42.4)))), Verdict::InPlace);
    let unknown = vec![Reading { ordinal: 9, azimuth_deg: Some(1.0), distance_m: Some(2.0) }];
    assert_eq!(verdict(&fix(0.0, 1.0, 5.0, unknown)), Verdict::InPlace);
    assert!(judge(&registered(), &observed(500.0, 600.0, 5.0, Vec::new())).is_err());
}

#[test]
fn every_reason_is_told_in_both_languages() {
    for reason in [
        Reason::FixNear { metres: 1.0, tolerance_m: 2.0 },
        Reason::FixFar { metres: 9.0, azimuth_deg: 90.0, tolerance_m: 2.0 },
        Reason::NearWhenSwapped(1.0),
        Reason::NearWhenUnshifted(SourceCrs::Gcj02, 1.0),
        Reason::OffLikeADatum(80.0),
        Reason::NoTiePoints,
        Reason::TiePointsContradict,
        Reason::TiePointsInPlace(3),
        Reason::TiePointsElsewhere { tie_points: 3, metres: 4.0 },
        Reason::TiePointDoubtful(2),
        Reason::WitnessesAgree,
        Reason::WitnessesDisagree,
        Reason::PreciseFix(0.03),
    ] {
        let text = reason.text();
        text.assert_complete(&text.en);
    }
}

use geo::{Coord, line_string};
use proptest::prelude::*;

use super::*;
use crate::kernel::geometry::geodesic_m;

/// The county's extent with a margin: (longitude, latitude) in degrees.
fn near_the_county() -> impl Strategy<Value = Position> {
    (112.4..113.6, 30.2..31.0).prop_map(|(lon, lat)| Position::new(lon, lat).unwrap())
}

fn close(found: (f64, f64), wanted: (f64, f64), tolerance: f64) {
    let off = (found.0 - wanted.0).abs().max((found.1 - wanted.1).abs());
    assert!(off <= tolerance, "{found:?} is not {wanted:?}");
}

#[test]
fn every_form_of_a_name_is_read() {
    for text in [
        "4490",
        " EPSG:4490 ",
        "epsg:4490",
        "http://www.opengis.net/def/crs/EPSG/0/4490",
        "https://www.opengis.net/def/crs/EPSG/0/4490",
        "urn:ogc:def:crs:EPSG::4490",
    ] {
        assert_eq!(text.parse(), Ok(SourceCrs::Cgcs2000), "{text}");
    }
    for text in
        ["http://www.opengis.net/def/crs/OGC/1.3/CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84", "OGC:CRS84", "CRS84", "4326"]
    {
        assert_eq!(text.parse(), Ok(SourceCrs::Wgs84), "{text}");
    }
    for (text, crs) in [("gcj02", SourceCrs::Gcj02), ("GCJ-02", SourceCrs::Gcj02), ("BD-09", SourceCrs::Bd09)] {
        assert_eq!(text.parse(), Ok(crs), "{text}");
    }
    for crs in SourceCrs::ALL {
        assert_eq!(crs.to_string().parse(), Ok(crs));
        assert_eq!(crs.code().parse(), Ok(crs));
    }
}

#[test]
fn an_unknown_name_is_refused_and_the_old_datums_are_explained() {
    for text in ["", "4547x", "EPSG:", "EPSG:4508", "urn:ogc:def:crs:4490", "OGC:4490", "EPSG:4490:1:2"] {
        assert!(text.parse::<SourceCrs>().is_err(), "{text}");
    }
    assert!("EPSG:4214".parse::<SourceCrs>().unwrap_err().to_string().contains("local parameters"));
    for text in ["4508", "EPSG:4214"] {
        let unknown = text.parse::<SourceCrs>().unwrap_err();
        unknown.text().assert_complete(&unknown);
    }
}

#[test]
fn the_zone_agrees_with_the_check_values_of_proj() {
    let city = Position::new(113.1667, 30.6667).unwrap();
    close(SourceCrs::GaussKruger114.from_storage(city).unwrap(), (420_139.486, 3_394_318.699), 0.0006);
    close(SourceCrs::GaussKrugerZone38.from_storage(city).unwrap(), (38_420_139.486, 3_394_318.699), 0.0006);
    let other = Position::new(113.16, 30.65).unwrap();
    close(SourceCrs::GaussKruger114.from_storage(other).unwrap(), (419_483.52, 3_392_471.96), 0.006);
}

#[test]
fn web_mercator_is_the_sphere_of_the_equator() {
    // x = a * longitude, y = a * ln tan(45° + latitude / 2)
    let at = Position::new(113.16, 30.65).unwrap();
    let y = 6_378_137.0 * (45.0_f64 + 30.65 / 2.0).to_radians().tan().ln();
    close(SourceCrs::WebMercator.from_storage(at).unwrap(), (6_378_137.0 * 113.16_f64.to_radians(), y), 1e-6);
}

#[test]
fn gcj02_is_the_published_formula_and_near_another_implementation() {
    let at = Position::new(113.16, 30.65).unwrap();
    let (x, y) = SourceCrs::Gcj02.from_storage(at).unwrap();
    close((x, y), (113.166_030, 30.647_661), 6e-7);
    let (other_x, other_y) = postgis::mars::from_wgs84(at.lon(), at.lat());
    let apart = geodesic_m(Position::new(x, y).unwrap(), Position::new(other_x, other_y).unwrap());
    assert!(apart < 2.0, "{apart} m");
}

#[test]
fn gcj02_leaves_the_rest_of_the_world_alone() {
    let paris = Position::new(2.35, 48.85).unwrap();
    assert_eq!(SourceCrs::Gcj02.from_storage(paris), Ok((2.35, 48.85)));
    assert_eq!(SourceCrs::Gcj02.to_storage(2.35, 48.85), Ok(paris));
}

#[test]
fn a_geometry_is_moved_whole_or_refused() {
    let line = Geometry::from(line_string![(x: 419_483.52, y: 3_392_471.96), (x: 420_139.486, y: 3_394_318.699)]);
    let Geometry::LineString(stored) = SourceCrs::GaussKruger114.geometry_to_storage(&line).unwrap() else {
        panic!("a line stays a line");
    };
    close(stored.0[0].x_y(), (113.16, 30.65), 1e-7);
    close(stored.0[1].x_y(), (113.1667, 30.6667), 1e-8);
    assert!(SourceCrs::Cgcs2000.geometry_to_storage(&line).is_err());
}

#[test]
fn a_wrong_declaration_is_named_with_a_hint() {
    let message = |crs: SourceCrs, x, y| {
        let error = crs.to_storage(x, y).unwrap_err();
        error.text().assert_complete(error);
        error.to_string()
    };
    for (found, wanted) in [
        (
            message(SourceCrs::Cgcs2000, 419_483.0, 3_392_471.0),
            "longitude 419483 is not in degrees: the file looks projected, try --source-crs 4547",
        ),
        (
            message(SourceCrs::Gcj02, 3_392_471.0, 38_419_483.0),
            "longitude 3392471 is not in degrees: the file looks projected, try --source-crs 4526",
        ),
        (
            message(SourceCrs::Wgs84, 12_597_000.0, 3_586_000.0),
            "longitude 12597000 is not in degrees: the file looks projected, try --source-crs 3857",
        ),
        (message(SourceCrs::Wgs84, 1e9, 0.0), "longitude 1000000000 is not in degrees: the file looks projected"),
        (message(SourceCrs::Wgs84, 30.6, 113.1), "latitude 113.1 is beyond 90: axes look swapped"),
        (message(SourceCrs::Wgs84, 200.0, 30.6), "longitude 200 is not from -180 to 180 degrees"),
        (
            message(SourceCrs::GaussKruger114, 113.1, 30.6),
            "113.1, 30.6 looks like degrees, not metres in EPSG:4547, try --source-crs 4490",
        ),
        (
            message(SourceCrs::GaussKruger114, 38_420_139.486, 3_394_318.699),
            "easting 38420139.486 does not fit EPSG:4547 but EPSG:4526 (zone prefix 38), try --source-crs 4526",
        ),
        (
            message(SourceCrs::GaussKrugerZone38, 420_139.486, 3_394_318.699),
            "easting 420139.486 does not fit EPSG:4526 but EPSG:4547 (no zone prefix), try --source-crs 4547",
        ),
        (
            message(SourceCrs::GaussKruger114, 3_394_318.0, 420_139.0),
            "easting 3394318 and northing 420139: axes look swapped, the easting comes first here",
        ),
        (
            message(SourceCrs::GaussKruger114, 37_500_000.0, 3_394_318.0),
            "(37500000, 3394318) is outside the area of EPSG:4547",
        ),
        (message(SourceCrs::Bd09, f64::NAN, 30.6), "(NaN, 30.6) is not a pair of finite numbers"),
    ] {
        assert_eq!(found, wanted);
    }
}

#[test]
fn a_zone_does_not_reach_the_other_side_of_the_earth() {
    for (lon, lat) in [(-66.0, 30.0), (2.35, 48.85), (114.0, -30.0), (126.0, 30.0), (24.0, 0.0)] {
        let far = Position::new(lon, lat).unwrap();
        assert!(SourceCrs::GaussKruger114.from_storage(far).is_err(), "{far:?}");
    }
    assert!(SourceCrs::WebMercator.from_storage(Position::new(114.0, 90.0).unwrap()).is_err());
}

proptest! {
    #[test]
    fn a_position_of_the_county_survives_every_system(at in near_the_county()) {
        for (crs, tolerance) in SourceCrs::ALL.map(|crs| (crs, if crs == SourceCrs::Bd09 { 1e-8 } else { 1e-9 })) {
            let (x, y) = crs.from_storage(at).unwrap();
            let back = crs.to_storage(x, y).unwrap().coord();
            let off: Coord<f64> = back - at.coord();
            prop_assert!(off.x.abs() < tolerance && off.y.abs() < tolerance, "{crs}: {off:?}");
        }
    }

    #[test]
    fn no_pair_of_numbers_makes_a_system_panic(x in any::<f64>(), y in any::<f64>()) {
        for crs in SourceCrs::ALL {
            if let Ok(position) = crs.to_storage(x, y) {
                let _ = crs.from_storage(position);
            }
        }
    }

    #[test]
    fn no_place_on_earth_makes_a_system_panic(lon in -180.0..=180.0_f64, lat in -90.0..=90.0_f64) {
        for crs in SourceCrs::ALL {
            if let Ok((x, y)) = crs.from_storage(Position::new(lon, lat).unwrap()) {
                let _ = crs.to_storage(x, y);
            }
        }
    }
}

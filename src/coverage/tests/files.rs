//! From a file to tables.

use std::path::Path;

use super::{
    super::{Area, areas},
    Kind, checked, found,
};
use crate::{
    kernel::text::Language,
    reader::{FileFormat, ReadOptions, Reader},
};

fn townships(level: &str) -> Vec<Area> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tianmen/divisions.geojson");
    let reader = Reader::open(&file, None, &ReadOptions::default()).unwrap();
    areas(reader, &[("level".to_owned(), level.to_owned())], |_| ()).unwrap()
}

#[test]
fn the_townships_of_the_fixture_tile_the_county() {
    let townships = townships("township");
    let report = checked(&townships);
    assert_eq!((townships.len(), found(&report)), (28, Vec::new()));
    let county = super::super::check(&self::townships("county"), &[], 1.0);
    let tianmen = county.areas.iter().find(|area| area.id == "429006").unwrap();
    super::assert_near(report.sums.whole_m2, tianmen.area_m2, 1e-12);
    super::assert_near(report.sums.outer_m, tianmen.perimeter_m, 1e-12);
}

#[test]
fn a_ring_of_too_few_positions_leaves_the_rest_of_its_polygon() {
    let text = r#"{"type":"Feature","properties":{"id":7},"geometry":{"type":"MultiPolygon","coordinates":[
[[[0,0],[0.1,0],[0.1,0.1],[0,0.1],[0,0]]],[[[1,1],[1,1]]],[[[2,2],[2.1,2],[2,2]]]]}}"#;
    let reader = Reader::from_read(text.as_bytes(), FileFormat::GeoJson, &ReadOptions::default()).unwrap();
    let areas = areas(reader, &[], |_| ()).unwrap();
    let report = checked(&areas);
    assert_eq!(areas[0].id, "7");
    assert_eq!(report.of(Kind::InvalidRing).len(), 2, "{:?}", found(&report));
    assert!(report.of(Kind::Unreadable).is_empty() && report.areas[0].area_m2 > 1e8);
}

#[test]
fn a_report_becomes_tables_and_features() {
    let text = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"1","name":"甲"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.1,0],[0.1,0.1],[0,0.1],[0,0]]]}},
{"type":"Feature","properties":{"code":"2","name":"乙"},"geometry":{"type":"Polygon","coordinates":[[[0.09,0],[0.2,0],[0.2,0.1],[0.09,0.1]]]}},
{"type":"Feature","properties":{"code":"3"},"geometry":{"type":"Point","coordinates":[0,0]}},
{"type":"Feature","properties":{"code":"4"},"geometry":{"type":"Polygon","coordinates":[[["NaN",0],[0.1,0],[0.1,0.1],[0,0]]]}}
]}"#;
    let reader = Reader::from_read(text.as_bytes(), FileFormat::GeoJson, &ReadOptions::default()).unwrap();
    let report = checked(&areas(reader, &[], |_| ()).unwrap());
    assert_eq!(found(&report), [(Kind::Unreadable, 2), (Kind::UnclosedRing, 1), (Kind::Overlap, 1)]);
    let written = |write: &dyn Fn(&mut Vec<u8>) -> std::io::Result<()>| {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let findings = written(&|out| report.write_findings(out, Language::Chinese));
    assert!(findings.contains("overlap,重叠,错误,1 甲; 2 乙,,1230"), "{findings}");
    let figures = written(&|out| report.write_areas(out, Language::English));
    assert!(figures.lines().nth(1).unwrap().starts_with("1,甲,1230"), "{figures}");
    assert_eq!(written(&|out| report.write_borders(out, Language::English)).lines().count(), 1);
    let drawn: geojson::FeatureCollection = written(&|out| report.write_geojson(out)).parse().unwrap();
    assert_eq!(drawn.features.len(), 1);
    assert_eq!(drawn.features[0].property("areas").unwrap(), &serde_json::json!(["1", "2"]));
}

//! What is announced of a street against what is drawn.

use serde_json::{Value, json};

use super::*;

/// A street of 959 m from west to east, unless told otherwise.
fn street(name: &str, told: Value) -> (Value, Value) {
    let mut row = json!({ "name": name });
    row.as_object_mut().unwrap().extend(told.as_object().unwrap().clone());
    (row, json!({ "type": "LineString", "coordinates": [[113.1, 30.5], [113.11, 30.5]] }))
}

#[tokio::test]
async fn length_and_direction_are_held_against_the_line() {
    let test = register().await;
    let rows = [
        street("甲路", json!({ "length_m": 960, "orientation": "E-W" })),
        street("乙路", json!({ "length_m": 1100, "orientation": "N-S" })),
        street("丙路", json!({ "length_m": 900, "orientation": "ring" })),
        street("丁路", json!({})),
    ];
    let report = test.imported(text(features(&rows), FileFormat::GeoJson), Importable::Streets).await;
    assert_eq!(rows_with(&report, Rule::LengthDiffers), [2]);
    assert_eq!(rows_with(&report, Rule::OrientationDiffers), [2, 3]);
    assert_eq!(report.findings.iter().find(|f| f.rule == Rule::LengthDiffers).unwrap().facts, ["1100", "960"]);
}

#[tokio::test]
async fn odd_codes_and_spellings_are_told_and_kept() {
    let test = register().await;
    test.load_tianmen().await;
    let told = json!({ "category": "99999", "division_code": "429006999", "pinyin": "JIALU", "surface": "mud" });
    let rows = [street("甲路", told)];
    let report = test.imported(text(features(&rows), FileFormat::GeoJson), Importable::Streets).await;
    assert_eq!(
        rules_of(&report, 1),
        [Rule::CategoryUnknown, Rule::DivisionUnknown, Rule::PinyinDisagrees, Rule::ValueUnknown]
    );
    let kept = "select attributes::text from place where category = '99999' and division_id is null";
    assert_eq!(test.list(kept).await, r#"{"surface": "mud", "division_code": "429006999"}"#);
}

#[tokio::test]
async fn a_street_in_the_middle_of_a_built_up_area_is_in_its_scope_without_saying_so() {
    let test = register().await;
    test.load_tianmen().await;
    let row = json!({ "name": "滨湖大道" });
    let line =
        "select st_asgeojson(p.geom) from place p join name n on n.feature_id = p.place_id where n.text = '滨湖大道'";
    let line: Value = serde_json::from_str(&test.list(line).await).unwrap();
    let report = test.imported(text(features(&[(row, line)]), FileFormat::GeoJson), Importable::Streets).await;
    assert_eq!(rules_of(&report, 1), [Rule::GeometryTwice, Rule::NameTwiceInBuiltUpArea]);
    assert_eq!(report.findings[1].facts, ["滨湖大道", "2", "天门市中心城区"]);
}

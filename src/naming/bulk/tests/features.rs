//! GeoJSON.

use serde_json::json;

use super::*;
use crate::naming::bulk::BulkError;

#[test]
fn properties_are_columns_under_either_heading() {
    let line = json!({ "type": "LineString", "coordinates": [[113.1, 30.6], [113.108, 30.6]] });
    let collection = json!({ "type": "FeatureCollection", "features": [
        { "type": "Feature", "geometry": line,
          "properties": { "正式命名": "立德路", "长度(米)": 820, "宽度(米)": "24米", "朝向": "E-W", "图上色": 3 } },
        { "type": "Feature", "geometry": null,
          "properties": { "name": "明志路", "length_m": 600, "start": "状元路", "end": "珍珠坡路", "orientation": "东西" } },
        { "type": "Feature", "geometry": { "type": "LineString", "coordinates": [[1, 2]] }, "properties": { "name": "甲路" } },
        { "type": "Feature", "geometry": line, "properties": { "length_m": 5 } },
        { "type": "Circle" },
    ] });
    let table = table(collection.to_string().as_bytes(), FileKind::GeoJson);
    let [first, second, third, fourth, fifth] = table.rows.as_slice() else { panic!("{:?}", table.rows) };
    assert!(first.is_sound() && first.draft.geometry.is_some() && first.draft.length_m == Some(820.0));
    assert_eq!(
        (second.draft.starts_at.as_deref(), second.draft.ends_at.as_deref()),
        (Some("状元路"), Some("珍珠坡路"))
    );
    assert_eq!(found(third), [("geometry_unusable", Some(Column::Geometry))]);
    assert_eq!(found(fourth), [("name_missing", Some(Column::Name))]);
    assert_eq!(fifth.findings[0].code, "row_unreadable");
    assert_eq!((fifth.number, codes(&table)), (5, vec!["column_unknown"]));
}

#[test]
fn what_is_no_geojson_is_refused() {
    let refused = read(b"{\"type\":\"FeatureCollection\",\"features\":[", FileKind::GeoJson, &LocalReadings::default());
    assert!(matches!(refused, Err(BulkError::Text(_))));
}

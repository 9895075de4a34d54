use geo::point;

use super::*;
use crate::{
    kernel::crs::SourceCrs,
    reader::{GeometryFault, GeometryNote, RowFault},
};

const FORMAT: FileFormat = FileFormat::GeoJson;

const TWO: &str = r#"{
  "type": "FeatureCollection", "name": "钟惺大道 }]\"", "bbox": [113, 30, 114, 31],
  "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
  "features": [
    {"type":"Feature","id":"w1","geometry":{"type":"Point","coordinates":[113.16,30.65]},"properties":{"名称":"钟惺大道","b":1,"a":[true,null]}},
    {"properties":null,"geometry":null,"id":7,"type":"Feature"}
  ]
}"#;

#[test]
fn features_become_rows_in_the_files_order() {
    let rows = rows(TWO, FORMAT);
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].number, rows[0].id.clone()), (1, Some("w1".into())));
    assert_eq!(rows[0].geometry, Ok(Some(point!(x: 113.16, y: 30.65).into())));
    assert_eq!(rows[0].fields.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["名称", "b", "a"]);
    assert_eq!(rows[0].fields.get("名称").unwrap(), "钟惺大道");
    assert_eq!((rows[1].number, rows[1].id.clone()), (2, Some(7.into())));
    assert_eq!((&rows[1].geometry, rows[1].fields.is_empty()), (&Ok(None), true));
    assert!(rows.iter().all(|row| row.fault.is_none() && row.notes.is_empty()));
}

#[test]
fn features_may_come_first_and_the_type_last() {
    let file = r#"{"features":[{"type":"Feature","geometry":null,"properties":{}}],"x":{"features":[1]},"type":"FeatureCollection"}"#;
    assert_eq!(rows(file, FORMAT).len(), 1);
}

#[test]
fn an_empty_collection_has_no_rows() {
    assert!(rows(r#"{"type":"FeatureCollection","features":[ ]} "#, FORMAT).is_empty());
}

#[test]
fn one_feature_or_one_geometry_is_a_file_of_one_row() {
    let feature = r#"{"properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]},"type":"Feature"}"#;
    let found = rows(feature, FORMAT);
    assert_eq!((found.len(), found[0].fields.len()), (1, 1));
    assert_eq!(found[0].geometry, Ok(Some(point!(x: 1.0, y: 2.0).into())));
    let geometry = rows(r#"{"coordinates":[1,2,3],"type":"Point"}"#, FORMAT);
    assert_eq!(geometry[0].geometry, Ok(Some(point!(x: 1.0, y: 2.0).into())));
    assert_eq!(geometry[0].notes, [GeometryNote::HeightDropped]);
    assert!(geometry[0].dropped_height());
}

#[test]
fn a_fault_of_one_feature_stays_in_its_row() {
    let file = r#"{"type":"FeatureCollection","features":[
        7,
        {"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,1]},"properties":{}},
        {"type":"Feature","geometry":{"type":"Point","coordinates":["1",1]},"properties":{"a":1}},
        {"type":"Feature","geometry":null,"properties":{"a":1,"b":2,"a":3}},
        {"type":"Feature","geometry":null,"properties":{"a":"\ud800"}},
        {"type":"Feature","geometry":null,"properties":{"a":{"b":["\u0000"]}}},
        {"type":"Point","coordinates":[1,2]},
        {"attributes":{"a":1}},
        {"type":"Feature","geometry":null,"properties":[1]},
        {"type":"Feature","geometry":null,"properties":{"a":1]},
        {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]},"properties":{}},
        {"type":"Feature","geometry":null,"properties":{"last":true}}
    ]}"#;
    let rows = rows(file, FORMAT);
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
    for bad in [0, 1, 4, 8, 9] {
        assert!(matches!(rows[bad].fault, Some(RowFault::BadJson { .. })), "{:?}", rows[bad]);
    }
    assert!(matches!(rows[2].geometry, Err(GeometryFault::Undecodable { .. })));
    assert_eq!(rows[2].fields.len(), 1);
    assert_eq!(rows[3].fault, Some(RowFault::DuplicateField { field: "a".to_owned() }));
    assert_eq!(rows[5].fault, Some(RowFault::NulInText { field: "a".to_owned() }));
    assert_eq!(rows[6].fault, Some(RowFault::NotAFeature { found: "Point".to_owned() }));
    assert_eq!(rows[7].fault, Some(RowFault::NotAFeature { found: String::new() }));
    assert_eq!(rows[10].geometry, Err(GeometryFault::RingTooShort { positions: 3 }));
    assert_eq!(rows[11].fault, None);
}

#[test]
fn deep_nesting_is_a_fault_of_its_feature() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let file = format!(
        r#"{{"type":"FeatureCollection","x":{deep},"features":[{{"type":"Feature","properties":{{"a":{deep}}}}},{{"type":"Feature"}}]}}"#
    );
    let rows = rows(file, FORMAT);
    assert!(matches!(rows[0].fault, Some(RowFault::BadJson { .. })));
    assert_eq!(rows[1].fault, None);
}

#[test]
fn a_file_cut_anywhere_says_where_and_after_which_feature() {
    let first_feature_ends = TWO.find("},\n    {\"properties\"").unwrap() + 1;
    let second_feature_ends = TWO.rfind("\n  ]").unwrap();
    for length in 0..TWO.len() {
        let (rows, error) = read(&TWO.as_bytes()[..length], FORMAT);
        let wanted = u64::from(length >= first_feature_ends) + u64::from(length >= second_feature_ends);
        assert_eq!(rows.len() as u64, wanted, "{length}");
        match error {
            Some(ReadError::Truncated { offset, complete }) => {
                assert_eq!((offset, complete), (length as u64, wanted), "{length}");
            }
            other => panic!("{length}: {other:?}"),
        }
    }
}

#[test]
fn what_is_not_geojson_is_refused_by_name() {
    for (file, wanted) in [
        ("[1]", "at byte 0, after row 0: expected `{`"),
        ("<gml/>", "expected `{`"),
        (r#"{"type":"FeatureCollection"}"#, "needs `features`"),
        (r#"{"type":"FeatureCollection","features":{}}"#, "needs `features`"),
        (r#"{"features":[],"geometryType":"esriGeometryPoint"}"#, "its `type` is not FeatureCollection"),
        (r#"{"a":1}"#, "it has no `type`"),
        ("{}", "it has no `type`"),
        (r#"{"type":1}"#, "its `type` is no string"),
        (r#"{"type":"FeatureCollection","features":[],"features":[]}"#, "`features` occurs twice"),
        (r#"{"type":"FeatureCollection","features":[{} {}]}"#, "after row 1: expected `,` or `]`"),
        (r#"{"type":"FeatureCollection","features":[{},]}"#, "after row 1: expected a value"),
        (r#"{"type":"FeatureCollection" "features":[]}"#, "expected `,` or `}`"),
        (r#"{"type":"FeatureCollection","features":[]} {}"#, "(features line by line are geojsonseq)"),
        ("\u{1e}{}", "name the format, geojsonseq"),
        ("{1:2}", "the name of a member"),
    ] {
        let (_, error) = read(file, FORMAT);
        let message = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(message.contains(wanted), "{file}: {message}");
    }
}

#[test]
fn another_reference_system_must_be_declared_by_the_caller() {
    for (name, is_foreign) in [
        (r#""urn:ogc:def:crs:EPSG::4547""#, true),
        (r#""EPSG:4326""#, false),
        (r#""urn:ogc:def:crs:EPSG::4490""#, false),
        (r#""EPSG:4214""#, true),
        ("4547", true),
    ] {
        for file in [
            format!(
                r#"{{"crs":{{"type":"name","properties":{{"name":{name}}}}},"type":"FeatureCollection","features":[]}}"#
            ),
            format!(r#"{{"type":"FeatureCollection","features":[],"crs":{{"properties":{{"name":{name}}}}}}}"#),
        ] {
            let (_, error) = read(&file, FORMAT);
            assert_eq!(matches!(error, Some(ReadError::OtherCrs { .. })), is_foreign, "{file}: {error:?}");
            let declared = ReadOptions { source_crs: Some(SourceCrs::GaussKruger114), ..ReadOptions::default() };
            assert!(read_with(file.as_bytes(), FORMAT, &declared).1.is_none());
        }
    }
    assert!(rows(r#"{"crs":null,"type":"FeatureCollection","features":[]}"#, FORMAT).is_empty());
}

#[test]
fn properties_are_renamed_and_an_unknown_one_is_named_at_the_end() {
    let (renamed, error) = read_with(TWO.as_bytes(), FORMAT, &mapping(&[("name", "名称")]));
    assert!(error.is_none());
    assert_eq!(renamed[0].fields.get("name").unwrap(), "钟惺大道");
    let (_, error) = read_with(TWO.as_bytes(), FORMAT, &mapping(&[("name", "NAME")]));
    assert_eq!(error.unwrap().to_string(), "there is no column `NAME`; there are: a, b, 名称");
    let (clash, _) = read_with(TWO.as_bytes(), FORMAT, &mapping(&[("b", "名称")]));
    assert_eq!(clash[0].fault, Some(RowFault::DuplicateField { field: "b".to_owned() }));
    let (_, error) = read_with(TWO.as_bytes(), FORMAT, &mapping(&[("x", "b"), ("y", "b")]));
    assert!(matches!(error, Some(ReadError::MappedTwice { .. })));
}

#[test]
fn a_gbk_file_is_read_although_its_bytes_hold_brackets_and_backslashes() {
    // In GBK the second byte of 刓 is a backslash, that of 剓 an opening brace and that of 剗 a closing one.
    let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"a":"刓剓剗竟陵"}}]}"#;
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    assert!(gbk.contains(&b'\\'));
    assert_eq!(rows(&gbk, FORMAT)[0].fields.get("a").unwrap(), "刓剓剗竟陵");
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    let mut bytes = TWO.as_bytes().to_vec();
    bytes[60] = 0xFF;
    let (rows, error) = read(&bytes, FORMAT);
    assert!(rows.is_empty());
    assert!(matches!(error, Some(ReadError::NotText { offset: 60, .. })), "{error:?}");
}

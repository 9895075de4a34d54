use geo::{CoordsIter, Geometry, point};
use serde_json::Value;

use super::*;
use crate::reader::{AngleFault, GeometryFault, GeometryNote, RowFault};

const FORMAT: FileFormat = FileFormat::Csv;

fn place(row: &RawRow) -> &Geometry<f64> {
    row.geometry.as_ref().unwrap().as_ref().unwrap()
}

#[test]
fn cells_become_fields_and_a_pair_of_columns_the_geometry() {
    for header in ["Lon,名称,LAT", "经度,名称,纬度", "longitude,名称,latitude", "x,名称,y", "lng,名称,lat"]
    {
        let found = rows(format!("\u{feff}{header}\n113.16,\"竟陵,街\n道\",30.65\r\n\n,,\n"), FORMAT);
        assert_eq!(found.len(), 2, "{header}");
        assert_eq!(place(&found[0]), &point!(x: 113.16, y: 30.65).into());
        assert_eq!(found[0].fields.iter().collect::<Vec<_>>(), [("名称", &Value::from("竟陵,街\n道"))]);
        assert_eq!((&found[1].geometry, found[1].fields.get("名称")), (&Ok(None), Some(&Value::Null)));
    }
}

#[test]
fn semicolons_and_tabs_are_found_in_the_header() {
    for delimiter in [";", "\t"] {
        let text = "\"a,b\"|c|d\n1,5|2|3\n".replace('|', delimiter);
        assert_eq!(rows(text, FORMAT)[0].fields.get("a,b").unwrap(), "1,5");
    }
    assert_eq!(rows("name\n竟陵\n", FORMAT)[0].fields.get("name").unwrap(), "竟陵");
}

#[test]
fn well_known_text_is_read_and_wins_over_a_pair() {
    let found = rows("the_geom;lon;lat\nPOLYGON((0 0,1 0,1 1,0 1));1;2\n;1;2\nPOINT(1;1;2\n", FORMAT);
    assert_eq!((place(&found[0]).coords_count(), &found[0].notes), (5, &vec![GeometryNote::RingUnclosed]));
    assert_eq!(found[0].fields.get("lon").unwrap(), "1");
    assert_eq!(found[1].geometry, Ok(None));
    assert!(matches!(found[2].geometry, Err(GeometryFault::Undecodable { .. })));
}

#[test]
fn degrees_minutes_and_seconds_are_read_and_bad_ones_named() {
    let found =
        rows("lon,lat\n113°09′36.5″,30 39 00\n\"113°9'36.5\"\"E\",30°39′N\n113°61′00″,30\nNaN,30\n113,\n", FORMAT);
    for row in &found[..2] {
        let Geometry::Point(point) = place(row) else { panic!("{row:?}") };
        assert!((point.x() - 113.160_138_9).abs() < 1e-6 && (point.y() - 30.65).abs() < 1e-9, "{point:?}");
    }
    let fault =
        |text: &str, reason| Err(GeometryFault::Coordinate { column: "lon".to_owned(), text: text.to_owned(), reason });
    assert_eq!(found[2].geometry, fault("113°61′00″", AngleFault::Minutes));
    assert_eq!(found[3].geometry, fault("NaN", AngleFault::NotFinite));
    assert_eq!(found[4].geometry, Err(GeometryFault::HalfPosition { column: "lat".to_owned() }));
}

#[test]
fn columns_are_renamed_before_the_geometry_is_looked_for() {
    let options = mapping(&[("lon", "横坐标Y"), ("lat", "纵坐标X"), ("name", "地名")]);
    let (found, error) = read_with("地名,纵坐标X,横坐标Y\n竟陵,3392471.96,419483.52\n".as_bytes(), FORMAT, &options);
    assert!(error.is_none());
    assert_eq!(place(&found[0]), &point!(x: 419_483.52, y: 3_392_471.96).into());
    assert_eq!(found[0].fields.get("name").unwrap(), "竟陵");
    let (_, error) = read_with(b"a,b\n1,2\n", FORMAT, &options);
    assert_eq!(error.unwrap().to_string(), "there is no column `地名`; there are: a, b");
}

#[test]
fn a_header_must_name_each_column_once() {
    assert!(matches!(read("a,b,a\n", FORMAT).1, Some(ReadError::DuplicateColumn { .. })));
    let clash = read_with(b"a,b\n", FORMAT, &mapping(&[("a", "b")])).1;
    assert!(matches!(clash, Some(ReadError::DuplicateColumn { .. })));
    assert!(matches!(read("", FORMAT).1, Some(ReadError::NoHeader)));
    assert!(matches!(read("\n\r\n", FORMAT).1, Some(ReadError::NoHeader)));
    assert_eq!(rows("a, ,c\n1,2,3\n", FORMAT)[0].fields.get("column_2").unwrap(), "2");
}

#[test]
fn a_row_of_another_width_or_with_a_nul_is_a_fault_of_that_row() {
    let found = rows("a,b\n1\n1,2,3\n1,\0\n1,2\n", FORMAT);
    assert_eq!(found[0].fault, Some(RowFault::ColumnCount { expected: 2, found: 1 }));
    assert_eq!(found[1].fault, Some(RowFault::ColumnCount { expected: 2, found: 3 }));
    assert_eq!(found[2].fault, Some(RowFault::NulInText { field: "b".to_owned() }));
    assert_eq!((found[3].fault.as_ref(), found[3].number), (None, 4));
}

#[test]
fn a_gbk_file_is_read_without_being_told() {
    let text = "名称,经度,纬度\n竟陵街道,113.16,30.65\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    assert_eq!(rows(&gbk, FORMAT), rows(text, FORMAT));
    assert_eq!(gbk[..4], [0xC3, 0xFB, 0xB3, 0xC6]);
    let forced = ReadOptions { encoding: Some("utf-8".parse().unwrap()), ..ReadOptions::default() };
    assert!(matches!(read_with(&gbk, FORMAT, &forced).1, Some(ReadError::NotText { offset: 0, .. })));
}

#[test]
fn a_quote_that_is_never_closed_ends_the_file_with_its_place() {
    let (rows, error) = read("a,b\n1,2\n3,\"4\n5,6\n", FORMAT);
    assert_eq!(rows.len(), 1);
    assert!(matches!(error, Some(ReadError::OpenQuote { offset: 10, complete: 1 })), "{error:?}");
}

#[test]
fn a_cell_or_record_beyond_its_limit_ends_the_file() {
    let options = ReadOptions { max_field_bytes: 20, max_feature_bytes: 20_000, ..ReadOptions::default() };
    let (rows, error) = read_with(format!("a,b\n1,2\n1,{}\n", "x".repeat(21)).as_bytes(), FORMAT, &options);
    assert_eq!(rows.len(), 1);
    assert!(matches!(error, Some(ReadError::FieldTooLong { number: 2, ref column, .. }) if column == "b"), "{error:?}");
    let wkt = format!("wkt\n\"LINESTRING(0 0{})\"\n", ",1 1".repeat(50));
    assert!(read_with(wkt.as_bytes(), FORMAT, &options).1.is_none());
    let (_, error) = read_with(format!("a\n{}\n", "x".repeat(60_000)).as_bytes(), FORMAT, &options);
    assert!(matches!(error, Some(ReadError::FeatureTooLarge { number: 1, .. })), "{error:?}");
}

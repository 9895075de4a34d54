use super::*;
use crate::reader::{GeometryFault, RowFault};

const FORMAT: FileFormat = FileFormat::GeoJsonSeq;
const FEATURE: &str =
    r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[113.16,30.65]},"properties":{"a":1}}"#;

#[test]
fn one_feature_a_line_with_blank_lines_between() {
    let found = rows(format!("\n{FEATURE}\r\n\n  \n{FEATURE}"), FORMAT);
    assert_eq!(found.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2]);
    assert!(found.iter().all(|row| row.fault.is_none() && row.fields.len() == 1));
}

#[test]
fn features_separated_by_rs_may_span_lines() {
    let spread = FEATURE.replace(',', ",\n");
    assert_eq!(
        rows(format!("\u{1e}{spread}\n\u{1e}{spread}\n"), FORMAT),
        rows(format!("{FEATURE}\n{FEATURE}\n"), FORMAT)
    );
}

#[test]
fn a_broken_line_is_a_fault_of_its_row() {
    let found = rows(
        format!("{FEATURE}\n{{\"type\":\n[1]\n{{\"type\":\"FeatureCollection\",\"features\":[]}}\n\u{1e}{FEATURE}\n"),
        FORMAT,
    );
    assert_eq!(found.len(), 5);
    assert!(matches!(found[1].fault, Some(RowFault::BadJson { .. })));
    assert!(matches!(found[2].fault, Some(RowFault::BadJson { .. })));
    assert_eq!(found[3].fault, Some(RowFault::NotAFeature { found: "FeatureCollection".to_owned() }));
    assert_eq!(found[4].fault, None);
}

#[test]
fn a_last_line_that_is_cut_off_ends_the_file_with_an_error() {
    let (rows, error) = read(format!("{FEATURE}\n{}", &FEATURE[..40]), FORMAT);
    assert_eq!(rows.len(), 1);
    let length = FEATURE.len() as u64 + 41;
    assert!(matches!(error, Some(ReadError::Truncated { offset, complete: 1 }) if offset == length), "{error:?}");
}

#[test]
fn a_feature_may_not_bring_a_reference_system_of_its_own() {
    let file = r#"{"type":"Point","coordinates":[419483,3392471],"crs":{"properties":{"name":"EPSG:4547"}}}"#;
    assert_eq!(rows(file, FORMAT)[0].geometry, Err(GeometryFault::OtherCrs { named: "EPSG:4547".to_owned() }));
}

#[test]
fn an_unknown_property_is_named_at_the_end() {
    let (rows, error) = read_with(FEATURE.as_bytes(), FORMAT, &mapping(&[("name", "NAME")]));
    assert_eq!(rows.len(), 1);
    assert!(matches!(error, Some(ReadError::UnknownColumn { .. })));
}

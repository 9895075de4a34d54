//! Every file of fixtures/awkward gives what its README says.

use super::*;
use crate::imports::{BadRows, Mode};

/// A file of places, with rows that cannot be kept left out, on top of what is in `test`.
async fn skipping(test: &TestDb, file: &str, map: &[(&str, &str)]) -> ImportReport {
    let options = ImportOptions {
        bad_rows: BadRows::Skip,
        category: Some("21600".into()),
        ..ImportOptions::new(Importable::Places, file)
    };
    test.import(fixture(&format!("awkward/{file}"), map), &options).await.unwrap()
}

/// The same on top of Tianmen.
async fn in_tianmen(file: &str, map: &[(&str, &str)]) -> (TestDb, ImportReport) {
    let test = register().await;
    test.load_tianmen().await;
    let report = skipping(&test, file, map).await;
    (test, report)
}

/// The same in an empty register, without what comes of its being empty.
async fn alone(file: &str, map: &[(&str, &str)]) -> (TestDb, ImportReport) {
    let test = register().await;
    let mut report = skipping(&test, file, map).await;
    report.findings.retain(|finding| finding.rule != Rule::DivisionUnknown);
    (test, report)
}

fn of(report: &ImportReport) -> Vec<(u64, Rule)> {
    report.findings.iter().map(|finding| (finding.row, finding.rule)).collect()
}

#[tokio::test]
async fn invalid_rings_are_told_with_reason_and_place_and_kept() {
    let (test, report) = alone("invalid_rings.geojson", &[]).await;
    assert_eq!(
        of(&report),
        [(2, Rule::GeometryInvalid), (3, Rule::RingUnclosed), (4, Rule::GeometryUnusable), (5, Rule::GeometryInvalid),]
    );
    assert_eq!(report.kept, 5);
    assert_eq!(report.findings[0].facts, ["自相交", "Self-intersection", "113.1100000", "30.5100000"]);
    assert_eq!(report.findings[3].facts[..2], ["内环在外环之外", "Hole lies outside shell"]);
    let kept =
        "select count(*) from place where attributes->'delivered_geometry'->>'type' = 'Polygon' and geom is null";
    assert_eq!(test.count(kept).await, 1);
    assert_eq!(test.count("select count(*) from place where not st_isvalid(geom)").await, 2, "nothing is mended");
}

#[tokio::test]
async fn collapsed_rings_and_lines_are_told() {
    let (_, report) = alone("collapsed_ring.geojson", &[]).await;
    assert_eq!(report.kept, 5);
    assert_eq!(rules_of(&report, 1), []);
    for row in 2..=5 {
        assert!(rules_of(&report, row).contains(&Rule::GeometryCollapsed), "row {row}");
    }
    assert_eq!(rows_with(&report, Rule::GeometryInvalid), [2, 3, 5], "the fourth is only tiny");
}

#[tokio::test]
async fn empty_geometry_means_no_position() {
    let (test, report) = alone("empty_geometry.geojson", &[]).await;
    assert_eq!(
        of(&report),
        [
            (2, Rule::GeometryEmpty),
            (3, Rule::GeometryEmpty),
            (4, Rule::GeometryEmpty),
            (5, Rule::GeometryEmpty),
            (6, Rule::GeometryMissing),
            (7, Rule::GeometryEmpty),
        ]
    );
    assert_eq!(test.count("select count(*) from place where geom is null").await, 6);
}

#[tokio::test]
async fn duplicates_are_told_by_name_geometry_and_key() {
    let test = register().await;
    test.load_tianmen().await;
    let report = test.imported(fixture("awkward/duplicates.geojson", &[]), Importable::Streets).await;
    assert_eq!(report.kept, 5);
    assert_eq!(rows_with(&report, Rule::NameTwiceInBuiltUpArea), [1, 2]);
    assert_eq!(rows_with(&report, Rule::GeometryTwice), [1, 3, 4], "whichever way a line runs");
    assert_eq!(rows_with(&report, Rule::LocalCodeTwice), [1, 5]);
}

#[tokio::test]
async fn rare_characters_come_back_unchanged_and_are_counted_as_characters() {
    let (test, report) = alone("rare_characters.geojson", &[]).await;
    assert_eq!((report.kept, of(&report)), (7, vec![]));
    let names = test.list("select text from name order by text collate \"C\"").await;
    for name in ["双剅口村", "三垱村", "𡐓头村", "𬮤门村", "㙟头村"] {
        assert!(names.contains(name), "{name}");
    }
    assert!(names.split(',').any(|name| name.starts_with('T') && name.contains('\u{304}')), "not composed");
    let composed = r#"{"type":"Feature","geometry":null,"properties":
        {"name":"Tiānmén村","category":"21600","division_code":"429006107"}}"#;
    let again = test.imported(text(composed, FileFormat::GeoJson), Importable::Places).await;
    let decomposed = skipping(&test, "rare_characters.geojson", &[]).await;
    assert_eq!(rows_with(&again, Rule::NameTwiceInCounty), [0_u64; 0], "the record's own form is not searched");
    assert!(rows_with(&decomposed, Rule::NameTwiceInCounty).contains(&7), "compared in composed form");
}

#[tokio::test]
async fn a_place_outside_its_division_or_county_is_told() {
    let (_, report) = in_tianmen("seat_outside.geojson", &[]).await;
    assert_eq!(of(&report), [(1, Rule::OutsideDivision), (2, Rule::OutsideCounty)]);
    assert_eq!(report.findings[0].facts, ["429006107", "429006118"]);
}

#[tokio::test]
async fn offset_coordinates_are_suspected_by_the_codes_on_record() {
    let (_, report) = in_tianmen("gcj02_points.geojson", &[]).await;
    assert_eq!(report.kept, 10);
    assert_eq!(rows_with(&report, Rule::LocalCodeTwice).len(), 10);
    for row in 1..=10 {
        assert!(rules_of(&report, row).contains(&Rule::Gcj02Suspected), "row {row}");
    }
}

#[tokio::test]
async fn declared_offset_coordinates_land_where_the_register_has_them() {
    let test = register().await;
    test.load_tianmen().await;
    let options = ImportOptions {
        source_crs: crate::kernel::crs::SourceCrs::Gcj02,
        ..ImportOptions::new(Importable::Places, "gcj")
    };
    let report = test.import(fixture("awkward/gcj02_points.geojson", &[]), &options).await.unwrap();
    assert_eq!(report.count(Rule::Gcj02Suspected), 0);
    let near = "select count(*) from place a join place b on a.attributes->>'local_code' = b.attributes->>'local_code'
                   and a.place_id < b.place_id and st_dwithin(a.geom::geography, b.geom::geography, 1)";
    assert_eq!(test.count(near).await, 10);
}

#[tokio::test]
async fn swapped_axes_are_refused_and_not_swapped() {
    let (test, report) = alone("swapped_axes.geojson", &[]).await;
    assert_eq!((report.kept, report.refused), (0, 10));
    assert_eq!(rows_with(&report, Rule::AxesSwapped).len(), 10);
    assert_eq!(test.count("select count(*) from feature").await, 0);
}

#[tokio::test]
async fn heights_are_dropped_and_told() {
    let (test, report) = alone("z_values.geojson", &[]).await;
    assert_eq!(of(&report), (1..=5).map(|row| (row, Rule::HeightDropped)).collect::<Vec<_>>());
    assert_eq!(test.count("select count(*) from place where st_ndims(geom) = 2").await, 5);
}

#[tokio::test]
async fn rings_of_either_order_are_stored_right_handed() {
    let (test, report) = alone("wrong_ring_order.geojson", &[]).await;
    // Turned, the last two are one outline.
    assert_eq!((report.kept, of(&report)), (4, vec![(3, Rule::GeometryTwice), (4, Rule::GeometryTwice)]));
    assert_eq!(test.count("select count(*) from place where st_ispolygonccw(geom)").await, 4);
}

#[tokio::test]
async fn what_meets_the_antimeridian_is_valid_and_outside_the_county() {
    let (test, report) = in_tianmen("antimeridian.geojson", &[]).await;
    assert_eq!(report.kept, 4);
    assert_eq!(rows_with(&report, Rule::OutsideCounty), [1, 2, 3, 4]);
    assert_eq!(rows_with(&report, Rule::AntimeridianUncut), [4]);
    assert_eq!(rows_with(&report, Rule::GeometryInvalid), [0_u64; 0]);
    assert_eq!(test.count("select count(*) from place where st_xmin(geom) < -178").await, 3);
}

#[tokio::test]
async fn degrees_minutes_and_seconds_are_read_and_sixty_of_them_refused() {
    let (test, report) = in_tianmen("dms.csv", &[("lon", "lon_dms"), ("lat", "lat_dms")]).await;
    assert_eq!(rows_with(&report, Rule::CoordinateUnreadable), [14, 15]);
    assert_eq!(report.kept, 13);
    // A tenth of a second is 3 m.
    let near = "select count(*) from place a join name n on n.feature_id = a.place_id
                  join name m on m.text = n.text and m.feature_id <> n.feature_id
                  join place b on b.place_id = m.feature_id and b.division_id = a.division_id and a.place_id < b.place_id
                 where st_dwithin(a.geom::geography, b.geom::geography, 3.5)";
    assert_eq!(test.count(near).await, 10);
}

#[tokio::test]
async fn gbk_is_found_out_and_its_headings_mapped() {
    let map = [("name", "名称"), ("division_code", "行政区划代码")];
    let (test, report) = alone("gbk.csv", &map).await;
    assert_eq!((report.kept, of(&report)), (15, vec![]));
    assert_eq!(test.count("select count(*) from name where text ~ '[剅垱]'").await, 5);
    assert_eq!(test.count("select count(*) from place where st_x(geom) between 112 and 114").await, 15);
}

#[tokio::test]
async fn well_known_text_is_read_in_its_spellings() {
    let (test, report) = alone("wkt.csv", &[]).await;
    assert_eq!(report.kept, 8);
    assert_eq!(rows_with(&report, Rule::GeometryUnreadable), [9, 10]);
    assert_eq!(rows_with(&report, Rule::GeometryEmpty), [8]);
    assert_eq!(rows_with(&report, Rule::HeightDropped), [6]);
    assert_eq!(test.count("select count(*) from place where geom is not null").await, 7);
}

#[tokio::test]
async fn a_truncated_file_leaves_the_register_as_it_was() {
    let test = register().await;
    test.load_tianmen().await;
    let before = test.everything().await;
    let options = ImportOptions { bad_rows: BadRows::Skip, ..ImportOptions::new(Importable::Places, "cut") };
    let error = test.import(fixture("awkward/truncated.geojson", &[]), &options).await.unwrap_err();
    let ImportError::Read(error) = error else { panic!("{error:?}") };
    assert!(error.to_string().contains("ends too early, at byte"), "{error}");
    assert_eq!(test.everything().await, before);
}

#[tokio::test]
async fn a_null_character_refuses_its_row_and_hidden_ones_are_told() {
    let (test, report) = alone("nul_byte.geojson", &[]).await;
    assert_eq!(
        of(&report),
        [
            (1, Rule::NulInText),
            (2, Rule::InvisibleCharacter),
            (3, Rule::InvisibleCharacter),
            (4, Rule::InvisibleCharacter),
            (5, Rule::NameTrimmed),
        ]
    );
    assert_eq!(test.count("select count(*) from name where text = '空格村'").await, 1);
}

#[tokio::test]
async fn nothing_that_is_no_coordinate_becomes_a_position() {
    let (test, report) = alone("nan.csv", &[]).await;
    let refused: Vec<_> = of(&report).into_iter().filter(|(row, _)| *row != 5).collect();
    assert_eq!(
        refused,
        [
            (2, Rule::CoordinateUnreadable),
            (3, Rule::CoordinateUnreadable),
            (4, Rule::CoordinateUnreadable),
            (6, Rule::CoordinateUnreadable),
            (7, Rule::CoordinateUnreadable),
            (8, Rule::CoordinateUnreadable),
            (9, Rule::NullIsland),
            (10, Rule::OutOfRange),
            (11, Rule::OtherSystem),
        ]
    );
    assert_eq!(rules_of(&report, 5), [Rule::GeometryMissing]);
    assert_eq!(report.findings.iter().find(|finding| finding.row == 11).unwrap().facts[3], "EPSG:4547");
    assert_eq!(test.list("select st_astext(geom) from place order by geom is null").await, "POINT(113.09 30.51),");
}

#[tokio::test]
async fn a_name_of_500_characters_is_refused_with_the_limit() {
    let (_, report) = alone("long_name.geojson", &[]).await;
    assert_eq!(of(&report), [(1, Rule::NameTooLong)]);
    assert_eq!(report.findings[0].facts, ["500", "200"]);
    assert_eq!(report.kept, 1);
}

#[tokio::test]
async fn every_awkward_file_is_covered_here() {
    let this = include_str!("awkward.rs");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/awkward")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name == "README.md" || this.contains(&name), "{name}");
    }
}

#[tokio::test]
async fn a_dry_run_of_every_awkward_file_changes_nothing() {
    let test = register().await;
    test.load_tianmen().await;
    let before = test.everything().await;
    for file in ["duplicates.geojson", "invalid_rings.geojson", "nan.csv"] {
        let options = ImportOptions {
            mode: Mode::DryRun,
            bad_rows: BadRows::Skip,
            ..ImportOptions::new(Importable::Places, file)
        };
        let report = test.import(fixture(&format!("awkward/{file}"), &[]), &options).await.unwrap();
        assert!(!report.findings.is_empty());
        assert_eq!(report.data_version, None);
    }
    assert_eq!(test.everything().await, before);
}

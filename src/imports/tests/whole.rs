//! All or nothing: what a file that is not kept leaves behind.

use std::sync::Mutex;

use serde_json::{Value, json};

use super::*;
use crate::imports::{BadRows, Mode, Outcome, Stage, find};

fn good_and_bad() -> Reader {
    let rows = [
        (json!({ "name": "好村", "category": "21600" }), json!({ "type": "Point", "coordinates": [113.1, 30.5] })),
        (json!({ "category": "21600" }), Value::Null),
    ];
    text(features(&rows), FileFormat::GeoJson)
}

#[tokio::test]
async fn one_bad_row_keeps_out_the_file_and_the_report_says_so() {
    let test = register().await;
    let before = test.everything().await;
    let report = test.imported(good_and_bad(), Importable::Places).await;
    assert_eq!((report.outcome, report.rows, report.kept, report.refused), (Outcome::Refused, 2, 0, 1));
    assert_eq!(report.data_version, None);
    assert_eq!(report.findings[0].rule, Rule::NameMissing);
    assert!(report.summary().en.contains("the register is as it was"));
    assert_eq!(test.everything().await, before);
    let tx = test.db.read("test").await.unwrap();
    assert_eq!(find(&tx, report.id).await.unwrap().unwrap(), report, "on record all the same");
}

#[tokio::test]
async fn bad_rows_are_left_out_when_the_sender_says_so() {
    let test = register().await;
    let options = ImportOptions { bad_rows: BadRows::Skip, ..ImportOptions::new(Importable::Places, "test") };
    let report = test.import(good_and_bad(), &options).await.unwrap();
    assert_eq!((report.outcome, report.kept, report.refused), (Outcome::Committed, 1, 1));
    assert_eq!(report.data_version, Some(1));
    assert_eq!(test.list("select text from name").await, "好村");
}

#[tokio::test]
async fn a_dry_run_reports_what_the_import_then_does() {
    let test = register().await;
    let before = test.everything().await;
    let divisions = || fixture("tianmen/divisions.geojson", &[]);
    let options = ImportOptions { mode: Mode::DryRun, ..ImportOptions::new(Importable::Divisions, "test") };
    let dry = test.import(divisions(), &options).await.unwrap();
    assert_eq!((dry.outcome, dry.kept, dry.data_version), (Outcome::DryRun, 36, None));
    assert_eq!(test.everything().await, before);
    let wet = test.imported(divisions(), Importable::Divisions).await;
    assert_eq!((wet.kept, wet.counts), (dry.kept, dry.counts));
}

#[tokio::test]
async fn a_name_of_ten_megabytes_refuses_its_row() {
    let test = register().await;
    let row = json!({ "name": "长".repeat(3_500_000), "category": "21600" });
    let report = test.imported(text(features(&[(row, Value::Null)]), FileFormat::GeoJson), Importable::Places).await;
    assert_eq!((report.outcome, rules_of(&report, 1)), (Outcome::Refused, vec![Rule::NameTooLong]));
}

#[tokio::test]
async fn a_file_without_rows_is_imported_and_changes_nothing() {
    let test = register().await;
    let report = test.imported(text(features(&[]), FileFormat::GeoJson), Importable::Streets).await;
    assert_eq!((report.outcome, report.rows, report.data_version), (Outcome::Committed, 0, None));
}

#[tokio::test]
async fn a_report_tells_ten_thousand_findings_and_counts_the_rest() {
    let test = register().await;
    let mut csv = String::from("name,category,place_code\n");
    csv.extend((0..10_500).map(|row| format!("村{row},21600,7\n")));
    let report = test.imported(text(csv, FileFormat::Csv), Importable::Places).await;
    assert_eq!(report.count(Rule::PlaceCodeShape), 10_500);
    assert_eq!(report.findings.len(), 10_000);
    assert_eq!(report.untold(), 11_000);
    assert!(report.text(crate::http::Language::English, 20).contains("20980 more are not shown"));
    let csv = String::from_utf8(report.csv(crate::http::Language::Chinese).unwrap()).unwrap();
    assert_eq!(csv.lines().count(), 10_001);
    assert!(csv.starts_with("\u{feff}行,程度,规则,问题,处理办法\n1,"));
}

#[tokio::test]
async fn an_import_that_is_dropped_midway_leaves_nothing_and_the_next_goes_through() {
    let test = register().await;
    let before = test.everything().await;
    let mut csv = String::from("name,category,lon,lat\n");
    csv.extend((0..50_000).map(|row| format!("村{row},21600,113.{row:05},30.5\n")));
    let ids = Ids::new(test.db.clock().clone());
    let options = ImportOptions::new(Importable::Places, "test");
    let (told, midway) = tokio::sync::oneshot::channel();
    let told = Mutex::new(Some(told));
    let progress = |stage| {
        if matches!(stage, Stage::Reading { rows } if rows > 5_000) {
            told.lock().unwrap().take().map(|told| told.send(()));
        }
    };
    let source = text(csv, FileFormat::Csv);
    tokio::select! {
        ended = import(&test.db, &ids, &Actor::Operator, source, &options, progress) => panic!("{ended:?}"),
        reached = midway => reached.unwrap(),
    }
    assert_eq!(test.everything().await, before);
    assert_eq!(test.imported(good_and_bad(), Importable::Places).await.refused, 1);
}

#[tokio::test]
async fn two_imports_of_one_code_at_once_do_not_both_have_it() {
    let test = register().await;
    let row = || features(&[(json!({ "name": "新镇", "code": "429006188" }), Value::Null)]);
    let (one, other) = tokio::join!(
        test.imported(text(row(), FileFormat::GeoJson), Importable::Divisions),
        test.imported(text(row(), FileFormat::GeoJson), Importable::Divisions),
    );
    assert_eq!(one.kept + other.kept, 1);
    assert_eq!(one.count(Rule::CodeTaken) + other.count(Rule::CodeTaken), 1);
    assert_eq!(test.count("select count(*) from division").await, 1);
}

#[tokio::test]
async fn what_a_constraint_alone_can_tell_is_a_conflict() {
    let test = register().await;
    let edition = |name: &str, from: &str, to: &str| {
        let row = json!({ "name": name, "code": "429006188", "valid_from": from, "valid_to": to });
        text(features(&[(row, Value::Null)]), FileFormat::GeoJson)
    };
    test.imported(edition("新镇", "2000-01-01", ""), Importable::Divisions).await;
    test.client.batch_execute("update name set valid_from = '-infinity'").await.unwrap();
    let error = test
        .import(edition("旧镇", "1980-01-01", "1990-01-01"), &ImportOptions::new(Importable::Divisions, "test"))
        .await
        .unwrap_err();
    assert!(
        matches!(error, ImportError::Conflict { ref constraint } if constraint == "name_one_standard"),
        "{error:?}"
    );
}

//! A code that the register has: new editions, and what the register said before.

use serde_json::{Value, json};
use time::Duration;

use super::*;
use crate::imports::Outcome;

fn division(name: &str, code: &str, from: &str) -> (Value, Value) {
    (json!({ "name": name, "code": code, "valid_from": from }), Value::Null)
}

fn file(rows: &[(Value, Value)]) -> Reader {
    text(features(rows), FileFormat::GeoJson)
}

const EDITIONS: &str = "select concat_ws(' ', code, valid_from, valid_to) from division order by code, valid_from";
const NAMES: &str =
    "select concat_ws(' ', text, valid_from, valid_to) from name where kind = 'standard' order by valid_from, text";

#[tokio::test]
async fn a_later_first_day_makes_a_new_edition_and_the_old_one_ends_that_day() {
    let test = register().await;
    test.imported(file(&[division("石河镇", "429006120", "1995-01-01")]), Importable::Divisions).await;
    let report = test.imported(file(&[division("石家河镇", "429006120", "2015-07-01")]), Importable::Divisions).await;
    assert_eq!(report.outcome, Outcome::Committed);
    assert_eq!(rules_of(&report, 1), [Rule::GeometryMissing, Rule::ParentUnknown]);
    assert_eq!(test.list(EDITIONS).await, "429006120 1995-01-01 2015-07-01,429006120 2015-07-01 infinity");
    assert_eq!(test.list(NAMES).await, "石河镇 1995-01-01 2015-07-01,石家河镇 2015-07-01 infinity");
    assert_eq!(test.count("select count(distinct division_id) from division").await, 1);
}

#[tokio::test]
async fn an_edition_that_keeps_its_name_adds_no_name() {
    let test = register().await;
    test.imported(file(&[division("岳口镇", "429006107", "")]), Importable::Divisions).await;
    test.imported(file(&[division("岳口镇", "429006107", "2015-07-01")]), Importable::Divisions).await;
    assert_eq!(test.list(NAMES).await, "岳口镇 -infinity infinity");
}

#[tokio::test]
async fn several_editions_may_come_in_one_file_in_any_order() {
    let test = register().await;
    test.imported(file(&[division("甲镇", "429006188", "")]), Importable::Divisions).await;
    let rows = [
        division("丙镇", "429006188", "2020-01-01"),
        division("乙镇", "429006188", "2010-01-01"),
        division("乙镇", "429006188", "2015-01-01"),
        division("丁乡", "429006288", "2012-01-01"),
        division("戊乡", "429006288", "2001-01-01"),
    ];
    let report = test.imported(file(&rows), Importable::Divisions).await;
    assert_eq!(report.kept, 5);
    assert_eq!(
        test.list(EDITIONS).await,
        "429006188 -infinity 2010-01-01,429006188 2010-01-01 2015-01-01,429006188 2015-01-01 2020-01-01,\
         429006188 2020-01-01 infinity,429006288 2001-01-01 2012-01-01,429006288 2012-01-01 infinity"
    );
    assert_eq!(
        test.list(NAMES).await,
        "甲镇 -infinity 2010-01-01,戊乡 2001-01-01 2012-01-01,乙镇 2010-01-01 2020-01-01,丁乡 2012-01-01 infinity,\
         丙镇 2020-01-01 infinity"
    );
    assert_eq!(test.count("select count(distinct division_id) from division").await, 2);
}

#[tokio::test]
async fn a_code_on_record_or_twice_in_the_file_is_refused() {
    let test = register().await;
    test.imported(file(&[division("甲镇", "429006188", "2010-01-01")]), Importable::Divisions).await;
    let ended = (
        json!({ "name": "丙镇", "code": "429006189", "valid_from": "2001-01-01", "valid_to": "2005-01-01" }),
        Value::Null,
    );
    let rows = [
        division("甲镇", "429006188", "2010-01-01"),
        division("甲镇", "429006188", ""),
        division("乙镇", "429006190", ""),
        division("乙镇", "429006190", ""),
        ended,
        division("丙镇", "429006189", "2004-01-01"),
    ];
    let report = test.imported(file(&rows), Importable::Divisions).await;
    assert_eq!(report.kept, 0);
    let found: Vec<_> = report.findings.iter().map(|finding| (finding.row, finding.rule)).collect();
    assert_eq!(
        found[..4],
        [(1, Rule::CodeTaken), (2, Rule::CodeTaken), (4, Rule::CodeTwice), (6, Rule::EditionsOverlap),]
    );
}

#[tokio::test]
async fn a_parent_may_stand_behind_its_children() {
    let test = register().await;
    let rows =
        [division("竟陵街道", "429006001", ""), division("天门市", "429006", ""), division("孤儿镇", "429007101", "")];
    let report = test.imported(file(&rows), Importable::Divisions).await;
    let parents = "select d.code || '<' || coalesce(p.code, '') from division d
                     left join division p on p.division_id = d.parent_id order by d.code";
    assert_eq!(test.list(parents).await, "429006<,429006001<429006,429007101<");
    assert_eq!(rows_with(&report, Rule::ParentUnknown), [3]);
}

#[tokio::test]
async fn the_register_still_knows_what_it_said_before_an_import() {
    let test = register().await;
    test.imported(file(&[division("甲镇", "429006188", "")]), Importable::Divisions).await;
    test.db.clock().advance(Duration::days(1));
    let report = test.imported(file(&[division("乙镇", "429006188", "2023-07-01")]), Importable::Divisions).await;
    assert_eq!(report.data_version, Some(2));
    let said = |version: i64, day: &str| {
        format!("select name from published_division({version}) where valid_from <= '{day}' and '{day}' < valid_to")
    };
    assert_eq!(test.list(&said(1, "2023-07-02")).await, "甲镇");
    assert_eq!(test.list(&said(2, "2023-06-30")).await, "甲镇");
    assert_eq!(test.list(&said(2, "2023-07-02")).await, "乙镇");
}

#[tokio::test]
async fn a_place_with_its_code_gets_a_new_edition_too() {
    let test = register().await;
    let street = |name: &str, from: &str, width: f64| {
        let line = json!({ "type": "LineString", "coordinates": [[113.1, 30.5], [113.11, 30.5]] });
        let row = json!({ "name": name, "place_code": "42900610723514000001", "valid_from": from, "width_m": width });
        file(&[(row, line)])
    };
    test.imported(street("老街", "", 6.0), Importable::Streets).await;
    let report = test.imported(street("老街", "2020-05-01", 12.0), Importable::Streets).await;
    assert_eq!(report.kept, 1);
    let widths = "select concat_ws(' ', width_m, valid_to) from street order by valid_from";
    assert_eq!(test.list(widths).await, "6 2020-05-01,12 infinity");
    assert_eq!(test.list("select valid_to::text from place order by valid_from").await, "2020-05-01,infinity");
    let again = test.imported(street("老街", "2020-05-01", 12.0), Importable::Streets).await;
    assert_eq!((again.kept, rules_of(&again, 1)), (0, vec![Rule::PlaceCodeTaken]));
}

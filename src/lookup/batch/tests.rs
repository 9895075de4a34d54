//! Files of points without a register behind them: order, layout, limits, memory.

use std::io::{Cursor, Read};

use time::macros::date;

use super::*;
use crate::{
    index::live::Snapshot,
    kernel::crs::SourceCrs,
    lookup::{Parts, Question},
    reader::{FileFormat, Progress, ReadOptions, Reader, tests::bounded::Endless},
};

/// Buffers between the file and a row.
const READ_AHEAD: u64 = 300 * 1024;

const WORKERS: usize = 3;

fn reading(progress: &Progress) -> ReadOptions {
    let encoding = Some("utf-8".parse().unwrap());
    ReadOptions { encoding, place_in_fields: true, progress: progress.clone(), ..ReadOptions::default() }
}

fn reader(text: &str, format: FileFormat) -> Reader {
    let input = Cursor::new(text.to_owned());
    Reader::from_whole(input, format, &reading(&Progress::default())).unwrap()
}

fn sheet(parts: Parts, into: FileFormat, columns: Columns) -> Sheet {
    let question = Question { at: date!(2023 - 07 - 01), reach_m: 50.0, parts };
    Sheet::new(question, SourceCrs::Cgcs2000, into, columns)
}

fn line(input: impl Read + Send + 'static, progress: &Progress) -> Line {
    let source = Reader::from_read(input, FileFormat::Csv, &reading(progress)).unwrap();
    let sheet = sheet(Parts::ALL, FileFormat::Csv, Columns::of_header(source.header().unwrap()).unwrap());
    Line::start(source, progress.clone(), sheet.into(), Snapshot::empty(1).into(), WORKERS)
}

/// The whole answer to `text`, and what came of its rows.
fn answered(text: &str, from: FileFormat, into: FileFormat) -> (String, Tally) {
    let survey = Survey::of(reader(text, from), into, u64::MAX).unwrap();
    let sheet = sheet(Parts::ALL, into, survey.columns);
    let rows: Vec<_> = reader(text, from).map(Result::unwrap).collect();
    let page = sheet.page(&Snapshot::empty(1), &rows);
    assert_eq!(page.tally.rows, survey.rows);
    (String::from_utf8([sheet.head(), page.text, sheet.foot().to_vec()].concat()).unwrap(), page.tally)
}

#[tokio::test]
async fn two_hundred_thousand_rows_pass_through_small_buffers() {
    let (progress, row, rows) = (Progress::default(), "113.16,30.65,竟陵\n", 200_000);
    let mut line = line(Endless::new("lon,lat,name\n", row, rows), &progress);
    // At most so many pages are under way: waiting, at work, and waiting to be collected; and one that is being read.
    let under_way = (WORKERS * 5 + 1) as u64 * 512;
    let mut tally = Tally::default();
    while let Some(page) = line.next().await {
        tally.add(page.unwrap().tally);
        let most = (tally.rows + under_way) * row.len() as u64 + READ_AHEAD;
        assert!(progress.bytes() <= most, "{} bytes read for {} rows", progress.bytes(), tally.rows);
    }
    assert_eq!((tally.rows, tally.located(), tally.outside, tally.bad), (rows, rows, rows, 0));
}

#[tokio::test]
async fn rows_keep_their_order_whoever_answers_them() {
    let rows = (0..5_000).map(|number| format!("113.16,30.65,{number}\n")).collect::<Vec<_>>().concat();
    let mut line = line(Cursor::new(format!("lon,lat,number\n{rows}")), &Progress::default());
    let mut text = Vec::new();
    while let Some(page) = line.next().await {
        text.extend(page.unwrap().text);
    }
    let text = String::from_utf8(text).unwrap();
    let numbers: Vec<usize> = text.lines().map(|line| line.split(',').nth(2).unwrap().parse().unwrap()).collect();
    assert_eq!(numbers, (0..5_000).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_line_that_nobody_collects_from_any_more_stops_reading() {
    // Were it read to its end, this test would not come to its own.
    let mut line = line(Endless::new("lon,lat\n", "113.16,30.65\n", 1 << 40), &Progress::default());
    assert!(line.next().await.unwrap().is_ok());
}

#[tokio::test]
async fn what_ends_the_file_ends_the_line_behind_the_rows_before_it() {
    let rows = "113.16,30.65\n".repeat(2_000);
    let mut line = line(Cursor::new(format!("lon,lat\n{rows}\"113")), &Progress::default());
    let mut whole = 0;
    let error = loop {
        match line.next().await {
            Some(Ok(page)) => whole += page.tally.rows,
            Some(Err(error)) => break error,
            None => panic!("the end is not told"),
        }
    };
    assert_eq!((whole, error.to_string().contains("never closed")), (512 * 3, true), "{error}");
}

#[test]
fn columns_of_the_file_are_kept_and_those_added_never_take_their_names() {
    let text = "street,lon,lat,lookup_street,note\n甲路,113°09′36.5″,30.65,x,\"a,\"\"b\"\"\"\n乙路,,30,,\n";
    let (csv, tally) = answered(text, FileFormat::Csv, FileFormat::Csv);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[0],
        "\u{feff}street,lon,lat,lookup_street,note,province_code,province_name,prefecture_code,prefecture_name,\
         county_code,county_name,township_code,township_name,village_code,village_name,built_up_area,\
         lookup_lookup_street,street_distance_m,nearest_place,nearest_place_distance_m,border_distance_m,on_border,\
         problem_zh,problem_en"
    );
    assert_eq!(lines[1], "甲路,113°09′36.5″,30.65,x,\"a,\"\"b\"\"\",,,,,,,,,,,,,,,,,false,,");
    assert!(lines[2].starts_with("乙路,,30,,,") && lines[2].contains("第 2 行：“lon”列为空"), "{}", lines[2]);
    assert_eq!((tally.rows, tally.outside, tally.bad, tally.first_bad[0].0), (2, 1, 1, 2));
}

#[test]
fn features_become_a_table_of_all_their_properties() {
    let text = r#"{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[113.16,30.65]},"properties":{"a":1}}
{"type":"Feature","geometry":null,"properties":{"id":"x","b":{"c":[true]},"a":null}}
"#;
    let (csv, _) = answered(text, FileFormat::GeoJsonSeq, FileFormat::Csv);
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].starts_with("\u{feff}lookup_id,a,id,b,lon,lat,province_code"), "{}", lines[0]);
    assert!(lines[1].starts_with("7,1,,,113.16,30.65,,"), "{}", lines[1]);
    assert!(lines[2].starts_with(",,x,\"{\"\"c\"\":[true]}\",,,,"), "{}", lines[2]);
    assert!(lines[2].ends_with("第 2 行：没有坐标,row 2: there is no position"), "{}", lines[2]);
}

#[test]
fn a_feature_keeps_what_it_says_and_its_old_answer_gives_way() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","id":"w1","geometry":{"type":"Point","coordinates":[113.16,30.65,9]},
         "properties":{"z":"\u0000\"","lookup":"old","a":{"n":[null]}}},
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},"properties":{"a":1,"a":2}}]}"#;
    let (collection, tally) = answered(text, FileFormat::GeoJson, FileFormat::GeoJson);
    let collection: serde_json::Value = serde_json::from_str(&collection).unwrap();
    let features = collection["features"].as_array().unwrap();
    // A null character is a fault to the reader; the row is shown all the same.
    assert_eq!(features[0]["properties"]["z"], "\0\"");
    assert_eq!(features[0]["properties"]["a"], serde_json::json!({ "n": [null] }));
    assert_eq!(features[0]["id"], "w1");
    assert!(features[0]["properties"]["lookup"]["problem"]["zh"].as_str().unwrap().contains("空字符"));
    assert_eq!(features[1]["properties"]["lookup"]["row"], 2);
    assert_eq!((features[1].get("id"), &features[1]["geometry"]), (None, &serde_json::Value::Null));
    assert_eq!(tally.bad, 2);
    let sequence = r#"{"type":"Point","coordinates":[113.16,30.65]}"#;
    let (collection, _) = answered(sequence, FileFormat::GeoJsonSeq, FileFormat::GeoJson);
    let collection: serde_json::Value = serde_json::from_str(&collection).unwrap();
    assert_eq!(collection["features"][0]["properties"]["lookup"]["position"], serde_json::json!([113.16, 30.65]));
}

#[test]
fn a_file_without_rows_has_an_answer_without_rows() {
    let empty = r#"{"type":"FeatureCollection","features":[]}"#;
    let (collection, _) = answered(empty, FileFormat::GeoJson, FileFormat::GeoJson);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&collection).unwrap()["features"], serde_json::json!([]));
    assert_eq!(answered("lon,lat\n", FileFormat::Csv, FileFormat::Csv).0.lines().count(), 1);
    assert_eq!(answered("", FileFormat::GeoJsonSeq, FileFormat::GeoJsonSeq).0, "");
}

#[test]
fn a_file_that_would_swell_its_answer_or_lies_nowhere_is_refused() {
    let refusal = |text: &str, from, into, most| Survey::of(reader(text, from), into, most).unwrap_err();
    let csv = |text: &str| refusal(text, FileFormat::Csv, FileFormat::GeoJson, 10);
    assert!(matches!(csv("a,b\n1,2\n"), Refusal::NoPlace));
    assert!(matches!(csv("lon,lat\n1,2\n3,4\n\"5"), Refusal::Read(_)));
    assert!(matches!(csv(&format!("lon,lat,{}\n", "a".repeat(20_000))), Refusal::NamesTooLong { .. }));
    let many = (0..1_000).map(|number| format!(",c{number}")).collect::<Vec<_>>().concat();
    assert!(matches!(csv(&format!("lon,lat{many}\n")), Refusal::TooManyColumns { limit: 1_000 }));
    let rows = "lon,lat\n".to_owned() + &"1,2\n".repeat(11);
    assert!(matches!(csv(&rows), Refusal::TooManyRows { limit: 10 }));
    // Names of properties matter only where a table begins with them.
    let properties = (0..1_001).map(|number| format!("\"p{number}\":1,")).collect::<Vec<_>>().concat();
    let feature = format!(r#"{{"type":"Feature","geometry":null,"properties":{{{properties}"q":1}}}}"#);
    let into_table = refusal(&feature, FileFormat::GeoJsonSeq, FileFormat::Csv, 10);
    assert!(matches!(into_table, Refusal::TooManyColumns { .. }));
    assert!(Survey::of(reader(&feature, FileFormat::GeoJsonSeq), FileFormat::GeoJson, 10).is_ok());
}

//! The names of the demonstration, and the queries whose first hits are written down.

use std::fs;

use serde_json::Value;

use super::{Row, index};
use crate::index::names::{NameIndex, Named, Pattern, Standing, Wanted};
use crate::kernel::pinyin::{LocalReadings, NameKind, spell};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");

fn features(file: &str) -> Vec<Value> {
    let text = fs::read_to_string(format!("{FIXTURES}/tianmen/{file}")).unwrap();
    if file.ends_with('l') {
        return text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    }
    serde_json::from_str::<Value>(&text).unwrap()["features"].as_array().unwrap().clone()
}

fn row(text: &str, pinyin: Option<&str>, category: &str, standing: Standing, weight: u8) -> Row {
    let spelled = || spell(text, NameKind::of_category(category), &LocalReadings::default()).text;
    let pinyin = pinyin.map_or_else(spelled, str::to_owned);
    Row { text: text.to_owned(), pinyin: Some(pinyin), standing, weight, position: None }
}

/// All names that the demonstration loads.
pub(super) fn tianmen() -> Vec<Row> {
    let mut rows = Vec::new();
    let files = ["divisions.geojson", "built_up_areas.geojson", "waters.geojson", "streets.geojson", "places.geojsonl"];
    for (weight, file) in (0..).zip(files) {
        for feature in features(file) {
            let properties = &feature["properties"];
            let category = properties["category"].as_str().unwrap_or(if weight == 0 { "21400" } else { "" });
            let name = properties["name"].as_str().unwrap();
            rows.push(row(name, properties["pinyin"].as_str(), category, Standing::Standard, weight));
        }
    }
    let mut others = csv::Reader::from_path(format!("{FIXTURES}/tianmen/former_names.csv")).unwrap();
    for record in others.records().map(Result::unwrap) {
        let standing = if &record[4] == "former" { Standing::Former } else { Standing::OtherCurrent };
        rows.push(row(&record[3], None, if &record[0] == "streets" { "23510" } else { "21600" }, standing, 5));
    }
    rows
}

fn first<'a>(index: &'a NameIndex<usize, Row>, query: &str) -> Option<(&'a Row, String)> {
    let found = index.search(&Pattern::read(query)?, Wanted { limit: 10, near: None }, |_| true);
    assert!(found.complete, "{query}");
    let told: Vec<String> = found
        .hits
        .iter()
        .map(|hit| format!("{} {:?} {:?} {:?} {:?}", hit.row.text, hit.form, hit.extent, hit.span, hit.reading))
        .collect();
    found.hits.first().map(|hit| (&**hit.row, told.join("; ")))
}

#[test]
fn the_first_hit_is_what_a_naming_officer_expects() {
    let index = index(tianmen());
    let mut queries = csv::Reader::from_path(format!("{FIXTURES}/search/queries.csv")).unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for record in queries.records().map(Result::unwrap) {
        let (query, expected) = (&record[0], &record[1]);
        let first = first(&index, query);
        let found = first.as_ref().map_or("", |(row, _)| row.label().text);
        if found != expected {
            wrong.push(format!(
                "{query} should give {expected} ({}), not {:?}",
                &record[3],
                first.map(|first| first.1)
            ));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{} of {count}: {wrong:#?}", wrong.len());
    assert!(count >= 170, "{count}");
}

#[test]
fn every_name_leads_to_itself() {
    let index = index(tianmen());
    assert!(index.faults().is_empty());
    for (_, row) in index.iter() {
        for query in [row.text.as_str(), row.pinyin.as_deref().unwrap()] {
            let found = index.search(&Pattern::read(query).unwrap(), Wanted { limit: 200, near: None }, |_| true);
            assert!(found.hits.iter().any(|hit| hit.row.text == row.text), "{query}");
        }
    }
}

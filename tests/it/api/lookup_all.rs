//! `POST /api/v1/lookup`

use axum::http::StatusCode;
use mingjie::{demo, kernel::actor::Role};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Value, json};

use super::lookup::two_townships;
use crate::support::{
    TestApp,
    app::{Answer, Call},
};

const GEOJSON: &str = "application/geo+json";
const SEQUENCE: &str = "application/geo+json-seq";

async fn ask(app: &TestApp, query: &str, media_type: &str, accept: &str, body: impl Into<axum::body::Body>) -> Answer {
    let call = app.post(&format!("/api/v1/lookup{query}")).header("content-type", media_type);
    call.header("accept", accept).header("accept-language", "en").body(body).send().await
}

fn point(id: usize, (lon, lat): (f64, f64)) -> Value {
    let geometry = json!({ "type": "Point", "coordinates": [lon, lat] });
    json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": { "number": id } })
}

fn collection(features: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// What each feature of an answer was told.
fn told(answer: &Answer) -> Vec<Value> {
    let document = answer.json();
    document["features"].as_array().unwrap().iter().map(|feature| feature["properties"]["lookup"].clone()).collect()
}

/// The records of a CSV text, the header first.
fn records(answer: &Answer) -> Vec<Vec<String>> {
    let text = answer.text();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Positions all over the county and beyond, by a fixed seed and to the last digit, and some on its borders.
fn positions() -> Vec<(f64, f64)> {
    let mut runner = TestRunner::deterministic();
    let anywhere = (112.3..113.7, 30.1..31.1);
    let random = std::iter::repeat_with(|| anywhere.new_tree(&mut runner).unwrap().current());
    let mut positions: Vec<_> = random.take(400).collect();
    let divisions = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/tianmen/divisions.geojson"));
    let divisions: Value = serde_json::from_str(divisions).unwrap();
    let vertices = divisions["features"].as_array().unwrap().iter().flat_map(|division| {
        let coordinates = &division["geometry"]["coordinates"];
        let ring = if coordinates[0][0][0].is_array() { &coordinates[0][0] } else { &coordinates[0] };
        ring.as_array().unwrap().iter().step_by(29)
    });
    positions.extend(vertices.map(|vertex| (vertex[0].as_f64().unwrap(), vertex[1].as_f64().unwrap())));
    positions.extend([(0.0, 0.0), (-180.0, 90.0), (179.999_999_9, -33.0)]);
    positions
}

#[tokio::test]
async fn every_point_is_told_what_a_single_question_tells_in_whatever_form_it_comes() {
    let app = TestApp::new().await;
    assert!(demo::load(app.db(), app.ids()).await.unwrap());
    app.catch_up().await;
    let positions = positions();
    assert!(positions.len() > 450, "{}", positions.len());
    let features: Vec<Value> = positions.iter().enumerate().map(|(id, at)| point(id, *at)).collect();
    let sequence = features.iter().map(|feature| format!("\u{1e}{feature}\n")).collect::<Vec<_>>().concat();
    let rows = positions.iter().map(|(lon, lat)| format!("{lon},{lat}\n")).collect::<Vec<_>>().concat();
    for query in ["?", "?at=2019-05-01&reach=800", "?crs=gcj02&fields=divisions,border"] {
        let mut single = Vec::new();
        for (lon, lat) in &positions {
            let answer = app.get(&format!("/api/v1/lookup{query}&lon={lon}&lat={lat}")).send().await;
            single.push(answer.expect(StatusCode::OK).json());
        }
        for (media_type, body) in
            [(GEOJSON, collection(&features)), (SEQUENCE, sequence.clone()), ("text/csv", format!("x,y\n{rows}"))]
        {
            let answer = ask(&app, query, media_type, GEOJSON, body).await.expect(StatusCode::OK);
            assert_eq!(answer.header("content-type"), GEOJSON);
            assert_eq!(answer.header("mingjie-data-version"), single[0]["data_version"].to_string());
            let told = told(&answer);
            assert_eq!(told.len(), single.len());
            for ((told, single), at) in told.iter().zip(&single).zip(&positions) {
                assert_eq!(told, single, "{at:?} {query} {media_type}");
            }
        }
    }
}

#[tokio::test]
async fn a_table_says_the_same_as_single_questions() {
    let app = TestApp::new().await;
    assert!(demo::load(app.db(), app.ids()).await.unwrap());
    app.catch_up().await;
    let positions = positions();
    let rows = positions.iter().map(|(lon, lat)| format!("{lat},甲,{lon}\n")).collect::<Vec<_>>().concat();
    let answer = ask(&app, "?reach=3000", "text/csv", "text/csv", format!("纬度,名称,经度\n{rows}")).await;
    let answer = answer.expect(StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let records = records(&answer);
    assert_eq!(records[0][..3], ["纬度", "名称", "经度"]);
    let column = |name: &str| records[0].iter().position(|title| title == name).unwrap();
    let (mut borders, mut streets) = (0, 0);
    for ((lon, lat), record) in positions.iter().zip(&records[1..]) {
        let single = app.get(&format!("/api/v1/lookup?lon={lon}&lat={lat}&reach=3000")).send().await.json();
        let cell = |name: &str| record[column(name)].as_str();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let metres = |value: &Value| value.as_f64().map(|metres| metres.to_string()).unwrap_or_default();
        for level in ["province", "prefecture", "county", "township", "village"] {
            let units = single["divisions"].as_array().unwrap().iter().filter(|unit| unit["level"] == level);
            let (codes, names): (Vec<_>, Vec<_>) = units.map(|unit| (text(&unit["code"]), text(&unit["name"]))).unzip();
            assert_eq!(cell(&format!("{level}_code")), codes.join(";"), "{lon},{lat}");
            assert_eq!(cell(&format!("{level}_name")), names.join(";"), "{lon},{lat}");
        }
        let on_border = single["divisions"].as_array().unwrap().iter().any(|unit| unit["on_border"] == true);
        borders += usize::from(on_border);
        streets += usize::from(!cell("street").is_empty());
        assert_eq!(cell("on_border"), on_border.to_string());
        assert_eq!(cell("built_up_area"), text(&single["built_up_area"]["name"]));
        assert_eq!(cell("street"), text(&single["streets"][0]["name"]));
        assert_eq!(cell("street_distance_m"), metres(&single["streets"][0]["distance_m"]));
        assert_eq!(cell("nearest_place"), text(&single["nearest_place"]["name"]));
        assert_eq!(cell("nearest_place_distance_m"), metres(&single["nearest_place"]["distance_m"]));
        assert_eq!(cell("border_distance_m"), metres(&single["border"]["distance_m"]));
        assert_eq!((cell("problem_zh"), cell("problem_en")), ("", ""));
    }
    assert!(borders > 20 && streets > 20, "{borders} {streets}");
}

#[tokio::test]
async fn features_keep_their_ids_properties_and_order() {
    let app = two_townships().await;
    let own = json!({ "名称": "甲", "n": [1, { "a": null }], "lookup": "old" });
    let features = [
        json!({ "type": "Feature", "id": "b", "geometry": { "type": "Point", "coordinates": [113.75, 30.5] }, "properties": own }),
        json!({ "type": "Feature", "geometry": { "type": "Point", "coordinates": [113.25, 30.5, 31.0] }, "properties": null }),
        point(7, (113.25, 30.5)),
    ];
    let answer = ask(&app, "?fields=divisions", GEOJSON, "*/*", collection(&features)).await.expect(StatusCode::OK);
    let document = answer.json();
    assert_eq!(document["type"], "FeatureCollection");
    let told = |at: usize, member: &str| document["features"][at][member].clone();
    assert_eq!((told(0, "id"), told(1, "id"), told(2, "id")), (json!("b"), Value::Null, json!(7)));
    assert_eq!(told(0, "geometry"), features[0]["geometry"]);
    assert_eq!((&told(0, "properties")["名称"], &told(0, "properties")["n"]), (&own["名称"], &own["n"]));
    assert_eq!(told(0, "properties")["lookup"]["divisions"][0]["code"], "429006101");
    assert_eq!(told(1, "properties").as_object().unwrap().len(), 1);
    assert_eq!(told(1, "properties")["lookup"]["divisions"][0]["code"], "429006100");
    assert!(told(1, "properties")["lookup"].get("border").is_none());

    let sequence = ask(&app, "?fields=divisions", GEOJSON, SEQUENCE, collection(&features)).await;
    let sequence = sequence.expect(StatusCode::OK).text();
    let texts: Vec<Value> = sequence
        .split_terminator('\n')
        .map(|text| serde_json::from_str(text.strip_prefix('\u{1e}').unwrap()).unwrap())
        .collect();
    assert_eq!(json!(texts), document["features"]);
}

#[tokio::test]
async fn coordinates_of_other_systems_lie_in_the_answer_where_they_were_looked_up() {
    let app = two_townships().await;
    // The check value of the county's zone.
    let rows = "name,x,y\n甲,420139.486,3394318.699\n乙,113.1667,30.6667\n";
    let answer = ask(&app, "?crs=4547", "text/csv", GEOJSON, rows).await.expect(StatusCode::OK).json();
    let at = &answer["features"][0]["geometry"]["coordinates"];
    assert!((at[0].as_f64().unwrap() - 113.1667).abs() < 1e-7, "{at}");
    assert_eq!(*at, answer["features"][0]["properties"]["lookup"]["position"]);
    assert_eq!(answer["features"][0]["properties"]["x"], "420139.486");
    let problem = &answer["features"][1]["properties"]["lookup"];
    assert_eq!((&problem["row"], &answer["features"][1]["geometry"]), (&json!(2), &Value::Null));
    assert!(problem["problem"]["en"].as_str().unwrap().contains("degrees"), "{problem}");
}

#[tokio::test]
async fn a_bad_point_has_its_problem_and_the_others_their_answers() {
    let app = two_townships().await;
    let bad = [
        json!({ "type": "Point", "coordinates": [200, 30.5] }),
        json!({ "type": "Point", "coordinates": [30.5, 113.25] }),
        json!({ "type": "Point", "coordinates": ["113", "30"] }),
        json!({ "type": "Point", "coordinates": [] }),
        json!({ "type": "LineString", "coordinates": [[113, 30], [114, 31]] }),
        json!({ "type": "Circle" }),
        Value::Null,
    ];
    let mut features = vec![point(0, (113.25, 30.5))];
    for geometry in &bad {
        features.push(json!({ "type": "Feature", "geometry": geometry, "properties": { "kept": true } }));
        features.push(point(0, (113.25, 30.5)));
    }
    features.push(json!({ "type": "Polygon", "coordinates": [] }));
    let answer = ask(&app, "", GEOJSON, GEOJSON, collection(&features)).await.expect(StatusCode::OK);
    let told = told(&answer);
    assert_eq!(told.len(), features.len());
    for (number, told) in (1..).zip(&told[..told.len() - 1]) {
        if number % 2 == 1 {
            assert_eq!(told["divisions"][0]["code"], "429006100", "{number}");
            continue;
        }
        assert_eq!(told["row"], number);
        assert_eq!(answer.json()["features"][number - 1]["properties"]["kept"], true);
        for language in ["zh", "en"] {
            assert!(!told["problem"][language].as_str().unwrap().is_empty(), "{told}");
        }
    }
    assert_eq!(told.last().unwrap()["row"], told.len());

    let rows = "lon,lat,n\n113.25,30.5,a\n113°61′00″,30,b\n1\n,,c\n113.75,30.5,d\n";
    let records = records(&ask(&app, "?fields=divisions", "text/csv", "text/csv", rows).await.expect(StatusCode::OK));
    let codes: Vec<_> = records.iter().map(|record| record[9].as_str()).collect();
    assert_eq!(codes, ["township_code", "429006100", "", "", "", "429006101"]);
    let problems: Vec<_> =
        records[1..].iter().map(|record| record.last().unwrap().split(':').next().unwrap()).collect();
    assert_eq!(problems, ["", "row 2", "row 3", "row 4", ""]);
}

#[tokio::test]
async fn ten_thousand_points_are_answered_and_one_more_is_refused_before_any() {
    let app = two_townships().await;
    let rows = |count: usize| format!("lon,lat\n{}", "113.25,30.5\n".repeat(count));
    let answer = ask(&app, "?fields=divisions", "text/csv", "text/csv", rows(10_000)).await.expect(StatusCode::OK);
    assert_eq!(records(&answer).len(), 10_001);
    let features: Vec<Value> = (0..10_000).map(|id| point(id, (113.75, 30.5))).collect();
    let answer = ask(&app, "", GEOJSON, GEOJSON, collection(&features)).await.expect(StatusCode::OK);
    let (told, version) = (told(&answer), answer.header("mingjie-data-version").parse::<i64>().unwrap());
    assert!(told.len() == 10_000 && told.iter().all(|told| told["data_version"] == version));
    let ids =
        answer.json()["features"].as_array().unwrap().iter().map(|feature| feature["id"].as_u64()).collect::<Vec<_>>();
    assert_eq!(ids, (0..10_000).map(Some).collect::<Vec<_>>());

    let refused = ask(&app, "", "text/csv", GEOJSON, rows(10_001)).await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.json()["detail"].as_str().unwrap().contains("10000"), "{}", refused.text());
    let long = "x".repeat((8 << 20) + 1);
    let refused = ask(&app, "", "text/csv", GEOJSON, long).await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.json()["detail"].as_str().unwrap().contains("8 MiB"), "{}", refused.text());
}

#[tokio::test]
async fn what_cannot_be_read_or_asked_is_refused_with_the_reason() {
    let app = two_townships().await;
    let good = "lon,lat\n113.25,30.5\n";
    for (query, media_type, accept, body, status, hint) in [
        ("", "text/csv", "*/*", "name,code\na,b\n", 422, "lon and lat"),
        ("", "text/csv", "*/*", "", 422, "header"),
        ("", "text/csv", "*/*", "lon,lat\n113.25,30.5\n\"113", 422, "quote"),
        ("", GEOJSON, "*/*", good, 422, "GeoJSON"),
        ("", GEOJSON, "*/*", "{\"type\":\"FeatureCollection\",\"features\":[", 422, "too early"),
        ("", GEOJSON, "*/*", "{\"type\":\"FeatureCollection\"}", 422, "features"),
        ("", GEOJSON, "*/*", "", 422, ""),
        ("", "application/xml", "*/*", good, 415, "text/csv"),
        ("", "", "*/*", good, 415, "text/csv"),
        ("", "text/csv", "image/png", good, 406, "application/geo+json"),
        ("", "text/csv", "text/csv;q=0", good, 406, "application/geo+json"),
        ("?recorded-at=2020-01-01", "text/csv", "*/*", good, 400, "recorded-at"),
        ("?lon=113", "text/csv", "*/*", good, 400, "lon"),
        ("?colour=red", "text/csv", "*/*", good, 400, "crs, at, fields, reach"),
        ("?crs=9999", "text/csv", "*/*", good, 400, "crs"),
        ("?at=2019-13-01", "text/csv", "*/*", good, 400, "at"),
        ("?fields=colour", "text/csv", "*/*", good, 400, "fields"),
        ("?reach=10001", "text/csv", "*/*", good, 400, "reach"),
    ] {
        let answer = ask(&app, query, media_type, accept, body).await;
        assert_eq!(answer.status.as_u16(), status, "{query} {media_type} {body}: {}", answer.text());
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(hint), "{query} {body}: {detail}");
    }
}

#[tokio::test]
async fn the_form_is_the_one_that_the_client_likes_best() {
    let app = two_townships().await;
    let form = async |accept: &str| {
        let answer = ask(&app, "?fields=divisions", "text/csv", accept, "lon,lat\n113.25,30.5\n").await;
        answer.expect(StatusCode::OK).header("content-type").to_owned()
    };
    assert_eq!(form("text/csv, */*;q=0.1").await, "text/csv; charset=utf-8");
    assert_eq!(form("application/geo+json;q=0.5, text/*").await, "text/csv; charset=utf-8");
    assert_eq!(form("application/json").await, GEOJSON);
    assert_eq!(form("application/geo+json-seq").await, SEQUENCE);
    assert_eq!(form("text/csv, application/geo+json").await, GEOJSON);
}

#[tokio::test]
async fn a_gbk_file_is_read_and_nobody_needs_an_account() {
    let app = two_townships().await;
    let (gbk, _, _) = encoding_rs::GBK.encode("名称,经度,纬度\n竟陵,113.25,30.5\n");
    for role in [None, Some(Role::FieldCrew)] {
        let call = app.post("/api/v1/lookup?fields=divisions").header("content-type", "text/csv; charset=gbk");
        let call = role.into_iter().fold(call.header("accept", "text/csv"), Call::role);
        let answer = call.body(gbk.to_vec()).send().await.expect(StatusCode::OK);
        assert_eq!(records(&answer)[1][..3], ["竟陵", "113.25", "30.5"]);
    }
}

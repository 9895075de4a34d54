//! The signs near a position.

use axum::http::StatusCode;
use mingjie::kernel::{actor::Role, crs::SourceCrs, geometry::Position};
use serde_json::{Value, json};

use super::{
    damage::{REPORTS, reported},
    enter, plate, post, street,
};
use crate::support::TestApp;

/// A street with signs at 0, 96 and 192 metres, and a planned one at 10; the numbers of those that stand.
async fn signs(app: &TestApp) -> [String; 3] {
    let street = street(app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    let sign = async |lon: f64, planned: bool| {
        let mut body = plate(&street, "陆羽大道", "LUYU DADAO", [lon, 30.65]);
        if planned {
            body["planned"] = json!(true);
            body["sign"]["installed_on"] = Value::Null;
        }
        enter(app, &body).await.expect(StatusCode::CREATED).json()["number"].as_str().unwrap().to_owned()
    };
    sign(113.1001, true).await;
    [sign(113.10, false).await, sign(113.101, false).await, sign(113.102, false).await]
}

fn numbers(features: &Value) -> Vec<&str> {
    let features = features.as_array().unwrap().iter();
    features.map(|sign| sign["properties"]["sign_number"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_crew_finds_the_signs_that_stand_within_reach_the_nearest_first() {
    let app = TestApp::new().await;
    let [first, second, third] = signs(&app).await;
    reported(&app, &second, "faded").await;
    reported(&app, &second, "tilted").await;
    let near = async |query: &str| {
        let answer = app.get(&format!("/api/v1/signs/nearest?{query}")).role(Role::FieldCrew).send().await;
        answer.expect(StatusCode::OK).json()["features"].clone()
    };
    let found = near("lon=113.1&lat=30.65").await;
    assert_eq!(numbers(&found), [&first, &second]);
    let sign = &found[1]["properties"];
    assert_eq!((&sign["faces"][0]["text"], &sign["state"]), (&json!("陆羽大道"), &json!("in_service")));
    assert!((sign["distance_m"].as_f64().unwrap() - 95.8).abs() < 0.1, "{sign}");
    assert_eq!(sign.get("open_report_count"), None);
    let counted = near("lon=113.1&lat=30.65&open_reports=true").await;
    let counts: Vec<_> =
        counted.as_array().unwrap().iter().map(|sign| &sign["properties"]["open_report_count"]).collect();
    assert_eq!(counts, [0, 2]);
    assert_eq!(numbers(&near("lon=113.1&lat=30.65&max_distance_m=500").await), [&first, &second, &third]);
    assert_eq!(numbers(&near("lon=113.1016&lat=30.65&limit=1").await), [&third]);
    assert_eq!(near("lon=113.3&lat=30.65").await, json!([]));
    let (x, y) = SourceCrs::Gcj02.from_storage(Position::new(113.10, 30.65).unwrap()).unwrap();
    assert_eq!(numbers(&near(&format!("lon={x}&lat={y}&crs=gcj02&limit=1")).await), [&first]);
}

#[tokio::test]
async fn a_question_that_cannot_be_read_is_refused_and_strangers_ask_the_public_collection() {
    let app = TestApp::new().await;
    for query in
        ["lon=113.1", "lon=30.65&lat=113.1", "lon=113.1&lat=30.65&limit=0", "lon=113.1&lat=30.65&open_reports=x"]
    {
        let answer = app.get(&format!("/api/v1/signs/nearest?{query}")).role(Role::FieldCrew).send().await;
        answer.expect(StatusCode::BAD_REQUEST);
    }
    app.get("/api/v1/signs/nearest?lon=113.1&lat=30.65").send().await.expect(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn who_reports_without_a_number_is_offered_the_signs_there_and_their_open_reports() {
    let app = TestApp::new().await;
    let [first, second, _] = signs(&app).await;
    let open = reported(&app, &first, "faded").await;
    let report = async |damage: &str, lon: f64| {
        let body = json!({ "damage": damage, "severity": "minor", "position": { "x": lon, "y": 30.65 } });
        post(&app, Role::FieldCrew, REPORTS, &body).await.expect(StatusCode::CREATED).json()
    };
    let told = report("faded", 113.1004).await;
    assert_eq!(numbers(&told["nearest_signs"]), [&first, &second]);
    assert_eq!((&told["open_reports"][0]["id"], &told["sign"]), (&json!(open), &json!(null)));
    let other = report("tilted", 113.1004).await;
    assert_eq!((numbers(&other["nearest_signs"]).len(), &other["open_reports"]), (2, &json!([])));
    let away = report("faded", 113.3).await;
    assert_eq!((&away["nearest_signs"], &away["open_reports"]), (&json!([]), &json!([])));
    // Who names the sign is offered nothing.
    let body =
        json!({ "damage": "missing", "severity": "minor", "sign": second, "position": { "x": 113.1, "y": 30.65 } });
    let named = post(&app, Role::FieldCrew, REPORTS, &body).await.expect(StatusCode::CREATED).json();
    assert_eq!(named.get("nearest_signs"), None);
}

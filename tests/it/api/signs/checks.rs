//! Faces against the register, and spots without a sign.

use axum::http::StatusCode;
use mingjie::kernel::{actor::Role, words::Exactness};
use serde_json::{Value, json};

use super::{enter, plate, street};
use crate::support::TestApp;

async fn features(app: &TestApp, path: &str) -> Vec<Value> {
    let answer = app.get(path).role(Role::FieldCrew).send().await.expect(StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/geo+json");
    answer.json()["features"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_face_that_does_not_say_what_the_register_says_is_found_with_what_it_should_say() {
    let app = TestApp::new().await;
    let street = street(&app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    for (text, pinyin) in [("陆羽大道", "LUYU DADAO"), ("陆雨大道", "LUYU DADAO"), ("陆羽大道", "LUYÜ DADAO")]
    {
        enter(&app, &plate(&street, text, pinyin, [113.10, 30.65])).await.expect(StatusCode::CREATED);
    }
    let found = features(&app, "/api/v1/signs/faulty-faces").await;
    let faults: Vec<&Value> = found.iter().map(|face| &face["properties"]["findings"][0]["fault"]).collect();
    assert_eq!(faults, ["miswritten", "misspelled"]);
    assert_eq!(found[0]["properties"]["findings"][0]["expected"], "陆羽大道");
    assert_eq!(found[0]["geometry"]["coordinates"], json!([113.10, 30.65]));
    // Before the name there was nothing to be shown; what was shown then is not known either.
    assert_eq!(features(&app, "/api/v1/signs/faulty-faces?at=2019-01-01").await.len(), 0);
    assert_eq!(features(&app, "/api/v1/signs/faulty-faces?pinyin=tones").await.len(), 3);
    app.get("/api/v1/signs/faulty-faces?pinyin=loose")
        .role(Role::FieldCrew)
        .send()
        .await
        .expect(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_office_sets_how_exactly_plates_are_to_spell_and_a_question_may_say_otherwise() {
    for (exactness, usual, otherwise) in
        [(Exactness::Letters, 0, "words"), (Exactness::Words, 1, "tones"), (Exactness::Tones, 2, "letters")]
    {
        let app = TestApp::judging(exactness).await;
        let street = street(&app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
        for (pinyin, lon) in [("LUYU DADAO", 113.10), ("LU YU DA DAO", 113.20), ("LÙYǓ DÀDÀO", 113.15)] {
            enter(&app, &plate(&street, "陆羽大道", pinyin, [lon, 30.65])).await.expect(StatusCode::CREATED);
        }
        assert_eq!(features(&app, "/api/v1/signs/faulty-faces").await.len(), usual, "{exactness}");
        let address = format!("/api/v1/signs/faulty-faces?pinyin={otherwise}");
        let asked = app.get(&address).role(Role::FieldCrew).send().await.expect(StatusCode::OK).json();
        let known = ["letters", "words", "tones"].iter().position(|word| *word == otherwise);
        assert_eq!((asked["features"].as_array().map(Vec::len), &asked["pinyin"]), (known, &json!(otherwise)));
        let document = app.get("/api/v1/openapi.json").send().await.json();
        let parameters = document["paths"]["/api/v1/signs/faulty-faces"]["get"]["parameters"].as_array().unwrap();
        let pinyin = parameters.iter().find(|parameter| parameter["name"] == "pinyin").unwrap();
        assert_eq!(pinyin["schema"]["default"], json!(exactness));
    }
}

#[tokio::test]
async fn signs_are_expected_at_both_ends_and_at_each_crossing() {
    let app = TestApp::new().await;
    let long = street(&app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    // One crosses in the middle, one begins at the end: that crossing is the end.
    let across = street(&app, "钟惺大道", json!([[113.15, 30.60], [113.15, 30.70]])).await;
    street(&app, "竟陵大道", json!([[113.20, 30.65], [113.20, 30.70]])).await;
    let spots = features(&app, &format!("/api/v1/signs/expected?street={long}")).await;
    let told = |spots: &[Value]| -> Vec<(String, Value)> {
        let of = |spot: &Value| {
            (spot["properties"]["placement"].as_str().unwrap().to_owned(), spot["properties"]["crossing_id"].clone())
        };
        spots.iter().map(of).collect()
    };
    let all =
        [("start".to_owned(), json!(null)), ("end".to_owned(), json!(null)), ("crossing".to_owned(), json!(across))];
    assert_eq!(told(&spots), all);
    // 30 m from the crossing, so that it stands there.
    enter(&app, &plate(&long, "陆羽大道", "LUYU DADAO", [113.1503, 30.65])).await.expect(StatusCode::CREATED);
    // The sign of another street does not count, nor one that is only planned.
    enter(&app, &plate(&across, "钟惺大道", "ZHONGXING DADAO", [113.10, 30.65])).await.expect(StatusCode::CREATED);
    let mut planned = plate(&long, "陆羽大道", "LUYU DADAO", [113.20, 30.65]);
    planned["planned"] = json!(true);
    enter(&app, &planned).await.expect(StatusCode::CREATED);
    let missing = features(&app, &format!("/api/v1/signs/expected?street={long}&missing=true")).await;
    assert_eq!(told(&missing), all[..2]);
    assert_eq!(missing[1]["properties"]["state"], "planned");
}

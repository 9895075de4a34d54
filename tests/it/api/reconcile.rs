//! `/api/v1/reconcile`

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{TestApp, app::Answer, encoded};

async fn send(app: &TestApp, batch: &Value) -> Answer {
    let call = app.post("/api/v1/reconcile").header("accept-language", "zh-CN");
    call.form("queries", &batch.to_string()).send().await
}

async fn reconcile(app: &TestApp, batch: &Value) -> Value {
    send(app, batch).await.expect(StatusCode::OK).json()
}

fn first(answers: &Value, key: &str) -> (String, u64, bool) {
    let first = &answers[key]["result"][0];
    (
        first["name"].as_str().unwrap_or_default().to_owned(),
        first["score"].as_u64().unwrap_or_default(),
        first["match"] == true,
    )
}

fn matched(answers: &Value, key: &str) -> usize {
    answers[key]["result"].as_array().unwrap().iter().filter(|candidate| candidate["match"] == true).count()
}

#[tokio::test]
async fn without_a_batch_the_service_describes_itself() {
    let app = TestApp::new().await;
    let call = app.get("/api/v1/reconcile").header("host", "127.0.0.1:8080").header("accept-language", "en");
    let answer = call.send().await.expect(StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let manifest = answer.json();
    assert_eq!((&manifest["versions"], &manifest["batchSize"]), (&json!(["0.2"]), &json!(100)));
    assert_eq!(manifest["view"]["url"], "http://127.0.0.1:8080/api/v1/reconcile/things/{{id}}");
    assert_eq!(manifest["identifierSpace"], "http://127.0.0.1:8080/api/v1/reconcile/things/");
    assert_eq!(
        manifest["defaultTypes"],
        json!([{ "id": "divisions", "name": "division" }, { "id": "built-up-areas", "name": "built-up area" },
               { "id": "streets", "name": "street" }, { "id": "places", "name": "place" }])
    );
    for service in ["entity", "property", "type"] {
        let suggest = &manifest["suggest"][service];
        assert_eq!(suggest["service_url"], "http://127.0.0.1:8080");
        let path = format!("{}?prefix=&spell=always", suggest["service_path"].as_str().unwrap());
        let answer = app.get(&path).send().await.expect(StatusCode::OK);
        assert!(answer.json()["result"].is_array() && answer.header("access-control-allow-origin") == "*");
    }
}

#[tokio::test]
async fn a_batch_as_openrefine_sends_it_is_answered() {
    let app = TestApp::tianmen().await;
    let town = |v: Value| json!([{ "p": "乡镇", "pid": "division", "v": v }]);
    let answers = reconcile(
        &app,
        &json!({
            "q0": { "query": "陆羽大道", "type": "streets", "type_strict": "should", "limit": 5 },
            "q1": { "query": "人民路", "type": "streets", "type_strict": "should" },
            "q2": { "query": "陸羽大道", "type_strict": "should" },
            "q3": { "query": "luyudadao", "type": "streets", "type_strict": "should" },
            "q4": { "query": "陆羽大道", "type": ["divisions"], "type_strict": "any" },
            "q5": { "query": "陆羽大道", "type": "divisions", "type_strict": "should" },
            "q6": { "query": "新建村村民委员会", "type": "places", "type_strict": "should", "limit": 50 },
            "q7": { "query": "竟陵街道", "properties": [{ "pid": "lon", "v": 113.16 }, { "pid": "lat", "v": "30.65" }] },
            "q8": { "query": "陆羽大道", "properties": town(json!("杨林街道")) },
            "q9": { "query": "陆羽大道", "properties": town(json!(["429006001", "429006999"])) },
            "q10": { "query": "纽约", "type": "places" },
            "q11": { "query": "！？" },
            "q12": { "properties": town(json!({ "id": "429006001", "name": "竟陵街道" })) },
        }),
    )
    .await;
    assert_eq!(first(&answers, "q0"), ("陆羽大道".to_owned(), 100, true));
    assert_eq!(first(&answers, "q1"), ("人民大道".to_owned(), 95, true));
    assert_eq!(first(&answers, "q2"), ("陆羽大道".to_owned(), 98, true));
    assert_eq!(first(&answers, "q3"), ("陆羽大道".to_owned(), 85, false));
    assert_eq!(answers["q4"]["result"], json!([]));
    assert_eq!(first(&answers, "q5"), ("陆羽大道".to_owned(), 75, false));
    assert!(answers["q7"]["result"][0]["features"].as_array().unwrap().iter().any(|one| one["id"] == "distance_m"));
    assert_eq!(first(&answers, "q8"), ("陆羽大道".to_owned(), 100, true));
    assert_eq!(first(&answers, "q9"), ("陆羽大道".to_owned(), 75, false));
    for nothing in ["q10", "q11", "q12"] {
        assert_eq!(answers[nothing]["result"], json!([]), "{nothing}");
    }

    let candidate = &answers["q1"]["result"][0];
    assert_eq!(
        candidate["type"],
        json!([{ "id": "streets", "name": "街路巷" }, { "id": "places", "name": "地名实体" }])
    );
    assert_eq!(candidate["description"], "街路巷，竟陵街道，与曾用名全名用字相同；现名为人民大道");
    assert_eq!(
        candidate["features"],
        json!([{ "id": "same_characters", "value": true }, { "id": "whole_name", "value": true },
               { "id": "standard_name", "value": false }, { "id": "in_force", "value": true },
               { "id": "errors", "value": 0 }, { "id": "type", "value": true }])
    );
    for answer in answers.as_object().unwrap().values() {
        let scores: Vec<u64> =
            answer["result"].as_array().unwrap().iter().map(|one| one["score"].as_u64().unwrap()).collect();
        assert!(scores.is_sorted_by(|one, next| one >= next) && scores.iter().all(|score| *score <= 100), "{scores:?}");
    }
}

#[tokio::test]
async fn of_namesakes_none_is_a_match_until_the_township_tells_them_apart() {
    let app = TestApp::tianmen().await;
    let client = app.client().await;
    let rows = client
        .query(
            "select n.text, min(d.code) from name n join place p on p.place_id = n.feature_id
               join division d using (division_id)
              group by n.text having count(*) > 1 and count(distinct d.code) = count(*) order by n.text",
            &[],
        )
        .await
        .unwrap();
    assert!(rows.len() >= 10);
    for row in rows {
        let (name, code): (String, String) = (row.get(0), row.get(1));
        let batch = json!({
            "alone": { "query": name },
            "with": { "query": name, "limit": 1, "properties": [{ "pid": "division", "v": code }] },
        });
        let answers = reconcile(&app, &batch).await;
        assert_eq!((matched(&answers, "alone"), matched(&answers, "with")), (0, 1), "{name}");
    }
}

#[tokio::test]
async fn an_entitys_id_leads_to_its_feature_and_finds_it_again() {
    let app = TestApp::tianmen().await;
    for (name, collection) in [("陆羽大道", "streets"), ("竟陵街道", "divisions"), ("汉江", "places")] {
        let answers = reconcile(&app, &json!({ "q": { "query": name } })).await;
        let id = answers["q"]["result"][0]["id"].as_str().unwrap();
        let led = app.get(&format!("/api/v1/reconcile/things/{id}")).send().await.expect(StatusCode::SEE_OTHER);
        assert_eq!(led.header("location"), format!("/ogc/collections/{collection}/items/{id}"));
        let feature = app.get(led.header("location")).send().await.expect(StatusCode::OK).json();
        assert_eq!(feature["properties"]["name"], name);
        let again = reconcile(&app, &json!({ "q": { "query": id } })).await;
        assert_eq!(first(&again, "q"), (name.to_owned(), 100, true));
        let prefix = app.get(&format!("/api/v1/reconcile/suggest/entity?prefix={id}")).send().await.json();
        assert_eq!(prefix["result"][0]["name"], name);
    }
    for id in ["x", "00000000-0000-0000-0000-000000000000"] {
        app.get(&format!("/api/v1/reconcile/things/{id}")).send().await.expect(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_has_ended_leads_to_its_last_day() {
    let app = TestApp::new().await;
    let client = app.client().await;
    let id = crate::support::entering::enter_place(&client, "老城巷", "23514", "POINT(113.1 30.6)").await;
    client
        .batch_execute("update name set valid_to = '2020-01-01'; update place set valid_to = '2020-01-01'")
        .await
        .unwrap();
    app.catch_up().await;
    let led = app.get(&format!("/api/v1/reconcile/things/{id}")).send().await.expect(StatusCode::SEE_OTHER);
    assert_eq!(led.header("location"), format!("/ogc/collections/places/items/{id}?at=2019-12-31"));
    app.get(led.header("location")).send().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn suggestions_go_on_after_a_cursor() {
    let app = TestApp::tianmen().await;
    let page = async |cursor: usize| -> Vec<Value> {
        let path = format!("/api/v1/reconcile/suggest/entity?prefix={}&cursor={cursor}", encoded("新"));
        app.get(&path).send().await.expect(StatusCode::OK).json()["result"].as_array().unwrap().clone()
    };
    let (one, two) = (page(0).await, page(10).await);
    assert!(one.len() == 10 && two.len() == 10 && one.iter().all(|item| !two.contains(item)));
    let properties = app.get("/api/v1/reconcile/suggest/property?prefix=div").send().await.json();
    assert_eq!(properties["result"], json!([{ "id": "division", "name": "所在政区（代码或名称）" }]));
}

#[tokio::test]
async fn a_batch_that_cannot_be_read_is_a_problem_that_any_page_may_read() {
    let app = TestApp::new().await;
    let many: Value =
        (0..101).map(|n| (format!("q{n}"), json!({ "query": "a" }))).collect::<serde_json::Map<_, _>>().into();
    for (batch, status) in [
        ("{", StatusCode::BAD_REQUEST),
        ("[]", StatusCode::UNPROCESSABLE_ENTITY),
        (r#"{"q0": "陆羽大道"}"#, StatusCode::UNPROCESSABLE_ENTITY),
        (r#"{"q0": {"query": 7}}"#, StatusCode::UNPROCESSABLE_ENTITY),
        (r#"{"q0": {"limit": 3}}"#, StatusCode::BAD_REQUEST),
        (&format!(r#"{{"q0": {{"query": "{}"}}}}"#, "村".repeat(65)), StatusCode::BAD_REQUEST),
        (&many.to_string(), StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        for call in [
            app.post("/api/v1/reconcile").form("queries", batch),
            app.get(&format!("/api/v1/reconcile?queries={}", encoded(batch))),
        ] {
            let answer = call.send().await.expect(status);
            assert_eq!(answer.header("content-type"), "application/problem+json", "{batch}");
            assert_eq!(answer.header("access-control-allow-origin"), "*", "{batch}");
        }
    }
    app.post("/api/v1/reconcile").form("query", "{}").send().await.expect(StatusCode::BAD_REQUEST);
    app.post("/api/v1/reconcile").json(&json!({})).send().await.expect(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    app.post("/api/v1/reconcile")
        .form("queries", &"x".repeat(2 << 20))
        .send()
        .await
        .expect(StatusCode::PAYLOAD_TOO_LARGE);
    app.get("/api/v1/reconcile?callback=f").send().await.expect(StatusCode::BAD_REQUEST);
    assert_eq!(reconcile(&app, &json!({})).await, json!({}));
    let odd =
        json!({ "\u{0}": { "query": "\u{0}", "limit": -1, "type": [], "properties": [{ "pid": "?", "v": [false] }] } });
    assert_eq!(reconcile(&app, &odd).await, json!({ "\u{0}": { "result": [] } }));
    // Only this service is for pages of any origin.
    assert_eq!(app.get("/api/v1/suggest?q=a").send().await.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn a_query_of_very_many_conditions_is_refused() {
    let app = TestApp::new().await;
    let query = |properties: usize, values: usize| {
        let property = json!({ "pid": "division", "v": vec!["竟陵"; values] });
        json!({ "q0": { "query": "陆羽大道", "properties": vec![property; properties] } })
    };
    send(&app, &query(10, 10)).await.expect(StatusCode::OK);
    for many in [query(11, 1), query(1, 11)] {
        let refused = send(&app, &many).await.expect(StatusCode::BAD_REQUEST).json();
        assert!(refused["detail"].as_str().unwrap().contains("至多 10 个"), "{refused}");
    }
}

//! The header `Mingjie-Data-Version`: told by every answer, waited for when a client sends it.

use axum::http::{Method, StatusCode};
use futures_util::future::join_all;
use mingjie::kernel::actor::Role;
use serde_json::json;

use crate::support::{Answer, TestApp, entering::enter_place};

const HEADER: &str = "mingjie-data-version";

fn told(answer: &Answer) -> i64 {
    answer.header(HEADER).parse().unwrap()
}

#[tokio::test]
async fn every_answer_tells_the_version_whatever_it_is() {
    let app = TestApp::new().await;
    enter_place(&app.client().await, "甲村", "22200", "POINT(113 30)").await;
    app.catch_up().await;
    let version = app.index().lag().shown.unwrap().to_string();
    for (method, path, status) in [
        (Method::GET, "/healthz", StatusCode::OK),
        (Method::GET, "/api/v1/lookup?lon=113&lat=30", StatusCode::OK),
        (Method::GET, "/ogc/collections/places/items", StatusCode::OK),
        (Method::GET, "/nowhere", StatusCode::NOT_FOUND),
        (Method::GET, "/api/v1/lookup", StatusCode::BAD_REQUEST),
        (Method::POST, "/api/v1/places", StatusCode::UNAUTHORIZED),
        (Method::DELETE, "/healthz", StatusCode::METHOD_NOT_ALLOWED),
    ] {
        let answer = app.request(method.clone(), path).await.expect(status);
        assert_eq!(answer.header(HEADER), version, "{method} {path}");
    }
}

#[tokio::test]
async fn a_write_and_its_repetition_tell_the_version_of_the_commit_or_a_later_one() {
    let app = TestApp::new().await;
    let place = json!({
        "category": "22200", "name": { "text": "乙村" },
        "geometry": { "type": "Point", "coordinates": [113.0, 30.0] },
    });
    let send = async || {
        let post = app.post("/api/v1/places").role(Role::NamingOfficer).header("idempotency-key", "once");
        post.json(&place).send().await.expect(StatusCode::CREATED)
    };
    let (first, again) = (send().await, send().await);
    let own = first.json()["data_version"].as_i64().unwrap();
    assert!(told(&first) >= own && told(&again) >= own);
    let path = format!("/api/v1/places/{}", first.json()["id"].as_str().unwrap());
    assert!(told(&app.request(Method::GET, &path).await.expect(StatusCode::OK)) >= own);
}

#[tokio::test]
async fn an_answer_from_the_past_tells_the_version_that_it_shows() {
    let app = TestApp::new().await;
    enter_place(&app.client().await, "丙村", "22200", "POINT(113 30)").await;
    app.catch_up().await;
    let past = "/api/v1/nearest?collection=places&lon=113&lat=30&recorded-at=2001-01-01";
    assert_eq!(told(&app.request(Method::GET, past).await.expect(StatusCode::OK)), 0);
}

#[tokio::test]
async fn a_version_that_is_shown_is_answered_and_one_that_cannot_be_read_is_refused() {
    let app = TestApp::new().await;
    let ask = async |version: &str| app.get("/api/v1/lookup?lon=113&lat=30").header(HEADER, version).send().await;
    ask("0").await.expect(StatusCode::OK);
    for bad in ["", "-1", "1.5", "twelve", "9223372036854775808"] {
        let refused = ask(bad).await.expect(StatusCode::BAD_REQUEST);
        assert_eq!(refused.json()["errors"][0]["pointer"], "Mingjie-Data-Version", "{bad}");
    }
}

#[tokio::test]
async fn a_request_waits_for_the_version_that_its_client_has_seen() {
    let app = TestApp::new().await;
    let mut client = app.client().await;
    for _ in 0..5 {
        let commit = client.transaction().await.unwrap();
        enter_place(&commit, "丁村", "22200", "POINT(113 30)").await;
        commit.commit().await.unwrap();
        let seen: i64 = client.query_one("select version from register_version", &[]).await.unwrap().get(0);
        let near = app.get("/api/v1/nearest?collection=places&lon=113&lat=30").header(HEADER, &seen.to_string());
        let answer = near.send().await.expect(StatusCode::OK);
        assert!(told(&answer) >= seen);
        assert_eq!(answer.json()["features"].as_array().unwrap().len(), usize::try_from(seen).unwrap());
    }
}

#[tokio::test]
async fn versions_that_nobody_can_have_seen_are_refused_and_hold_nothing_up() {
    let app = TestApp::new().await;
    let absurd = (0..3_000).map(|_| app.get("/healthz").header(HEADER, &i64::MAX.to_string()).send());
    for answer in join_all(absurd).await {
        let refused = answer.expect(StatusCode::SERVICE_UNAVAILABLE);
        assert!(!refused.header("retry-after").is_empty());
        assert!(refused.json()["detail"].as_str().unwrap().contains("尚未达到登记版本"));
    }
    let english = app.get("/healthz").header(HEADER, "7").header("accept-language", "en").send().await;
    assert_eq!(english.json()["detail"], "this instance does not show data version 7 yet; try again");
    app.request(Method::GET, "/healthz").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn the_api_document_tells_of_the_header_at_every_address() {
    let app = TestApp::new().await;
    for path in ["/api/v1/openapi.json", "/ogc/api"] {
        let document = app.request(Method::GET, path).await.expect(StatusCode::OK).json();
        let named = &document["components"]["parameters"]["DataVersion"];
        assert_eq!((named["name"].as_str(), named["in"].as_str()), (Some("Mingjie-Data-Version"), Some("header")));
        for (address, item) in document["paths"].as_object().unwrap() {
            assert_eq!(item["parameters"][0]["$ref"], "#/components/parameters/DataVersion", "{address}");
        }
    }
}

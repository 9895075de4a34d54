//! Imports over the wire.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use http_body_util::BodyExt;
use serde_json::Value;
use tokio::sync::watch;
use tower::{ServiceExt, layer::util::Identity};

use super::*;
use crate::{
    http::{Caller, layers, route},
    imports::http::{ImportsState, routes},
    index::live::{Follower, Index},
    kernel::actor::{Role, UserId},
};

#[tokio::test]
async fn an_upload_sent_twice_with_one_key_is_imported_once() {
    let test = register().await;
    let file = features(&[(serde_json::json!({ "name": "甲村", "category": "22200" }), serde_json::json!(null))]);
    let request = |key: &str| {
        Request::post("/api/v1/imports/places?format=geojson")
            .header("idempotency-key", key)
            .body(Body::from(file.clone()))
            .unwrap()
    };
    let first = send(&test, Role::NamingOfficer, request("k-1")).await;
    let again = send(&test, Role::NamingOfficer, request("k-1")).await;
    assert_eq!((first.status, &first.body), (StatusCode::CREATED, &again.body));
    let kept: i64 = test.client.query_one("select count(*) from place", &[]).await.unwrap().get(0);
    assert_eq!(kept, 1);
    let other = send(&test, Role::NamingOfficer, request("k-2")).await;
    assert_ne!(first.body["id"], other.body["id"]);
}

struct Answer {
    status: StatusCode,
    location: Option<String>,
    body: Value,
}

fn app(test: &TestDb) -> Router {
    let index = Arc::new(Index::default());
    let follower = Follower::new(&test.db, Arc::clone(&index));
    tokio::spawn(async move {
        let (_never, stop) = watch::channel(false);
        follower.run(stop).await;
    });
    let state = ImportsState { db: test.db.clone(), ids: Ids::new(test.db.clock().clone()), index: Arc::clone(&index) };
    layers::around(route::router(routes(&state)), index, Identity::new())
}

async fn send(test: &TestDb, role: Role, request: Request<Body>) -> Answer {
    let (mut parts, body) = request.into_parts();
    let actor = Actor::User { id: UserId(uuid::Uuid::nil()), name: "li".into(), role };
    parts.extensions.insert(Caller { actor, role });
    let response = app(test).oneshot(Request::from_parts(parts, body)).await.unwrap();
    let status = response.status();
    let location = response.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Answer { status, location, body: serde_json::from_slice(&bytes).unwrap() }
}

fn post(path: &str, media_type: &str, body: impl Into<Body>) -> Request<Body> {
    let path = format!("/api/v1/imports/{path}");
    let request = Request::post(path).header(header::CONTENT_TYPE, media_type).header(header::ACCEPT_LANGUAGE, "en");
    request.body(body.into()).unwrap()
}

fn divisions() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/tianmen/divisions.geojson")).unwrap()
}

#[tokio::test]
async fn a_file_is_imported_and_its_report_can_be_read_again() {
    let test = register().await;
    let path = "divisions?file_name=%E6%94%BF%E5%8C%BA.geojson";
    let answer = send(&test, Role::BoundaryOfficer, post(path, "application/geo+json", divisions())).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    assert_eq!((answer.body["kept"].as_u64(), answer.body["data_version"].as_i64()), (Some(36), Some(1)));
    assert_eq!(answer.body["file_name"], "政区.geojson");
    let again = Request::get(answer.location.unwrap()).body(Body::empty()).unwrap();
    let again = send(&test, Role::Auditor, again).await;
    assert_eq!((again.status, again.body), (StatusCode::OK, answer.body));
    assert_eq!(test.list("select actor from commit_log").await, "li");
}

#[tokio::test]
async fn a_dry_run_answers_200_and_keeps_nothing() {
    let test = register().await;
    let before = test.everything().await;
    let path = "divisions?dry_run=true&format=geojson";
    let answer = send(&test, Role::NamingOfficer, post(path, "application/octet-stream", divisions())).await;
    assert_eq!((answer.status, answer.body["outcome"].as_str()), (StatusCode::OK, Some("dry_run")));
    assert_eq!(test.everything().await, before);
}

#[tokio::test]
async fn a_refused_file_is_a_problem_that_names_the_rows() {
    let test = register().await;
    let csv = "name,category,lon,lat\n好村,21600,113.1,30.5\n反村,21600,30.5,113.1\n";
    let answer = send(&test, Role::NamingOfficer, post("places", "text/csv", csv)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.body["errors"][0]["pointer"], "/rows/2");
    assert_eq!(answer.body["errors"][0]["detail"], "(30.5, 113.1): the axes look swapped");
    let report = Request::get(format!("/api/v1/imports/{}", answer.body["id"].as_str().unwrap()));
    let report = send(&test, Role::NamingOfficer, report.body(Body::empty()).unwrap()).await;
    assert_eq!(report.body["outcome"], "refused");
    let skipped = send(&test, Role::NamingOfficer, post("places?skip_bad_rows=true", "text/csv", csv)).await;
    assert_eq!((skipped.status, skipped.body["kept"].as_u64()), (StatusCode::CREATED, Some(1)));
}

#[tokio::test]
async fn what_cannot_be_imported_is_told_apart() {
    let test = register().await;
    let truncated = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/awkward/truncated.geojson")).unwrap();
    for (role, path, media_type, body, status) in [
        (Role::BoundaryOfficer, "places", "text/csv", "name\n".into(), StatusCode::FORBIDDEN),
        (Role::FieldCrew, "divisions", "text/csv", "name\n".into(), StatusCode::FORBIDDEN),
        (Role::NamingOfficer, "roads", "text/csv", "name\n".into(), StatusCode::METHOD_NOT_ALLOWED),
        (Role::NamingOfficer, "places", "application/pdf", "x".into(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (Role::NamingOfficer, "places?source_crs=4214", "text/csv", "name\n".into(), StatusCode::BAD_REQUEST),
        (Role::NamingOfficer, "places?format=shp", "text/csv", "name\n".into(), StatusCode::BAD_REQUEST),
        (Role::NamingOfficer, "places", "application/geo+json", truncated, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let answer = send(&test, role, post(path, media_type, body)).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        assert!(answer.body["type"].is_string());
    }
    let unknown = Request::get("/api/v1/imports/7").body(Body::empty()).unwrap();
    assert_eq!(send(&test, Role::Auditor, unknown).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_larger_than_the_limit_is_refused_while_it_arrives() {
    let test = register().await;
    let chunk = axum::body::Bytes::from(vec![b'a'; 1 << 20]);
    let endless = futures_util::stream::repeat_with(move || Ok::<_, std::io::Error>(chunk.clone()));
    let answer = send(&test, Role::NamingOfficer, post("places", "text/csv", Body::from_stream(endless))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.body);
}

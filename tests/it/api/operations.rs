//! `/healthz`, `/readyz`, `/metrics`, the pages and the API document.

use axum::http::StatusCode;

use crate::support::TestApp;

#[tokio::test]
async fn a_loaded_program_is_ready_and_says_how_far_the_index_is() {
    let app = TestApp::new().await;
    assert_eq!(app.get("/healthz").send().await.expect(StatusCode::OK).json()["status"], "alive");
    let ready = app.get("/readyz").send().await.expect(StatusCode::OK).json();
    assert_eq!(ready["index"]["commits_behind"], 0);
    assert_eq!(ready["schema"]["found"], ready["schema"]["known"]);
    app.get("/metrics").send().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn every_answer_carries_a_request_id_and_keeps_a_given_one() {
    let app = TestApp::new().await;
    assert!(!app.get("/healthz").send().await.header("x-request-id").is_empty());
    assert_eq!(app.get("/healthz").header("x-request-id", "abc-1").send().await.header("x-request-id"), "abc-1");
}

#[tokio::test]
async fn the_api_document_is_openapi_3_0_names_every_route_and_refers_to_nothing_elsewhere() {
    let app = TestApp::new().await;
    let answer = app.get("/api/v1/openapi.json").send().await.expect(StatusCode::OK);
    let (text, document) = (answer.text(), answer.json());
    assert!(document["openapi"].as_str().unwrap().starts_with("3.0."));
    assert!(!text.contains("\"$ref\":\"http"), "the document must stand alone");
    for route in app.routes().iter().filter(|route| route.path().starts_with("/api/v1/")) {
        let known = &document["paths"][route.path()][route.method().as_str().to_ascii_lowercase()];
        let page = ["/api/v1/openapi.json", "/api/v1/docs"].contains(&route.path());
        assert!(page || known.is_object(), "{} {} is not in the document", route.method(), route.path());
    }
}

#[tokio::test]
async fn the_pages_stand_alone() {
    let app = TestApp::new().await;
    for page in ["/", "/api/v1/docs", "/problems/conflict"] {
        let html = app.get(page).send().await.expect(StatusCode::OK).text();
        assert!(!html.contains("<script") && !html.contains("src=\"http"), "{page}");
    }
}

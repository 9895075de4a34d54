//! Every answer that is not a success is a problem document of a known type.

use std::collections::HashSet;

use axum::http::{Method, StatusCode};
use mingjie::http::{Language, ProblemType};

use crate::support::TestApp;

#[test]
fn every_problem_type_has_a_slug_of_its_own_and_titles_in_both_languages() {
    let slugs: HashSet<_> = ProblemType::ALL.iter().map(|kind| kind.slug()).collect();
    assert_eq!(slugs.len(), ProblemType::ALL.len());
    for kind in ProblemType::ALL {
        assert!(
            kind.title(Language::Chinese).chars().all(|c| !c.is_ascii_alphabetic() || "JSON".contains(c)),
            "{kind:?}"
        );
        assert!(kind.title(Language::English).is_ascii(), "{kind:?}");
        assert!(!kind.status().is_success());
    }
}

#[tokio::test]
async fn unknown_addresses_wrong_methods_and_broken_bodies_are_problem_documents() {
    let app = TestApp::new().await;
    for (method, path, status) in [
        (Method::GET, "/nowhere", StatusCode::NOT_FOUND),
        (Method::GET, "/api/v1/nowhere", StatusCode::NOT_FOUND),
        (Method::GET, "/ogc/collections/nothing/items", StatusCode::NOT_FOUND),
        (Method::DELETE, "/api/v1/lookup", StatusCode::METHOD_NOT_ALLOWED),
        (Method::GET, "/api/v1/lookup", StatusCode::BAD_REQUEST),
        (Method::GET, "/api/v1/lookup?lon=abc&lat=1", StatusCode::BAD_REQUEST),
        (Method::GET, "/api/v1/lookup?lon=NaN&lat=1", StatusCode::BAD_REQUEST),
        (Method::GET, "/api/v1/lookup?lon=1&lat=1&colour=red", StatusCode::BAD_REQUEST),
        (Method::GET, "/api/v1/places/not-a-uuid", StatusCode::BAD_REQUEST),
        (Method::POST, "/api/v1/places", StatusCode::UNAUTHORIZED),
    ] {
        let answer = app.request(method.clone(), path).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
        let slug = answer.json()["type"].as_str().unwrap().trim_start_matches("/problems/").to_owned();
        assert!(ProblemType::ALL.iter().any(|kind| kind.slug() == slug), "{method} {path}: {slug}");
        assert_eq!(answer.json()["status"], status.as_u16());
    }
}

#[tokio::test]
async fn a_problem_speaks_the_language_that_was_asked_for() {
    let app = TestApp::new().await;
    let chinese = app.request(Method::GET, "/api/v1/lookup").await.json();
    let english = app.get("/api/v1/lookup").header("accept-language", "en").send().await.json();
    assert_eq!(chinese["title"], "请求格式有误");
    assert_eq!(english["title"], "the request cannot be read");
}

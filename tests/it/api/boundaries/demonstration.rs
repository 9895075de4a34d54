//! The boundaries of the demonstration, taken from the shapes of its divisions.

use axum::http::StatusCode;
use mingjie::{demo, kernel::actor::Role};
use serde_json::Value;

use crate::support::TestApp;

#[tokio::test]
async fn the_lines_of_the_demonstration_are_those_between_its_divisions() {
    let app = TestApp::tianmen().await;
    let (lines, markers) = demo::boundaries::draw(app.db(), app.ids()).await.unwrap();
    let list = async |query: &str| -> Vec<Value> {
        let path = format!("/api/v1/boundary-lines?limit=500&{query}");
        let told = app.get(&path).role(Role::BoundaryOfficer).send().await.expect(StatusCode::OK).json();
        told["lines"].as_array().unwrap().clone()
    };
    let (county, township) = (list("level=county").await, list("level=township").await);
    assert_eq!(county.len(), 7, "one line with each neighbour");
    assert_eq!(county.len() + township.len(), lines);
    assert!(markers >= lines / 2, "{markers} markers on {lines} lines");
    assert!(county.iter().chain(&township).all(|line| line["illustrative"] == true && line["state"] == "managed"));

    // 白茅湖农场 lies in 岳口镇: its line goes round it. 皂市镇 has an exclave in 胡市镇: their line has two parts.
    let shown = async |code: &str| {
        let path = format!("/api/v1/boundary-lines/{code}");
        app.get(&path).role(Role::BoundaryOfficer).send().await.expect(StatusCode::OK).json()
    };
    let around = shown("429006107429006451").await;
    let ring = around["segments"].as_array().unwrap();
    assert_eq!(ring.first().unwrap()["from"], ring.last().unwrap()["to"]);
    let exclave = shown("429006118429006119").await;
    assert!(exclave["segments"].as_array().unwrap().iter().any(|segment| segment["part"] == 2));

    // Each description agrees with its line, but for those with a slip.
    let mut slips = 0;
    for line in county.iter().chain(&township) {
        let path = format!("/api/v1/boundary-lines/{}/alignment", line["code"].as_str().unwrap());
        let told = app.get(&path).role(Role::BoundaryOfficer).send().await.expect(StatusCode::OK).json();
        let findings = told["findings"].as_array().unwrap();
        slips += usize::from(!findings.is_empty());
    }
    assert_eq!(slips, township.len() / 13);
}

//! `/api/v1/field/package`

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::signs::{damage, post, repair, street};
use crate::support::TestApp;

#[tokio::test]
async fn a_phone_takes_along_its_orders_and_what_stands_in_its_area() {
    let app = TestApp::new().await;
    let number = damage::sign(&app).await;
    let line = json!([[113.2, 30.7], [113.21, 30.7]]);
    street(&app, "文学泉路", line).await;
    repair::crew(&app).await;
    let report = damage::reported(&app, &number, "tilted").await;
    let order = repair::ordered(&app, &json!({ "kind": "repair", "sign": number, "task": "扶正" })).await;
    repair::step(&app, Role::NamingOfficer, &order, "assign", &json!({ "crew": "test-field-crew" })).await;
    let package = async |query: &str| {
        let answer = app.get(&format!("/api/v1/field/package{query}")).role(Role::FieldCrew).send().await;
        answer.expect(StatusCode::OK)
    };
    let own = package("").await.json();
    assert_eq!(
        (&own["orders"][0]["id"], &own["signs"]["features"][0]["properties"]["number"]),
        (&json!(order), &json!(number))
    );
    assert_eq!((&own["reports"][0]["id"], &own["streets"]["features"]), (&json!(report), &json!([])));
    assert!(
        own["orders"][0]["version"].is_number() && own["signs"]["features"][0]["properties"]["version"].is_number()
    );

    let there = package("?bbox=113.19,30.69,113.22,30.71").await.json();
    assert_eq!(there["streets"]["features"][0]["properties"]["name"], "文学泉路");
    let ranges = there["tiles"]["ranges"].as_array().unwrap();
    assert_eq!((ranges.len(), &ranges[0]["zoom"]), (6, &json!(12)));
    assert!(there["codes"]["damage"].as_array().unwrap().iter().any(|code| code["zh"].is_string()));

    let body = json!({ "title": "夏季排查", "starts_on": "2023-07-01", "ends_on": "2023-07-31", "crew": ["test-field-crew"],
                       "area": { "type": "Polygon", "coordinates": [[[113.0, 30.5], [113.3, 30.5], [113.3, 30.8], [113.0, 30.8], [113.0, 30.5]]] } });
    let campaign = post(&app, Role::NamingOfficer, "/api/v1/survey-campaigns", &body).await.expect(StatusCode::CREATED);
    let campaign = campaign.json()["id"].as_str().unwrap().to_owned();
    let walked = package(&format!("?campaign={campaign}")).await;
    let tag = walked.header("etag").to_owned();
    let walked = walked.json();
    assert_eq!(
        (&walked["campaigns"][0]["id"], walked["stops"]["features"].as_array().unwrap().len()),
        (&json!(campaign), 1)
    );
    assert_eq!(walked["streets"]["features"].as_array().unwrap().len(), 2);
    assert!(tag.contains(&walked["version"].as_str().unwrap()[..16]), "{tag}");

    // As long as nothing of it changes, nothing is sent.
    street(&app, "远处路", json!([[112.6, 30.4], [112.61, 30.4]])).await;
    let again = async || {
        let call = app.get(&format!("/api/v1/field/package?campaign={campaign}")).role(Role::FieldCrew);
        call.header("if-none-match", &tag).send().await.status
    };
    assert_eq!(again().await, StatusCode::NOT_MODIFIED);
    repair::step(&app, Role::FieldCrew, &order, "start", &json!({})).await;
    assert_eq!(again().await, StatusCode::OK);
}

#[tokio::test]
async fn a_package_of_nothing_known_or_of_two_areas_is_refused() {
    let app = TestApp::new().await;
    let ask = async |query: &str| {
        let answer = app.get(&format!("/api/v1/field/package?{query}")).role(Role::FieldCrew).send().await;
        (answer.status, answer)
    };
    let unknown = "campaign=0188fb00-0000-7000-8000-000000000001";
    assert_eq!(ask(unknown).await.0, StatusCode::NOT_FOUND);
    assert_eq!(ask(&format!("{unknown}&bbox=113,30,114,31")).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(ask("bbox=170,30,-170,31").await.0, StatusCode::BAD_REQUEST);
    let nothing: Value = ask("bbox=0,0,1,1").await.1.expect(StatusCode::OK).json();
    assert_eq!((&nothing["tiles"]["ranges"], &nothing["orders"]), (&json!([]), &json!([])));
}

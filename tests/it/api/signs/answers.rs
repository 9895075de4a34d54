//! What the API document says of answers is what they hold.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::json;

use super::{
    damage::{reported, sign},
    plate, post,
    repair::{crew, ordered, step},
    street,
};
use crate::support::{
    Captured, TestApp,
    document::{holds, schema_of},
    sync,
};

#[tokio::test]
async fn answers_about_signs_hold_what_the_document_says() {
    let app = TestApp::new().await;
    let document = app.get("/api/v1/openapi.json").send().await.expect(StatusCode::OK).json();
    let number = sign(&app).await;
    let crew = crew(&app).await;
    let report = reported(&app, &number, "tilted").await;
    let body = json!({ "kind": "repair", "sign": number, "task": "扶正", "reports": [report] });
    let order = ordered(&app, &body).await;
    let stepped = step(&app, Role::NamingOfficer, &order, "assign", &json!({ "crew": crew })).await;
    holds(schema_of(&document, "post", "/api/v1/repair-orders/{order_id}/assign"), &stepped, "assigned");
    let other = street(&app, "竟陵大道", json!([[113.20, 30.66], [113.30, 30.66]])).await;
    let entered = super::enter(&app, &plate(&other, "竟陵大道", "JINGLING DADAO", [113.20, 30.66])).await;
    holds(schema_of(&document, "post", "/api/v1/signs"), &entered.expect(StatusCode::CREATED).json(), "entered");
    let plan = json!({ "title": "夏季排查", "starts_on": "2023-07-01", "ends_on": "2023-07-31", "crew": [crew], "streets": [other] });
    let campaign = post(&app, Role::NamingOfficer, "/api/v1/survey-campaigns", &plan).await.expect(StatusCode::CREATED);
    let campaign = campaign.json();
    holds(schema_of(&document, "post", "/api/v1/survey-campaigns"), &campaign, "planned");
    let campaign = campaign["id"].as_str().unwrap();
    let visit = json!({ "sign": number, "condition": "good", "note": "正常" });
    let visited = post(&app, Role::FieldCrew, "/api/v1/survey-visits", &visit).await.expect(StatusCode::CREATED);
    holds(schema_of(&document, "post", "/api/v1/survey-visits"), &visited.json(), "visited");
    let nowhere = json!({ "damage": "faded", "severity": "minor", "position": { "x": 113.2001, "y": 30.66 } });
    let nowhere = post(&app, Role::FieldCrew, "/api/v1/damage-reports", &nowhere).await.expect(StatusCode::CREATED);
    holds(schema_of(&document, "post", "/api/v1/damage-reports"), &nowhere.json(), "reported");
    let captured = Captured::new(&app, "visit", &json!({ "sign": number, "condition": "good" }));
    let stale = Captured::new(&app, "sign_faces", &json!({ "number": number, "faces": [{ "text": "错" }] }));
    let refused = Captured::new(&app, "visit", &json!({ "sign": number }));
    let results = sync(&app, Role::FieldCrew, &[&captured, &stale.with("base_version", 1), &refused]).await;
    let told = &schema_of(&document, "post", "/api/v1/field/sync")["properties"]["results"];
    holds(told, &json!(results), "synchronised");

    for (path, address) in [
        ("/api/v1/signs", "/api/v1/signs".to_owned()),
        ("/api/v1/signs/{number}", format!("/api/v1/signs/{number}")),
        ("/api/v1/damage-reports", "/api/v1/damage-reports".to_owned()),
        ("/api/v1/damage-reports/{report_id}", format!("/api/v1/damage-reports/{report}")),
        ("/api/v1/repair-orders", "/api/v1/repair-orders".to_owned()),
        ("/api/v1/repair-orders/{order_id}", format!("/api/v1/repair-orders/{order}")),
        ("/api/v1/survey-campaigns", "/api/v1/survey-campaigns".to_owned()),
        ("/api/v1/survey-campaigns/{campaign_id}", format!("/api/v1/survey-campaigns/{campaign}")),
        ("/api/v1/survey-campaigns/{campaign_id}/way", format!("/api/v1/survey-campaigns/{campaign}/way")),
        ("/api/v1/field/items", "/api/v1/field/items".to_owned()),
        ("/api/v1/field/items/{item_id}", format!("/api/v1/field/items/{}", captured.id)),
        ("/api/v1/field/package", format!("/api/v1/field/package?campaign={campaign}")),
    ] {
        let role = if path == "/api/v1/field/package" { Role::FieldCrew } else { Role::Auditor };
        let answer = app.get(&address).role(role).send().await.expect(StatusCode::OK).json();
        holds(schema_of(&document, "get", path), &answer, path);
    }
}

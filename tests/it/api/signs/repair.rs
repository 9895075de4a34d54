//! Repair orders from the order to the acceptance.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use time::Duration;

use super::{
    damage::{reported, sign, state_of_sign},
    post,
};
use crate::support::TestApp;

pub(super) const ORDERS: &str = "/api/v1/repair-orders";

/// The log-in name of the crew, whose account is there from now on.
pub(in crate::api) async fn crew(app: &TestApp) -> &'static str {
    app.token(Role::FieldCrew).await;
    "test-field-crew"
}

pub(in crate::api) async fn ordered(app: &TestApp, body: &Value) -> String {
    let answer = post(app, Role::NamingOfficer, ORDERS, body).await.expect(StatusCode::CREATED);
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// A step that must be taken, and the order afterwards.
pub(in crate::api) async fn step(app: &TestApp, role: Role, order: &str, step: &str, body: &Value) -> Value {
    post(app, role, &format!("{ORDERS}/{order}/{step}"), body).await.expect(StatusCode::OK).json()
}

async fn shown(app: &TestApp, order: &str) -> Value {
    app.get(&format!("{ORDERS}/{order}")).role(Role::Auditor).send().await.expect(StatusCode::OK).json()
}

async fn due(app: &TestApp) -> Vec<Value> {
    let answer =
        app.get("/api/v1/obligations?state=open").role(Role::NamingOfficer).send().await.expect(StatusCode::OK);
    answer.json()["obligations"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_reported_damage_is_ordered_repaired_accepted_and_closed() {
    let app = TestApp::new().await;
    let (number, crew) = (sign(&app).await, crew(&app).await);
    let report = reported(&app, &number, "pole_damaged").await;
    let body = json!({ "kind": "repair", "sign": number, "task": "扶正并加固立杆", "reports": [report] });
    let order = ordered(&app, &body).await;
    assert_eq!(state_of_sign(&app, &number).await, "damaged");
    let open = due(&app).await;
    assert_eq!((open.len(), &open[0]["kind"]["code"], &open[0]["due_on"]), (1, &json!("repair"), &json!("2023-07-31")));

    step(&app, Role::NamingOfficer, &order, "assign", &json!({ "crew": crew })).await;
    step(&app, Role::FieldCrew, &order, "start", &json!({})).await;
    assert_eq!(state_of_sign(&app, &number).await, "under_repair");
    app.clock().advance(Duration::days(3));
    let finish = json!({
        "cost_fen": 18_050, "parts": [{ "part": "膨胀螺栓", "quantity": 4, "cost_fen": 1_200 }],
        "geometry": { "type": "Point", "coordinates": [113.1001, 30.65] },
    });
    step(&app, Role::FieldCrew, &order, "finish", &finish).await;
    let own = post(&app, Role::FieldCrew, &format!("{ORDERS}/{order}/accept"), &json!({})).await;
    own.expect(StatusCode::FORBIDDEN);
    let accepted = step(&app, Role::NamingOfficer, &order, "accept", &json!({})).await;
    assert_eq!((&accepted["state"], &accepted["cost_fen"]), (&json!("accepted"), &json!(18_050)));
    assert_eq!(state_of_sign(&app, &number).await, "in_service");
    let shown = shown(&app, &order).await;
    assert_eq!((&shown["reports"][0]["state"], &shown["parts"][0]["quantity"]), (&json!("closed"), &json!(4)));
    let kinds: Vec<&Value> = shown["events"].as_array().unwrap().iter().map(|event| &event["kind"]).collect();
    assert_eq!(kinds, ["create", "assign", "start", "finish", "accept"]);
    assert_eq!(due(&app).await.len(), 0);
    let moved = app.get(&format!("/api/v1/signs/{number}")).role(Role::Auditor).send().await.json();
    assert_eq!(moved["geometry"]["coordinates"], json!([113.1001, 30.65]));
}

#[tokio::test]
async fn what_is_not_repaired_after_all_is_opened_again_with_its_reports() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let report = reported(&app, &number, "plate_deformed").await;
    let order = ordered(&app, &json!({ "kind": "repair", "sign": number, "task": "校平", "reports": [report] })).await;
    step(&app, Role::NamingOfficer, &order, "assign", &json!({ "contractor": "竟陵标牌厂" })).await;
    step(&app, Role::NamingOfficer, &order, "finish", &json!({})).await;
    // Who said that it is done does not accept it, nor does the officer's own hand.
    let own = post(&app, Role::NamingOfficer, &format!("{ORDERS}/{order}/accept"), &json!({})).await;
    own.expect(StatusCode::FORBIDDEN);
    let rejected = step(&app, Role::NamingOfficer, &order, "reject", &json!({ "reason": "仍然弯曲" })).await;
    assert_eq!((&rejected["state"], &rejected["reopened"]), (&json!("in_progress"), &json!(1)));
    let cancelled = step(&app, Role::NamingOfficer, &order, "cancel", &json!({ "reason": "改为更换" })).await;
    assert_eq!(cancelled["steps"], json!([]));
    let path = format!("/api/v1/damage-reports/{report}");
    let released = app.get(&path).role(Role::Auditor).send().await.json();
    assert_eq!((&released["state"], &released["order_id"]), (&json!("verified"), &json!(null)));
    assert_eq!(due(&app).await.len(), 0);

    let crew = crew(&app).await;
    let order =
        ordered(&app, &json!({ "kind": "repair", "sign": number, "task": "更换牌面", "reports": [report] })).await;
    step(&app, Role::NamingOfficer, &order, "assign", &json!({ "crew": crew })).await;
    step(&app, Role::FieldCrew, &order, "finish", &json!({})).await;
    step(&app, Role::NamingOfficer, &order, "accept", &json!({})).await;
    let reopened = step(&app, Role::NamingOfficer, &order, "reopen", &json!({ "reason": "群众反映仍然弯曲" })).await;
    assert_eq!((&reopened["state"], &reopened["accepted"]), (&json!("assigned"), &json!(null)));
    assert_eq!(app.get(&path).role(Role::Auditor).send().await.json()["state"], "ordered");
    assert_eq!((due(&app).await.len(), state_of_sign(&app, &number).await), (1, json!("damaged")));
}

#[tokio::test]
async fn a_new_face_shows_its_text_from_the_acceptance_on_and_a_planned_sign_stands() {
    let app = TestApp::new().await;
    let (number, crew) = (sign(&app).await, crew(&app).await);
    let faces = app.get(&format!("/api/v1/signs/{number}")).role(Role::Auditor).send().await.json()["faces"].clone();
    let new = json!({ "face_id": faces[0]["id"], "text": "茶圣大道", "pinyin": "CHASHENG DADAO" });
    let body = json!({ "kind": "replace_face", "sign": number, "task": "更名换牌", "new_face": new });
    let order = ordered(&app, &body).await;
    post(&app, Role::NamingOfficer, ORDERS, &body).await.expect(StatusCode::CONFLICT);
    step(&app, Role::NamingOfficer, &order, "assign", &json!({ "crew": crew })).await;
    step(&app, Role::FieldCrew, &order, "finish", &json!({})).await;
    step(&app, Role::NamingOfficer, &order, "accept", &json!({})).await;
    let after = app.get(&format!("/api/v1/signs/{number}")).role(Role::Auditor).send().await.json()["faces"].clone();
    assert_eq!(
        (&after[0]["text"], &after[0]["colour"], &after[0]["facing_deg"]),
        (&json!("茶圣大道"), &json!("blue"), &json!(90))
    );
    assert_eq!(after.as_array().unwrap().len(), 1);
    for body in [
        json!({ "kind": "install", "sign": number, "task": "设置" }),
        json!({ "kind": "replace_face", "sign": number, "task": "换牌" }),
        json!({ "kind": "repair", "sign": number, "task": "修", "new_face": new }),
    ] {
        let refused = post(&app, Role::NamingOfficer, ORDERS, &body).await;
        assert!(refused.status.is_client_error(), "{body}: {}", refused.text());
    }
}

#[tokio::test]
async fn a_danger_is_due_in_hours_and_a_crew_works_on_its_own_orders() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let body = json!({ "kind": "repair", "sign": number, "task": "立杆将倒，先行排险", "dangerous": true });
    let order = ordered(&app, &body).await;
    assert_eq!(shown(&app, &order).await["due_at"], "2023-07-02T04:00:00Z");
    let path = |step: &str| format!("{ORDERS}/{order}/{step}");
    let both = json!({ "crew": crew(&app).await, "contractor": "竟陵标牌厂" });
    post(&app, Role::NamingOfficer, &path("assign"), &both).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    step(&app, Role::NamingOfficer, &order, "assign", &json!({ "contractor": "竟陵标牌厂" })).await;
    post(&app, Role::FieldCrew, &path("finish"), &json!({})).await.expect(StatusCode::FORBIDDEN);
    for (body, pointer) in [
        (json!({ "done_at": "2023-07-01T03:00:00Z" }), "/done_at"),
        (json!({ "done_at": "2023-07-01T05:00:00Z" }), "/done_at"),
        (json!({ "cost_fen": -1 }), "/cost_fen"),
        (json!({ "parts": [{ "part": "螺栓", "quantity": 0 }] }), "/parts/0/quantity"),
    ] {
        let refused = post(&app, Role::NamingOfficer, &path("finish"), &body).await;
        let problem = refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
}

/// Another report that a sign is gone, whatever is open, by its id.
async fn other_missing(app: &TestApp, sign: &str) -> String {
    let body = json!({ "damage": "missing", "severity": "serious", "sign": sign, "distinct": true });
    let answer = post(app, Role::FieldCrew, "/api/v1/damage-reports", &body).await.expect(StatusCode::CREATED);
    answer.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn steps_on_one_sign_at_the_same_moment_take_turns() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    for damage in ["faded", "tilted", "occluded", "defaced"] {
        let (first, second) = (reported(&app, &number, damage).await, other_missing(&app, &number).await);
        let order = |reports: [&str; 2]| json!({ "kind": "repair", "sign": number, "task": "修", "reports": reports });
        let (one, other) = (order([&first, &second]), order([&second, &first]));
        let verify = |report: &str| format!("/api/v1/damage-reports/{report}/verify");
        let (dismiss, reason) = (format!("/api/v1/damage-reports/{second}/dismiss"), json!({ "reason": "正常" }));
        let (verify_first, verify_second, nothing) = (verify(&first), verify(&second), json!({}));
        let post = |path, body| post(&app, Role::NamingOfficer, path, body);
        let answers = tokio::join!(
            post(ORDERS, &one),
            post(&verify_first, &nothing),
            post(&dismiss, &reason),
            post(&verify_second, &nothing),
            post(ORDERS, &other),
        );
        for answer in [answers.0, answers.1, answers.2, answers.3, answers.4] {
            assert!(answer.status.is_success() || answer.status == StatusCode::CONFLICT, "{}", answer.text());
        }
        let again = post(&dismiss, &reason).await;
        assert!(again.status.is_success() || again.status == StatusCode::CONFLICT);
    }
}

//! `/api/v1/field/items`: what could not count at once, and who decides.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use time::Duration;

use super::signs::{damage::sign, repair};
use crate::support::{Captured, TestApp, sync};

const CREW: Role = Role::FieldCrew;

async fn get(app: &TestApp, path: &str) -> Value {
    app.get(path).role(Role::Auditor).send().await.expect(StatusCode::OK).json()
}

async fn assigned(app: &TestApp, number: &str) -> (String, Value) {
    repair::crew(app).await;
    let body = json!({ "kind": "repair", "sign": number, "task": "扶正立杆" });
    let order = repair::ordered(app, &body).await;
    repair::step(app, Role::NamingOfficer, &order, "assign", &json!({ "crew": "test-field-crew" })).await;
    let version = get(app, &format!("/api/v1/repair-orders/{order}")).await["version"].clone();
    (order, version)
}

fn finish(app: &TestApp, order: &str, base: &Value) -> Captured {
    let content = json!({ "order_id": order, "finish": { "cost_fen": 7_700 } });
    Captured::new(app, "order_finish", &content).with("base_version", base.clone())
}

#[tokio::test]
async fn of_a_conflict_both_versions_are_kept_and_an_officer_decides() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let (order, seen) = assigned(&app, &number).await;
    let finish = finish(&app, &order, &seen);
    let visit = Captured::new(&app, "visit", &json!({ "sign": number, "condition": "good" }));
    // Meanwhile the office gave the order to a firm.
    repair::step(&app, Role::NamingOfficer, &order, "assign", &json!({ "contractor": "竟陵标牌厂" })).await;
    app.clock().advance(Duration::hours(1));
    let told = sync(&app, CREW, &[&finish, &visit]).await;
    assert_eq!((&told[0]["state"], &told[1]["state"]), (&json!("conflict"), &json!("applied")));
    assert!(told[0]["receipt"].is_string());
    let path = format!("/api/v1/field/items/{}", finish.id);
    let item = get(&app, &path).await;
    assert_eq!(
        (&item["content"]["finish"]["cost_fen"], &item["current"]["contractor"]),
        (&json!(7_700), &json!("竟陵标牌厂"))
    );
    assert_eq!(
        (&item["problem"]["type"], &item["login"]),
        (&json!("/problems/lost-update"), &json!("test-field-crew"))
    );
    let open = get(&app, "/api/v1/field/items?state=conflict,waiting").await;
    assert_eq!(open["items"].as_array().unwrap().len(), 1);

    // It is another's order now: that stays so when the item is let count.
    let act =
        async |role, step: &str, body: Value| app.post(&format!("{path}/{step}")).role(role).json(&body).send().await;
    act(CREW, "apply", json!({})).await.expect(StatusCode::FORBIDDEN);
    act(Role::NamingOfficer, "apply", json!({})).await.expect(StatusCode::FORBIDDEN);
    repair::step(&app, Role::NamingOfficer, &order, "assign", &json!({ "crew": "test-field-crew" })).await;
    let applied = act(Role::NamingOfficer, "apply", json!({})).await.expect(StatusCode::OK).json();
    assert_eq!((&applied["state"], &applied["current"]["state"]), (&json!("applied"), &json!("done")));
    assert_eq!(applied["settled"]["by"], "test-naming-officer");
    assert!(applied["problem"].is_object());
    act(Role::NamingOfficer, "dismiss", json!({ "reason": "晚了" })).await.expect(StatusCode::CONFLICT);
    // Done by who captured it; so the officer who let it count may accept it.
    repair::step(&app, Role::NamingOfficer, &order, "accept", &json!({})).await;
}

#[tokio::test]
async fn two_finishes_of_one_order_count_once() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let (order, seen) = assigned(&app, &number).await;
    app.clock().advance(Duration::hours(1));
    let (one, other) = (finish(&app, &order, &seen), finish(&app, &order, &seen));
    let (ours, theirs) = ([&one], [&other]);
    let (one, other) = tokio::join!(sync(&app, CREW, &ours), sync(&app, CREW, &theirs));
    let mut states = [one[0]["state"].as_str().unwrap(), other[0]["state"].as_str().unwrap()];
    states.sort_unstable();
    assert_eq!(states, ["applied", "conflict"]);
    let events = get(&app, &format!("/api/v1/repair-orders/{order}")).await["events"].clone();
    assert_eq!(events.as_array().unwrap().iter().filter(|event| event["kind"] == "finish").count(), 1);
}

#[tokio::test]
async fn what_builds_upon_a_conflict_shares_its_fate() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let seen = get(&app, &format!("/api/v1/signs/{number}")).await["version"].clone();
    let faces = |text: &str| json!({ "number": number, "faces": [{ "text": text }] });
    let first = Captured::new(&app, "sign_faces", &faces("人民大道")).with("base_version", seen.clone());
    let second = Captured::new(&app, "sign_faces", &faces("人民大道西"))
        .with("base_version", seen.clone())
        .with("after", json!([first.id]));
    let alone = Captured::new(&app, "sign_faces", &faces("人民路")).with("base_version", seen);
    let told = sync(&app, CREW, &[&alone]).await;
    assert_eq!(told[0]["state"], "applied");
    let told = sync(&app, CREW, &[&second, &first]).await;
    assert_eq!((&told[0]["state"], &told[1]["state"]), (&json!("conflict"), &json!("conflict")));
    assert_eq!(told[0]["problem"]["item"], json!(first.id));
    let dismiss = async |item: &Captured| {
        let path = format!("/api/v1/field/items/{}/dismiss", item.id);
        app.post(&path).role(Role::NamingOfficer).json(&json!({ "reason": "牌面以复核为准" })).send().await
    };
    let dismissed = dismiss(&first).await.expect(StatusCode::OK).json();
    assert_eq!((&dismissed["state"], &dismissed["settled"]["reason"]), (&json!("dismissed"), &json!("牌面以复核为准")));
    let told = sync(&app, CREW, &[&first]).await;
    assert_eq!(told[0]["state"], "dismissed");
    let sign = get(&app, &format!("/api/v1/signs/{number}")).await;
    assert_eq!(sign["faces"][0]["text"], "人民路");
    // The rows themselves are kept by the database.
    let client = app.client().await;
    for statement in ["delete from field_item", "update field_item set content = '{}'"] {
        assert!(client.execute(statement, &[]).await.is_err(), "{statement}");
    }
}

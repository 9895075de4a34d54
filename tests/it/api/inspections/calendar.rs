//! Planning: by when, in which round, who leads.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::{ALL, HANCHUAN, LINE, Office, TIANMEN, id};

fn plan(more: &Value) -> Value {
    let mut body = json!({ "line": LINE, "neighbour": HANCHUAN });
    for (member, value) in more.as_object().unwrap() {
        body[member] = value.clone();
    }
    body
}

#[tokio::test]
async fn what_is_not_said_follows_from_the_calendar() {
    let office = Office::tianmen().await;
    let calendar = office.get(&format!("{ALL}/calendar")).await;
    let line = &calendar["lines"][0];
    // Never inspected: due five years after the approval, in the first round, whose lead both agree on.
    assert_eq!(line["next"], json!({ "round": 1, "due_on": "2007-03-01", "lead": null }));
    assert_eq!((&line["overdue"], &line["open"]), (&json!(true), &json!(null)));
    assert_eq!(office.get(&format!("{ALL}/calendar?until=2007-02-28")).await["lines"], json!([]));

    let refused = office.posts(ALL, &plan(&json!({}))).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(refused["errors"][0]["pointer"], "/lead");
    let planned = office.posts(ALL, &plan(&json!({ "lead": TIANMEN }))).await.expect(StatusCode::CREATED).json();
    assert_eq!(
        (&planned["round"], &planned["due_on"], &planned["overdue"]),
        (&json!(1), &json!("2007-03-01"), &json!(true))
    );
    // The same round is planned once.
    office.posts(ALL, &plan(&json!({ "lead": TIANMEN }))).await.expect(StatusCode::CONFLICT);
    let open = office.get(&format!("{ALL}/calendar")).await["lines"][0]["open"].clone();
    assert_eq!((&open["id"], &open["state"]), (&planned["id"], &json!("planned")));
    let cancelled = office.posts(&format!("{ALL}/{}/cancel", id(&planned)), &json!({ "reason": "误建" })).await;
    assert_eq!(cancelled.expect(StatusCode::OK).json()["state"], "cancelled");
    office.posts(ALL, &plan(&json!({ "lead": TIANMEN }))).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn out_of_turn_it_takes_what_happened() {
    let office = Office::tianmen().await;
    let flood = json!({ "kind": "ad_hoc", "trigger": "disaster", "reason": "6月洪水冲毁河堤", "lead": HANCHUAN,
                        "due_on": "2023-08-31" });
    let planned = office.posts(ALL, &plan(&flood)).await.expect(StatusCode::CREATED).json();
    assert_eq!((&planned["round"], &planned["year"], &planned["lead"]), (&json!(null), &json!(2023), &json!(HANCHUAN)));
    for wrong in [
        json!({ "kind": "ad_hoc", "lead": HANCHUAN, "due_on": "2023-08-31" }),
        json!({ "kind": "ad_hoc", "trigger": "disaster", "lead": HANCHUAN, "due_on": "2023-08-31" }),
        json!({ "trigger": "disaster", "reason": "洪水", "lead": HANCHUAN }),
        json!({ "lead": "429005" }),
        json!({ "lead": TIANMEN, "round": 0 }),
        json!({ "lead": TIANMEN, "due_on": "2023-02-30" }),
        json!({ "lead": TIANMEN, "neighbour": "429004" }),
        json!({ "lead": TIANMEN, "line": "420984429005" }),
    ] {
        office.posts(ALL, &plan(&wrong)).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    for role in [Role::Leader, Role::NamingOfficer, Role::Auditor] {
        office.app.post(ALL).role(role).json(&plan(&flood)).send().await.expect(StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn the_items_of_a_scheme_are_read_off_the_register() {
    let app = crate::support::TestApp::tianmen().await;
    mingjie::demo::boundaries::draw(app.db(), app.ids()).await.unwrap();
    let officer = Role::BoundaryOfficer;
    let lines = app.get("/api/v1/boundary-lines?level=county").role(officer).send().await.json();
    let code = lines["lines"][0]["code"].as_str().unwrap().to_owned();
    let neighbour = code.replace(TIANMEN, "");
    let body = json!({ "code": neighbour, "name": "邻县", "meeting_period": "year" });
    app.post("/api/v1/neighbours").role(officer).json(&body).send().await.expect(StatusCode::CREATED);
    let body = json!({ "line": code, "neighbour": neighbour, "lead": TIANMEN, "due_on": "2023-12-31" });
    let planned = app.post(ALL).role(officer).json(&body).send().await.expect(StatusCode::CREATED).json();
    assert_eq!(planned["ours"], json!({ "code": TIANMEN, "name": "天门市" }));
    let items = app.get(&format!("{ALL}/{}/items", id(&planned))).role(officer).send().await.json();
    let items = items["items"].as_array().unwrap();
    let line = app.get(&format!("/api/v1/boundary-lines/{code}")).role(officer).send().await.json();
    let count = |member: &str| line[member].as_array().unwrap().len();
    assert_eq!(items.len(), count("segments") + count("markers"));
    assert!(items.iter().any(|item| item["key"] == "S01-001"));
}

//! Entering signs, and their life.

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::{enter, plate, street};
use crate::support::{Answer, TestApp};

async fn step(app: &TestApp, number: &str, step: &str, body: &Value) -> Answer {
    app.post(&format!("/api/v1/signs/{number}/{step}")).role(Role::NamingOfficer).json(body).send().await
}

async fn listed(app: &TestApp, query: &str) -> Vec<String> {
    let answer = app.get(&format!("/api/v1/signs?{query}")).role(Role::FieldCrew).send().await.expect(StatusCode::OK);
    let features = answer.json()["features"].as_array().unwrap().clone();
    features.iter().map(|feature| feature["properties"]["number"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_sign_gets_a_number_and_is_found_by_it() {
    let app = TestApp::new().await;
    let street = street(&app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    let entered = enter(&app, &plate(&street, "陆羽大道", "LUYU DADAO", [113.10, 30.65])).await;
    let entered = entered.expect(StatusCode::CREATED);
    let sign = entered.json();
    assert_eq!((sign["number"].as_str().unwrap(), sign["state"].as_str().unwrap()), ("S0000017", "in_service"));
    assert_eq!(entered.header("location"), "/api/v1/signs/S0000017");
    let shown = app.get("/api/v1/signs/s0000017").role(Role::Auditor).send().await.expect(StatusCode::OK);
    assert_eq!(shown.json()["faces"][0]["shown_from"], "2020-05-01");
    assert_eq!(shown.json()["events"][0]["kind"], "register");
    for unknown in ["S0000018", "S0000025", "S%00", "x"] {
        let answer = app.get(&format!("/api/v1/signs/{unknown}")).role(Role::Auditor).send().await;
        answer.expect(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn lists_are_cut_by_what_is_asked_for_and_paged_by_number() {
    let app = TestApp::new().await;
    let street = street(&app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    for (at, text) in ["陆羽大道", "陆羽大道", "竟陵大道"].into_iter().enumerate() {
        let position = [[113.10, 30.65], [113.15, 30.65], [113.20, 30.65]][at];
        enter(&app, &plate(&street, text, "LUYU DADAO", position)).await.expect(StatusCode::CREATED);
    }
    let all = listed(&app, "").await;
    assert_eq!(all.len(), 3);
    assert_eq!(listed(&app, "bbox=113.14,30.6,113.16,30.7").await, all[1..2]);
    assert_eq!(listed(&app, "q=%E7%AB%9F%E9%99%B5").await, all[2..]);
    assert_eq!(listed(&app, &format!("place={street}&state=in_service,damaged&type=street_plate")).await, all);
    assert_eq!(listed(&app, "state=removed").await, [""; 0]);
    let page = app.get("/api/v1/signs?limit=2").role(Role::Leader).send().await.expect(StatusCode::OK).json();
    assert_eq!(page["next"], json!(all[1]));
    assert_eq!(listed(&app, &format!("limit=2&cursor={}", all[1])).await, all[2..]);
    for query in ["state=broken", "cursor=zzz", "bbox=1,2", "place=x", "limit=0", "unknown=1"] {
        let answer = app.get(&format!("/api/v1/signs?{query}")).role(Role::Leader).send().await;
        answer.expect(StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_planned_sign_is_put_up_accepted_and_replaced_by_another() {
    let app = TestApp::new().await;
    let street = street(&app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    let mut planned = plate(&street, "陆羽大道", "LUYU DADAO", [113.10, 30.65]);
    planned["planned"] = json!(true);
    planned["sign"]["installed_on"] = json!(null);
    let old = enter(&app, &planned).await.expect(StatusCode::CREATED).json()["number"].as_str().unwrap().to_owned();
    let refused = step(&app, &old, "accept", &json!({})).await.expect(StatusCode::CONFLICT).json();
    assert_eq!((&refused["state"], &refused["action"]), (&json!("planned"), &json!("accept")));
    step(&app, &old, "install", &json!({ "on": "2023-07-02" })).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let installed = step(&app, &old, "install", &json!({ "on": "2023-06-20" })).await.expect(StatusCode::OK).json();
    assert_eq!((&installed["state"], &installed["installed_on"]), (&json!("installed"), &json!("2023-06-20")));
    step(&app, &old, "accept", &json!({})).await.expect(StatusCode::OK);

    let new = enter(&app, &plate(&street, "陆羽大道", "LUYU DADAO", [113.10, 30.65])).await.expect(StatusCode::CREATED);
    let new = new.json()["number"].as_str().unwrap().to_owned();
    let itself = json!({ "on": "2023-07-01", "by": old });
    step(&app, &old, "replace", &itself).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let early = json!({ "on": "2023-06-19", "by": new });
    step(&app, &old, "replace", &early).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let over =
        step(&app, &old, "replace", &json!({ "on": "2023-07-01", "by": new })).await.expect(StatusCode::OK).json();
    assert_eq!(
        (&over["state"], &over["ended_on"], &over["steps"]),
        (&json!("replaced"), &json!("2023-07-01"), &json!([]))
    );
    step(&app, &old, "remove", &json!({ "on": "2023-07-01", "reason": "重复" })).await.expect(StatusCode::CONFLICT);
    let events = app.get(&format!("/api/v1/signs/{old}")).role(Role::Auditor).send().await.json()["events"].clone();
    let kinds: Vec<&str> = events.as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["register", "install", "accept", "replace"]);
}

#[tokio::test]
async fn a_change_is_based_on_what_was_seen_and_other_texts_are_other_faces() {
    let app = TestApp::new().await;
    let street = street(&app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    let entered =
        enter(&app, &plate(&street, "陆羽大道", "LUYU DADAO", [113.10, 30.65])).await.expect(StatusCode::CREATED);
    let (tag, sign) = (entered.header("etag").to_owned(), entered.json());
    let faces = format!("/api/v1/signs/{}/faces", sign["number"].as_str().unwrap());
    let new = json!({ "faces": [
        { "text": "陆羽大道", "pinyin": "LUYU DADAO", "colour": "blue", "facing_deg": 90 },
        { "text": "陆羽大道", "pinyin": "LUYU DADAO", "colour": "blue", "facing_deg": 270 },
    ] });
    let put = async |tag: Option<&str>, body: &Value| {
        let call = app.call(Method::PUT, &faces).role(Role::NamingOfficer);
        let call = if let Some(tag) = tag { call.header("if-match", tag) } else { call };
        call.json(body).send().await
    };
    put(None, &new).await.expect(StatusCode::PRECONDITION_REQUIRED);
    let shown = put(Some(&tag), &new).await.expect(StatusCode::OK);
    let now = shown.json()["faces"].clone();
    assert_eq!(
        (now[0]["id"].clone(), now[0]["shown_from"].clone()),
        (sign["faces"][0]["id"].clone(), json!("2020-05-01"))
    );
    assert_eq!(now[1]["shown_from"], "2023-07-01");
    put(Some(&tag), &new).await.expect(StatusCode::PRECONDITION_FAILED);
    // A face that began today and is put right today was shown on no day.
    let mut right = new.clone();
    right["faces"][1]["text"] = json!("陆羽大路");
    let after = put(Some(shown.header("etag")), &right).await.expect(StatusCode::OK).json()["faces"].clone();
    assert_eq!((after[1]["id"].clone(), after[1]["text"].clone()), (now[1]["id"].clone(), json!("陆羽大路")));
}

#[tokio::test]
async fn what_does_not_fit_is_told_with_its_place_in_the_body() {
    let app = TestApp::new().await;
    let street = street(&app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    let good = plate(&street, "陆羽大道", "LUYU DADAO", [113.10, 30.65]);
    for (pointer, value) in [
        ("/faces/0/text", json!("陆羽\u{200B}大道")),
        ("/faces/0/pinyin", json!("")),
        ("/faces/0/facing_deg", json!(360)),
        ("/faces", json!([])),
        ("/sign/geometry", json!({ "type": "Point", "coordinates": [30.65, 113.10] })),
        ("/sign/geometry", json!({ "type": "LineString", "coordinates": [[113.1, 30.6], [113.2, 30.6]] })),
        ("/sign/width_mm", json!(0)),
        ("/sign/accuracy_m", json!(-1)),
        ("/sign/installed_on", json!("2023-13-01")),
        ("/sign/crossing_id", json!(street)),
        ("/sign/maker", json!("厂".repeat(101))),
    ] {
        let mut body = good.clone();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[member] = value;
        let problem = enter(&app, &body).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let mut stranger = good;
    stranger["sign"]["place_id"] = json!("01890a5d-ac96-774b-bcce-b302099a8057");
    let problem = enter(&app, &stranger).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(problem["errors"][0]["pointer"], "/place_id");
    assert_eq!(listed(&app, "").await, [""; 0]);
}

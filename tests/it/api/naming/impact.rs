//! What a renaming touches, and the case as it is printed.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::{Value, json};

use crate::support::{
    Bureau, Who,
    bureau::{CASES, TOWNSHIPS, line, street},
};

/// Enters a street that begins at another one, and a school named after that.
async fn neighbours(bureau: &Bureau, name: &str) -> (String, String) {
    let enter = async |body: Value| {
        let added = bureau.call(Who::Officer, Method::POST, "/api/v1/places").await.json(&body).send().await;
        added.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned()
    };
    let crossing = enter(json!({
        "category": "23514", "division_code": TOWNSHIPS[0], "geometry": line(801), "name": { "text": "横街" },
        "street": { "starts_at": name, "ends_at": "河堤" },
    }));
    let school = json!({
        "category": "27300", "division_code": TOWNSHIPS[0], "name": { "text": format!("{name}小学") },
        "geometry": { "type": "Point", "coordinates": [113.02, 30.45] },
    });
    (crossing.await, enter(school).await)
}

async fn impact(bureau: &Bureau, case: &str) -> Value {
    let call = bureau.call(Who::Officer, Method::GET, &format!("{CASES}/{case}/impact")).await;
    call.send().await.expect(StatusCode::OK).json()
}

#[tokio::test]
async fn a_renaming_tells_what_mentions_the_old_name_and_keeps_it() {
    let bureau = Bureau::new().await;
    let (place, name) = bureau.known_street().await;
    let (crossing, school) = neighbours(&bureau, &name).await;
    let mut proposed = street(bureau.number());
    proposed["place_id"] = json!(place);
    let case = bureau.open("rename", &[proposed]).await;
    let now = impact(&bureau, &case).await["now"][0].clone();
    assert_eq!(now["name"], name);
    assert_eq!(now["street_ends"][0]["street_id"], json!(crossing), "{now}");
    assert_eq!(now["names"][0]["feature_id"], json!(school), "{now}");
    assert_eq!((&now["street_ends"].as_array().unwrap().len(), &now["names"].as_array().unwrap().len()), (&1, &1));

    bureau.bring(&case, StateCode::Approved).await;
    let told = impact(&bureau, &case).await;
    assert_eq!(told["now"], json!([]), "nothing is left to be decided");
    let stages: Vec<_> = told["kept"].as_array().unwrap().iter().map(|kept| kept["stage"].clone()).collect();
    assert_eq!(stages, ["approval", "submission"]);
    assert_eq!(told["kept"][0]["items"][0]["street_ends"], now["street_ends"]);
}

#[tokio::test]
async fn a_case_that_brings_a_new_name_touches_nothing() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Submitted).await;
    assert_eq!(impact(&bureau, &case).await, json!({ "now": [], "kept": [] }));
}

#[tokio::test]
async fn a_case_is_printed_for_those_who_may_read_it() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Argued).await;
    let path = format!("{CASES}/{case}/case.pdf");
    let printed = bureau.call(Who::Leader, Method::GET, &path).await.send().await.expect(StatusCode::OK);
    assert_eq!(printed.header("content-type"), "application/pdf");
    assert!(printed.bytes.starts_with(b"%PDF-"));
    let stranger = bureau.call(Who::OtherClerk, Method::GET, &path).await.send().await;
    stranger.expect(StatusCode::NOT_FOUND);
}

/// A sign with two faces on a street, by its number.
async fn sign(bureau: &Bureau, street: &str, text: &str) -> String {
    let face = |degrees: i32| json!({ "text": text, "pinyin": "JIU LU", "facing_deg": degrees });
    let body = json!({
        "sign": { "type": "street_plate", "support": "single_pole", "place_id": street, "installed_on": "2020-05-01",
                  "geometry": { "type": "Point", "coordinates": [113.02, 30.45] } },
        "faces": [face(0), face(180)],
    });
    let entered = bureau.call(Who::Officer, Method::POST, "/api/v1/signs").await.json(&body).send().await;
    entered.expect(StatusCode::CREATED).json()["number"].as_str().unwrap().to_owned()
}

async fn orders(bureau: &Bureau, case: &str) -> Vec<Value> {
    let path = format!("/api/v1/repair-orders?cause={case}");
    let listed = bureau.call(Who::Officer, Method::GET, &path).await.send().await.expect(StatusCode::OK).json();
    listed["orders"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_renaming_orders_a_new_face_for_each_that_shows_the_old_name_and_stays_open_until_they_are_up() {
    let bureau = Bureau::new().await;
    let (place, old) = bureau.known_street().await;
    let number = sign(&bureau, &place, &old).await;
    let mut proposed = street(bureau.number());
    proposed["place_id"] = json!(place);
    let case = bureau.open("rename", &[proposed.clone()]).await;
    assert_eq!(impact(&bureau, &case).await["now"][0]["signs"][0]["number"], json!(number));
    bureau.bring(&case, StateCode::Recorded).await;
    let ordered = orders(&bureau, &case).await;
    let texts: Vec<&Value> = ordered.iter().map(|order| &order["new_face"]["text"]).collect();
    assert_eq!(texts, [&proposed["name"]; 2]);

    bureau.sync(&case).await;
    let refused = bureau.act(Who::Officer, &case, "close", &bureau.body("close")).await;
    assert_eq!(refused.expect(StatusCode::CONFLICT).json()["orders"].as_array().unwrap().len(), 2);
    for order in &ordered {
        let path = |step: &str| format!("/api/v1/repair-orders/{}/{step}", order["id"].as_str().unwrap());
        let take = async |who: Who, step: &str, body: Value| {
            let call = bureau.call(who, Method::POST, &path(step)).await;
            call.json(&body).send().await.expect(StatusCode::OK);
        };
        take(Who::Officer, "assign", json!({ "contractor": "竟陵标牌厂" })).await;
        take(Who::Deputy, "finish", json!({})).await;
        take(Who::Officer, "accept", json!({})).await;
    }
    let shown = bureau.call(Who::Officer, Method::GET, &format!("/api/v1/signs/{number}")).await.send().await.json();
    assert_eq!(shown["faces"][1]["text"], proposed["name"]);
    bureau.act(Who::Officer, &case, "close", &bureau.body("close")).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_cancelled_place_loses_its_signs_and_a_revoked_decision_takes_the_orders_back() {
    let bureau = Bureau::new().await;
    let (place, old) = bureau.known_street().await;
    sign(&bureau, &place, &old).await;
    let case = bureau.open("cancel", &[json!({ "place_id": place, "reason": "道路已拆除" })]).await;
    bureau.bring(&case, StateCode::Approved).await;
    let ordered = orders(&bureau, &case).await;
    assert_eq!((ordered.len(), &ordered[0]["kind"], &ordered[0]["state"]), (1, &json!("remove"), &json!("created")));
    bureau.wait(5);
    bureau.done(Who::Leader, &case, "revoke", &bureau.body("revoke")).await;
    assert_eq!(orders(&bureau, &case).await[0]["state"], "cancelled");
}

//! What an item may say, and when.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::{Value, json};

use crate::support::{
    Answer, Bureau, Who,
    bureau::{CASES, line, street},
};

/// The answer to a case with these items.
async fn opened(bureau: &Bureau, case_type: &str, items: &[Value]) -> Answer {
    let body = json!({
        "type": case_type, "title": "镇区道路", "applicant": "甲镇人民政府", "reasons": "新建", "items": items,
    });
    bureau.call(Who::Clerk, Method::POST, CASES).await.json(&body).send().await
}

/// A street with another value for a member.
fn with(member: &str, value: Value) -> Value {
    let mut proposed = street(0);
    proposed[member] = value;
    proposed
}

#[tokio::test]
async fn what_does_not_fit_is_told_with_its_place_in_the_body_and_nothing_is_kept() {
    let bureau = Bureau::new().await;
    let longest = "长".repeat(200);
    let unfit = [
        ("/items/0/name", with("name", json!("长".repeat(201)))),
        ("/items/0/name", with("name", json!("稻\u{200b}香路"))),
        ("/items/0/name", with("name", json!("  "))),
        ("/items/0/name", with("name", Value::Null)),
        ("/items/0/category", with("category", json!("99999"))),
        ("/items/0/category", with("category", Value::Null)),
        ("/items/0/division_code", with("division_code", json!("429006999"))),
        ("/items/0/geometry", with("geometry", json!({ "type": "Point", "coordinates": [113.1, 30.5] }))),
        (
            "/items/0/geometry",
            with("geometry", json!({ "type": "LineString", "coordinates": [[113.59, 30.5], [113.7, 30.5]] })),
        ),
        (
            "/items/0/geometry",
            with("geometry", json!({ "type": "LineString", "coordinates": [[30.5, 113.1], [30.6, 113.1]] })),
        ),
        ("/items/0/street/length_m", with("street", json!({ "length_m": 0 }))),
        ("/items/0/readings/0", with("readings", json!(["xyz", "xiāng", "lù"]))),
        ("/items/0/place_id", with("place_id", json!("00000000-0000-7000-8000-000000000001"))),
    ];
    for (pointer, item) in unfit {
        let answer = opened(&bureau, "name", &[item]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        let problem = answer.json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let mut nameless = with("name", json!(longest));
    nameless["readings"] = Value::Null;
    opened(&bureau, "name", &[nameless]).await.expect(StatusCode::CREATED);
    let unknown = opened(&bureau, "name", &[with("colour", json!("red"))]).await;
    assert!(unknown.status.is_client_error(), "{}", unknown.text());
    let list = bureau.call(Who::Officer, Method::GET, CASES).await.send().await.json();
    assert_eq!(list["cases"].as_array().unwrap().len(), 1, "nothing of a refused case is kept");
}

#[tokio::test]
async fn a_case_takes_two_thousand_items_and_not_one_more() {
    let bureau = Bureau::new().await;
    let items = vec![json!({ "name": "稻香路", "category": "23514" }); 2_001];
    let answer = opened(&bureau, "name", &items).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.json()["detail"].as_str().unwrap().contains("2000"), "{}", answer.text());
}

#[tokio::test]
async fn an_incomplete_item_is_not_applied_for_and_each_gap_is_told() {
    let bureau = Bureau::new().await;
    let bare = json!({ "name": "稻香路", "readings": ["dào", "xiāng", "lù"], "category": "23514" });
    let case = bureau.open("name", &[bare]).await;
    let refused = bureau.act(Who::Clerk, &case, "submit", &json!({})).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let problem = refused.json();
    let pointers: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|one| one["pointer"].clone()).collect();
    assert_eq!(pointers, ["/items/0/location", "/items/0/geometry", "/items/0/reason"]);
    let empty = bureau.open("name", &[]).await;
    bureau.act(Who::Clerk, &empty, "submit", &json!({})).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_was_applied_for_stays_complete_when_it_is_changed_or_added_to() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Surveyed).await;
    let item = bureau.items(&case).await.remove(0);
    for member in ["geometry", "reason"] {
        let mut gap = street(800);
        gap[member] = Value::Null;
        let added = bureau.act(Who::Officer, &case, "items", &json!({ "items": [street(801), gap] })).await;
        let problem = added.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], format!("/items/1/{member}"), "into the body: {problem}");
        let path = format!("{CASES}/{case}/items/{item}");
        let call = bureau.call(Who::Officer, Method::PUT, &path).await.header("if-match", &bureau.tag(&case).await);
        let problem = call.json(&gap).send().await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], format!("/{member}"), "into the body: {problem}");
    }
    let mut unmeasured = street(800);
    unmeasured["street"]["width_m"] = Value::Null;
    let added = bureau.act(Who::Officer, &case, "items", &json!({ "items": [unmeasured] })).await;
    let problem = added.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(problem["errors"][0]["pointer"], "/items/0/street/width_m", "{problem}");
    assert_eq!(bureau.items(&case).await, [item]);
    bureau.done(Who::Officer, &case, "items", &json!({ "items": [street(800)] })).await;
}

#[tokio::test]
async fn a_street_stays_a_line_when_its_extent_changes() {
    let bureau = Bureau::new().await;
    let (place, _) = bureau.known_street().await;
    let point = json!({ "place_id": place, "geometry": { "type": "Point", "coordinates": [113.1, 30.5] } });
    let answer = opened(&bureau, "extent_change", &[point]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/items/0/geometry");
    let line = json!({ "place_id": place, "geometry": line(700) });
    opened(&bureau, "extent_change", &[line]).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn a_change_is_based_on_what_was_seen() {
    let bureau = Bureau::new().await;
    let case = bureau.naming().await;
    let (item, tag) = (bureau.items(&case).await.remove(0), bureau.tag(&case).await);
    let path = format!("{CASES}/{case}/items/{item}");
    let put = async |tag: Option<&str>| {
        let call = bureau.call(Who::Clerk, Method::PUT, &path).await;
        let call = tag.into_iter().fold(call, |call, tag| call.header("if-match", tag));
        call.json(&street(700)).send().await
    };
    put(None).await.expect(StatusCode::PRECONDITION_REQUIRED);
    put(Some("\"x\"")).await.expect(StatusCode::PRECONDITION_FAILED);
    put(Some(&tag)).await.expect(StatusCode::OK);
    put(Some(&tag)).await.expect(StatusCode::PRECONDITION_FAILED);
    let submit = bureau.call(Who::Clerk, Method::POST, &format!("{CASES}/{case}/submit")).await;
    submit.header("if-match", &tag).json(&json!({})).send().await.expect(StatusCode::PRECONDITION_FAILED);
    let decide = bureau.call(Who::Leader, Method::POST, &format!("{CASES}/{case}/decide")).await;
    decide.json(&bureau.body("decide")).send().await.expect(StatusCode::PRECONDITION_REQUIRED);
    assert_eq!(bureau.state(&case).await, "draft");
}

#[tokio::test]
async fn an_item_of_a_draft_is_removed_and_one_that_was_applied_for_is_taken_out() {
    let bureau = Bureau::new().await;
    let case = bureau.open("name", &[street(0), street(1), street(2)]).await;
    let items = bureau.items(&case).await;
    let remove = async |item: &str| {
        let path = format!("{CASES}/{case}/items/{item}");
        let call = bureau.call(Who::Officer, Method::DELETE, &path).await;
        call.header("if-match", &bureau.tag(&case).await).send().await
    };
    // A warning of a draft has no reviewer yet, so that nothing hangs on an item that is removed.
    let settle = format!("items/{}/settle", items[0]);
    let early = bureau.act(Who::Officer, &case, &settle, &json!({ "verdict": "x", "reason": "y" })).await;
    early.expect(StatusCode::CONFLICT);
    remove(&items[0]).await.expect(StatusCode::OK);
    let file = bureau.file(&case).await;
    let positions: Vec<_> = file["items"].as_array().unwrap().iter().map(|item| item["position"].clone()).collect();
    assert_eq!(positions, [1, 2], "those after it move up");
    remove(&items[0]).await.expect(StatusCode::NOT_FOUND);
    bureau.bring(&case, StateCode::Submitted).await;
    remove(&items[1]).await.expect(StatusCode::CONFLICT);
    let out = |item: &str| format!("items/{item}/take-out");
    bureau.done(Who::Officer, &case, &out(&items[1]), &json!({ "reason": "规划调整" })).await;
    bureau.act(Who::Officer, &case, &out(&items[1]), &json!({ "reason": "再次" })).await.expect(StatusCode::NOT_FOUND);
    let last = bureau.act(Who::Officer, &case, &out(&items[2]), &json!({ "reason": "规划调整" })).await;
    last.expect(StatusCode::CONFLICT);
    // Its name is free again.
    let other = bureau.open("name", &[street(1)]).await;
    bureau.bring(&other, StateCode::Submitted).await;
}

#[tokio::test]
async fn a_request_that_is_sent_again_is_carried_out_once() {
    let bureau = Bureau::new().await;
    let case = bureau.naming().await;
    let send = async |who: Who, step: &str, tag: &str, body: &Value| {
        let call = bureau.call(who, Method::POST, &format!("{CASES}/{case}/{step}")).await;
        let call = call.header("if-match", tag).header("idempotency-key", &format!("key-of-{step}"));
        call.json(body).send().await.expect(StatusCode::OK)
    };
    let twice = async |who: Who, step: &str, body: &Value| {
        let tag = bureau.tag(&case).await;
        let first = send(who, step, &tag, body).await;
        let again = send(who, step, &tag, body).await;
        assert_eq!(first.bytes, again.bytes);
        assert_eq!(again.header("idempotent-replayed"), "true");
        let events = bureau.file(&case).await["events"].clone();
        let count = events.as_array().unwrap().iter().filter(|event| event["from"] != event["to"]).count();
        (count, events.as_array().unwrap().last().unwrap()["to"].clone())
    };
    assert_eq!(twice(Who::Clerk, "submit", &json!({})).await, (2, json!("submitted")));
    bureau.bring(&case, StateCode::Reported).await;
    assert_eq!(twice(Who::Leader, "decide", &bureau.body("decide")).await.1, "approved");
    assert_eq!(bureau.file(&case).await["decisions"].as_array().unwrap().len(), 1);
}

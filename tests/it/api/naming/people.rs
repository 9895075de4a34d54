//! Who may do what.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::json;

use crate::support::{
    Bureau, Who,
    bureau::{CASES, street},
};

#[tokio::test]
async fn who_prepared_a_case_does_not_enter_the_decision_on_it() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Reported).await;
    let decision = bureau.body("decide");
    bureau.decide_as(Who::Officer, &case, &decision).await.expect(StatusCode::FORBIDDEN);
    assert_eq!(bureau.file(&case).await["decisions"], json!([]));
    bureau.decide_as(Who::Deputy, &case, &decision).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn who_settled_one_warning_or_took_part_in_one_step_has_prepared() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Submitted).await;
    bureau.done(Who::Deputy, &case, "accept", &json!({})).await;
    bureau.bring(&case, StateCode::Reported).await;
    bureau.decide_as(Who::Deputy, &case, &bureau.body("decide")).await.expect(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn steps_of_others_are_refused() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Submitted).await;
    for (who, step) in [
        (Who::Clerk, "accept"),
        (Who::Clerk, "return"),
        (Who::Field, "accept"),
        (Who::Leader, "accept"),
        (Who::Officer, "report"),
        (Who::Officer, "revoke"),
        (Who::Clerk, "decide"),
        (Who::Field, "withdraw"),
    ] {
        let answer = bureau.act(who, &case, step, &bureau.body(step)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{who:?} {step}: {}", answer.text());
        let problem = answer.json();
        let may = problem["roles"].as_array().is_some_and(|roles| !roles.is_empty());
        assert!(may && problem["detail"].as_str().unwrap().contains("须由"), "it says who may: {problem}");
    }
    assert_eq!(bureau.state(&case).await, "submitted");
}

#[tokio::test]
async fn the_case_of_another_township_is_not_there_for_a_clerk() {
    let bureau = Bureau::new().await;
    let case = bureau.naming().await;
    let item = bureau.items(&case).await.remove(0);
    let tag = bureau.tag(&case).await;
    let path = |below: &str| format!("{CASES}/{case}{below}");
    for (method, below, body) in [
        (Method::GET, String::new(), json!({})),
        (Method::GET, "/items.geojson".into(), json!({})),
        (Method::POST, "/submit".into(), json!({})),
        (Method::POST, "/withdraw".into(), json!({ "reason": "原因" })),
        (Method::POST, "/check".into(), json!({})),
        (Method::POST, "/items".into(), json!({ "items": [street(900)] })),
        (Method::PUT, format!("/items/{item}"), street(900)),
        (Method::DELETE, format!("/items/{item}"), json!({})),
        (Method::PATCH, String::new(), json!({ "title": "改", "applicant": "改", "reasons": "改" })),
    ] {
        let call = bureau.call(Who::OtherClerk, method.clone(), &path(&below)).await.header("if-match", &tag);
        let answer = call.json(&body).send().await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {below}: {}", answer.text());
    }
    let paper = path("/attachments?kind=other&title=x");
    let call = bureau.call(Who::OtherClerk, Method::POST, &paper).await.header("content-type", "text/plain");
    call.body("材料").send().await.expect(StatusCode::NOT_FOUND);
    let list = bureau.call(Who::OtherClerk, Method::GET, CASES).await.send().await.expect(StatusCode::OK).json();
    assert_eq!(list["cases"], json!([]));
}

#[tokio::test]
async fn a_clerk_applies_for_the_own_township_only() {
    let bureau = Bureau::new().await;
    let body = json!({
        "type": "name", "title": "镇区道路", "applicant": "甲镇人民政府", "township_code": "429006101", "reasons": "新建",
    });
    let opened = bureau.call(Who::OtherClerk, Method::POST, CASES).await.json(&body).send().await;
    opened.expect(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_clerk_writes_nothing_in_a_case_that_was_applied_for() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Accepted).await;
    let (item, tag) = (bureau.items(&case).await.remove(0), bureau.tag(&case).await);
    let path = format!("{CASES}/{case}/items/{item}");
    let call = bureau.call(Who::Clerk, Method::PUT, &path).await.header("if-match", &tag);
    let problem = call.json(&street(901)).send().await.expect(StatusCode::CONFLICT).json();
    assert_eq!((&problem["state"], &problem["action"]), (&json!("accepted"), &json!("edit")));
    bureau.done(Who::Clerk, &case, "withdraw", &json!({ "reason": "不再需要" })).await;
}

#[tokio::test]
async fn a_leader_does_not_sign_what_the_own_hand_wrote_and_officers_do_not_sign() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Argued).await;
    let notice = bureau.done(Who::Officer, &case, "notices", &json!({ "starts_on": bureau.today() })).await;
    let notice = notice["drafted"].as_str().unwrap().to_owned();
    let publish = format!("notices/{notice}/publish");
    bureau.act(Who::Officer, &case, &publish, &json!({})).await.expect(StatusCode::CONFLICT);
    let sign = format!("notices/{notice}/sign");
    bureau.act(Who::Officer, &case, &sign, &json!({})).await.expect(StatusCode::FORBIDDEN);
    bureau.done(Who::Leader, &case, &sign, &json!({})).await;
    bureau.done(Who::Officer, &case, &publish, &json!({})).await;
}

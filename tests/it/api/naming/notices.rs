//! From the experts through the public notice.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::{Value, json};
use time::Duration;

use crate::support::{
    Answer, Bureau, Who,
    bureau::{CASES, street},
};

/// A citizen objects; the number of the opinion.
async fn object(bureau: &Bureau, notice: &str) -> String {
    let opinion = json!({ "stance": "object", "text": "易混淆。", "name": "居民", "phone": "13800000000" });
    let sent = bureau.app.post(&format!("/notices/{notice}/opinions")).json(&opinion).send().await;
    sent.expect(StatusCode::CREATED);
    let path = format!("/api/v1/notices/{notice}/opinions");
    let opinions = bureau.call(Who::Officer, Method::GET, &path).await.send().await.json();
    opinions["opinions"].as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_owned()
}

async fn answer(bureau: &Bureau, notice: &str, opinion: &str, outcome: &str) {
    let body = json!({ "outcome": outcome, "summary": "认为易混淆。", "text": "已研究。" });
    let path = format!("/api/v1/notices/{notice}/opinions/{opinion}/answer");
    bureau.call(Who::Officer, Method::POST, &path).await.json(&body).send().await.expect(StatusCode::CREATED);
}

/// A case in public notice, and the notice.
async fn in_notice(bureau: &Bureau) -> (String, String) {
    let case = bureau.case_in(StateCode::InNotice).await;
    let notice = bureau.file(&case).await["notice_id"].as_str().unwrap().to_owned();
    (case, notice)
}

#[tokio::test]
async fn an_argumentation_takes_three_different_experts_on_a_day_after_the_departments() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Consulted).await;
    bureau.attach(&case, "argumentation_report").await;
    bureau.settle(&case).await;
    let experts = |names: &[&str]| -> Value { names.iter().map(|name| json!({ "name": name })).collect() };
    for names in [&["陈守礼", "郑文清"][..], &["陈守礼", "陈守礼", " 陈守礼 "]] {
        let mut body = bureau.body("argue");
        body["experts"] = experts(names);
        let refused = bureau.act(Who::Officer, &case, "argue", &body).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["errors"][0]["pointer"], "/experts", "{}", refused.text());
    }
    for day in [bureau.today() + Duration::days(1), bureau.today() - Duration::days(1)] {
        let mut body = bureau.body("argue");
        body["held_on"] = json!(day);
        let refused = bureau.act(Who::Officer, &case, "argue", &body).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["errors"][0]["pointer"], "/held_on");
    }
    bureau.done(Who::Officer, &case, "argue", &bureau.body("argue")).await;
}

#[tokio::test]
async fn a_notice_runs_long_enough_and_neither_backwards_nor_in_the_past() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Argued).await;
    let today = bureau.today();
    let drafted = async |from: i64, to: i64| {
        let body = json!({ "starts_on": today + Duration::days(from), "ends_on": today + Duration::days(to) });
        bureau.act(Who::Officer, &case, "notices", &body).await
    };
    let backwards = drafted(3, 1).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(backwards.json()["errors"][0]["pointer"], "/ends_on");
    let pointer =
        |answer: Answer| answer.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["pointer"].clone();
    assert_eq!(pointer(drafted(0, 3).await), "/ends_on");
    assert_eq!(pointer(drafted(-1, 6).await), "/starts_on");
    for day in ["2023-7-5", "9999-12-31", "-4713-01-01", "0000-01-01"] {
        let body = json!({ "starts_on": day });
        assert_eq!(pointer(bureau.act(Who::Officer, &case, "notices", &body).await), "/starts_on", "{day}");
    }
    // What waited until its first day went by is neither signed nor published any more.
    let draft = async || drafted(0, 6).await.expect(StatusCode::CREATED).json()["drafted"].as_str().unwrap().to_owned();
    let (unsigned, signed) = (draft().await, draft().await);
    bureau.done(Who::Leader, &case, &format!("notices/{signed}/sign"), &json!({})).await;
    bureau.wait(1);
    let sign = bureau.act(Who::Leader, &case, &format!("notices/{unsigned}/sign"), &json!({})).await;
    assert_eq!(pointer(sign), "/starts_on");
    let publish = bureau.act(Who::Officer, &case, &format!("notices/{signed}/publish"), &json!({})).await;
    assert_eq!(pointer(publish), "/starts_on");
    assert_eq!(bureau.state(&case).await, "argued");
    let mistyped = bureau.act(Who::Officer, &case, "notices", &json!({ "end_on": today + Duration::days(30) })).await;
    assert!(mistyped.status.is_client_error(), "a member that is not known is not passed over: {}", mistyped.text());
}

#[tokio::test]
async fn a_notice_says_what_the_case_says_by_then() {
    let bureau = Bureau::new().await;
    let case = bureau.open("name", &[street(bureau.number()), street(bureau.number())]).await;
    bureau.bring(&case, StateCode::Argued).await;
    let notice = bureau.signed_notice(&case).await;
    // What the experts have argued is not changed any more; an item may be taken out.
    let (item, tag) = (bureau.items(&case).await.remove(1), bureau.tag(&case).await);
    let path = format!("{CASES}/{case}/items/{item}");
    let call = bureau.call(Who::Officer, Method::PUT, &path).await.header("if-match", &tag);
    call.json(&street(600)).send().await.expect(StatusCode::CONFLICT);
    bureau.done(Who::Officer, &case, &format!("items/{item}/take-out"), &json!({ "reason": "规划调整" })).await;
    let publish = format!("notices/{notice}/publish");
    bureau.act(Who::Officer, &case, &publish, &json!({})).await.expect(StatusCode::CONFLICT);
    bureau.step_to(&case, StateCode::InNotice).await;
}

#[tokio::test]
async fn a_reading_that_nobody_confirmed_is_not_published() {
    let bureau = Bureau::new().await;
    let mut proposed = street(0);
    proposed["name"] = json!("朝乐路");
    proposed["readings"] = Value::Null;
    let case = bureau.open("name", &[proposed]).await;
    bureau.bring(&case, StateCode::Argued).await;
    assert_eq!(bureau.file(&case).await["items"][0]["pinyin_needs_confirmation"], true);
    let refused = bureau.act(Who::Officer, &case, "notices", &json!({})).await;
    let problem = refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(problem["errors"][0]["pointer"], "/items/0/pinyin");
    let item = bureau.items(&case).await.remove(0);
    let readings = json!({ "choices": ["cháo", "lè", "lù"] });
    let confirmed = bureau.done(Who::Officer, &case, &format!("items/{item}/pinyin"), &readings).await;
    assert_eq!(confirmed["pinyin"], "Cháolè Lù");
    bureau.step_to(&case, StateCode::InNotice).await;
}

#[tokio::test]
async fn a_notice_is_closed_after_its_last_day_with_every_opinion_answered() {
    let bureau = Bureau::new().await;
    let (case, notice) = in_notice(&bureau).await;
    let close = async || bureau.act(Who::Officer, &case, "close-notice", &json!({})).await;
    close().await.expect(StatusCode::CONFLICT);
    let opinion = object(&bureau, &notice).await;
    bureau.wait(6);
    close().await.expect(StatusCode::CONFLICT);
    bureau.wait(1);
    let unanswered = close().await.expect(StatusCode::CONFLICT);
    assert!(unanswered.text().contains("GS-2023-0001-0001"), "{}", unanswered.text());
    answer(&bureau, &notice, &opinion, "not_adopted").await;
    close().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn an_objection_that_is_upheld_leads_back_to_the_experts() {
    let bureau = Bureau::new().await;
    let (case, notice) = in_notice(&bureau).await;
    let reason = bureau.body("uphold-objection");
    bureau.act(Who::Officer, &case, "uphold-objection", &reason).await.expect(StatusCode::CONFLICT);
    let opinion = object(&bureau, &notice).await;
    answer(&bureau, &notice, &opinion, "upheld").await;
    bureau.wait(7);
    let close = bureau.act(Who::Officer, &case, "close-notice", &json!({})).await.expect(StatusCode::CONFLICT);
    assert_eq!(close.json()["article"]["id"], "R753-11");
    bureau.done(Who::Officer, &case, "uphold-objection", &reason).await;
    assert_eq!(bureau.file(&case).await["objection_upheld"], true);
    let again = bureau.act(Who::Officer, &case, "notices", &json!({})).await.expect(StatusCode::CONFLICT);
    assert_eq!(again.json()["article"]["id"], "R753-11");
    // At rest and on again, that the experts must argue is not forgotten.
    bureau.done(Who::Officer, &case, "suspend", &bureau.body("suspend")).await;
    bureau.done(Who::Officer, &case, "resume", &json!({})).await;
    bureau.act(Who::Officer, &case, "notices", &json!({})).await.expect(StatusCode::CONFLICT);
    bureau.done(Who::Officer, &case, "argue", &bureau.body("argue")).await;
    bureau.step_to(&case, StateCode::InNotice).await;
    bureau.step_to(&case, StateCode::NoticeDone).await;
    let publications = bureau.file(&case).await["publications"].clone();
    let states: Vec<_> = publications.as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["ended_early", "sealed"]);
}

#[tokio::test]
async fn an_opinion_on_a_notice_that_ended_early_is_answered_before_the_report() {
    let bureau = Bureau::new().await;
    let (case, notice) = in_notice(&bureau).await;
    let (upheld, open) = (object(&bureau, &notice).await, object(&bureau, &notice).await);
    answer(&bureau, &notice, &upheld, "upheld").await;
    bureau.done(Who::Officer, &case, "uphold-objection", &bureau.body("uphold-objection")).await;
    bureau.done(Who::Officer, &case, "argue", &bureau.body("argue")).await;
    bureau.bring(&case, StateCode::NoticeDone).await;
    for report in ["assessment_report", "opinions_report"] {
        bureau.attach(&case, report).await;
    }
    let refused = bureau.act(Who::Leader, &case, "report", &json!({})).await.expect(StatusCode::CONFLICT);
    assert_eq!(refused.json()["receipts"], json!(["GS-2023-0001-0002"]), "{}", refused.text());
    answer(&bureau, &notice, &open, "not_adopted").await;
    bureau.done(Who::Leader, &case, "report", &json!({})).await;
}

#[tokio::test]
async fn the_text_of_a_published_notice_is_frozen_and_that_is_what_is_told() {
    let bureau = Bureau::new().await;
    let (case, notice) = in_notice(&bureau).await;
    let path = format!("{CASES}/{case}/notices/{notice}");
    let call = bureau.call(Who::Officer, Method::PUT, &path).await.json(&json!({ "title": "另拟" }));
    let refused = call.send().await.expect(StatusCode::CONFLICT);
    assert!(refused.json()["detail"].as_str().unwrap().ends_with("不能修改"), "{}", refused.text());
}

#[tokio::test]
async fn a_notice_of_a_case_that_is_taken_back_ends() {
    let bureau = Bureau::new().await;
    let (case, notice) = in_notice(&bureau).await;
    bureau.done(Who::Clerk, &case, "withdraw", &json!({ "reason": "规划调整" })).await;
    assert_eq!(bureau.file(&case).await["publications"][0]["state"], "ended_early");
    let opinion = json!({ "stance": "object", "text": "易混淆。", "name": "居民", "phone": "13800000000" });
    let sent = bureau.app.post(&format!("/notices/{notice}/opinions")).json(&opinion).send().await;
    sent.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_notice_of_another_case_is_not_there() {
    let bureau = Bureau::new().await;
    let (one, other) = (bureau.case_in(StateCode::Argued).await, bureau.case_in(StateCode::Argued).await);
    let notice = bureau.signed_notice(&one).await;
    for step in ["publish", "sign"] {
        let who = if step == "sign" { Who::Leader } else { Who::Officer };
        let path = format!("notices/{notice}/{step}");
        bureau.act(who, &other, &path, &json!({})).await.expect(StatusCode::NOT_FOUND);
    }
}

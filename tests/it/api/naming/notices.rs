//! From the experts through the public notice.

use axum::http::{Method, StatusCode};
use mingjie::naming::StateCode;
use serde_json::{Value, json};
use time::Duration;

use crate::support::{
    Bureau, Who,
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
    for (from, to, pointer) in [(0, 3, "/ends_on"), (-1, 6, "/starts_on")] {
        let notice = drafted(from, to).await.expect(StatusCode::CREATED).json()["drafted"].as_str().unwrap().to_owned();
        bureau.done(Who::Leader, &case, &format!("notices/{notice}/sign"), &json!({})).await;
        let publish = format!("notices/{notice}/publish");
        let refused = bureau.act(Who::Officer, &case, &publish, &json!({})).await;
        assert_eq!(refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["pointer"], pointer);
    }
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
    assert_eq!(problem["errors"][0]["pointer"], "/items/1/pinyin");
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

//! Filing and announcing what was approved.

use axum::http::StatusCode;
use mingjie::naming::StateCode;
use serde_json::{Value, json};
use time::Duration;

use crate::support::{Bureau, Who};

/// A case that an authority of this kind approved today, and the decision.
async fn approved_by(bureau: &Bureau, kind: &str) -> (String, String) {
    let case = bureau.case_in(StateCode::Reported).await;
    let mut decision = bureau.body("decide");
    decision["authority_kind"] = json!(kind);
    bureau.decide(&case, &decision).await.expect(StatusCode::OK);
    let decision = bureau.decision(&case).await;
    (case, decision)
}

fn due<'f>(file: &'f Value, kind: &str) -> &'f Value {
    file["obligations"].as_array().unwrap().iter().find(|due| due["kind"]["code"] == kind).unwrap()
}

#[tokio::test]
async fn a_filing_is_sent_supplemented_sent_again_and_filed_in_that_order() {
    let bureau = Bureau::new().await;
    let (case, decision) = approved_by(&bureau, "government").await;
    bureau.attach(&case, "decision_document").await;
    let step = async |step: &str, body: Value| {
        bureau.act(Who::Officer, &case, &format!("filings/{decision}/{step}"), &body).await
    };
    let today = || bureau.today();
    let early = step("file", json!({ "filed_on": today() })).await.expect(StatusCode::CONFLICT).json();
    assert_eq!((&early["filing_state"], &early["article"]["id"]), (&json!("due"), &json!("R753-13")));
    step("ask-supplement", json!({ "what": "附图", "asked_on": today() })).await.expect(StatusCode::CONFLICT);
    for days in [1, -1] {
        let sent_on = today() + Duration::days(days);
        step("send", json!({ "sent_on": sent_on })).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    step("send", json!({ "sent_on": today() })).await.expect(StatusCode::OK);
    step("send", json!({ "sent_on": today() })).await.expect(StatusCode::CONFLICT);
    let first = bureau.file(&case).await["filings"][0]["manifest_sha256"].clone();
    bureau.wait(2);
    step("ask-supplement", json!({ "what": "附图", "asked_on": today() })).await.expect(StatusCode::OK);
    step("file", json!({ "filed_on": today() })).await.expect(StatusCode::CONFLICT);
    bureau.attach(&case, "drawing").await;
    step("send", json!({ "sent_on": today() })).await.expect(StatusCode::OK);
    assert_ne!(bureau.file(&case).await["filings"][0]["manifest_sha256"], first);
    let before_sent = today() - Duration::days(1);
    step("file", json!({ "filed_on": before_sent })).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    step("file", json!({ "filed_on": today(), "receipt_number": "鄂民地备〔2023〕1号" })).await.expect(StatusCode::OK);
    let filed = bureau.file(&case).await;
    assert_eq!(filed["filings"][0]["state"], "filed");
    assert_eq!(due(&filed, "filing")["met_on"], json!(today()));
    assert_eq!(filed["state"], "approved");
    bureau.announce(&case, &decision).await;
    assert_eq!(bureau.state(&case).await, "recorded");
}

#[tokio::test]
async fn what_is_late_is_recorded_and_forbids_nothing() {
    let bureau = Bureau::new().await;
    let (case, decision) = approved_by(&bureau, "government").await;
    bureau.wait(20);
    bureau.file_decision(&case, &decision).await;
    bureau.announce(&case, &decision).await;
    let file = bureau.file(&case).await;
    for kind in ["filing", "announcement"] {
        assert_eq!(due(&file, kind)["overdue_by_days"], 5, "{file}");
    }
    let late: Vec<_> =
        file["events"].as_array().unwrap().iter().filter_map(|one| one["facts"]["late_by_days"].as_i64()).collect();
    assert_eq!(late.iter().filter(|days| **days == 5).count(), 2, "{late:?}");
    assert_eq!(file["state"], "recorded");
}

#[tokio::test]
async fn what_another_department_approved_is_announced_after_its_filing() {
    let bureau = Bureau::new().await;
    let (case, decision) = approved_by(&bureau, "department").await;
    let announcement = bureau.signed_announcement(&case, &decision).await;
    let publish = format!("announcements/{announcement}/publish");
    let refused = bureau.act(Who::Officer, &case, &publish, &json!({})).await.expect(StatusCode::CONFLICT);
    assert_eq!(refused.json()["article"]["id"], "R753-14");
    bureau.file_decision(&case, &decision).await;
    bureau.wait(3);
    bureau.done(Who::Officer, &case, &publish, &json!({})).await;
    let file = bureau.file(&case).await;
    assert_eq!(due(&file, "announcement_after_filing")["met_on"], json!(bureau.today()));
    assert!(file["obligations"].as_array().unwrap().iter().all(|due| due["kind"]["code"] != "announcement"));
    assert_eq!(file["state"], "recorded");
}

#[tokio::test]
async fn a_decision_is_announced_once_and_by_its_own_announcement() {
    let bureau = Bureau::new().await;
    let (case, decision) = approved_by(&bureau, "government").await;
    let (other, _) = approved_by(&bureau, "government").await;
    let drafts =
        [bureau.signed_announcement(&case, &decision).await, bureau.signed_announcement(&case, &decision).await];
    let publish = |announcement: &str| format!("announcements/{announcement}/publish");
    bureau.act(Who::Officer, &other, &publish(&drafts[0]), &json!({})).await.expect(StatusCode::NOT_FOUND);
    bureau.done(Who::Officer, &case, &publish(&drafts[0]), &json!({})).await;
    bureau.act(Who::Officer, &case, &publish(&drafts[1]), &json!({})).await.expect(StatusCode::CONFLICT);
    let foreign = json!({ "decision_id": decision });
    bureau.act(Who::Officer, &other, "announcements", &foreign).await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_announcement_is_entered_in_the_national_base_once_and_on_a_day_since_it_was_published() {
    let bureau = Bureau::new().await;
    let (case, decision) = approved_by(&bureau, "government").await;
    let announcement = bureau.signed_announcement(&case, &decision).await;
    bureau.done(Who::Officer, &case, &format!("announcements/{announcement}/publish"), &json!({})).await;
    bureau.wait(2);
    let sync = async |on: Value| {
        let body = json!({ "on": on, "channels": [{ "channel": "市政府网站" }] });
        bureau.act(Who::Officer, &case, &format!("announcements/{announcement}/sync"), &body).await
    };
    let today = bureau.today();
    for day in
        [json!(today - Duration::days(3)), json!(today + Duration::days(1)), json!("-4713-01-01"), json!("9999-12-31")]
    {
        let refused = sync(day.clone()).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["errors"][0]["pointer"], "/on", "{day}");
    }
    let yesterday = today - Duration::days(1);
    let synced = sync(json!(yesterday)).await.expect(StatusCode::OK).json();
    assert_eq!(synced["publications"][1]["synced_on"], json!(yesterday), "{synced}");
    let last = synced["events"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["action"], &last["facts"]["on"]), (&json!("sync"), &json!(yesterday)));
    let again = sync(json!(today)).await.expect(StatusCode::CONFLICT).json();
    assert_eq!(again["synced_on"], json!(yesterday));
    assert!(again["detail"].as_str().unwrap().contains(&yesterday.to_string()), "{again}");
}

#[tokio::test]
async fn a_case_is_closed_when_it_is_archived_and_in_the_national_base() {
    let bureau = Bureau::new().await;
    let case = bureau.case_in(StateCode::Recorded).await;
    let refused = bureau.act(Who::Officer, &case, "close", &bureau.body("close")).await.expect(StatusCode::CONFLICT);
    assert_eq!(refused.json()["article"]["id"], "BG23", "{}", refused.text());
    bureau.sync(&case).await;
    for reference in [Value::Null, json!(" ")] {
        let mut body = bureau.body("close");
        body["archive_reference"] = reference;
        let refused = bureau.act(Who::Officer, &case, "close", &body).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["errors"][0]["pointer"], "/archive_reference");
    }
    bureau.done(Who::Officer, &case, "close", &bureau.body("close")).await;
}

//! Bulletins, receipts, replies and nil reports.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use time::Duration;

use super::{HANCHUAN, Office, id, offered, with};

const BULLETINS: &str = "/api/v1/bulletins";

fn bulletin() -> Value {
    json!({ "neighbour": HANCHUAN, "direction": "out", "sent_on": "2023-06-28", "subject": "汛期采砂风险",
            "text": "沉湖段发现越界采砂船一艘。", "risk": "high", "wants_reply": true })
}

#[tokio::test]
async fn a_bulletin_is_received_and_answered_and_what_is_late_is_told() {
    let office = Office::new().await;
    let line = office.line(HANCHUAN).await;
    let sent = office.entered(BULLETINS, &with(&bulletin(), "line_id", json!(line))).await;
    assert_eq!((&sent["number"], &sent["state"]), (&json!("TB2023-0001"), &json!("sent")));
    assert_eq!((&sent["receipt_due"], &sent["reply_due"]), (&json!("2023-06-30"), &json!("2023-07-08")));
    assert_eq!((&sent["receipt_late_days"], &sent["reply_late_days"]), (&json!(1), &json!(null)));
    assert_eq!(office.get(&format!("{BULLETINS}?overdue=true")).await["bulletins"][0]["id"], sent["id"]);
    assert_eq!(offered(&sent), ["receive"]);

    let path = format!("{BULLETINS}/{}", id(&sent));
    let reply = json!({ "by": "王强", "on": "2023-07-01", "text": "已劝离。" });
    let refused = office.refused(StatusCode::CONFLICT, &format!("{path}/reply"), &reply).await;
    assert_eq!((&refused["state"], &refused["action"]), (&json!("sent"), &json!("reply")));
    let receive = format!("{path}/receive");
    office.unfit(&receive, &json!({ "by": "王强", "on": "2023-06-27" }), "/on").await;
    office.unfit(&receive, &json!({ "by": " ", "on": "2023-06-30" }), "/by").await;
    let received = office.step(&receive, &json!({ "by": "王强", "on": "2023-06-30" })).await;
    assert_eq!(received["receipt_late_days"], json!(null));
    assert_eq!(office.get(&format!("{BULLETINS}?overdue=true")).await["bulletins"], json!([]));
    office.app.clock().advance(Duration::days(10));
    let open = office.get(&format!("{BULLETINS}?overdue=true")).await;
    assert_eq!(open["bulletins"][0]["reply_late_days"], 3);
    let replied = office.step(&format!("{path}/reply"), &with(&reply, "on", json!("2023-07-09"))).await;
    assert_eq!((&replied["state"], &replied["reply_late_days"]), (&json!("replied"), &json!(1)));
    let events = office.get(&path).await["events"].clone();
    assert_eq!(events.as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_nil_report_tells_of_a_month_once() {
    let office = Office::new().await;
    let nil = json!({ "neighbour": HANCHUAN, "direction": "out", "kind": "nil", "sent_on": "2023-07-01", "month": "2023-06" });
    let told = office.entered(BULLETINS, &nil).await;
    assert_eq!((&told["month"], &told["text"]), (&json!("2023-06"), &json!(null)));
    office.refused(StatusCode::CONFLICT, BULLETINS, &nil).await;
    // What comes in is another matter.
    office.entered(BULLETINS, &with(&nil, "direction", json!("in"))).await;
    for (member, value, pointer) in [
        ("month", json!("2023-13"), "/month"),
        ("month", json!("2023-06-01"), "/month"),
        ("month", json!("2023-08"), "/month"),
        ("text", json!("无"), "/text"),
        ("risk", json!("low"), "/risk"),
    ] {
        office.unfit(BULLETINS, &with(&nil, member, value), pointer).await;
    }
}

#[tokio::test]
async fn what_cannot_be_a_bulletin_is_refused_by_its_place_and_leaves_nothing() {
    let office = Office::new().await;
    let other = office.line("420881").await;
    for (member, value, pointer) in [
        ("neighbour", json!("420881"), "/neighbour"),
        ("neighbour", json!("42098\u{0}"), "/neighbour"),
        ("line_id", json!(other), "/line_id"),
        ("line_id", json!("018905ae-c800-7000-8000-000000000001"), "/line_id"),
        ("sent_on", json!("2023-07-02"), "/sent_on"),
        ("sent_on", json!("28.6.2023"), "/sent_on"),
        ("subject", json!(null), "/subject"),
        ("text", json!("字".repeat(10_001)), "/text"),
        ("risk", json!("terrible"), "/risk"),
        ("direction", json!("sideways"), "/direction"),
        ("month", json!("2023-06"), "/month"),
        ("colour", json!("red"), "/colour"),
    ] {
        office.unfit(BULLETINS, &with(&bulletin(), member, value), pointer).await;
    }
    assert_eq!(office.get(BULLETINS).await["bulletins"], json!([]));
    assert_eq!(office.entered(BULLETINS, &bulletin()).await["number"], "TB2023-0001");
    for query in ["state=lost", "overdue=maybe", "from=2023-07-02&to=2023-07-01", "line=x"] {
        let path = format!("{BULLETINS}?{query}");
        office.app.get(&path).role(Role::Leader).send().await.expect(StatusCode::BAD_REQUEST);
    }
    for role in [Role::Leader, Role::TownshipClerk, Role::NamingOfficer] {
        office.post(role, BULLETINS, &bulletin()).await.expect(StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_request_that_is_sent_twice_is_done_once_and_a_stale_one_not_at_all() {
    let office = Office::new().await;
    let send = async || {
        let call = office.app.post(BULLETINS).role(Role::BoundaryOfficer).header("idempotency-key", "once");
        call.json(&bulletin()).send().await.expect(StatusCode::CREATED)
    };
    let (first, again) = (send().await, send().await);
    assert_eq!((first.json()["id"].clone(), again.header("idempotent-replayed")), (again.json()["id"].clone(), "true"));
    assert_eq!(first.header("location"), format!("{BULLETINS}/{}", id(&first.json())));
    let receive = format!("{BULLETINS}/{}/receive", id(&first.json()));
    let receive = async |tag: &str| {
        let call = office.app.post(&receive).role(Role::BoundaryOfficer).header("if-match", tag);
        call.json(&json!({ "by": "王强", "on": "2023-06-29" })).send().await
    };
    receive("\"7\"").await.expect(StatusCode::PRECONDITION_FAILED);
    let (one, other) = tokio::join!(receive("\"1\""), receive("\"1\""));
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::PRECONDITION_FAILED]);
}

#[tokio::test]
async fn lists_are_read_page_by_page() {
    let office = Office::new().await;
    for _ in 0..3 {
        office.entered(BULLETINS, &bulletin()).await;
    }
    let first = office.get(&format!("{BULLETINS}?limit=2&neighbour={HANCHUAN}&state=sent,received")).await;
    assert_eq!((first["bulletins"].as_array().unwrap().len(), &first["next"]), (2, &json!("TB2023-0002")));
    let rest = office.get(&format!("{BULLETINS}?limit=2&cursor=TB2023-0002")).await;
    assert_eq!((&rest["bulletins"][0]["number"], &rest["next"]), (&json!("TB2023-0001"), &json!(null)));
}

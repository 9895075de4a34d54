//! Agreements, how they stand on a day, and their renewal.

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use time::Duration;

use super::{HANCHUAN, Office, id, offered, with};

pub(super) const AGREEMENTS: &str = "/api/v1/peace-agreements";

pub(super) fn agreement() -> Value {
    json!({ "neighbour": HANCHUAN, "title": "共建平安边界协议书", "level": "county",
            "parties": ["天门市民政局", "汉川市民政局"], "text": "互通信息，共同防范。", "valid_from": "2020-08-01",
            "valid_to": "2023-07-20" })
}

pub(super) fn signing(number: &str) -> Value {
    json!({ "on": "2023-06-15", "their_signatory": "张局长", "document_number": number })
}

async fn signed(office: &Office, body: &Value, number: &str) -> Value {
    let draft = office.entered(AGREEMENTS, body).await;
    office.leader(&format!("{AGREEMENTS}/{}/sign", id(&draft)), &signing(number)).await
}

#[tokio::test]
async fn an_agreement_expires_by_itself_unless_a_signed_one_follows() {
    let office = Office::new().await;
    let first = signed(&office, &agreement(), "一号").await;
    assert_eq!((&first["state"], &first["days_left"]), (&json!("expiring"), &json!(19)));
    let next = with(&with(&agreement(), "valid_from", json!("2023-07-21")), "valid_to", json!("2026-07-20"));
    let renewal = office.entered(AGREEMENTS, &with(&next, "renews", first["id"].clone())).await;
    assert_eq!((&renewal["state"], &renewal["signature"]), (&json!("draft"), &json!(null)));
    let path = format!("{AGREEMENTS}/{}", id(&renewal));
    let state = async |path: &str| office.get(path).await["state"].as_str().unwrap().to_owned();
    let of_first = format!("{AGREEMENTS}/{}", id(&first));
    assert_eq!(office.get(&of_first).await["renewed_by"], json!(null));
    assert_eq!(office.leader(&format!("{path}/sign"), &signing("二号")).await["state"], "signed");
    assert_eq!(office.get(&of_first).await["renewed_by"], renewal["id"]);
    assert_eq!(state(&of_first).await, "expiring");
    office.app.clock().advance(Duration::days(20));
    assert_eq!((state(&of_first).await, state(&path).await), ("renewed".to_owned(), "in_force".to_owned()));
    // Another one cannot take its place.
    let rival = office.entered(AGREEMENTS, &with(&next, "renews", first["id"].clone())).await;
    let sign = format!("{AGREEMENTS}/{}/sign", id(&rival));
    office.post(Role::Leader, &sign, &signing("三号")).await.expect(StatusCode::CONFLICT);
    assert_eq!(state(&format!("{AGREEMENTS}/{}", id(&rival))).await, "draft");
}

#[tokio::test]
async fn a_draft_is_changed_and_what_is_signed_is_not() {
    let office = Office::new().await;
    let draft = office.entered(AGREEMENTS, &agreement()).await;
    let path = format!("{AGREEMENTS}/{}", id(&draft));
    let redraft = async |tag: &str| {
        let body = with(&agreement(), "title", json!("睦邻友好公约"));
        let call = office.app.call(Method::PUT, &path).role(Role::BoundaryOfficer).header("if-match", tag);
        call.json(&body).send().await
    };
    assert_eq!(redraft("\"1\"").await.expect(StatusCode::OK).json()["title"], "睦邻友好公约");
    redraft("\"1\"").await.expect(StatusCode::PRECONDITION_FAILED);
    let sign = format!("{path}/sign");
    office.post(Role::BoundaryOfficer, &sign, &signing("一号")).await.expect(StatusCode::FORBIDDEN);
    assert!(offered(&office.get(&path).await).is_empty());
    let by_leader = office.app.get(&path).role(Role::Leader).send().await.json();
    assert_eq!(offered(&by_leader), ["sign"]);
    office.leader(&sign, &signing("一号")).await;
    let again = office.post(Role::Leader, &sign, &signing("一号")).await.expect(StatusCode::CONFLICT).json();
    assert_eq!((&again["state"], &again["action"]), (&json!("expiring"), &json!("sign")));
    redraft("\"3\"").await.expect(StatusCode::CONFLICT);
    let client = office.app.client().await;
    assert!(client.execute("update peace_agreement set text = '无'", &[]).await.is_err());
}

#[tokio::test]
async fn what_cannot_be_an_agreement_is_refused_by_its_place() {
    let office = Office::new().await;
    let draft = office.entered(AGREEMENTS, &agreement()).await;
    for (member, value, pointer) in [
        ("parties", json!(["天门市民政局"]), "/parties"),
        ("valid_to", json!("2020-07-31"), "/valid_to"),
        ("level", json!("world"), "/level"),
        // What is renewed was signed, and began before.
        ("renews", draft["id"].clone(), "/renews"),
        ("text", json!(""), "/text"),
    ] {
        office.unfit(AGREEMENTS, &with(&agreement(), member, value), pointer).await;
    }
    let early = with(&signing("一号"), "on", json!("2023-07-02"));
    let sign = format!("{AGREEMENTS}/{}/sign", id(&draft));
    office.post(Role::Leader, &sign, &early).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}

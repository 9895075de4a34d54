//! Neighbours and whom one reaches there.

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::{HANCHUAN, Office, with};

const CONTACTS: &str = "/api/v1/neighbours/420984/contacts";

fn contact() -> Value {
    json!({ "name": "王建国", "unit": "汉川市民政局区划地名股", "duty": "股长", "office_phone": "0712-8392000",
            "confirmed_on": "2023-06-20" })
}

#[tokio::test]
async fn a_neighbour_is_entered_once_and_amended_by_who_read_it() {
    let office = Office::new().await;
    let body = json!({ "code": HANCHUAN, "name": "汉川市", "meeting_period": "year" });
    office.refused(StatusCode::CONFLICT, "/api/v1/neighbours", &body).await;
    office.unfit("/api/v1/neighbours", &with(&body, "code", json!("4209840")), "/code").await;
    office.unfit("/api/v1/neighbours", &with(&body, "meeting_period", json!("monthly")), "/meeting_period").await;
    let path = format!("/api/v1/neighbours/{HANCHUAN}");
    let amended = json!({ "name": "汉川市", "meeting_period": "year" });
    let amend = async |tag: &str| {
        let call = office.app.call(Method::PUT, &path).role(Role::BoundaryOfficer).header("if-match", tag);
        call.json(&amended).send().await
    };
    assert_eq!(amend("\"1\"").await.expect(StatusCode::OK).header("etag"), "\"2\"");
    amend("\"1\"").await.expect(StatusCode::PRECONDITION_FAILED);
    let told = office.get(&path).await;
    assert_eq!((&told["meeting_period"], &told["version"]), (&json!("year"), &json!(2)));
    assert_eq!(told["events"].as_array().unwrap().len(), 2);
    for unknown in ["420000", "42098%00", "x"] {
        let path = format!("/api/v1/neighbours/{unknown}");
        office.app.get(&path).role(Role::Leader).send().await.expect(StatusCode::NOT_FOUND);
        office.refused(StatusCode::NOT_FOUND, &format!("{path}/contacts"), &contact()).await;
    }
}

#[tokio::test]
async fn who_is_reached_is_told_to_those_who_call_and_stands_in_no_event() {
    let office = Office::new().await;
    let body = contact();
    let added = office.entered(CONTACTS, &body).await;
    assert_eq!((&added["contacts"], &added["contacts_confirmed_on"]), (&json!(1), &json!("2023-06-20")));
    office.unfit(CONTACTS, &with(&body, "office_phone", json!("请打总机")), "/office_phone").await;
    office.unfit(CONTACTS, &with(&body, "confirmed_on", json!("2023-07-02")), "/confirmed_on").await;
    let list = async |role: Role| office.app.get(CONTACTS).role(role).send().await;
    list(Role::Auditor).await.expect(StatusCode::FORBIDDEN);
    let told = list(Role::Leader).await.expect(StatusCode::OK).json();
    let contact = told["contacts"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(told["contacts"][0]["name"], "王建国");
    office.step(&format!("{CONTACTS}/{contact}/confirm"), &json!({ "on": "2023-07-01" })).await;
    office.unfit(&format!("{CONTACTS}/{contact}/confirm"), &json!({ "on": "2023-06-01" }), "/on").await;

    let erase = format!("{CONTACTS}/{contact}/erasure");
    let erased = office.step(&erase, &json!({ "reason": "已调离" })).await;
    assert_eq!(erased["contacts"], 0);
    office.refused(StatusCode::NOT_FOUND, &erase, &json!({ "reason": "再次" })).await;
    let told = list(Role::BoundaryOfficer).await.expect(StatusCode::OK).text();
    let record = office.get(&format!("/api/v1/neighbours/{HANCHUAN}")).await.to_string();
    for personal in ["王建国", "8392000", "股长"] {
        assert!(!told.contains(personal) && !record.contains(personal), "{told} {record}");
    }
    assert!(told.contains("已调离"));
}

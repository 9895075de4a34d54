//! Disputes on each of their tracks.

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use time::Duration;

use super::{HANCHUAN, Office, id, offered, with};

pub(super) const DISPUTES: &str = "/api/v1/disputes";

pub(super) fn dispute() -> Value {
    json!({ "neighbour": HANCHUAN, "township_code": "429006110", "place": "沉湖滩", "description": "两村争种滩地",
            "parties": ["麻洋镇甲村", "汉川市乙村"], "people": 30, "reported_at": "2023-06-01T08:00:00+08:00" })
}

fn said(on: &str, text: &str) -> Value {
    json!({ "on": on, "text": text, "people": ["李明（天门市民政局）"], "document_number": "天民函〔2023〕20号" })
}

/// A dispute that was responded to and classified; its address.
async fn classified(office: &Office, track: &str) -> String {
    let reported = office.entered(DISPUTES, &dispute()).await;
    let path = format!("{DISPUTES}/{}", id(&reported));
    let response = with(&said("2023-06-01", "双方人员到场，停止耕种"), "at", json!("2023-06-01T10:30:00+08:00"));
    office.step(&format!("{path}/respond"), &response).await;
    office.leader(&format!("{path}/classify"), &with(&said("2023-06-02", "核对界线"), "track", json!(track))).await;
    path
}

async fn walked(office: &Office, path: &str, steps: &[(&str, &str)]) -> Value {
    let mut told = json!(null);
    for (step, on) in steps {
        told = office.step(&format!("{path}/{step}"), &said(on, "已办理")).await;
    }
    told
}

#[tokio::test]
async fn where_no_line_was_made_clear_both_negotiate_the_province_decides_and_the_line_is_mapped_and_filed() {
    let office = Office::new().await;
    let path = classified(&office, "undemarcated").await;
    let decided =
        walked(&office, &path, &[("negotiate", "2023-06-05"), ("escalate", "2023-06-10"), ("decide", "2023-06-15")]);
    let decided = decided.await;
    assert_eq!((&decided["state"], &decided["settled_on"]), (&json!("decided"), &json!("2023-06-15")));
    assert_eq!(decided["filed_with"]["zh"], "民政部");
    let steps =
        [("survey", "2023-06-20"), ("file", "2023-06-22"), ("follow_up", "2023-06-28"), ("close", "2023-06-30")];
    let closed = walked(&office, &path, &steps).await;
    assert_eq!((&closed["state"], offered(&closed)), (&json!("closed"), vec![]));
    let file = office.get(&path).await;
    let actions: Vec<&str> =
        file["file"].as_array().unwrap().iter().map(|step| step["action"].as_str().unwrap()).collect();
    let all = ["respond", "classify", "negotiate", "escalate", "decide", "survey", "file", "follow_up", "close"];
    assert_eq!(actions, all);
    assert_eq!(file["events"].as_array().unwrap().len(), all.len() + 1);
    assert_eq!(file["file"][0]["people"], json!(["李明（天门市民政局）"]));
}

#[tokio::test]
async fn the_spot_on_a_demarcated_line_goes_to_who_approved_it() {
    let office = Office::new().await;
    let path = classified(&office, "demarcated").await;
    let negotiated = walked(&office, &path, &[("negotiate", "2023-06-05")]).await;
    assert_eq!(negotiated["state"], "negotiating");
    let refused =
        office.refused(StatusCode::CONFLICT, &format!("{path}/escalate"), &said("2023-06-06", "报请调解")).await;
    assert_eq!(
        (&refused["state"], &refused["action"], &refused["track"]),
        (&json!("negotiating"), &json!("escalate"), &json!("demarcated"))
    );
    let decided = walked(&office, &path, &[("submit", "2023-06-06"), ("decide", "2023-06-10")]).await;
    assert_eq!((&decided["state"], &decided["settlement"]), (&json!("decided"), &json!("已办理")));
}

#[tokio::test]
async fn a_civil_matter_is_referred_and_takes_no_step_of_the_other_tracks() {
    let office = Office::new().await;
    let path = classified(&office, "civil").await;
    for step in ["negotiate", "submit", "escalate", "agree", "decide", "survey", "file"] {
        let refused =
            office.refused(StatusCode::CONFLICT, &format!("{path}/{step}"), &said("2023-06-05", "不可")).await;
        assert_eq!((&refused["state"], &refused["action"]), (&json!("classified"), &json!(step)));
    }
    assert_eq!(office.get(&path).await["file"].as_array().unwrap().len(), 2);
    let refer = format!("{path}/refer");
    office.unfit(&refer, &said("2023-06-05", "移送"), "/department").await;
    let referral = with(&said("2023-06-05", "移送"), "department", json!("自然资源和规划局"));
    office.unfit(&refer, &with(&referral, "document_number", json!(null)), "/document_number").await;
    assert_eq!(office.step(&refer, &referral).await["department"], "自然资源和规划局");
    let steps = [("conclude", "2023-06-20"), ("follow_up", "2023-06-28"), ("close", "2023-06-30")];
    assert_eq!(walked(&office, &path, &steps).await["state"], "closed");
}

#[tokio::test]
async fn the_first_response_is_due_in_a_day_and_late_blocks_nothing() {
    let office = Office::new().await;
    let reported = office.entered(DISPUTES, &with(&dispute(), "reported_at", json!(null))).await;
    assert_eq!(
        (&reported["response_due"], &reported["response_late"]),
        (&json!("2023-07-02T04:00:00Z"), &json!(false))
    );
    office.app.clock().advance(Duration::hours(25));
    let path = format!("{DISPUTES}/{}", id(&reported));
    assert_eq!(office.get(&path).await["response_late"], true);
    let respond = format!("{path}/respond");
    let response = said("2023-07-02", "到场");
    office.unfit(&respond, &response, "/at").await;
    office.unfit(&respond, &with(&response, "at", json!("2023-07-01T03:59:00Z")), "/at").await;
    office.unfit(&respond, &with(&response, "at", json!("2023-07-03T00:00:00Z")), "/at").await;
    office.unfit(&respond, &with(&response, "track", json!("civil")), "/track").await;
    let told = office.step(&respond, &with(&response, "at", json!("2023-07-02T04:30:00Z"))).await;
    assert_eq!((&told["state"], &told["response_late"]), (&json!("first_response"), &json!(true)));
    // Days go on; and the leader classifies.
    let classify = format!("{path}/classify");
    let track = with(&said("2023-07-01", "类别"), "track", json!("civil"));
    office.post(Role::BoundaryOfficer, &classify, &track).await.expect(StatusCode::FORBIDDEN);
    let early = office.post(Role::Leader, &classify, &track).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(early["errors"][0]["pointer"], "/on");
}

#[tokio::test]
async fn a_clerk_reports_and_reads_disputes_of_the_own_township() {
    let office = Office::new().await;
    let (own, other) = (office.clerk("429006110").await, office.clerk("429006111").await);
    let report = async |token: &str, body: &Value| office.with_token(token, Method::POST, DISPUTES, Some(body)).await;
    let reported = report(&own, &dispute()).await.expect(StatusCode::CREATED).json();
    report(&other, &dispute()).await.expect(StatusCode::FORBIDDEN);
    let path = format!("{DISPUTES}/{}", id(&reported));
    office.with_token(&own, Method::GET, &path, None).await.expect(StatusCode::OK);
    office.with_token(&other, Method::GET, &path, None).await.expect(StatusCode::NOT_FOUND);
    let respond = with(&said("2023-06-01", "到场"), "at", json!("2023-06-01T10:30:00+08:00"));
    let step = office.with_token(&own, Method::POST, &format!("{path}/respond"), Some(&respond)).await;
    step.expect(StatusCode::FORBIDDEN);
    for (member, value, pointer) in [
        ("parties", json!([]), "/parties"),
        ("people", json!(-1), "/people"),
        ("reported_at", json!("2023-07-02T00:00:00Z"), "/reported_at"),
        ("reported_at", json!("yesterday"), "/reported_at"),
        ("place", json!("湖\n滩"), "/place"),
    ] {
        office.unfit(DISPUTES, &with(&dispute(), member, value), pointer).await;
    }
}

#[tokio::test]
async fn two_who_take_the_same_step_at_once_take_it_once() {
    let office = Office::new().await;
    let path = classified(&office, "undemarcated").await;
    let negotiate = format!("{path}/negotiate");
    let body = said("2023-06-05", "协商");
    let take = async || office.post(Role::BoundaryOfficer, &negotiate, &body).await.status;
    let (one, other) = tokio::join!(take(), take());
    let mut statuses = [one, other];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT]);
    assert_eq!(office.get(&path).await["file"].as_array().unwrap().len(), 3);
}

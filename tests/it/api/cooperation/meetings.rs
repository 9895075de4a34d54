//! Meetings from their plan to the last of their decisions.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use time::Duration;

use super::{HANCHUAN, Office, both, id, offered, with};

pub(super) const MEETINGS: &str = "/api/v1/meetings";

pub(super) fn meeting() -> Value {
    json!({ "neighbour": HANCHUAN, "title": "2023年上半年联席会议", "host": "ours", "planned_on": "2023-06-20",
            "place": "天门市民政局三楼", "agenda": ["界线联检安排", "汛期巡查"] })
}

pub(super) fn session() -> Value {
    json!({
        "held_on": "2023-06-20", "attendance": both(), "minutes": "双方商定汛期每月巡查一次。",
        "decisions": [
            { "text": "补植界桩护栏", "owner": "李明", "side": "ours", "due_on": "2023-06-30" },
            { "text": "更新联络员名单", "owner": "王强", "side": "theirs", "due_on": "2023-07-31" },
        ],
    })
}

/// A meeting that was held; its address.
pub(super) async fn held(office: &Office) -> String {
    let planned = office.entered(MEETINGS, &meeting()).await;
    let path = format!("{MEETINGS}/{}", id(&planned));
    office.step(&format!("{path}/invite"), &json!({ "on": "2023-06-10", "number": "天民函〔2023〕11号" })).await;
    office.step(&format!("{path}/hold"), &session()).await;
    path
}

pub(super) fn their_word() -> Value {
    json!({ "by": "王强", "on": "2023-06-25", "document_number": "川民函〔2023〕9号" })
}

#[tokio::test]
async fn minutes_hold_when_each_side_has_confirmed_for_itself_and_decisions_are_followed_to_their_end() {
    let office = Office::new().await;
    let path = held(&office).await;
    let ours = format!("{path}/confirm_ours");
    let theirs = format!("{path}/confirm_theirs");
    // The officer does not confirm for the leader, and nobody for the neighbour without its paper.
    office.post(Role::BoundaryOfficer, &ours, &json!({})).await.expect(StatusCode::FORBIDDEN);
    office.post(Role::Leader, &theirs, &their_word()).await.expect(StatusCode::FORBIDDEN);
    office.unfit(&theirs, &with(&their_word(), "document_number", json!(null)), "/document_number").await;
    office.unfit(&theirs, &with(&their_word(), "digest", json!("abc")), "/digest").await;
    office.unfit(&theirs, &with(&their_word(), "on", json!("2023-06-19")), "/on").await;
    let for_both = office.post(Role::Leader, &ours, &json!({ "theirs": their_word() })).await;
    for_both.expect(StatusCode::UNPROCESSABLE_ENTITY);

    let confirmed = office.leader(&ours, &json!({})).await;
    assert_eq!((&confirmed["state"], &confirmed["ours"]["by"]), (&json!("held"), &json!("test-leader")));
    office.refused(StatusCode::CONFLICT, &format!("{path}/amend"), &session()).await;
    office.post(Role::Leader, &ours, &json!({})).await.expect(StatusCode::CONFLICT);
    office.refused(StatusCode::CONFLICT, &format!("{path}/track"), &json!({})).await;
    let confirmed = office.step(&theirs, &their_word()).await;
    assert_eq!((&confirmed["state"], &confirmed["theirs"]["by"]), (&json!("minutes_confirmed"), &json!("王强")));
    assert_eq!(confirmed["ours"]["by"], "test-leader");

    let decisions = office.get(&path).await["decisions"].clone();
    let done = format!("{path}/decisions/{}/done", id(&decisions[0]));
    office.refused(StatusCode::CONFLICT, &done, &json!({ "on": "2023-06-28" })).await;
    office.step(&format!("{path}/track"), &json!({})).await;
    office.step(&done, &json!({ "on": "2023-06-28", "result": "已补植" })).await;
    office.refused(StatusCode::CONFLICT, &done, &json!({ "on": "2023-06-29" })).await;
    let refused = office.refused(StatusCode::CONFLICT, &format!("{path}/close"), &json!({})).await;
    assert_eq!(refused["open_decisions"], json!([2]));
    let drop = format!("{path}/decisions/{}/drop", id(&decisions[1]));
    office.unfit(&drop, &json!({ "reason": "" }), "/reason").await;
    office.step(&drop, &json!({ "reason": "并入年度工作" })).await;
    let closed = office.step(&format!("{path}/close"), &json!({})).await;
    assert_eq!((&closed["state"], &closed["ended_on"]), (&json!("closed"), &json!("2023-07-01")));
    assert!(offered(&closed).is_empty());
    let file = office.get(&path).await;
    let kinds: Vec<&str> =
        file["events"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "plan",
            "invite",
            "hold",
            "confirm_ours",
            "confirm_theirs",
            "track",
            "decision_done",
            "decision_dropped",
            "close"
        ]
    );
    assert_eq!(file["decisions"][1]["drop_reason"], "并入年度工作");
}

#[tokio::test]
async fn minutes_are_amended_until_somebody_has_confirmed_them() {
    let office = Office::new().await;
    let path = held(&office).await;
    let one = json!([{ "text": "只剩一项", "owner": "李明", "side": "both", "due_on": "2023-08-31" }]);
    office.step(&format!("{path}/amend"), &with(&session(), "decisions", one)).await;
    let file = office.get(&path).await;
    assert_eq!(file["decisions"][0]["text"], "只剩一项");
    assert_eq!(file["decisions"][1]["dropped_on"], "2023-07-01");
    office.step(&format!("{path}/amend"), &session()).await;
    let file = office.get(&path).await;
    assert_eq!((file["decisions"].as_array().unwrap().len(), &file["decisions"][1]["dropped_on"]), (2, &json!(null)));
    let digest = "a".repeat(64);
    let word = json!({ "by": "王强", "on": "2023-06-25", "digest": digest });
    assert_eq!(office.step(&format!("{path}/confirm_theirs"), &word).await["state"], "held");
    office.refused(StatusCode::CONFLICT, &format!("{path}/amend"), &session()).await;
    assert_eq!(office.leader(&format!("{path}/confirm_ours"), &json!({})).await["state"], "minutes_confirmed");
}

#[tokio::test]
async fn a_leader_confirms_the_minutes_that_were_read() {
    let office = Office::new().await;
    let path = held(&office).await;
    let ours = format!("{path}/confirm_ours");
    let unread = office.app.post(&ours).role(Role::Leader).json(&json!({})).send().await;
    unread.expect(StatusCode::PRECONDITION_REQUIRED);
    let read = office.app.get(&path).role(Role::Leader).send().await.header("etag").to_owned();
    office.step(&format!("{path}/amend"), &with(&session(), "minutes", json!("另一份纪要"))).await;
    let stale = office.app.post(&ours).role(Role::Leader).header("If-Match", &read).json(&json!({})).send().await;
    stale.expect(StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn a_meeting_takes_both_sides_and_days_in_order() {
    let office = Office::new().await;
    office.unfit(MEETINGS, &with(&meeting(), "agenda", json!([])), "/agenda").await;
    office.unfit(MEETINGS, &with(&meeting(), "agenda", json!(["一", " "])), "/agenda/1").await;
    office.unfit(MEETINGS, &with(&meeting(), "host", json!("nobody")), "/host").await;
    let planned = office.entered(MEETINGS, &meeting()).await;
    assert_eq!(offered(&planned), ["invite", "cancel"]);
    let path = format!("{MEETINGS}/{}", id(&planned));
    let hold = format!("{path}/hold");
    office.refused(StatusCode::CONFLICT, &hold, &session()).await;
    office.step(&format!("{path}/invite"), &json!({ "on": "2023-06-10", "number": "天民函〔2023〕11号" })).await;
    let alone = json!([{ "name": "李明", "unit": "天门市民政局", "side": "ours" }]);
    let early = json!([{ "text": "早", "owner": "李明", "side": "ours", "due_on": "2023-06-19" }]);
    for (member, value, pointer) in [
        ("attendance", alone, "/attendance"),
        ("held_on", json!("2023-06-09"), "/held_on"),
        ("held_on", json!("2023-07-02"), "/held_on"),
        ("decisions", early, "/decisions"),
        ("minutes", json!("\u{202E}"), "/minutes"),
    ] {
        office.unfit(&hold, &with(&session(), member, value), pointer).await;
    }
    let cancelled = office.step(&format!("{path}/cancel"), &json!({ "reason": "汛情" })).await;
    assert_eq!(cancelled["state"], "cancelled");
    office.refused(StatusCode::CONFLICT, &hold, &session()).await;
}

#[tokio::test]
async fn regular_meetings_are_due_by_the_period_of_each_neighbour() {
    let office = Office::new().await;
    let yearly = json!({ "code": "420881", "name": "钟祥市", "meeting_period": "year" });
    office.entered("/api/v1/neighbours", &yearly).await;
    let due = async |days: i64| office.get(&format!("{MEETINGS}/due?within_days={days}")).await["due"].clone();
    assert_eq!(due(30).await, json!([]));
    assert_eq!(due(366).await[0]["due_on"], "2024-01-01");
    let first = office.entered(MEETINGS, &meeting()).await;
    let path = format!("{MEETINGS}/{}", id(&first));
    office.step(&format!("{path}/invite"), &json!({ "on": "2023-01-03", "number": "天民函〔2023〕1号" })).await;
    office.step(&format!("{path}/hold"), &with(&session(), "held_on", json!("2023-01-10"))).await;
    office.entered(MEETINGS, &meeting()).await;
    let told = due(366).await;
    assert_eq!((&told[0]["due_on"], &told[0]["planned"]), (&json!("2023-07-10"), &json!("HW2023-0002")));
    assert_eq!((&told[1]["neighbour"], &told[1]["due_on"]), (&json!("420881"), &json!("2024-07-01")));
    office.app.clock().advance(Duration::days(12));
    assert_eq!(due(0).await[0]["overdue_by_days"], 3);
    let bad = format!("{MEETINGS}/due?within_days=-1");
    office.app.get(&bad).role(Role::Leader).send().await.expect(StatusCode::BAD_REQUEST);
}

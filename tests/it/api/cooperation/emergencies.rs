//! Plans, emergencies with their timeline, drills.

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::{HANCHUAN, Office, both, id, offered, with};

pub(super) const PLANS: &str = "/api/v1/emergency-plans";
pub(super) const EMERGENCIES: &str = "/api/v1/emergencies";
pub(super) const DRILLS: &str = "/api/v1/drills";

pub(super) fn plan() -> Value {
    let grade = |level: &str, hours: u32| json!({ "level": level, "criteria": format!("{level} 级标准"), "first_report_hours": hours });
    json!({ "title": "边界突发事件应急预案", "edition": "2023版", "headquarters": "市边界应急指挥部，设在市民政局",
            "grades": [grade("IV", 24), grade("I", 1), grade("II", 2), grade("III", 4)], "final_report_days": 15,
            "valid_from": "2023-01-01" })
}

pub(super) fn alert() -> Value {
    json!({ "neighbour": HANCHUAN, "township_code": "429006110", "title": "沉湖滩聚集", "place": "沉湖滩",
            "description": "约五十人聚集", "alerted_at": "2023-06-01T09:12:45+08:00" })
}

pub(super) fn drill() -> Value {
    json!({ "neighbour": HANCHUAN, "held_on": "2023-05-12", "scenario": "滩地纠纷升级", "participants": both(),
            "findings": "通信畅通", "improvement": "缩短集结时间" })
}

fn at(time: &str, text: &str) -> Value {
    json!({ "at": format!("2023-06-01T{time}:00+08:00"), "text": text })
}

fn report(kind: &str, time: &str) -> Value {
    let more = json!({ "kind": kind, "recipient": "湖北省民政厅" });
    let mut entry = at(time, "报告情况");
    entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    entry
}

/// How the reports that are due stand.
fn standings(emergency: &Value) -> Vec<(&str, &str, &str)> {
    let due = emergency["reports_due"].as_array().unwrap().iter();
    due.map(|due| (due["report"].as_str().unwrap(), due["due_at"].as_str().unwrap(), due["standing"].as_str().unwrap()))
        .collect()
}

#[tokio::test]
async fn an_emergency_has_a_timeline_to_the_minute_and_reports_that_are_in_time_or_late() {
    let office = Office::new().await;
    let plan = office.entered(PLANS, &plan()).await;
    assert_eq!(plan["grades"][0]["level"], "I");
    let alerted = office.entered(EMERGENCIES, &alert()).await;
    assert_eq!((&alerted["plan_id"], &alerted["alerted_at"]), (&plan["id"], &json!("2023-06-01T01:12:00Z")));
    // Until the level is known the shortest limit of the plan holds.
    assert_eq!(standings(&alerted), [("first_report", "2023-06-01T02:12:00Z", "overdue")]);
    assert_eq!(offered(&alerted), ["timeline"]);
    let path = format!("{EMERGENCIES}/{}", id(&alerted));
    let confirm = format!("{path}/confirm");
    let level = with(&at("09:40", "现场核实"), "level", json!("III"));
    office.post(Role::BoundaryOfficer, &confirm, &level).await.expect(StatusCode::FORBIDDEN);
    let no_level = office.post(Role::Leader, &confirm, &at("09:40", "现场核实")).await;
    assert_eq!(no_level.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["pointer"], "/level");
    let refused = office.refused(StatusCode::CONFLICT, &format!("{path}/respond"), &at("09:45", "响应")).await;
    assert_eq!((&refused["state"], &refused["action"]), (&json!("alert"), &json!("respond")));
    let confirmed = office.leader(&confirm, &level).await;
    assert_eq!((&confirmed["level"], standings(&confirmed)[0].1), (&json!("III"), "2023-06-01T05:12:00Z"));
    let timeline = format!("{path}/timeline");
    let told = office.step(&timeline, &report("first_report", "12:30")).await;
    assert_eq!(standings(&told), [("first_report", "2023-06-01T05:12:00Z", "in_time")]);
    // It was graver than was thought: the same report was late then.
    let graver = office.leader(&confirm, &with(&at("10:00", "升级"), "level", json!("I"))).await;
    assert_eq!(standings(&graver), [("first_report", "2023-06-01T02:12:00Z", "late")]);
    office.step(&format!("{path}/respond"), &at("10:05", "启动响应")).await;
    office.unfit(&format!("{path}/control"), &at("10:04", "倒退"), "/at").await;
    office.unfit(&timeline, &with(&report("first_report", "12:30"), "recipient", json!(null)), "/recipient").await;
    office.unfit(&timeline, &report("measure", "12:30"), "/recipient").await;
    office.unfit(&timeline, &report("alert", "12:30"), "/kind").await;
    office.step(&timeline, &with(&at("10:20", "劝离人群"), "kind", json!("measure"))).await;
    office.refused(StatusCode::CONFLICT, &timeline, &report("final_report", "12:30")).await;
    office.step(&format!("{path}/control"), &at("13:00", "人员散去")).await;
    let ended = office.step(&format!("{path}/end"), &at("18:00", "响应结束")).await;
    assert_eq!(standings(&ended)[1], ("final_report", "2023-06-16T10:00:00Z", "overdue"));
    let told =
        office.step(&timeline, &with(&report("final_report", "18:30"), "at", json!("2023-06-16T18:00:59+08:00"))).await;
    assert_eq!(standings(&told)[1].2, "in_time");
    office.step(&timeline, &with(&at("20:00", "慰问村民"), "kind", json!("aftercare"))).await;
    let reviewed = office.step(&format!("{path}/review"), &at("21:00", "应加强预警")).await;
    assert_eq!(
        (&reviewed["state"], &reviewed["review"], &reviewed["aftercare"]),
        (&json!("reviewed"), &json!("应加强预警"), &json!("慰问村民"))
    );

    let file = office.get(&path).await;
    let kinds: Vec<&str> =
        file["timeline"].as_array().unwrap().iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "alert",
            "confirm",
            "confirm",
            "respond",
            "measure",
            "first_report",
            "control",
            "end",
            "aftercare",
            "review",
            "final_report"
        ]
    );
    assert_eq!(file["events"].as_array().unwrap().len(), kinds.len());
}

#[tokio::test]
async fn a_clerk_gives_an_alert_and_a_leader_dismisses_a_false_one() {
    let office = Office::new().await;
    office.entered(PLANS, &plan()).await;
    let (own, other) = (office.clerk("429006110").await, office.clerk("429006111").await);
    let given = office.with_token(&own, Method::POST, EMERGENCIES, Some(&alert())).await;
    let given = given.expect(StatusCode::CREATED).json();
    office.with_token(&other, Method::POST, EMERGENCIES, Some(&alert())).await.expect(StatusCode::FORBIDDEN);
    let path = format!("{EMERGENCIES}/{}", id(&given));
    office.with_token(&other, Method::GET, &path, None).await.expect(StatusCode::NOT_FOUND);
    let dismissed = office.leader(&format!("{path}/dismiss"), &at("09:30", "系集市聚集")).await;
    assert_eq!((&dismissed["state"], &dismissed["level"]), (&json!("dismissed"), &json!(null)));
    assert!(offered(&dismissed).is_empty() && standings(&dismissed).is_empty());
    office.unfit(EMERGENCIES, &with(&alert(), "alerted_at", json!("2023-07-02T00:00:00Z")), "/alerted_at").await;
}

#[tokio::test]
async fn an_alert_waits_for_no_plan_and_a_report_that_was_forgotten_is_entered_late() {
    let office = Office::new().await;
    let alerted = office.entered(EMERGENCIES, &alert()).await;
    assert_eq!((&alerted["plan_id"], standings(&alerted)[0].1), (&json!(null), "2023-06-01T05:12:00Z"));
    let path = format!("{EMERGENCIES}/{}", id(&alerted));
    office.leader(&format!("{path}/confirm"), &with(&at("09:40", "核实"), "level", json!("IV"))).await;
    for step in ["respond", "control", "end"] {
        office.step(&format!("{path}/{step}"), &at("11:00", "已办理")).await;
    }
    let told = office.step(&format!("{path}/timeline"), &report("first_report", "14:00")).await;
    assert_eq!(standings(&told)[0].2, "late");
    assert_eq!(standings(&told)[1].1, "2023-06-16T03:00:00Z");
}

#[tokio::test]
async fn a_plan_has_each_level_once_and_the_newest_edition_in_force_holds() {
    let office = Office::new().await;
    office.entered(PLANS, &plan()).await;
    office.refused(StatusCode::CONFLICT, PLANS, &plan()).await;
    let mut twice = plan();
    twice["grades"][0]["level"] = json!("I");
    office.unfit(PLANS, &twice, "/grades").await;
    let mut never = plan();
    never["grades"][2]["first_report_hours"] = json!(0);
    office.unfit(PLANS, &never, "/grades/2/first_report_hours").await;
    office.unfit(PLANS, &with(&plan(), "neighbour", json!("420881")), "/neighbour").await;
    office.unfit(PLANS, &with(&plan(), "final_report_days", json!(0)), "/final_report_days").await;
    let later = office.entered(PLANS, &with(&plan(), "valid_from", json!("2023-06-01"))).await;
    let own = office
        .entered(PLANS, &with(&with(&plan(), "neighbour", json!(HANCHUAN)), "valid_from", json!("2023-06-02")))
        .await;
    let under = async |day: &str| {
        let body = with(&alert(), "alerted_at", json!(format!("{day}T09:00:00+08:00")));
        office.entered(EMERGENCIES, &body).await["plan_id"].clone()
    };
    assert_eq!((under("2023-06-01").await, under("2023-06-02").await), (later["id"].clone(), own["id"].clone()));
    assert_eq!(office.get(PLANS).await["plans"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_drill_is_kept_with_what_is_to_be_better() {
    let office = Office::new().await;
    let plan = office.entered(PLANS, &plan()).await;
    let held = office.entered(DRILLS, &with(&drill(), "plan_id", plan["id"].clone())).await;
    assert_eq!((&held["number"], &held["improvement"]), (&json!("YL2023-0001"), &json!("缩短集结时间")));
    office.unfit(DRILLS, &with(&drill(), "plan_id", held["id"].clone()), "/plan_id").await;
    office.unfit(DRILLS, &with(&drill(), "held_on", json!("2023-12-01")), "/held_on").await;
    office.post(Role::Leader, DRILLS, &drill()).await.expect(StatusCode::FORBIDDEN);
    assert_eq!(office.get(DRILLS).await["drills"].as_array().unwrap().len(), 1);
}

//! `/api/v1/marker-defects`

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use crate::support::{Answer, TestApp};

const ALL: &str = "/api/v1/marker-defects";
const MARKER: &str = "420984429006001Q";

/// An office with one marker in service, on 1 July 2023 at noon.
async fn office() -> TestApp {
    let app = TestApp::new().await;
    let sql = "with line as (
                 insert into boundary_line (line_id, line_code, level, name, left_code, right_code, state, agreed_on, approved_on,
                                            published_on, source)
                 values (gen_random_uuid(), '420984429006', 'county', '汉天线', '420984', '429006', 'managed', '2001-06-18',
                         '2002-03-01', '2002-05-01', '协议书附图')
                 returning line_id
               ), point as (
                 insert into boundary_point (point_id, kind, name, geom)
                 values (gen_random_uuid(), 'marker_point', 'J1', st_setsrid(st_makepoint(113.1, 30.6), 4490)) returning point_id
               )
               insert into boundary_marker (marker_id, line_id, point_id, serial, letter, marker_number, type, faces, state, set_on,
                                            responsible_code, geom)
               select gen_random_uuid(), line_id, point_id, 1, 'Q', '420984429006001Q', 'single', 2, 'in_service', '2001-06-01', '429006',
                      st_setsrid(st_makepoint(113.1, 30.6), 4490)
                 from line, point";
    app.client().await.batch_execute(sql).await.unwrap();
    app
}

fn defect() -> Value {
    json!({ "marker": MARKER, "kind": "damaged", "seen_at": "2023-07-01T08:30:00+08:00", "description": "桩体被农机撞裂" })
}

fn repair() -> Value {
    json!({ "on": "2023-07-01", "work": "按登记位置重新埋设并描红", "present": [
        { "name": "李明", "unit": "天门市民政局", "side": "429006" },
        { "name": "王强", "unit": "汉川市民政局", "side": "420984" },
    ] })
}

async fn post(app: &TestApp, role: Role, path: &str, body: &Value) -> Answer {
    app.post(path).role(role).json(body).send().await
}

async fn does(app: &TestApp, path: &str, body: &Value) -> Value {
    post(app, Role::BoundaryOfficer, path, body).await.expect(StatusCode::OK).json()
}

async fn marker_state(app: &TestApp) -> String {
    let path = format!("/api/v1/boundary-markers/{MARKER}");
    let told = app.get(&path).role(Role::Auditor).send().await.expect(StatusCode::OK).json();
    told["state"].as_str().unwrap().to_owned()
}

/// A defect of which the neighbour knows; its address.
async fn notified(app: &TestApp) -> String {
    let reported = post(app, Role::FieldCrew, ALL, &defect()).await.expect(StatusCode::CREATED).json();
    let path = format!("{ALL}/{}", reported["id"].as_str().unwrap());
    does(app, &format!("{path}/notify"), &json!({ "on": "2023-07-01", "number": "天民函〔2023〕15号" })).await;
    path
}

#[tokio::test]
async fn a_marker_is_in_service_again_when_both_were_present_and_each_has_confirmed() {
    let app = office().await;
    let reported = post(&app, Role::FieldCrew, ALL, &defect()).await.expect(StatusCode::CREATED).json();
    assert_eq!((&reported["number"], &reported["late"]), (&json!("JS2023-0001"), &json!(false)));
    assert_eq!((&reported["due_at"], marker_state(&app).await.as_str()), (&json!("2023-07-01T12:30:00Z"), "damaged"));
    // One marker has one open defect.
    post(&app, Role::FieldCrew, ALL, &defect()).await.expect(StatusCode::CONFLICT);
    let path = format!("{ALL}/{}", reported["id"].as_str().unwrap());
    let (repairs, ours, theirs) =
        (format!("{path}/repair"), format!("{path}/confirm_ours"), format!("{path}/confirm_theirs"));
    post(&app, Role::BoundaryOfficer, &repairs, &repair()).await.expect(StatusCode::CONFLICT);
    does(&app, &format!("{path}/notify"), &json!({ "on": "2023-07-01", "number": "天民函〔2023〕15号" })).await;
    assert_eq!(marker_state(&app).await, "neighbour_notified");

    // Nobody of the neighbour was there.
    let mut alone = repair();
    alone["present"][1]["side"] = json!("429006");
    let refused = post(&app, Role::BoundaryOfficer, &repairs, &alone).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/present");
    does(&app, &repairs, &repair()).await;
    assert_eq!(marker_state(&app).await, "joint_repair");

    // Each side confirms for itself: the leader what was read, the neighbour with its paper.
    let word = json!({ "by": "王强", "on": "2023-07-01", "document_number": "川民函〔2023〕9号" });
    post(&app, Role::BoundaryOfficer, &ours, &json!({})).await.expect(StatusCode::FORBIDDEN);
    post(&app, Role::Leader, &ours, &json!({})).await.expect(StatusCode::PRECONDITION_REQUIRED);
    let unproved = json!({ "by": "王强", "on": "2023-07-01" });
    post(&app, Role::BoundaryOfficer, &theirs, &unproved).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let read = app.get(&path).role(Role::Leader).send().await;
    let confirmed = app.post(&ours).role(Role::Leader).header("If-Match", read.header("etag")).json(&json!({}));
    assert_eq!(confirmed.send().await.expect(StatusCode::OK).json()["state"], "repaired");
    assert_eq!(marker_state(&app).await, "joint_repair");
    post(&app, Role::BoundaryOfficer, &repairs, &repair()).await.expect(StatusCode::CONFLICT);
    let closed = does(&app, &theirs, &word).await;
    assert_eq!((&closed["state"], &closed["steps"]), (&json!("closed"), &json!([])));
    assert_eq!(marker_state(&app).await, "in_service");

    let file = app.get(&path).role(Role::Auditor).send().await.json();
    let kinds: Vec<&str> =
        file["events"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["report", "notify", "repair", "confirm_ours", "confirm_theirs"]);
    // The database closes nothing for one side either.
    let client = app.client().await;
    assert!(client.execute("update marker_defect set theirs_on = null, theirs_by = null", &[]).await.is_err());
    // It may break again.
    post(&app, Role::FieldCrew, ALL, &defect()).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn a_late_report_is_taken_and_said_to_be_late() {
    let app = office().await;
    let mut late = defect();
    late["seen_at"] = json!("2023-06-30T23:59:00+08:00");
    let reported = post(&app, Role::BoundaryOfficer, ALL, &late).await.expect(StatusCode::CREATED).json();
    assert_eq!(reported["late"], true);
    let path = format!("{ALL}/{}/dismiss", reported["id"].as_str().unwrap());
    does(&app, &path, &json!({ "reason": "系泥浆遮盖" })).await;
    assert_eq!(marker_state(&app).await, "in_service");
}

#[tokio::test]
async fn what_cannot_be_a_defect_is_told_with_its_place() {
    let app = office().await;
    for (member, value) in [
        ("marker", json!("420984429006002Q")),
        ("marker", json!("x")),
        ("seen_at", json!("2023-07-01T12:01:00+08:00")),
        ("seen_at", json!("gestern")),
        ("kind", json!("stolen")),
        ("description", json!(" ")),
        ("inspection_id", json!("018905ae-c800-7000-8000-000000000001")),
    ] {
        let mut wrong = defect();
        wrong[member] = value;
        let refused = post(&app, Role::FieldCrew, ALL, &wrong).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(refused["errors"][0]["pointer"], format!("/{member}"), "{refused}");
    }
    assert_eq!(marker_state(&app).await, "in_service");
    for role in [Role::TownshipClerk, Role::NamingOfficer, Role::Auditor] {
        post(&app, role, ALL, &defect()).await.expect(StatusCode::FORBIDDEN);
    }
    let path = notified(&app).await;
    let early = json!({ "on": "2023-06-30", "work": "修复", "present": repair()["present"] });
    let refused = post(&app, Role::BoundaryOfficer, &format!("{path}/repair"), &early).await;
    assert_eq!(refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["pointer"], "/on");
}

#[tokio::test]
async fn two_that_report_the_same_at_once_get_one_report() {
    let app = office().await;
    let body = defect();
    let report = || post(&app, Role::FieldCrew, ALL, &body);
    let (one, two, three) = tokio::join!(report(), report(), report());
    let mut statuses = [one, two, three].map(|answer| answer.status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409]);
}

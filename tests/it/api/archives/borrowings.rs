//! The borrowing log.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use time::Duration;

use super::{Archive, id_of};

const BORROWINGS: &str = "/api/v1/archive-borrowings";

fn loan(due_on: &str) -> Value {
    json!({ "borrower": "王伟", "unit": "京山市民政局", "purpose": "联合检查", "due_on": due_on })
}

#[tokio::test]
async fn a_volume_is_lent_to_one_at_a_time_and_is_told_when_it_is_overdue() {
    let archive = Archive::new().await;
    let volume = archive.stored("甲").await;
    let lent = archive.step(&volume, "borrowings", &loan("2023-07-10")).await.expect(StatusCode::CREATED);
    let id = id_of(&lent);
    archive.step(&volume, "borrowings", &loan("2023-07-12")).await.expect(StatusCode::CONFLICT);
    let handing = json!({ "receiver": "天门市档案馆", "on": "2023-07-01" });
    archive.step(&volume, "hand-over", &handing).await.expect(StatusCode::CONFLICT);
    let listed = async |state: &str| archive.get(&format!("{BORROWINGS}?state={state}")).await["borrowings"].clone();
    assert_eq!((listed("open").await[0]["id"].clone(), listed("overdue").await), (json!(id), json!([])));
    archive.app.clock().advance(Duration::days(12));
    assert_eq!(listed("overdue").await[0]["overdue_by_days"], 3);
    let give_back = format!("{BORROWINGS}/{id}/return");
    archive.post(&give_back, &json!({ "condition": "lost" })).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let back = archive.post(&give_back, &json!({ "condition": "damaged", "note": "封面撕裂" })).await;
    let back = back.expect(StatusCode::OK).json();
    assert_eq!((&back["returned_on"], &back["overdue_by_days"]), (&json!("2023-07-13"), &json!(3)));
    archive.post(&give_back, &json!({ "condition": "good" })).await.expect(StatusCode::CONFLICT);
    assert_eq!((listed("overdue").await, listed("returned").await[0]["id"].clone()), (json!([]), json!(id)));
    let file = archive.volume(&volume).await;
    assert_eq!(file["borrowings"][0]["condition"], "damaged");
    let kinds: Vec<&Value> =
        file["events"].as_array().unwrap().iter().rev().take(2).map(|event| &event["kind"]).collect();
    assert_eq!(kinds, ["take-back", "lend"]);
}

#[tokio::test]
async fn what_has_no_number_or_a_day_that_cannot_be_is_not_lent() {
    let archive = Archive::new().await;
    let volume = archive.arranged("甲").await;
    archive.step(&volume, "borrowings", &loan("2023-07-10")).await.expect(StatusCode::CONFLICT);
    archive.step(&volume, "catalogue", &json!({})).await.expect(StatusCode::OK);
    for day in ["2023-06-30", "2024-07-02", "soon"] {
        let problem = archive.step(&volume, "borrowings", &loan(day)).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem.json()["errors"][0]["pointer"], "/due_on");
    }
    let path = format!("{}/{volume}/borrowings", super::VOLUMES);
    archive
        .app
        .post(&path)
        .role(Role::BoundaryOfficer)
        .json(&loan("2023-07-10"))
        .send()
        .await
        .expect(StatusCode::FORBIDDEN);
    let body = loan("2023-07-10");
    let (one, other) =
        tokio::join!(archive.step(&volume, "borrowings", &body), archive.step(&volume, "borrowings", &body));
    let mut answers = [one.status, other.status];
    answers.sort_unstable();
    assert_eq!(answers, [StatusCode::CREATED, StatusCode::CONFLICT]);
}

//! Completion figures.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::json;
use time::Duration;

use super::{Archive, VOLUMES, general};

#[tokio::test]
async fn the_figures_of_any_day_are_read_off_the_events() {
    let archive = Archive::new().await;
    let at = async |day: &str| archive.get(&format!("{VOLUMES}/completion?at={day}")).await;
    let none = at("2023-06-30").await;
    assert_eq!((&none["volumes"]["count"], &none["percent"]), (&json!(0), &json!(null)));
    assert_eq!(none["mostly_complete"], false);
    let first = archive.arranged("甲").await;
    archive.step(&first, "catalogue", &json!({})).await.expect(StatusCode::OK);
    let second = archive.arranged("乙").await;
    let third = archive.opened(&general("丙")).await;
    let july = at("2023-07-01").await;
    assert_eq!(july["complete"], json!({ "count": 1, "ids": [first] }));
    assert_eq!((&july["in_work"]["count"], &july["percent"]), (&json!(2), &json!(33.3)));
    assert_eq!((&july["threshold_percent"], &july["mostly_complete"]), (&json!(90), &json!(false)));

    archive.app.clock().advance(Duration::days(1));
    archive.step(&second, "catalogue", &json!({})).await.expect(StatusCode::OK);
    let item = archive.item(&third, "agreement").await;
    archive.scan(&third, &item).await;
    archive.step(&third, "arrange", &json!({})).await.expect(StatusCode::OK);
    archive.step(&third, "catalogue", &json!({})).await.expect(StatusCode::OK);
    let today = archive.get(&format!("{VOLUMES}/completion")).await;
    assert_eq!(
        (&today["at"], &today["percent"], &today["mostly_complete"]),
        (&json!("2023-07-02"), &json!(100.0), &json!(true))
    );
    // What was said of yesterday stays, and what goes back counts no more.
    assert_eq!(at("2023-07-01").await, july);
    archive.step(&first, "return", &json!({ "reason": "重新整理" })).await.expect(StatusCode::OK);
    let after = at("2023-07-02").await;
    assert_eq!((&after["percent"], &after["in_work"]["ids"]), (&json!(66.6), &json!([first])));
    let future = archive.app.get(&format!("{VOLUMES}/completion?at=2023-07-03")).role(Role::Leader).send().await;
    future.expect(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_catalogued_volume_that_lacks_something_is_still_in_work() {
    let archive = Archive::new().await;
    let volume = archive.opened(&general("甲")).await;
    let item = archive.item(&volume, "other").await;
    archive.step(&volume, "arrange", &json!({})).await.expect(StatusCode::OK);
    archive.step(&volume, "catalogue", &json!({})).await.expect(StatusCode::OK);
    let complete = async || archive.get(&format!("{VOLUMES}/completion")).await["complete"]["count"].clone();
    assert_eq!(complete().await, 0);
    archive.scan(&volume, &item).await;
    assert_eq!(complete().await, 1);
}

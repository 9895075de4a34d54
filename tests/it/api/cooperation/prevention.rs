//! Screenings, patrols and risk points.

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use time::Duration;

use super::{HANCHUAN, Office, both, id, offered, with};

pub(super) const SCREENINGS: &str = "/api/v1/screenings";
pub(super) const RISKS: &str = "/api/v1/risk-points";

pub(super) fn screening(kind: &str) -> Value {
    json!({ "neighbour": HANCHUAN, "kind": kind, "held_on": "2023-03-15", "route": "麻洋镇沿汉江堤至沉湖",
            "participants": both(), "findings": "发现采砂隐患一处。" })
}

pub(super) fn risk() -> Value {
    json!({ "neighbour": HANCHUAN, "township_code": "429006110", "place": "麻洋镇沉湖滩", "grade": "high",
            "geometry": { "type": "Point", "coordinates": [113.2, 30.5] }, "description": "越界采砂，易生纠纷",
            "found_on": "2023-03-15" })
}

fn care(review_on: &str) -> Value {
    json!({ "grade": "middle", "measures": "设立警示牌，每周巡查", "owner": "麻洋镇民政办", "review_on": review_on })
}

#[tokio::test]
async fn a_patrol_takes_both_sides_and_is_never_changed() {
    let office = Office::new().await;
    let line = office.line(HANCHUAN).await;
    let patrol = office.entered(SCREENINGS, &with(&screening("patrol"), "line_id", json!(line))).await;
    assert_eq!((&patrol["number"], &patrol["line_id"]), (&json!("PC2023-0001"), &json!(line)));
    let alone = json!([{ "name": "李明", "unit": "天门市民政局", "side": "ours" }]);
    office.unfit(SCREENINGS, &with(&screening("patrol"), "participants", alone.clone()), "/participants").await;
    office.entered(SCREENINGS, &with(&screening("screening"), "participants", alone)).await;
    office.unfit(SCREENINGS, &with(&screening("screening"), "held_on", json!("2023-07-02")), "/held_on").await;
    office.unfit(SCREENINGS, &with(&screening("screening"), "participants", json!([])), "/participants").await;
    let nameless = json!([{ "name": "", "unit": "天门市民政局", "side": "ours" }]);
    office.unfit(SCREENINGS, &with(&screening("screening"), "participants", nameless), "/participants/0/name").await;
    let patrols = office.get(&format!("{SCREENINGS}?kind=patrol&line={line}")).await;
    assert_eq!(patrols["screenings"].as_array().unwrap().len(), 1);
    let client = office.app.client().await;
    assert!(client.execute("update screening set findings = '无'", &[]).await.is_err());
    assert_eq!(office.get(&format!("{SCREENINGS}/{}", id(&patrol))).await["events"][0]["kind"], "enter");
}

#[tokio::test]
async fn a_risk_is_brought_under_control_reviewed_and_closed() {
    let office = Office::new().await;
    let found = office.entered(SCREENINGS, &screening("screening")).await;
    let entered = office.entered(RISKS, &with(&risk(), "screening_id", found["id"].clone())).await;
    assert_eq!((&entered["state"], offered(&entered)), (&json!("open"), vec!["control", "review", "close"]));
    let path = format!("{RISKS}/{}", id(&entered));
    office.unfit(&format!("{path}/control"), &care("2023-06-30"), "/review_on").await;
    let kept = office.step(&format!("{path}/control"), &care("2023-07-15")).await;
    assert_eq!(
        (&kept["state"], &kept["grade"], &kept["review_overdue"]),
        (&json!("controlled"), &json!("middle"), &json!(false))
    );
    let refused = office.refused(StatusCode::CONFLICT, &format!("{path}/control"), &care("2023-07-15")).await;
    assert_eq!(refused["action"], "control");
    office.app.clock().advance(Duration::days(20));
    assert_eq!(office.get(&path).await["review_overdue"], true);
    office.step(&format!("{path}/review"), &care("2023-08-15")).await;
    office.step(&format!("{path}/reopen"), &json!({ "reason": "采砂船返回" })).await;
    let closed = office.step(&format!("{path}/close"), &json!({ "reason": "采砂许可已注销" })).await;
    assert_eq!((&closed["state"], &closed["ended_on"]), (&json!("closed"), &json!("2023-07-21")));
    assert_eq!(offered(&closed), ["reopen"]);
    office.unfit(RISKS, &with(&risk(), "screening_id", entered["id"].clone()), "/screening_id").await;
    office.unfit(RISKS, &with(&risk(), "township_code", json!("4290061")), "/township_code").await;
    let square = json!({ "type": "LineString", "coordinates": [[113.2, 30.5], [113.3, 30.5]] });
    office.unfit(RISKS, &with(&risk(), "geometry", square), "/geometry").await;
}

#[tokio::test]
async fn a_clerk_enters_and_sees_the_own_township_and_no_position() {
    let office = Office::new().await;
    let own = office.clerk("429006110").await;
    let other = office.clerk("429006111").await;
    let enter = async |token: &str, body: &Value| office.with_token(token, Method::POST, RISKS, Some(body)).await;
    let entered = enter(&own, &with(&risk(), "township_code", json!(null))).await.expect(StatusCode::CREATED).json();
    assert_eq!((&entered["township_code"], &entered["geometry"]), (&json!("429006110"), &json!(null)));
    assert!(offered(&entered).is_empty());
    enter(&other, &risk()).await.expect(StatusCode::FORBIDDEN);
    // A clerk who has no township has none of its own.
    office.post(Role::TownshipClerk, RISKS, &risk()).await.expect(StatusCode::FORBIDDEN);
    let path = format!("{RISKS}/{}", id(&entered));
    assert_eq!(office.get(&path).await["geometry"]["coordinates"], json!([113.2, 30.5]));
    office.with_token(&own, Method::GET, &path, None).await.expect(StatusCode::OK);
    office.with_token(&other, Method::GET, &path, None).await.expect(StatusCode::NOT_FOUND);
    let list = format!("{RISKS}?township=429006110");
    let seen = office.with_token(&other, Method::GET, &list, None).await.expect(StatusCode::OK).json();
    assert_eq!(seen["risk_points"], json!([]));
    let none = office.app.get(RISKS).role(Role::TownshipClerk).send().await.expect(StatusCode::OK).json();
    assert_eq!(none["risk_points"], json!([]));
    let control = format!("{path}/control");
    let refused = office.with_token(&own, Method::POST, &control, Some(&care("2023-07-15"))).await;
    refused.expect(StatusCode::FORBIDDEN);
    office.app.get(RISKS).send().await.expect(StatusCode::UNAUTHORIZED);
}

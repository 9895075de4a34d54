//! `GET /api/v1/lookup`

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{
    TestApp,
    entering::{enter_division, enter_place},
};

/// Two townships that share the meridian of 113.5, a street and a village.
pub(super) async fn two_townships() -> TestApp {
    let app = TestApp::new().await;
    let client = app.client().await;
    client.batch_execute("begin").await.unwrap();
    enter_division(&client, "429006100", "多宝镇", "POLYGON((113 30, 113.5 30, 113.5 31, 113 31, 113 30))").await;
    enter_division(&client, "429006101", "拖市镇", "POLYGON((113.5 30, 114 30, 114 31, 113.5 31, 113.5 30))").await;
    let street = enter_place(&client, "陆羽大道", "23512", "LINESTRING(113.2 30.5, 113.3 30.5)").await;
    client.execute("insert into street (street_id, width_m) values ($1, 20)", &[&street]).await.unwrap();
    enter_place(&client, "甲村", "22200", "POINT(113.2 30.6)").await;
    client.batch_execute("commit").await.unwrap();
    app.declare_boundaries().await;
    app
}

async fn look(app: &TestApp, query: &str) -> Value {
    app.get(&format!("/api/v1/lookup?{query}")).send().await.expect(StatusCode::OK).json()
}

fn codes(found: &Value) -> Vec<&str> {
    found["divisions"].as_array().unwrap().iter().map(|division| division["code"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_position_is_told_its_division_streets_place_and_border() {
    let app = two_townships().await;
    let found = look(&app, "lon=113.2&lat=30.5001").await;
    assert_eq!(codes(&found), ["429006100"]);
    assert_eq!(found["divisions"][0]["on_border"], false);
    assert_eq!(found["streets"][0]["name"], "陆羽大道");
    let metres = found["streets"][0]["distance_m"].as_f64().unwrap();
    assert!((metres - 11.087).abs() < 0.01, "{metres}");
    assert_eq!(found["nearest_place"]["name"], "甲村");
    assert!(found["border"]["distance_m"].as_f64().unwrap() > 19_000.0);
    assert_eq!(found["built_up_area"], Value::Null);
    assert_eq!(found["at"], "2023-07-01");
    assert_eq!(found["data_version"], 2);
}

#[tokio::test]
async fn a_position_on_a_shared_border_names_both_sides_in_order() {
    let app = two_townships().await;
    for lat in ["30", "30.5", "31"] {
        let found = look(&app, &format!("lon=113.5&lat={lat}")).await;
        assert_eq!(codes(&found), ["429006100", "429006101"], "{lat}");
        assert!(found["divisions"].as_array().unwrap().iter().all(|division| division["on_border"] == true));
        assert_eq!(found["border"]["distance_m"], 0.0);
    }
}

#[tokio::test]
async fn the_middle_of_a_slanting_border_is_on_it_although_no_number_says_so_exactly() {
    let app = TestApp::new().await;
    let client = app.client().await;
    enter_division(&client, "429006100", "多宝镇", "POLYGON((113 30, 113.7 30.3, 113 31, 113 30))").await;
    enter_division(&client, "429006101", "拖市镇", "POLYGON((113.7 30.3, 114 31, 113 31, 113.7 30.3))").await;
    app.catch_up().await;
    for share in [0.1, 0.3, 0.5, 0.7, 0.9] {
        let (lon, lat) = (113.7 - 0.7 * share, 30.3 + 0.7 * share);
        let found = look(&app, &format!("lon={lon:.7}&lat={lat:.7}&fields=divisions")).await;
        assert_eq!(codes(&found), ["429006100", "429006101"], "{share}");
        let beside = look(&app, &format!("lon={}&lat={lat}&fields=divisions", lon - 1e-6)).await;
        assert_eq!((codes(&beside), &beside["divisions"][0]["on_border"]), (vec!["429006100"], &json!(false)));
    }
}

#[tokio::test]
async fn fields_limit_the_answer_and_reach_widens_it() {
    let app = two_townships().await;
    let found = look(&app, "lon=113.25&lat=30.51&fields=divisions").await;
    assert!(found.get("streets").is_none() && found.get("divisions").is_some());
    assert_eq!(look(&app, "lon=113.25&lat=30.51").await["streets"], json!([]));
    assert_eq!(look(&app, "lon=113.25&lat=30.51&reach=2000").await["streets"][0]["name"], "陆羽大道");
}

#[tokio::test]
async fn other_reference_systems_are_taken_by_name() {
    let app = two_townships().await;
    // The check values of the county's zone, and the published shift of the Chinese base maps.
    let found = look(&app, "lon=420139.486&lat=3394318.699&crs=4547").await;
    assert!((found["position"][0].as_f64().unwrap() - 113.1667).abs() < 1e-7);
    let shifted = look(&app, "lon=113.166030&lat=30.647661&crs=gcj02").await;
    assert!((shifted["position"][0].as_f64().unwrap() - 113.16).abs() < 1e-5);
}

#[tokio::test]
async fn valid_time_is_answered_from_memory_and_record_time_as_it_was_said() {
    let app = two_townships().await;
    let client = app.client().await;
    client.batch_execute("update division set valid_from = '2020-01-01' where code = '429006101'").await.unwrap();
    app.catch_up().await;
    let right = "lon=113.75&lat=30.5";
    assert_eq!(codes(&look(&app, &format!("{right}&at=2019-05-01")).await), Vec::<&str>::new());
    assert_eq!(codes(&look(&app, &format!("{right}&at=2020-01-01")).await), ["429006101"]);

    let first = client.query_one("select committed_at from commit_log where version = 1", &[]).await.unwrap();
    let said_then: time::OffsetDateTime = first.get(0);
    let recorded = said_then.format(&time::format_description::well_known::Rfc3339).unwrap();
    let then = look(&app, &format!("{right}&at=2019-05-01&recorded-at={recorded}")).await;
    assert_eq!((codes(&then), then["data_version"].as_i64()), (vec!["429006101"], Some(1)));
    let before = look(&app, &format!("{right}&recorded-at=2001-01-01")).await;
    assert_eq!((codes(&before), before["nearest_place"].clone()), (vec![], Value::Null));
}

#[tokio::test]
async fn what_was_recorded_until_now_answers_as_memory_does() {
    let app = two_townships().await;
    for position in ["lon=113.25&lat=30.5001", "lon=113.5&lat=30.5", "lon=10&lat=-80", "lon=-179.99&lat=0"] {
        let memory = look(&app, position).await;
        let recorded = look(&app, &format!("{position}&recorded-at=2100-01-01")).await;
        assert_eq!(memory, recorded, "{position}");
    }
}

#[tokio::test]
async fn an_unchanged_answer_is_not_sent_again() {
    let app = two_townships().await;
    let first = app.get("/api/v1/lookup?lon=113.25&lat=30.5").send().await;
    let tag = first.header("etag").to_owned();
    let again = app.get("/api/v1/lookup?lon=113.25&lat=30.5").header("if-none-match", &tag).send().await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    enter_place(&app.client().await, "乙村", "22200", "POINT(113.25 30.5)").await;
    app.catch_up().await;
    let changed = app.get("/api/v1/lookup?lon=113.25&lat=30.5").header("if-none-match", &tag).send().await;
    assert_eq!(changed.expect(StatusCode::OK).json()["nearest_place"]["name"], "乙村");
}

#[tokio::test]
async fn coordinates_that_cannot_be_are_refused_with_a_hint() {
    let app = two_townships().await;
    for (query, hint) in [
        ("lon=30.6&lat=113.1", "latitude"),
        ("lon=420139.486&lat=3394318.699", "4547"),
        ("lon=113.1&lat=30.6&crs=4547", "degrees"),
        ("lon=inf&lat=0", ""),
        ("lon=NaN&lat=0", ""),
        ("lon=1e999&lat=0", ""),
        ("lon=113&lat=30&at=2019-13-01", "at"),
        ("lon=113&lat=30&fields=colour", "fields"),
        ("lon=113&lat=30&reach=-1", "reach"),
        ("lon=113&lat=30&crs=9999", "crs"),
        ("lon=113&lon=114&lat=30", "twice"),
        ("lon=113%00&lat=30", "null"),
        ("lon=113&lat=30&at=%FF", "UTF-8"),
    ] {
        let call = app.get(&format!("/api/v1/lookup?{query}")).header("accept-language", "en");
        let answer = call.send().await.expect(StatusCode::BAD_REQUEST);
        assert!(answer.json()["detail"].as_str().unwrap().contains(hint), "{query}: {}", answer.text());
    }
    let swapped = app.get("/api/v1/lookup?lon=30.6&lat=113.1").header("accept-language", "zh-CN").send().await;
    assert_eq!(
        swapped.expect(StatusCode::BAD_REQUEST).json()["detail"],
        "坐标无法使用：纬度 113.1 超过 90，两轴似乎颠倒"
    );
}

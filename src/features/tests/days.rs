//! Valid time and record time.

use serde_json::json;

use super::*;

const VILLAGES: &str = "/ogc/collections/places/items?category=22200";
const VILLAGE: &str = "/ogc/collections/places/items/00000000-0000-7000-8000-000000000003";
const ENDED: &str = "/ogc/collections/places/items/00000000-0000-7000-8000-000000000004";

#[tokio::test]
async fn a_page_shows_what_is_valid_today_or_on_the_days_asked_for() {
    let service = Service::new().await;
    for (days, names) in [
        ("", vec!["新村"]),
        ("&at=2023-06-29", vec!["老村"]),
        ("&datetime=2023-06-29T16:00:00Z", vec!["新村"]),
        ("&datetime=2021-12-31", vec!["老村", "废村"]),
        ("&datetime=2022-01-01", vec!["老村"]),
        ("&datetime=2021-01-01/2022-06-01", vec!["老村", "废村"]),
        ("&datetime=2021-01-01/..", vec!["新村", "废村"]),
        ("&datetime=../2019-04-30", vec![]),
        ("&datetime=../..", vec!["新村", "废村"]),
    ] {
        assert_eq!(service.get(&format!("{VILLAGES}{days}")).await.names(), names, "{days}");
    }
}

#[tokio::test]
async fn a_feature_has_the_days_of_its_run_and_is_linked() {
    let service = Service::new().await;
    let now = service.get(VILLAGE).await;
    assert_eq!(now.header(header::CONTENT_TYPE), "application/geo+json");
    assert_eq!(now.json["properties"]["valid_from"], "2023-06-30");
    assert_eq!(now.json["properties"]["valid_to"], Value::Null);
    assert_eq!(now.json["properties"]["recorded_at"], "2023-01-01T00:00:00Z");
    assert_eq!(now.link("collection"), Some("http://diming.example/ogc/collections/places"));
    assert_eq!(now.link("self"), Some(format!("http://diming.example{VILLAGE}").as_str()));
    let then = service.get(&format!("{VILLAGE}?datetime=2020-01-01")).await;
    assert_eq!(then.json["properties"]["name"], "老村");
    assert_eq!(then.json["properties"]["valid_to"], "2023-06-30");
    let approved = service.get("/ogc/collections/names/items/00000000-0000-7000-8000-000000000104").await;
    assert_eq!(approved.json["properties"]["approved_on"], "2023-06-12");
}

#[tokio::test]
async fn a_feature_that_is_not_valid_that_day_tells_when_it_is() {
    let service = Service::new().await;
    let ended = service.ask("GET", ENDED, [(header::ACCEPT_LANGUAGE, "en")]).await;
    assert_eq!(ended.status, StatusCode::NOT_FOUND);
    assert_eq!(ended.json["valid"], json!(["2019-05-01/2021-12-31"]));
    assert!(ended.json["detail"].as_str().unwrap().contains("2019-05-01/2021-12-31"));
    let before = service.get(&format!("{VILLAGE}?at=2019-01-01")).await;
    assert_eq!((before.status, &before.json["valid"]), (StatusCode::NOT_FOUND, &json!(["2019-05-01/.."])));
    let draft = service.get("/ogc/collections/places/items/00000000-0000-7000-8000-000000000008").await;
    assert_eq!((draft.status, draft.json.get("valid")), (StatusCode::NOT_FOUND, None));
}

#[tokio::test]
async fn record_time_shows_what_the_register_said() {
    let service = Service::new().await;
    let correct = "update name set text = '新星村' where name_id = '00000000-0000-7000-8000-000000000104'";
    service.test.commit("2023-03-01T12:00:00Z", correct).await;
    for (recorded_at, names) in [
        ("2023-03-01T12:00:00Z", vec!["新星村"]),
        ("2023-03-01T11:59:59Z", vec!["新村"]),
        ("2023-03-01", vec!["新星村"]),
        ("2023-02-28", vec!["新村"]),
        ("2022-12-31", vec![]),
        ("2050-01-01", vec!["新星村"]),
    ] {
        let page = service.get(&format!("{VILLAGES}&recorded-at={recorded_at}")).await;
        assert_eq!(page.names(), names, "{recorded_at}");
        let item = service.get(&format!("{VILLAGE}?recorded-at={recorded_at}")).await;
        assert_eq!(item.status.is_success(), !names.is_empty(), "{recorded_at}");
        assert_eq!(item.json["properties"]["name"].as_str(), names.first().copied(), "{recorded_at}");
    }
    let both = service.get(&format!("{VILLAGES}&recorded-at=2023-02-28&at=2023-06-29")).await;
    assert_eq!(both.names(), ["老村"]);
}

//! Surveys, and the figures of a period.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use time::Duration;

use super::{damage::reported, enter, plate, post, street};
use crate::support::TestApp;

const CAMPAIGNS: &str = "/api/v1/survey-campaigns";

/// A street with three signs, and another without any: ids, and the numbers of the signs from west to east.
async fn streets(app: &TestApp) -> ([String; 2], Vec<String>) {
    let walked = street(app, "陆羽大道", json!([[113.10, 30.65], [113.12, 30.65]])).await;
    let bare = street(app, "钟惺大道", json!([[113.15, 30.60], [113.15, 30.70]])).await;
    let mut numbers = Vec::new();
    for lon in [113.12, 113.10, 113.11] {
        let entered =
            enter(app, &plate(&walked, "陆羽大道", "LUYU DADAO", [lon, 30.65])).await.expect(StatusCode::CREATED);
        numbers.push((entered.json()["number"].as_str().unwrap().to_owned(), lon));
    }
    numbers.sort_by(|a, b| a.1.total_cmp(&b.1));
    ([walked, bare], numbers.into_iter().map(|(number, _)| number).collect())
}

async fn planned(app: &TestApp, streets: &[String]) -> String {
    app.token(Role::FieldCrew).await;
    let body = json!({
        "title": "城区标志排查", "starts_on": "2023-07-01", "ends_on": "2023-07-31", "streets": streets,
        "crew": ["test-field-crew"],
    });
    let campaign = post(app, Role::NamingOfficer, CAMPAIGNS, &body).await.expect(StatusCode::CREATED).json();
    assert_eq!((&campaign["number"], &campaign["streets"]), (&json!("P2023-0001"), &json!(2)));
    campaign["id"].as_str().unwrap().to_owned()
}

async fn visit(app: &TestApp, campaign: &str, sign: &str, condition: &str) {
    let body = json!({ "campaign_id": campaign, "sign": sign, "condition": condition });
    post(app, Role::FieldCrew, "/api/v1/survey-visits", &body).await.expect(StatusCode::CREATED);
}

async fn way(app: &TestApp, campaign: &str, query: &str) -> Vec<String> {
    let answer = app.get(&format!("{CAMPAIGNS}/{campaign}/way{query}")).role(Role::FieldCrew).send().await;
    let features = answer.expect(StatusCode::OK).json()["features"].as_array().unwrap().clone();
    features.iter().map(|feature| feature["properties"]["sign"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_campaign_tells_what_was_checked_and_missed_and_where_to_go_next() {
    let app = TestApp::new().await;
    let (streets, signs) = streets(&app).await;
    let campaign = planned(&app, &streets).await;
    assert_eq!(way(&app, &campaign, "").await, signs);
    assert_eq!(way(&app, &campaign, "?lon=113.13&lat=30.65").await.first(), signs.last());
    visit(&app, &campaign, &signs[0], "damaged").await;
    visit(&app, &campaign, &signs[1], "not_reached").await;
    app.clock().advance(Duration::hours(1));
    // The last look counts.
    visit(&app, &campaign, &signs[0], "good").await;
    visit(&app, &campaign, &signs[2], "missing").await;
    assert_eq!(way(&app, &campaign, "").await, signs[1..2]);
    let shown =
        app.get(&format!("{CAMPAIGNS}/{campaign}")).role(Role::Leader).send().await.expect(StatusCode::OK).json();
    let progress: Vec<[&Value; 4]> = shown["progress"]
        .as_array()
        .unwrap()
        .iter()
        .map(|street| [&street["name"], &street["signs"], &street["missed"], &street["faulty"]])
        .collect();
    let (walked, bare) = (json!("陆羽大道"), json!("钟惺大道"));
    let [none, one, three] = [0, 1, 3].map(|number| json!(number));
    assert_eq!(progress, [[&bare, &none, &none, &none], [&walked, &three, &one, &one]]);
    let sums = &shown["townships"][0];
    assert_eq!((&sums["streets"], &sums["streets_visited"], &sums["checked"]), (&json!(2), &json!(1), &json!(2)));

    let closed = post(&app, Role::NamingOfficer, &format!("{CAMPAIGNS}/{campaign}/close"), &json!({})).await;
    assert_eq!(closed.expect(StatusCode::OK).json()["closed_on"], "2023-07-01");
    let again = post(&app, Role::NamingOfficer, &format!("{CAMPAIGNS}/{campaign}/close"), &json!({})).await;
    again.expect(StatusCode::CONFLICT);
    // What was seen without network still comes in.
    visit(&app, &campaign, &signs[1], "good").await;
}

#[tokio::test]
async fn a_visit_that_is_sent_twice_is_kept_once_and_its_id_is_no_other_visits() {
    let app = TestApp::new().await;
    let (streets, signs) = streets(&app).await;
    let campaign = planned(&app, &streets).await;
    let mut body = json!({
        "id": "018905ae-c800-7000-8000-000000000002", "campaign_id": campaign, "sign": signs[0], "condition": "good",
        "seen_at": "2023-07-01T03:00:00Z",
    });
    for _ in 0..2 {
        post(&app, Role::FieldCrew, "/api/v1/survey-visits", &body).await.expect(StatusCode::CREATED);
    }
    body["condition"] = json!("damaged");
    post(&app, Role::FieldCrew, "/api/v1/survey-visits", &body).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_campaign_needs_streets_a_crew_and_days_in_order() {
    let app = TestApp::new().await;
    let (streets, _) = streets(&app).await;
    let good = json!({ "title": "排查", "starts_on": "2023-07-01", "ends_on": "2023-07-31", "streets": streets });
    for (member, value, pointer) in [
        ("ends_on", json!("2023-06-30"), "/ends_on"),
        ("streets", json!([]), "/streets"),
        ("crew", json!(["nobody"]), "/crew"),
        ("area", json!({ "type": "Point", "coordinates": [113.1, 30.6] }), "/area"),
    ] {
        let mut body = good.clone();
        body[member] = value;
        let refused = post(&app, Role::NamingOfficer, CAMPAIGNS, &body).await;
        let problem = refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    // An area takes the streets that meet it.
    let square = json!([[[113.0, 30.64], [113.13, 30.64], [113.13, 30.66], [113.0, 30.66], [113.0, 30.64]]]);
    let mut body = good;
    body["streets"] = json!(null);
    body["area"] = json!({ "type": "Polygon", "coordinates": square });
    let campaign = post(&app, Role::NamingOfficer, CAMPAIGNS, &body).await.expect(StatusCode::CREATED).json();
    assert_eq!(campaign["streets"], 1);
}

#[tokio::test]
async fn each_figure_of_a_period_names_the_records_behind_it() {
    let app = TestApp::new().await;
    let (streets, signs) = streets(&app).await;
    let campaign = planned(&app, &streets).await;
    visit(&app, &campaign, &signs[0], "damaged").await;
    visit(&app, &campaign, &signs[1], "good").await;
    let (repaired, left) = (reported(&app, &signs[0], "pole_damaged").await, reported(&app, &signs[1], "faded").await);
    let dismissed = reported(&app, &signs[2], "tilted").await;
    let officer = async |path: String, body: Value| {
        let answer = post(&app, Role::NamingOfficer, &path, &body).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text());
        answer.json()
    };
    officer(format!("/api/v1/damage-reports/{left}/verify"), json!({})).await;
    officer(format!("/api/v1/damage-reports/{dismissed}/dismiss"), json!({ "reason": "正常" })).await;
    let order = json!({ "kind": "repair", "sign": signs[0], "task": "扶正", "reports": [repaired] });
    let order = officer("/api/v1/repair-orders".into(), order).await["id"].as_str().unwrap().to_owned();
    officer(format!("/api/v1/repair-orders/{order}/assign"), json!({ "crew": "test-field-crew" })).await;
    app.clock().advance(Duration::days(2));
    let finish = format!("/api/v1/repair-orders/{order}/finish");
    post(&app, Role::FieldCrew, &finish, &json!({ "cost_fen": 5_000 })).await.expect(StatusCode::OK);
    officer(format!("/api/v1/repair-orders/{order}/accept"), json!({})).await;

    let path = "/api/v1/signs/statistics?from=2023-07-01&to=2023-07-31";
    let figures = app.get(path).role(Role::Leader).send().await.expect(StatusCode::OK).json();
    assert_eq!(figures["checked"]["count"], 2);
    assert_eq!(figures["found"], json!({ "count": 2, "records": ["D2023-0001", "D2023-0002"] }));
    assert_eq!(figures["found_by_damage"]["faded"]["records"], json!(["D2023-0002"]));
    assert_eq!(figures["still_open"]["records"], json!(["D2023-0002"]));
    let effort = &figures["repaired_by_damage"]["pole_damaged"];
    assert_eq!((&effort["cost_fen"], &effort["mean_days"], &effort["late"]), (&json!(5_000), &json!(2.0), &json!(0)));
    assert_eq!(figures["repaired_by_street"]["陆羽大道"]["records"], json!(["R2023-0001"]));
    let before = "/api/v1/signs/statistics?from=2023-06-01&to=2023-06-30";
    let none = app.get(before).role(Role::Leader).send().await.expect(StatusCode::OK).json();
    assert_eq!((&none["found"]["count"], &none["repaired"]["count"]), (&json!(0), &json!(0)));
    for query in ["from=2023-07-01", "from=2023-07-02&to=2023-07-01", "from=x&to=2023-07-01"] {
        let answer = app.get(&format!("/api/v1/signs/statistics?{query}")).role(Role::Leader).send().await;
        answer.expect(StatusCode::BAD_REQUEST);
    }
}

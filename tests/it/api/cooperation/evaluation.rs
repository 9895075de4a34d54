//! The yearly table and the statistics, with the records behind each figure.

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::{
    HANCHUAN, Office, agreements, disputes, emergencies, id,
    meetings::{self, held, their_word},
    prevention, with,
};

const EVALUATION: &str = "/api/v1/peaceful-boundary/evaluation";
const STATISTICS: &str = "/api/v1/peaceful-boundary/statistics";

/// Reached, wanted, points and the numbers of the records of an item.
fn item(table: &Value, code: &str) -> (u64, u64, String, Vec<String>) {
    let item = table["items"].as_array().unwrap().iter().find(|item| item["item"] == code).unwrap();
    let records = item["records"].as_array().unwrap().iter();
    let numbers = records.map(|record| record["number"].as_str().unwrap().to_owned()).collect();
    let count = |member: &str| item[member].as_u64().unwrap();
    (count("reached"), count("wanted"), item["points"].to_string(), numbers)
}

/// Half a year of work with 汉川.
async fn half_year(office: &Office) {
    let draft = office.entered(agreements::AGREEMENTS, &agreements::agreement()).await;
    let sign = format!("{}/{}/sign", agreements::AGREEMENTS, id(&draft));
    office.leader(&sign, &agreements::signing("一号")).await;
    let contact = json!({ "name": "王强", "unit": "汉川市民政局", "confirmed_on": "2023-05-01" });
    office.entered("/api/v1/neighbours/420984/contacts", &contact).await;
    for month in 1..=3 {
        let nil = json!({ "neighbour": HANCHUAN, "direction": "out", "kind": "nil", "month": format!("2023-0{month}"),
                          "sent_on": format!("2023-0{}-01", month + 1) });
        let sent = office.entered("/api/v1/bulletins", &nil).await;
        let receive = format!("/api/v1/bulletins/{}/receive", id(&sent));
        office.step(&receive, &json!({ "by": "王强", "on": format!("2023-0{}-02", month + 1) })).await;
    }
    let path = held(office).await;
    office.leader(&format!("{path}/confirm_ours"), &json!({})).await;
    office.step(&format!("{path}/confirm_theirs"), &their_word()).await;
    office.entered(prevention::SCREENINGS, &prevention::screening("patrol")).await;
    office.entered(prevention::RISKS, &prevention::risk()).await;
    office.entered(disputes::DISPUTES, &disputes::dispute()).await;
    office.entered(emergencies::PLANS, &emergencies::plan()).await;
    office.entered(emergencies::DRILLS, &emergencies::drill()).await;
    let alert = office.entered(emergencies::EMERGENCIES, &emergencies::alert()).await;
    let level = json!({ "at": "2023-06-01T09:40:00+08:00", "text": "核实", "level": "II" });
    office.leader(&format!("{}/{}/confirm", emergencies::EMERGENCIES, id(&alert)), &level).await;
}

#[tokio::test]
async fn each_item_of_the_year_is_read_off_the_records() {
    let office = Office::new().await;
    half_year(&office).await;
    let told = office.get(&format!("{EVALUATION}?year=2023&neighbour={HANCHUAN}")).await;
    let table = &told["evaluations"][0];
    assert_eq!((&table["until"], &table["most_points"]), (&json!("2023-07-01"), &json!(100.0)));
    let numbers = |list: &[&str]| list.iter().map(|number| (*number).to_owned()).collect::<Vec<_>>();
    assert_eq!(item(table, "agreement"), (1, 1, "10.0".to_owned(), numbers(&["XY2023-0001"])));
    assert_eq!(item(table, "contacts").2, "5.0");
    let (reached, wanted, points, _) = item(table, "bulletins");
    assert_eq!((reached, wanted, points.as_str()), (3, 6, "5.0"));
    assert_eq!(item(table, "receipts").2, "5.0");
    assert_eq!(item(table, "meetings"), (1, 1, "15.0".to_owned(), numbers(&["HW2023-0001"])));
    assert_eq!(item(table, "minutes").2, "5.0");
    // One of two decisions was due, and nobody did it.
    assert_eq!(item(table, "decisions"), (0, 1, "0.0".to_owned(), numbers(&["HW2023-0001"])));
    let (reached, wanted, points, _) = item(table, "screenings");
    assert_eq!((reached, wanted, points.as_str()), (1, 2, "5.0"));
    assert_eq!(item(table, "risks"), (0, 1, "0.0".to_owned(), numbers(&["FX2023-0001"])));
    assert_eq!(item(table, "first_responses"), (0, 1, "0.0".to_owned(), numbers(&["JF2023-0001"])));
    assert_eq!(item(table, "settlements").2, "0.0");
    assert_eq!(item(table, "calm"), (0, 1, "0.0".to_owned(), numbers(&["YJ2023-0001"])));
    assert_eq!(item(table, "plan"), (1, 1, "5.0".to_owned(), numbers(&["YA2023-0001"])));
    assert_eq!(item(table, "drill").3, numbers(&["YL2023-0001"]));
    assert_eq!(table["points"], 60.0);
}

#[tokio::test]
async fn what_was_not_due_takes_no_points_away_and_another_neighbour_has_a_table_of_its_own() {
    let office = Office::new().await;
    half_year(&office).await;
    let other = json!({ "code": "420881", "name": "钟祥市", "meeting_period": "year" });
    office.entered("/api/v1/neighbours", &other).await;
    let told = office.get(&format!("{EVALUATION}?year=2023")).await;
    assert_eq!(told["evaluations"][0]["neighbour"], "420881");
    let table = &told["evaluations"][0];
    // A yearly meeting is not due in July, nobody disputed; but no month was told of, and nothing was agreed.
    assert_eq!((item(table, "meetings").1, item(table, "meetings").2.as_str()), (0, "15.0"));
    assert_eq!(item(table, "settlements").2, "10.0");
    assert_eq!([item(table, "agreement").2, item(table, "bulletins").2], ["0.0", "0.0"]);
    // The plan for all holds for this one, too.
    assert_eq!(item(table, "plan").2, "5.0");
    for query in ["", "year=2024", "year=1900", "year=x", "year=2023&f=xml"] {
        let path = format!("{EVALUATION}?{query}");
        office.app.get(&path).role(Role::Leader).send().await.expect(StatusCode::BAD_REQUEST);
    }
    let unknown = format!("{EVALUATION}?year=2023&neighbour=420000");
    office.app.get(&unknown).role(Role::Leader).send().await.expect(StatusCode::NOT_FOUND);
    office
        .app
        .get(&format!("{EVALUATION}?year=2023"))
        .role(Role::TownshipClerk)
        .send()
        .await
        .expect(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_figures_of_a_period_name_the_records_that_they_count() {
    let office = Office::new().await;
    half_year(&office).await;
    let path = format!("{STATISTICS}?from=2023-01-01&to=2023-06-30");
    let figures = office.get(&path).await["neighbours"][0].clone();
    for (figure, count) in [
        ("bulletins_out", 3),
        ("bulletins_in", 0),
        ("meetings", 1),
        ("screenings", 0),
        ("patrols", 1),
        ("risk_points", 1),
        ("disputes_found", 1),
        ("disputes_settled", 0),
        ("emergencies", 1),
        ("drills", 1),
        ("agreements_signed", 1),
    ] {
        assert_eq!(figures[figure]["count"], count, "{figure}");
    }
    let found = &figures["disputes_found"]["records"][0];
    assert_eq!(found["number"], "JF2023-0001");
    office.get(found["href"].as_str().unwrap()).await;
    let before = office.get(&format!("{STATISTICS}?from=2022-01-01&to=2022-12-31&neighbour={HANCHUAN}")).await;
    assert_eq!(before["neighbours"][0]["drills"]["count"], 0);
    // A meeting that is planned was not held.
    let planned = with(&meetings::meeting(), "planned_on", json!("2023-06-29"));
    office.entered(meetings::MEETINGS, &planned).await;
    assert_eq!(office.get(&path).await["neighbours"][0]["meetings"]["count"], 1);
    for query in ["from=2023-01-01", "from=2023-02-01&to=2023-01-01", "from=x&to=2023-01-01"] {
        let path = format!("{STATISTICS}?{query}");
        office.app.get(&path).role(Role::Leader).send().await.expect(StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn both_tables_can_be_had_for_a_spreadsheet() {
    let office = Office::new().await;
    half_year(&office).await;
    let csv = office.app.get(&format!("{EVALUATION}?year=2023&f=csv")).role(Role::Leader).send().await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let text = csv.text();
    assert!(text.starts_with("\u{feff}year,until,neighbour,"), "{text}");
    assert_eq!(text.lines().count(), 15);
    assert!(text.contains("2023,2023-07-01,420984,汉川市,meetings,定期会晤按期召开,"), "{text}");
    let path = format!("{STATISTICS}?from=2023-01-01&to=2023-06-30");
    let csv = office.app.get(&path).role(Role::Auditor).header("accept", "text/csv").send().await.text();
    assert!(csv.contains("420984,汉川市,bulletins_out,3,TB2023-0003;TB2023-0002;TB2023-0001"), "{csv}");
}

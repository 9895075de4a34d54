//! Damage reports and what becomes of them.

use axum::http::StatusCode;
use mingjie::kernel::{actor::Role, crs::SourceCrs, geometry::Position};
use serde_json::{Value, json};

use super::{enter, plate, post, street};
use crate::support::{Crew, TestApp, TestPhoto};

pub(super) const REPORTS: &str = "/api/v1/damage-reports";

/// A street with one sign, by its number.
pub(in crate::api) async fn sign(app: &TestApp) -> String {
    let street = street(app, "陆羽大道", json!([[113.10, 30.65], [113.20, 30.65]])).await;
    let entered = enter(app, &plate(&street, "陆羽大道", "LUYU DADAO", [113.10, 30.65])).await;
    entered.expect(StatusCode::CREATED).json()["number"].as_str().unwrap().to_owned()
}

/// A crew's report of a damage to a sign, by its id.
pub(in crate::api) async fn reported(app: &TestApp, sign: &str, damage: &str) -> String {
    let body = json!({ "damage": damage, "severity": "serious", "sign": sign });
    let answer = post(app, Role::FieldCrew, REPORTS, &body).await.expect(StatusCode::CREATED);
    answer.json()["id"].as_str().unwrap().to_owned()
}

pub(in crate::api) async fn state_of_sign(app: &TestApp, number: &str) -> Value {
    app.get(&format!("/api/v1/signs/{number}")).role(Role::Auditor).send().await.json()["state"].clone()
}

#[tokio::test]
async fn a_verified_report_makes_a_sign_damaged_and_a_dismissed_one_does_not() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let report = reported(&app, &number, "pole_damaged").await;
    assert_eq!(state_of_sign(&app, &number).await, "in_service");
    let verified = post(&app, Role::NamingOfficer, &format!("{REPORTS}/{report}/verify"), &json!({})).await;
    assert_eq!(verified.expect(StatusCode::OK).json()["state"], "verified");
    assert_eq!(state_of_sign(&app, &number).await, "damaged");
    let body = json!({ "reason": "已自行扶正" });
    let dismissed = post(&app, Role::NamingOfficer, &format!("{REPORTS}/{report}/dismiss"), &body).await;
    assert_eq!(dismissed.expect(StatusCode::OK).json()["ended_on"], "2023-07-01");
    assert_eq!(state_of_sign(&app, &number).await, "in_service");
    let again = post(&app, Role::NamingOfficer, &format!("{REPORTS}/{report}/verify"), &json!({})).await;
    let problem = again.expect(StatusCode::CONFLICT).json();
    assert_eq!((&problem["state"], &problem["action"]), (&json!("unfounded"), &json!("verify")));
    let shown = app.get(&format!("{REPORTS}/{report}")).role(Role::Leader).send().await.expect(StatusCode::OK).json();
    let kinds: Vec<&Value> = shown["events"].as_array().unwrap().iter().map(|event| &event["kind"]).collect();
    assert_eq!(kinds, ["report", "verify", "dismiss"]);
}

#[tokio::test]
async fn an_open_report_of_the_same_damage_is_offered_instead_of_another() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let first = reported(&app, &number, "faded").await;
    let mut again = json!({ "damage": "faded", "severity": "minor", "sign": number });
    let problem = post(&app, Role::TownshipClerk, REPORTS, &again).await.expect(StatusCode::CONFLICT).json();
    assert_eq!(problem["open_reports"][0]["id"], json!(first));
    let address = problem["open_reports"][0]["confirm"].as_str().unwrap();
    post(&app, Role::TownshipClerk, address, &json!({ "note": "字看不清" })).await.expect(StatusCode::OK);
    // Another damage, or another of the same kind, is a report of its own.
    reported(&app, &number, "tilted").await;
    again["distinct"] = json!(true);
    let second = post(&app, Role::TownshipClerk, REPORTS, &again).await.expect(StatusCode::CREATED).json();
    assert_eq!((&second["source"], &second["number"]), (&json!("clerk"), &json!("D2023-0003")));
    let id = second["id"].as_str().unwrap();
    let itself = post(&app, Role::NamingOfficer, &format!("{REPORTS}/{id}/mark_duplicate"), &json!({ "of": id })).await;
    itself.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let same =
        post(&app, Role::NamingOfficer, &format!("{REPORTS}/{id}/mark_duplicate"), &json!({ "of": first })).await;
    assert_eq!(same.expect(StatusCode::OK).json()["state"], "duplicate");
    let over = post(&app, Role::FieldCrew, &format!("{REPORTS}/{id}/confirm"), &json!({})).await;
    over.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_report_that_is_sent_twice_is_kept_once_and_belongs_to_its_sender() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let body = json!({
        "id": "018905ae-c800-7000-8000-000000000001", "damage": "missing", "severity": "dangerous", "sign": number,
    });
    let first = post(&app, Role::FieldCrew, REPORTS, &body).await.expect(StatusCode::CREATED).json();
    let again = post(&app, Role::FieldCrew, REPORTS, &body).await.expect(StatusCode::CREATED).json();
    assert_eq!(first["number"], again["number"]);
    post(&app, Role::TownshipClerk, REPORTS, &body).await.expect(StatusCode::NOT_FOUND);
    let listed = app.get(&format!("{REPORTS}?sign={number}&state=reported&damage=missing")).role(Role::Auditor);
    assert_eq!(listed.send().await.expect(StatusCode::OK).json()["reports"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_report_without_a_sign_that_comes_twice_at_the_same_moment_is_kept_once() {
    let app = TestApp::new().await;
    app.token(Role::FieldCrew).await;
    let body = json!({
        "id": "018905ae-c800-7000-8000-000000000003", "damage": "missing", "severity": "minor", "location": "陆羽大道北口",
    });
    let sent = || post(&app, Role::FieldCrew, REPORTS, &body);
    let (one, two, three, four) = tokio::join!(sent(), sent(), sent(), sent());
    let numbers = [one, two, three, four].map(|answer| answer.expect(StatusCode::CREATED).json()["number"].clone());
    assert!(numbers.iter().all(|number| *number == numbers[0]), "{numbers:?}");
}

#[tokio::test]
async fn a_position_that_lies_by_the_shift_of_a_map_is_told_with_its_correction() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    // What a map of GCJ-02 shows for the place of the sign, said to be what the phone measured.
    let position = Position::new(113.10, 30.65).unwrap();
    let (x, y) = SourceCrs::Gcj02.from_storage(position).unwrap();
    let body = json!({
        "damage": "tilted", "severity": "minor", "sign": number,
        "position": { "x": x, "y": y, "crs": "4326", "accuracy_m": 5 },
    });
    let report = post(&app, Role::FieldCrew, REPORTS, &body).await.expect(StatusCode::CREATED).json();
    assert_eq!(report["position_doubt"]["kind"], "gcj02", "{report}");
    // The officer who looks at it is told, too.
    let path = format!("{REPORTS}/{}", report["id"].as_str().unwrap());
    let shown = app.get(&path).role(Role::NamingOfficer).send().await.expect(StatusCode::OK).json();
    assert_eq!(shown["position_doubt"], report["position_doubt"]);
    let far = json!({ "damage": "faded", "severity": "minor", "sign": number, "position": { "x": 113.2, "y": 30.65 } });
    let report = post(&app, Role::FieldCrew, REPORTS, &far).await.expect(StatusCode::CREATED).json();
    assert_eq!(report["position_doubt"]["kind"], "far");
    let near =
        json!({ "damage": "missing", "severity": "minor", "sign": number, "position": { "x": 113.1003, "y": 30.65 } });
    let report = post(&app, Role::FieldCrew, REPORTS, &near).await.expect(StatusCode::CREATED).json();
    assert_eq!(report["position_doubt"], json!(null));
}

#[tokio::test]
async fn what_does_not_fit_is_told_with_its_place_in_the_body() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    for (body, pointer) in [
        (json!({ "damage": "faded", "severity": "minor" }), "/sign"),
        (json!({ "damage": "faded", "severity": "minor", "location": "" }), "/location"),
        (json!({ "damage": "faded", "severity": "minor", "position": { "x": 30.6, "y": 113.1 } }), "/position"),
        (
            json!({ "damage": "faded", "severity": "minor", "position": { "x": 113.1, "y": 30.6, "crs": "x" } }),
            "/position/crs",
        ),
        (json!({ "damage": "faded", "severity": "minor", "sign": number, "seen_at": "2023-07-01" }), "/seen_at"),
        (
            json!({ "damage": "faded", "severity": "minor", "sign": number, "seen_at": "2023-07-02T00:00:00Z" }),
            "/seen_at",
        ),
        (json!({ "damage": "faded", "severity": "minor", "sign": number, "description": "\u{0}" }), "/description"),
        (
            json!({ "damage": "faded", "severity": "minor", "sign": number, "id": "00000000-0000-4000-8000-000000000000" }),
            "/id",
        ),
    ] {
        let problem = post(&app, Role::FieldCrew, REPORTS, &body).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let stranger = json!({ "damage": "faded", "severity": "minor", "sign": "S0000025" });
    post(&app, Role::FieldCrew, REPORTS, &stranger).await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_position_without_a_sign_is_doubted_where_the_shift_of_a_map_explains_that() {
    let app = TestApp::new().await;
    sign(&app).await;
    let (x, y) = SourceCrs::Gcj02.from_storage(Position::new(113.10, 30.65).unwrap()).unwrap();
    let report = async |position: Value| {
        let body = json!({ "damage": "tilted", "severity": "minor", "position": position });
        post(&app, Role::FieldCrew, REPORTS, &body).await.expect(StatusCode::CREATED).json()
    };
    let shifted = report(json!({ "x": x, "y": y })).await;
    assert_eq!((&shifted["position_doubt"]["kind"], &shifted["nearest_signs"]), (&json!("gcj02"), &json!([])));
    let corrected = &shifted["position_doubt"]["corrected"]["coordinates"];
    assert!((corrected[0].as_f64().unwrap() - 113.10).abs() < 1e-6, "{corrected}");
    // What was said is kept as it was said.
    assert_eq!((&shifted["geometry"]["coordinates"], &shifted["stated_crs"]), (&json!([x, y]), &json!("4326")));
    let stated = report(json!({ "x": x, "y": y, "crs": "gcj02" })).await;
    assert_eq!((&stated["position_doubt"], stated["nearest_signs"].as_array().unwrap().len()), (&json!(null), 1));
    let nowhere = report(json!({ "x": 113.3, "y": 30.65 })).await;
    assert_eq!(nowhere["position_doubt"], json!(null));
}

#[tokio::test]
async fn of_a_report_and_its_photo_the_position_with_the_shift_of_a_map_is_told() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let crew = Crew::of(&app, Role::FieldCrew);
    let (x, y) = SourceCrs::Gcj02.from_storage(Position::new(113.10, 30.65).unwrap()).unwrap();
    let true_photo = crew.send(&TestPhoto::new(8, 8).at(113.10, 30.65, None).jpeg()).await;
    let shifted_photo = crew.send(&TestPhoto::new(8, 8).at(x, y, None).jpeg()).await;
    let report = async |damage: &str, x: f64, y: f64, photos: Value| {
        let position = json!({ "x": x, "y": y });
        let body =
            json!({ "damage": damage, "severity": "minor", "sign": number, "position": position, "photos": photos });
        post(&app, Role::FieldCrew, REPORTS, &body).await.expect(StatusCode::CREATED).json()
    };
    let shifted = report("tilted", x, y, json!([true_photo])).await;
    let doubt = &shifted["photo_doubts"][0];
    assert_eq!(
        (&doubt["photo"], &doubt["kind"], &doubt["of"]),
        (&json!(true_photo), &json!("gcj02"), &json!("report"))
    );
    let right = report("faded", 113.10, 30.65, json!([true_photo])).await;
    assert_eq!(right["photo_doubts"], json!([]));
    let one = format!("{REPORTS}/{}", right["id"].as_str().unwrap());
    let added = post(&app, Role::FieldCrew, &format!("{one}/photos"), &json!({ "photos": [shifted_photo] })).await;
    let added = added.expect(StatusCode::OK).json();
    assert_eq!(
        (&added["photo_doubts"][0]["photo"], &added["photo_doubts"][0]["of"]),
        (&json!(shifted_photo), &json!("photo"))
    );
    let shown = app.get(&one).role(Role::NamingOfficer).send().await.expect(StatusCode::OK).json();
    assert_eq!(shown["photo_doubts"], added["photo_doubts"]);
    assert_eq!(shown["geometry"]["coordinates"], json!([113.10, 30.65]));
    // The photo is kept as it was, too.
    let told = crew.photo(shifted_photo).await.expect(StatusCode::OK).json();
    assert!((told["position"]["lon"].as_f64().unwrap() - x).abs() < 1e-6, "{told}");
}

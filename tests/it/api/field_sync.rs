//! `/api/v1/field/sync`: what phones captured comes in, in any order, twice, late; and what a receipt is worth.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use mingjie::{
    kernel::{actor::Role, crs::SourceCrs, dates::rfc3339, geometry::Position},
    signs::SignNumber,
};
use serde_json::{Value, json};
use time::Duration;
use uuid::Uuid;

use super::signs::{damage::sign, repair};
use crate::support::{Captured, Crew, TestApp, TestPhoto, receipt_says, sync, sync_body};

const CREW: Role = Role::FieldCrew;

async fn get(app: &TestApp, path: &str) -> Value {
    app.get(path).role(Role::Auditor).send().await.expect(StatusCode::OK).json()
}

/// What a receipt says, if its signature is one of the program's.
async fn checked(app: &TestApp, receipt: &Value) -> Value {
    let keys = app.get("/api/v1/field/receipt-keys").send().await.expect(StatusCode::OK).json();
    receipt_says(&keys, receipt.as_str().unwrap())
}

fn visit(app: &TestApp, sign: &str) -> Captured {
    Captured::new(app, "visit", &json!({ "sign": sign, "condition": "good", "note": "正常" }))
}

fn report(app: &TestApp, sign: &str) -> Captured {
    let content = json!({ "sign": sign, "damage": "tilted", "severity": "minor", "description": "立杆倾斜" });
    Captured::new(app, "damage_report", &content)
}

#[tokio::test]
async fn what_was_captured_is_there_once_and_the_phone_has_a_receipt_for_its_digest() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let (visit, report) = (visit(&app, &number), report(&app, &number));
    let first = sync(&app, CREW, &[&visit, &report]).await;
    app.clock().advance(Duration::days(2));
    // The answer was lost: everything again, in another order, one of them twice.
    let again = sync(&app, CREW, &[&report, &visit, &report]).await;
    assert_eq!((&first[0]["receipt"], &first[1]["receipt"]), (&again[1]["receipt"], &again[0]["receipt"]));
    assert_eq!(again[0]["receipt"], again[2]["receipt"]);
    let said = checked(&app, &first[1]["receipt"]).await;
    assert_eq!((&said["item"], &said["digest"]), (&json!(report.id), &json!(report.digest())));
    assert_eq!((&said["state"], &said["received_at"]), (&json!("applied"), &json!("2023-07-01T04:00:00Z")));
    assert_eq!(said["subject"], json!({ "kind": "damage_report", "id": report.id, "version": 1 }));
    let reports = get(&app, &format!("/api/v1/damage-reports?sign={number}")).await;
    assert_eq!(reports["reports"].as_array().unwrap().len(), 1);
    assert_eq!((&reports["reports"][0]["id"], &reports["reports"][0]["source"]), (&json!(report.id), &json!("crew")));
    let visits = app.client().await.query("select visit_id from survey_visit", &[]).await.unwrap();
    assert_eq!(visits.iter().map(|row| row.get(0)).collect::<Vec<Uuid>>(), [visit.id]);
}

#[tokio::test]
async fn an_item_that_does_not_fit_is_refused_and_holds_up_no_other() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let good = visit(&app, &number);
    let missing = visit(&app, &SignNumber::of_serial(999_999).unwrap().to_string());
    let mistyped = Captured::new(&app, "visit", &json!({ "sign": number, "condition": "fine" }));
    let garbled = visit(&app, &number).with("digest", "0".repeat(64));
    let old_id = visit(&app, &number).with("id", "9f0c6d4e-0c0b-4f4a-8f27-0d7a4d1d7d2a");
    let unknown = visit(&app, &number).with("kind", "selfie");
    let change = Captured::new(&app, "sign_faces", &json!({ "number": number, "faces": [{ "text": "人民路" }] }));
    let foreign = Captured::new(&app, "visit", &json!({ "id": good.id, "sign": number, "condition": "good" }));
    let items = [&missing, &mistyped, &garbled, &old_id, &good, &unknown, &change, &foreign];
    let told = sync(&app, CREW, &items).await;
    let states: Vec<&str> = told.iter().map(|told| told["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["refused", "refused", "refused", "refused", "applied", "refused", "refused", "refused"]);
    let pointer = |at: usize| told[at]["problem"]["errors"][0]["pointer"].clone();
    assert_eq!(told[0]["problem"]["status"], 404);
    assert_eq!((pointer(1), pointer(2), pointer(3)), (json!("/content/condition"), json!("/digest"), json!("/id")));
    assert_eq!((pointer(5), pointer(6), pointer(7)), (json!("/kind"), json!("/base_version"), json!("/content/id")));
    assert!(told.iter().all(|told| told["receipt"].is_null() == (told["state"] == "refused")));
    let kept = get(&app, "/api/v1/field/items").await;
    assert_eq!(kept["items"].as_array().unwrap().len(), 1);
    assert_eq!(kept["items"][0]["content"], json!({ "sign": number, "condition": "good", "note": "正常" }));
    // What it builds upon is about something else.
    let change = Captured::new(&app, "sign_faces", &json!({ "number": number, "faces": [{ "text": "人民路" }] }));
    let told = sync(&app, CREW, &[&change.with("after", json!([good.id]))]).await;
    assert_eq!(told[0]["problem"]["errors"][0]["pointer"], "/base_version");
    // The id is taken, by this account as by any other.
    let stolen = report(&app, &number).with("id", json!(good.id));
    for role in [CREW, Role::NamingOfficer] {
        let told = sync(&app, role, &[&stolen]).await;
        assert_eq!((&told[0]["state"], &told[0]["problem"]["status"]), (&json!("refused"), &json!(409)));
    }
    // Clerks report damage, and enter no signs.
    let told = sync(&app, Role::TownshipClerk, &[&visit(&app, &number), &report(&app, &number)]).await;
    assert_eq!((&told[0]["problem"]["status"], &told[1]["state"]), (&json!(403), &json!("applied")));
}

#[tokio::test]
async fn requests_that_are_none_change_nothing() {
    let app = TestApp::new().await;
    let now = rfc3339(app.clock().now());
    let number = sign(&app).await;
    let items: Vec<Captured> = (0..501).map(|_| visit(&app, &number)).collect();
    let too_many = sync_body(&now, &items.iter().collect::<Vec<_>>());
    let send = |body: String| {
        app.post("/api/v1/field/sync").role(CREW).header("content-type", "application/json").body(body).send()
    };
    let refused = send(too_many).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(refused["most_items"], 500);
    send(sync_body("gestern", &[])).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    send("{\"sent_at\":".to_owned()).await.expect(StatusCode::BAD_REQUEST);
    send(format!("{{\"sent_at\":\"{now}\",\"items\":[7,null]}}")).await.expect(StatusCode::OK);
    let huge =
        Captured::new(&app, "visit", &json!({ "sign": number, "condition": "good", "note": "长".repeat(30_000) }));
    let told = send(sync_body(&now, &[&huge])).await.expect(StatusCode::OK).json();
    assert_eq!(told["results"][0]["problem"]["errors"][0]["pointer"], "/content");
    let nothing = send(sync_body(&now, &[])).await.expect(StatusCode::OK).json();
    assert_eq!(nothing["results"], json!([]));
    assert_eq!(get(&app, "/api/v1/field/items").await["items"], json!([]));
}

#[tokio::test]
async fn items_count_in_their_order_whatever_order_they_come_in() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    repair::crew(&app).await;
    let body = json!({ "kind": "repair", "sign": number, "task": "扶正立杆" });
    let order = repair::ordered(&app, &body).await;
    repair::step(&app, Role::NamingOfficer, &order, "assign", &json!({ "crew": "test-field-crew" })).await;
    let seen = get(&app, &format!("/api/v1/repair-orders/{order}")).await["version"].clone();
    app.clock().advance(Duration::hours(1));
    let start = Captured::new(&app, "order_start", &json!({ "order_id": order })).with("base_version", seen.clone());
    app.clock().advance(Duration::hours(1));
    let content = json!({ "order_id": order, "finish": { "cost_fen": 5_000, "note": "已扶正" } });
    let finish =
        Captured::new(&app, "order_finish", &content).with("base_version", seen).with("after", json!([start.id]));
    app.clock().advance(Duration::days(3));

    let told = sync(&app, CREW, &[&finish]).await;
    assert_eq!((&told[0]["state"], &told[0]["subject"]), (&json!("waiting"), &json!(null)));
    assert_eq!(checked(&app, &told[0]["receipt"]).await["digest"], json!(finish.digest()));
    let told = sync(&app, CREW, &[&start]).await;
    assert_eq!(told[0]["state"], "applied");
    let told = sync(&app, CREW, &[&finish]).await;
    assert_eq!(told[0]["state"], "applied");
    let done = get(&app, &format!("/api/v1/repair-orders/{order}")).await;
    assert_eq!((&done["state"], &done["cost_fen"]), (&json!("done"), &json!(5_000)));
    assert_eq!(
        (&done["started_at"], &done["done"]["at"]),
        (&json!("2023-07-01T05:00:00Z"), &json!("2023-07-01T06:00:00Z"))
    );
    let version = &done["version"];
    assert_eq!(told[0]["subject"], json!({ "kind": "repair_order", "id": order, "version": version }));
}

#[tokio::test]
async fn a_sign_that_a_phone_found_is_named_by_its_id_before_it_has_a_number() {
    let app = TestApp::new().await;
    let content = json!({
        "sign": { "type": "street_plate", "support": "wall",
                  "geometry": { "type": "Point", "coordinates": [113.16, 30.65] } },
        "faces": [{ "text": "文学泉路" }],
    });
    let found = Captured::new(&app, "sign", &content);
    let bent = report(&app, &found.id.to_string()).with("after", json!([found.id]));
    let told = sync(&app, CREW, &[&bent, &found]).await;
    assert_eq!((&told[0]["state"], &told[1]["state"]), (&json!("applied"), &json!("applied")));
    let report = get(&app, &format!("/api/v1/damage-reports/{}", bent.id)).await;
    let sign = get(&app, &format!("/api/v1/signs/{}", report["sign"].as_str().unwrap())).await;
    assert_eq!((&sign["id"], &sign["faces"][0]["text"]), (&json!(found.id), &json!("文学泉路")));
}

#[tokio::test]
async fn a_report_goes_ahead_of_its_photos() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let crew = Crew::of(&app, CREW);
    let there = crew.send(&TestPhoto::new(16, 12).jpeg()).await;
    let (sent, coming) = (TestPhoto::new(20, 12).jpeg(), app.ids().next::<Uuid>());
    let content =
        json!({ "sign": number, "damage": "pole_damaged", "severity": "dangerous", "photos": [there, coming] });
    let report = Captured::new(&app, "damage_report", &content);
    let told = sync(&app, CREW, &[&report]).await;
    assert_eq!((&told[0]["state"], &told[0]["awaited_photos"]), (&json!("applied"), &json!([coming])));
    let shown = get(&app, &format!("/api/v1/damage-reports/{}", report.id)).await;
    assert_eq!(shown["awaited_photos"], json!([coming]));
    let photos = async || {
        let report = get(&app, &format!("/api/v1/damage-reports/{}", report.id)).await;
        let photos = report["photos"].as_array().unwrap().iter();
        photos.map(|photo| photo["id"].as_str().unwrap().parse().unwrap()).collect::<BTreeSet<Uuid>>()
    };
    crew.announce_as(coming, sent.len(), &[]).await.expect(StatusCode::CREATED);
    crew.patch(coming, 0, &sent[..100]).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(photos().await, BTreeSet::from([there]));
    crew.patch(coming, 100, &sent[100..]).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(photos().await, BTreeSet::from([there, coming]));
    let told = sync(&app, CREW, &[&report]).await;
    assert_eq!(told[0]["awaited_photos"], json!([]));
    // A photo that somebody else sends under an id that was named is not meant.
    let other = app.ids().next::<Uuid>();
    let more = Captured::new(&app, "damage_photos", &json!({ "report_id": report.id, "photos": [other] }));
    sync(&app, CREW, &[&more]).await;
    let clerk = Crew::of(&app, Role::TownshipClerk);
    clerk.announce_as(other, sent.len(), &[]).await.expect(StatusCode::CREATED);
    clerk.patch(other, 0, &sent).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(photos().await.len(), 2);
}

#[tokio::test]
async fn a_report_that_lies_by_the_shift_of_a_map_is_kept_and_its_phone_told() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let (x, y) = SourceCrs::Gcj02.from_storage(Position::new(113.10, 30.65).unwrap()).unwrap();
    let content =
        |x, y| json!({ "sign": number, "damage": "tilted", "severity": "minor", "position": { "x": x, "y": y } });
    let shifted = Captured::new(&app, "damage_report", &content(x, y));
    let near = Captured::new(&app, "damage_report", &content(113.1001, 30.65));
    let told = sync(&app, CREW, &[&shifted, &near]).await;
    assert_eq!((&told[0]["state"], &told[0]["position_doubt"]["kind"]), (&json!("applied"), &json!("gcj02")));
    let corrected = told[0]["position_doubt"]["corrected"]["coordinates"][0].as_f64().unwrap();
    assert!((corrected - 113.10).abs() < 1e-4, "{corrected}");
    assert_eq!(told[1]["position_doubt"], json!(null));
}

#[tokio::test]
async fn a_clock_that_is_days_wrong_is_made_good_for_and_the_future_is_refused() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let real = app.clock().now();
    let seen_at = |at| json!({ "sign": number, "condition": "good", "seen_at": rfc3339(at) });
    let send = async |items: &[&Captured], sent_at| {
        let body = sync_body(&rfc3339(sent_at), items);
        let call = app.post("/api/v1/field/sync").role(CREW).header("content-type", "application/json").body(body);
        call.send().await.expect(StatusCode::OK).json()
    };
    // Three days fast: seen an hour before it was sent.
    let wrong = real + Duration::days(3);
    let fast = Captured::new(&app, "visit", &seen_at(wrong - Duration::hours(1)));
    let told = send(&[&fast], wrong).await;
    assert_eq!((&told["clock_shift_s"], &told["results"][0]["state"]), (&json!(-259_200), &json!("applied")));
    // Set right meanwhile: what was captured before lies in the future.
    let future = Captured::new(&app, "visit", &seen_at(wrong));
    let told = send(&[&future], real).await;
    assert_eq!((&told["clock_shift_s"], &told["results"][0]["state"]), (&json!(0), &json!("refused")));
    assert_eq!(told["results"][0]["problem"]["errors"][0]["pointer"], "/content/seen_at");
    let rows = app.client().await.query("select seen_at from survey_visit", &[]).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].get::<_, time::OffsetDateTime>(0), real - Duration::hours(1));
}

#[tokio::test]
async fn instants_that_no_clock_tells_and_texts_that_nobody_types_are_refused_by_their_place() {
    let app = TestApp::new().await;
    let number = sign(&app).await;
    let now = rfc3339(app.clock().now());
    let send = async |sent_at: &str, item: &Captured| {
        let body = sync_body(sent_at, &[item]);
        app.post("/api/v1/field/sync").role(CREW).header("content-type", "application/json").body(body).send().await
    };
    let place = async |item: &Captured| {
        let told = send(&now, item).await.expect(StatusCode::OK).json()["results"][0].clone();
        assert_eq!((&told["state"], &told["problem"]["status"]), (&json!("refused"), &json!(422)), "{told}");
        told["problem"]["errors"][0]["pointer"].as_str().unwrap().to_owned()
    };
    for instant in ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "1899-12-31T00:00:00Z"] {
        assert_eq!(place(&visit(&app, &number).with("captured_at", instant)).await, "/captured_at");
        let seen = Captured::new(&app, "visit", &json!({ "sign": number, "condition": "good", "seen_at": instant }));
        assert_eq!(place(&seen).await, "/content/seen_at");
        send(instant, &visit(&app, &number)).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        let report = json!({ "sign": number, "damage": "faded", "severity": "minor", "seen_at": instant });
        let at_once = app.post("/api/v1/damage-reports").role(CREW).json(&report).send().await;
        at_once.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let noted =
        |note: &str| Captured::new(&app, "visit", &json!({ "sign": number, "condition": "good", "note": note }));
    assert_eq!(place(&noted("a\0b")).await, "/content/note");
    assert_eq!(place(&Captured::new(&app, "visit", &json!([number, "good"]))).await, "/content");
    let old_photo = json!({ "sign": number, "damage": "faded", "severity": "minor", "photos": [Uuid::nil()] });
    assert_eq!(place(&Captured::new(&app, "damage_report", &old_photo)).await, "/content/photos/0");
    let typed = send(&now, &noted("写着 \\u0000 的牌子 😀")).await.expect(StatusCode::OK).json();
    assert_eq!(typed["results"][0]["state"], "applied");
}

//! `/api/v1/places`, `/api/v1/names`, `/api/v1/pinyin`

use axum::http::StatusCode;
use futures_util::future::join_all;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use crate::support::{TestApp, app::Answer};

fn village(name: &str) -> Value {
    json!({
        "category": "22200",
        "geometry": { "type": "Point", "coordinates": [113.16, 30.65] },
        "name": { "text": name },
    })
}

async fn add(app: &TestApp, body: &Value) -> Answer {
    app.post("/api/v1/places").role(Role::NamingOfficer).json(body).send().await
}

#[tokio::test]
async fn a_writer_reads_its_own_write_at_once_in_the_look_up() {
    let app = TestApp::new().await;
    for number in 0..20 {
        let added = add(&app, &village(&format!("第{number}湾"))).await.expect(StatusCode::CREATED);
        let place = added.json();
        assert_eq!(added.header("location"), format!("/api/v1/places/{}", place["id"].as_str().unwrap()));
        let near = app.get("/api/v1/nearest?collection=places&lon=113.16&lat=30.65&limit=1000").send().await.json();
        let ids: Vec<_> = near["features"].as_array().unwrap().iter().map(|feature| &feature["id"]).collect();
        assert!(ids.contains(&&place["id"]), "{number}");
    }
}

#[tokio::test]
async fn a_street_is_spelled_and_knows_the_divisions_it_crosses() {
    let app = TestApp::new().await;
    let client = app.client().await;
    crate::support::entering::enter_division(
        &client,
        "429006001",
        "竟陵街道",
        "POLYGON((113 30, 114 30, 114 31, 113 31, 113 30))",
    )
    .await;
    let body = json!({
        "category": "23512", "division_code": "429006001", "valid_from": "2021-11-16",
        "geometry": { "type": "LineString", "coordinates": [[113.15, 30.66], [113.16, 30.67]] },
        "name": { "text": "广沟北路", "approving_authority": "天门市人民政府", "approved_on": "2021-11-16" },
        "street": { "width_m": 30, "length_m": 1180, "orientation": "N-S", "starts_at": "金龙道", "ends_at": "复州大道" },
    });
    let street = add(&app, &body).await.expect(StatusCode::CREATED).json();
    assert_eq!(street["pinyin"], "Guǎnggōu Běilù");
    assert_eq!(street["crosses"], json!(["429006001"]));
    assert_eq!(street["names"][0]["specific"], "广沟北");
    assert_eq!(street["names"][0]["generic"], "路");
    let path = format!("/api/v1/places/{}", street["id"].as_str().unwrap());
    app.get(&format!("{path}?at=2021-11-15")).send().await.expect(StatusCode::NOT_FOUND);
    app.get(&format!("{path}?at=2021-11-16")).send().await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_new_edition_leaves_what_was_true_before() {
    let app = TestApp::new().await;
    let added = add(&app, &village("甲村")).await;
    let path = format!("/api/v1/places/{}", added.json()["id"].as_str().unwrap());
    let edition = json!({ "from": "2022-01-01", "geometry": { "type": "Point", "coordinates": [113.2, 30.7] } });
    let editions = format!("{path}/editions");
    let send = |tag: &str| app.post(&editions).role(Role::NamingOfficer).header("if-match", tag).json(&edition).send();

    let without = app.post(&editions).role(Role::NamingOfficer).json(&edition).send().await;
    without.expect(StatusCode::PRECONDITION_REQUIRED);
    send("\"0-0\"").await.expect(StatusCode::PRECONDITION_FAILED);
    send(added.header("etag")).await.expect(StatusCode::CREATED);
    // The same change again is based on a version that is no longer the present one.
    send(added.header("etag")).await.expect(StatusCode::PRECONDITION_FAILED);

    let lon_on = async |day: &str| {
        app.get(&format!("{path}?at={day}")).send().await.json()["geometry"]["coordinates"][0].clone()
    };
    assert_eq!(lon_on("2021-12-31").await, 113.16);
    assert_eq!(lon_on("2022-01-01").await, 113.2);
}

#[tokio::test]
async fn of_two_changes_based_on_one_version_exactly_one_is_made() {
    let app = TestApp::new().await;
    let added = add(&app, &village("甲村")).await;
    let (names, token) = (format!("{}/names", added.header("location")), app.token(Role::NamingOfficer).await);
    let send = |number: usize| {
        let call = app.post(&names).header("authorization", &format!("Bearer {token}"));
        call.header("if-match", added.header("etag")).json(&json!({ "text": format!("俗名{number}") })).send()
    };
    let mut statuses: Vec<u16> = join_all((0..8).map(send)).await.iter().map(|answer| answer.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 412, 412, 412, 412, 412, 412, 412]);
}

#[tokio::test]
async fn a_street_that_is_drawn_anew_crosses_other_divisions_from_that_day_on() {
    let app = TestApp::new().await;
    let client = app.client().await;
    for (code, west) in [("429006100", 113), ("429006101", 114)] {
        let (a, b) = (west, west + 1);
        let wkt = format!("POLYGON(({a} 30, {b} 30, {b} 31, {a} 31, {a} 30))");
        crate::support::entering::enter_division(&client, code, code, &wkt).await;
    }
    let street = json!({
        "category": "23514", "name": { "text": "潜丰路" }, "street": { "width_m": 3.5 },
        "geometry": { "type": "LineString", "coordinates": [[113.5, 30.5], [113.6, 30.5]] },
    });
    let added = add(&app, &street).await.expect(StatusCode::CREATED);
    let longer = json!({
        "from": "2022-01-01",
        "geometry": { "type": "LineString", "coordinates": [[113.5, 30.5], [114.5, 30.5]] },
    });
    let editions = format!("{}/editions", added.header("location"));
    let call = app.post(&editions).role(Role::NamingOfficer).header("if-match", added.header("etag"));
    let drawn = call.json(&longer).send().await.expect(StatusCode::CREATED).json();
    assert_eq!(drawn["crosses"], json!(["429006100", "429006101"]));
    let before = app.get(&format!("{}?at=2021-12-31", added.header("location"))).send().await.json();
    assert_eq!((before["crosses"].clone(), before["width_m"].clone()), (json!(["429006100"]), json!(3.5)));
}

#[tokio::test]
async fn a_standard_name_is_not_added_beside_another_but_an_alias_is() {
    let app = TestApp::new().await;
    let added = add(&app, &village("甲村")).await;
    let names = format!("/api/v1/places/{}/names", added.json()["id"].as_str().unwrap());
    let send = |body: Value| {
        app.post(&names).role(Role::NamingOfficer).header("if-match", added.header("etag")).json(&body).send()
    };
    let refused = send(json!({ "text": "乙村", "kind": "standard" })).await.expect(StatusCode::CONFLICT);
    assert!(refused.json()["detail"].as_str().unwrap().contains("第四条"));
    let place = send(json!({ "text": "老甲村", "kind": "colloquial" })).await.expect(StatusCode::CREATED).json();
    assert_eq!(place["names"].as_array().unwrap().len(), 2);
    assert_eq!(place["name"], "甲村");
}

#[tokio::test]
async fn a_person_confirms_the_reading_of_each_character() {
    let app = TestApp::new().await;
    let proposed = app.get("/api/v1/pinyin?name=%E9%95%BF%E6%B9%BE&category=22200").send().await.json();
    assert!(proposed["characters"][0]["candidates"].as_array().unwrap().len() > 1);
    let added = add(&app, &village("长湾")).await;
    let name = added.json()["names"][0]["id"].as_str().unwrap().to_owned();
    let confirm = |choices: Value| {
        app.post(&format!("/api/v1/names/{name}/pinyin"))
            .role(Role::NamingOfficer)
            .header("if-match", added.header("etag"))
            .json(&json!({ "choices": choices }))
            .send()
    };
    for unfit in [json!(["zhǎng"]), json!(["zhǎng", "lù"]), json!(["zhǎng", "?"]), json!([])] {
        confirm(unfit).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let confirmed = confirm(json!(["zhǎng", "wān"])).await.expect(StatusCode::OK).json();
    assert_eq!(confirmed["pinyin"], "Zhǎngwān");
    let place = app.get(added.header("location")).send().await.json();
    assert_eq!((place["pinyin"].as_str(), place["pinyin_source"].as_str()), (Some("Zhǎngwān"), Some("confirmed")));
}

#[tokio::test]
async fn a_request_sent_twice_with_one_key_is_done_once() {
    let app = TestApp::new().await;
    let (body, token) = (village("甲村"), app.token(Role::NamingOfficer).await);
    let send = || {
        let call = app.post("/api/v1/places").header("authorization", &format!("Bearer {token}"));
        call.header("idempotency-key", "0190-once").json(&body).send()
    };
    let answers = join_all((0..4).map(|_| send())).await;
    let ids: Vec<Value> =
        answers.into_iter().map(|answer| answer.expect(StatusCode::CREATED).json()["id"].clone()).collect();
    assert!(ids.iter().all(|id| *id == ids[0]));
    let other = app.post("/api/v1/places").header("authorization", &format!("Bearer {token}"));
    let other = other.header("idempotency-key", "0190-once").json(&village("乙村")).send().await;
    other.expect(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn bad_input_is_told_with_its_place_and_changes_nothing() {
    let app = TestApp::new().await;
    let with = |pointer: &str, value: Value| {
        let mut body = village("甲村");
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    let geometry =
        |kind: &str, coordinates: Value| with("/geometry", json!({ "type": kind, "coordinates": coordinates }));
    let mut unknown_member = village("甲村");
    unknown_member["colour"] = json!("red");
    let mut bad_street = village("甲村");
    bad_street["street"] = json!({ "width_m": -3 });
    let mut ends_before = village("甲村");
    ends_before["valid_from"] = json!("2020-01-01");
    ends_before["valid_to"] = json!("2020-01-01");
    let cases = [
        with("/name/text", json!("")),
        with("/name/text", json!("甲\u{0}村")),
        with("/name/text", json!("甲\u{200b}村")),
        with("/name/text", json!("\u{202e}甲村")),
        with("/name/text", json!("路".repeat(201))),
        with("/category", json!("99999")),
        with("/category", json!(7)),
        with("/category", json!("23513")),
        geometry("Point", json!([30.6, 113.1])),
        geometry("Point", json!([113.1, 30.6, 25.0])),
        geometry("Point", json!([])),
        geometry("Point", json!(["a", "b"])),
        geometry("LineString", json!([[113.1, 30.6]])),
        geometry("Polygon", json!([[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]])),
        geometry("Polygon", json!([[[0, 0], [0, 1], [1, 1]]])),
        geometry("Circle", json!([0, 0])),
        unknown_member,
        bad_street,
        ends_before,
    ];
    for body in cases {
        let answer = add(&app, &body).await;
        assert!(matches!(answer.status.as_u16(), 400 | 422), "{} for {body}", answer.status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    for raw in ["", "{", "[]", "null", "\"\u{0}\"", &"[".repeat(100_000), "{\"category\":1e999}"] {
        let call = app.post("/api/v1/places").role(Role::NamingOfficer).header("content-type", "application/json");
        let answer = call.body(raw.to_owned()).send().await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
    }
    let huge = json!({ "category": "22200", "name": { "text": "路".repeat(4_000_000) } });
    add(&app, &huge).await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    let version: i64 = app.client().await.query_one("select version from register_version", &[]).await.unwrap().get(0);
    assert_eq!(version, 0);
}

#[tokio::test]
async fn a_place_that_is_not_public_is_seen_by_those_who_keep_the_register_alone() {
    let app = TestApp::new().await;
    let mut body = village("密村");
    body["is_public"] = json!(false);
    let id = add(&app, &body).await.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/places/{id}");
    app.get(&path).send().await.expect(StatusCode::NOT_FOUND);
    app.get(&path).role(Role::FieldCrew).send().await.expect(StatusCode::NOT_FOUND);
    let own = app.get(&path).role(Role::NamingOfficer).send().await.expect(StatusCode::OK);
    assert_eq!(
        (own.json()["is_public"].clone(), own.json()["names"][0]["name"].clone()),
        (json!(false), json!("密村"))
    );
    app.get(&format!("/ogc/collections/places/items/{id}")).send().await.expect(StatusCode::NOT_FOUND);
    let near = app.get("/api/v1/nearest?collection=places&lon=113.16&lat=30.65").send().await;
    assert!(!near.text().contains("密村"));
    assert!(!app.get("/ogc/collections/names/items").send().await.text().contains("密村"));
}

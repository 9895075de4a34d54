//! `POST /api/v1/names/check`

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, TestApp};

async fn check(app: &TestApp, body: &Value) -> Answer {
    app.post("/api/v1/names/check").role(Role::TownshipClerk).json(body).send().await
}

fn one(candidate: &Value) -> Value {
    json!({ "candidates": [candidate] })
}

/// In the middle of the city.
fn line() -> Value {
    json!({ "type": "LineString", "coordinates": [[113.16, 30.66], [113.163, 30.66]] })
}

#[tokio::test]
async fn names_are_examined_against_the_register_by_the_rules_of_the_day() {
    let app = TestApp::tianmen().await;
    let body = json!({ "candidates": [
        { "name": "明志路", "category": "23514", "geometry": line(), "width_m": 24.0 },
        { "name": "同兴村", "category": "21600", "division_code": "429006118" },
        { "name": "沧浪路", "category": "23514", "geometry": line() },
    ] });
    let answer = check(&app, &body).await.expect(StatusCode::OK);
    assert_eq!(answer.header("mingjie-data-version"), "1");
    let told = answer.json();
    assert_eq!(told["on"], "2023-07-01");
    assert_eq!(
        told["packs"],
        json!([{ "id": "national", "version": "2022-05-01" }, { "id": "tianmen", "version": "1" }])
    );
    let [street, village, free] = told["examinations"].as_array().unwrap().as_slice() else { panic!("{told}") };
    assert_eq!(
        (&street["worst"], &street["pinyin"], &street["scope"]["kind"]),
        (&json!("block"), &json!("Míngzhì Lù"), &json!("built_up_area"))
    );
    let verdict = &street["verdicts"][0];
    assert_eq!(
        (&verdict["rule"], &verdict["severity"], &verdict["finding"]),
        (&json!("N09"), &json!("block"), &json!("same"))
    );
    assert_eq!(verdict["pack"], json!({ "id": "national", "version": "2022-05-01" }));
    assert_eq!(verdict["clause"]["zh"], "《地名管理条例》第九条第（七）、（八）项");
    let matched = &verdict["matched"];
    assert_eq!((&matched["kind"], &matched["name"]), (&json!("register_name"), &json!("明志路")));
    assert!(matched["distance_m"].as_f64().unwrap() < 5_000.0, "{matched}");
    assert!(matched["id"].as_str().unwrap().parse::<Uuid>().is_ok());
    assert_eq!(village["scope"]["units"], json!(["429006"]));
    let twice = village["verdicts"].as_array().unwrap().iter().filter(|verdict| verdict["finding"] == "same").count();
    assert_eq!(twice, 4, "同兴村 is there four times: {village}");
    assert_eq!((&free["worst"], &free["verdicts"]), (&Value::Null, &json!([])));
}

#[tokio::test]
async fn a_name_that_an_open_case_holds_is_told_with_the_case() {
    let app = TestApp::tianmen().await;
    app.token(Role::NamingOfficer).await;
    let client = app.client().await;
    client
        .batch_execute(
            "insert into naming_case (case_id, case_number, type, state, since, title, applicant, reasons, created_by, created_at)
             select '00000000-0000-7000-8000-000000000001', '2023-0007', 'name', 'submitted', '2023-06-01', '北湖道路命名', '竟陵街道',
                    '新建', user_id, '2023-06-01T00:00:00Z' from user_account limit 1;
             insert into naming_item (item_id, case_id, position, name, name_key, pinyin, pinyin_doubtful, sound_key, category,
                                      division_code, geom)
             values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 1, '沧浪路', '沧浪路',
                     'Cānglàng Lù', false, 'canglanglu', '23514', '429006001',
                     st_geomfromtext('LINESTRING(113.161 30.661, 113.165 30.661)', 4490));
             insert into naming_reservation (item_id, scope_unit, name_key, held_since)
             values ('00000000-0000-7000-8000-000000000002', 'x', '沧浪路', '2023-06-01T00:00:00Z')",
        )
        .await
        .unwrap();
    let asked = |name: &str| one(&json!({ "name": name, "category": "23514", "geometry": line() }));
    let told = check(&app, &asked("沧浪路")).await.expect(StatusCode::OK).json();
    let verdict = &told["examinations"][0]["verdicts"][0];
    assert_eq!((&verdict["rule"], &verdict["severity"]), (&json!("N09"), &json!("block")), "{told}");
    let matched = &verdict["matched"];
    assert_eq!(
        (&matched["kind"], &matched["case"]["number"], &matched["state"]),
        (&json!("open_case"), &json!("2023-0007"), &json!("held"))
    );
    assert!((100.0..130.0).contains(&matched["distance_m"].as_f64().unwrap()), "{matched}");
    let sound = check(&app, &asked("苍浪路")).await.expect(StatusCode::OK).json();
    assert_eq!(sound["examinations"][0]["verdicts"][0]["rule"], "N10", "{sound}");

    client
        .batch_execute(
            "update naming_reservation set released_at = '2023-06-20T00:00:00Z';
             update naming_item set state = 'taken_out', closed_reason = '另行命名'",
        )
        .await
        .unwrap();
    let told = check(&app, &asked("沧浪路")).await.expect(StatusCode::OK).json();
    let verdict = &told["examinations"][0]["verdicts"][0];
    assert_eq!((&verdict["rule"], &verdict["severity"]), (&json!("N17"), &json!("info")), "{told}");
    assert_eq!(
        (&verdict["matched"]["state"], &verdict["matched"]["case"]["reason"]),
        (&json!("withdrawn"), &json!("另行命名"))
    );
}

#[tokio::test]
async fn the_readings_of_the_county_count() {
    let app = TestApp::tianmen().await;
    let finding = async |app: &TestApp| {
        let body = one(&json!({ "name": "长湖村", "category": "21600", "division_code": "429006118" }));
        let told = check(app, &body).await.expect(StatusCode::OK).json();
        let verdicts = told["examinations"][0]["verdicts"].as_array().unwrap().clone();
        let zhang = verdicts.iter().find(|verdict| verdict["matched"]["name"] == "张湖村村民委员会");
        zhang.map(|verdict| verdict["finding"].clone())
    };
    assert_eq!(finding(&app).await, Some(json!("other_reading")));
    let client = app.client().await;
    client.execute("insert into local_reading (text, reading, recorded_by, recorded_at) values ('长湖', 'zhāng hú', 'test', '2023-06-01T00:00:00Z')", &[]).await.unwrap();
    assert_eq!(finding(&app).await, Some(json!("same_sound")));
}

#[tokio::test]
async fn what_cannot_be_checked_is_told_with_its_place() {
    let app = TestApp::new().await;
    let street = |more: Value| {
        let mut candidate = json!({ "name": "明志路", "category": "23514" });
        candidate.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        one(&candidate)
    };
    let many: Vec<Value> = (0..51).map(|_| json!({ "name": "明志路", "category": "23514" })).collect();
    for (body, pointer) in [
        (json!({ "candidates": [] }), "/candidates"),
        (json!({ "candidates": many }), "/candidates"),
        (json!({ "on": "2022-04-30", "candidates": [{ "name": "明志路", "category": "23514" }] }), "/on"),
        (json!({ "on": "June", "candidates": [{ "name": "明志路", "category": "23514" }] }), "/on"),
        (street(json!({ "name": "" })), "/candidates/0/name"),
        (street(json!({ "name": "明\u{200b}志路" })), "/candidates/0/name"),
        (street(json!({ "name": "明\u{0}志路" })), "/candidates/0/name"),
        (street(json!({ "name": "路".repeat(201) })), "/candidates/0/name"),
        (street(json!({ "category": "9" })), "/candidates/0/category"),
        (street(json!({ "category": "路路路路路" })), "/candidates/0/category"),
        (street(json!({ "width_m": 0.0 })), "/candidates/0/width_m"),
        (street(json!({ "length_m": -1.0 })), "/candidates/0/length_m"),
        (street(json!({ "division_code": "42900A" })), "/candidates/0/division_code"),
        (street(json!({ "division_code": "110000" })), "/candidates/0/division_code"),
        (street(json!({ "division_code": "429006999" })), "/candidates/0/division_code"),
        (json!({}), "/candidates"),
        (street(json!({ "nmae": "明志路" })), "/candidates/0/nmae"),
        (street(json!({ "renames": "one" })), "/candidates/0/renames"),
        (street(json!({ "width_m": "wide" })), "/candidates/0/width_m"),
        (street(json!({ "geometry": { "type": "Point", "coordinates": [30.6, 113.1] } })), "/candidates/0/geometry"),
        (
            street(json!({ "geometry": { "type": "LineString", "coordinates": [[113.1, 30.6]] } })),
            "/candidates/0/geometry",
        ),
    ] {
        let problem = check(&app, &body).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let call = app.post("/api/v1/names/check").role(Role::Auditor).header("content-type", "application/json");
    call.body("{").send().await.expect(StatusCode::BAD_REQUEST);
    let nobody = app.post("/api/v1/names/check").json(&street(json!({}))).send().await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

//! `/api/v1/time-limits`, `/api/v1/calendar-years`

use axum::http::{Method, StatusCode};
use mingjie::{kernel::actor::Role, obligations::LimitKind};
use serde_json::{Value, json};
use time::macros::date;

use super::obligations::begin;
use crate::support::{TestApp, app::Answer};

async fn limit(app: &TestApp, kind: &str, on: &str) -> Value {
    let path = format!("/api/v1/time-limits?on={on}");
    let page = app.get(&path).role(Role::Auditor).send().await.expect(StatusCode::OK).json();
    let limits = page["time_limits"].as_array().unwrap();
    limits.iter().find(|limit| limit["kind"]["code"] == kind).unwrap_or(&Value::Null).clone()
}

async fn put(app: &TestApp, kind: &str, body: Value) -> Answer {
    app.call(Method::PUT, &format!("/api/v1/time-limits/{kind}")).role(Role::Admin).json(&body).send().await
}

#[tokio::test]
async fn an_administrator_changes_a_limit_of_the_office_from_a_day_on() {
    let app = TestApp::new().await;
    let present = limit(&app, "sign", "2023-07-01").await;
    assert_eq!((&present["days"], &present["basis"]["article"]), (&json!(60), &Value::Null));
    let body = json!({ "replaces": present["id"], "days": 45, "valid_from": "2023-08-01" });
    let changed = put(&app, "sign", body.clone()).await.expect(StatusCode::OK).json();
    assert_eq!((&changed["days"], &changed["valid_to"]), (&json!(45), &Value::Null));
    assert_eq!(limit(&app, "sign", "2023-07-31").await["valid_to"], "2023-08-01");
    assert_eq!(limit(&app, "sign", "2023-08-01").await, changed);
    assert_eq!(limit(&app, "sign", "2022-04-30").await, Value::Null);

    put(&app, "sign", body).await.expect(StatusCode::PRECONDITION_FAILED);
    let early = json!({ "replaces": changed["id"], "days": 30, "valid_from": "2023-08-01" });
    let refused = put(&app, "sign", early).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(refused["errors"][0]["pointer"], "/valid_from");
    put(&app, "coffee", json!({ "replaces": changed["id"], "days": 30, "valid_from": "2023-09-01" }))
        .await
        .expect(StatusCode::NOT_FOUND);
    for (days, from, pointer) in [(0, "2023-09-01", "/days"), (367, "2023-09-01", "/days"), (3, "soon", "/valid_from")]
    {
        let body = json!({ "replaces": changed["id"], "days": days, "valid_from": from });
        let refused = put(&app, "sign", body).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
}

#[tokio::test]
async fn a_limit_of_the_law_is_not_changed_and_the_refusal_names_the_article() {
    let app = TestApp::new().await;
    let present = limit(&app, "filing", "2023-07-01").await;
    let body = json!({ "replaces": present["id"], "days": 30, "valid_from": "2023-08-01" });
    let refused = put(&app, "filing", body).await.expect(StatusCode::CONFLICT).json();
    assert_eq!(refused["detail"], "“备案”期限由《地名管理条例》第十三条规定，不能修改");
    assert_eq!(limit(&app, "filing", "2023-08-01").await, present);
}

#[tokio::test]
async fn a_year_that_is_arranged_makes_uncertain_due_days_certain() {
    let app = TestApp::new().await;
    begin(&app, LimitKind::Acceptance, date!(2026 - 12 - 29), None).await;
    let due = async || {
        let page = app.get("/api/v1/obligations").role(Role::Leader).send().await.json();
        let one = &page["obligations"][0];
        (one["due_on"].as_str().unwrap().to_owned(), one["due_is_certain"].as_bool().unwrap())
    };
    assert_eq!(due().await, ("2027-01-05".to_owned(), false));

    let arrange = async |year: &str, days: Value| {
        let body = json!({ "basis": "测试用安排", "days": days });
        app.call(Method::PUT, &format!("/api/v1/calendar-years/{year}")).role(Role::Admin).json(&body).send().await
    };
    let holiday = |day: &str| json!({ "day": day, "is_working": false, "occasion": "元旦" });
    let worked = json!({ "day": "2027-01-09", "is_working": true, "occasion": "元旦" });
    let new_year = json!([holiday("2026-12-31"), holiday("2027-01-01"), holiday("2027-01-04"), worked]);
    let answer = arrange("2027", new_year.clone()).await.expect(StatusCode::OK).json();
    assert_eq!(answer["recounted"], 1);
    // Tuesday: 30 December, then 5, 6, 7 and 8 January.
    assert_eq!(due().await, ("2027-01-08".to_owned(), true));
    // A corrected notice takes the place of the first: 30 and 31 December, then 4, 5 and 6 January.
    arrange("2027", json!([holiday("2027-01-01")])).await.expect(StatusCode::OK);
    assert_eq!(due().await, ("2027-01-06".to_owned(), true));

    let years = app.get("/api/v1/calendar-years").role(Role::Leader).send().await.expect(StatusCode::OK).json();
    let years = years["years"].as_array().unwrap();
    assert_eq!(
        years.iter().map(|year| year["year"].as_i64().unwrap()).collect::<Vec<_>>(),
        [2022, 2023, 2024, 2025, 2026, 2027]
    );
    assert_eq!(years[1]["basis"], "国办发明电〔2022〕16号");
    for (year, days) in [
        ("2027", json!([holiday("2028-01-01")])),
        ("2027", json!([holiday("2026-11-30")])),
        ("2027", json!([holiday("2027-01-01"), holiday("2027-01-01")])),
        ("2028", json!([holiday("2027-01-01")])),
        ("2027", json!([holiday("new year")])),
        ("2027", json!([{ "day": "2027-01-01", "is_working": false, "occasion": "" }])),
    ] {
        arrange(year, days).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    arrange("someday", json!([])).await.expect(StatusCode::NOT_FOUND);
    arrange("9999", json!([])).await.expect(StatusCode::NOT_FOUND);
    assert_eq!(due().await, ("2027-01-06".to_owned(), true));
}

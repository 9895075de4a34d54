//! Lines from their entry to their end.

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::{CODE, does, drawn, entered, marked, sent, shape};
use crate::support::TestApp;

fn at(step: &str) -> String {
    format!("/api/v1/boundary-lines/{CODE}/{step}")
}

/// The pointer of the one fault that is told.
fn pointer(problem: &Value) -> &str {
    problem["errors"][0]["pointer"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_line_is_entered_drawn_agreed_approved_published_and_kept() {
    let app = TestApp::tianmen().await;
    let line = entered(&app).await;
    assert_eq!(
        (line["code"].as_str(), line["level"].as_str(), line["state"].as_str()),
        (Some(CODE), Some("county"), Some("proposed"))
    );
    does(&app, Method::PUT, &at("shape"), &shape()).await.expect(StatusCode::OK);
    for (step, body, state) in [
        ("agree", json!({ "on": "2001-06-18", "document": "界线协议〔2001〕3号" }), "agreed"),
        (
            "approve",
            json!({ "on": "2002-03-01", "document": "鄂政函〔2002〕7号", "authority": "湖北省人民政府" }),
            "approved",
        ),
        ("publish", json!({ "on": "2002-05-01" }), "published"),
        ("manage", json!({}), "managed"),
    ] {
        let told = does(&app, Method::POST, &at(step), &body).await.expect(StatusCode::OK).json();
        assert_eq!(told["state"], state);
    }
    let path = format!("/api/v1/boundary-lines/{CODE}");
    let told = app.get(&path).role(Role::Leader).send().await.expect(StatusCode::OK).json();
    assert_eq!(told["segments"].as_array().unwrap().len(), 2);
    assert_eq!(told["points"].as_array().unwrap().len(), 3);
    let kinds: Vec<&str> =
        told["events"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["enter", "draw", "agree", "approve", "publish", "manage"]);
    let steps: Vec<&str> =
        told["steps"].as_array().unwrap().iter().map(|step| step["action"].as_str().unwrap()).collect();
    assert_eq!(steps, ["change", "abolish"]);

    // What was approved nobody draws anew (R353 art. 2).
    does(&app, Method::PUT, &at("shape"), &shape()).await.expect(StatusCode::CONFLICT);
    let again = does(&app, Method::POST, &at("agree"), &json!({ "on": "2003-01-01", "document": "甲" })).await;
    assert_eq!(again.expect(StatusCode::CONFLICT).json()["state"], "managed");
    let ended = json!({ "on": "2022-01-01", "reason": "行政区划变更" });
    let told = does(&app, Method::POST, &at("change"), &ended).await.expect(StatusCode::OK).json();
    assert_eq!((told["state"].as_str(), told["ended_on"].as_str()), (Some("changed"), Some("2022-01-01")));
}

#[tokio::test]
async fn lines_are_listed_by_side_level_and_state() {
    let app = TestApp::tianmen().await;
    entered(&app).await;
    let list = async |query: &str| {
        let path = format!("/api/v1/boundary-lines?{query}");
        let told = app.get(&path).role(Role::TownshipClerk).send().await.expect(StatusCode::OK).json();
        told["lines"].as_array().unwrap().len()
    };
    assert_eq!(list("side=420984&level=county&state=proposed,agreed").await, 1);
    assert_eq!(list("side=420881").await, 0);
    assert_eq!(list("level=township").await, 0);
    app.get("/api/v1/boundary-lines?level=village").role(Role::Leader).send().await.expect(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_no_code_or_number_names_nothing() {
    let app = TestApp::new().await;
    for code in ["42%00", "1", "429006429006", "x", "429004429006"] {
        for path in [
            format!("boundary-lines/{code}"),
            format!("boundary-lines/{code}/alignment"),
            format!("boundary-markers/{code}001Q"),
        ] {
            app.get(&format!("/api/v1/{path}")).role(Role::Leader).send().await.expect(StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test]
async fn what_cannot_be_a_line_is_refused_by_its_place() {
    let app = TestApp::tianmen().await;
    let enter = async |left: &str, right: &str| {
        let body = json!({ "name": "线", "left_code": left, "right_code": right, "source": "图" });
        let answer = does(&app, Method::POST, "/api/v1/boundary-lines", &body).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY).json()
    };
    assert_eq!(pointer(&enter("429006", "429006").await), "/right_code");
    assert_eq!(pointer(&enter("429006", "429006001").await), "/right_code");
    assert_eq!(pointer(&enter("429006", "999999").await), "/right_code");
    assert_eq!(pointer(&enter("42900x", "429006").await), "/left_code");
    assert_eq!(pointer(&enter("429006", "9").await), "/right_code");
    entered(&app).await;
    let body = json!({ "name": "又一条", "left_code": "420984", "right_code": "429006", "source": "图" });
    does(&app, Method::POST, "/api/v1/boundary-lines", &body).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_line_with_a_loop_or_a_gap_is_refused_and_changes_nothing() {
    let app = TestApp::tianmen().await;
    drawn(&app).await;
    let refused = async |body: Value| {
        let answer = does(&app, Method::PUT, &at("shape"), &body).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY).json()
    };
    let mut loops = shape();
    loops["parts"][0]["segments"][1]["geometry"]["coordinates"] =
        json!([[113.0125, 30.5], [113.02, 30.506], [113.005, 30.506], [113.005, 30.49]]);
    assert_eq!(pointer(&refused(loops).await), "/parts/0");
    let mut across = shape();
    let second = json!({
        "start": { "name": "J011" },
        "segments": [{ "feature": "straight", "end": { "name": "J012" },
                       "geometry": { "type": "LineString", "coordinates": [[113.01, 30.49], [113.01, 30.51]] } }],
    });
    across["parts"].as_array_mut().unwrap().push(second);
    assert_eq!(pointer(&refused(across).await), "/parts/0");
    let mut gap = shape();
    gap["parts"][0]["segments"][1]["geometry"]["coordinates"] = json!([[113.0135, 30.5], [113.02, 30.506]]);
    assert_eq!(pointer(&refused(gap).await), "/parts/0/segments/1/geometry");
    let mut nowhere = shape();
    nowhere["parts"][0]["segments"][0]["geometry"]["coordinates"] = json!([[30.5, 113.0], [30.498, 113.006]]);
    assert_eq!(pointer(&refused(nowhere).await), "/parts/0/segments/0/geometry");
    assert_eq!(pointer(&refused(json!({ "parts": [] })).await), "/parts");
    let path = format!("/api/v1/boundary-lines/{CODE}");
    let told = app.get(&path).role(Role::Leader).send().await.expect(StatusCode::OK).json();
    assert_eq!(told["segments"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_line_is_drawn_anew_around_its_markers() {
    let app = TestApp::tianmen().await;
    drawn(&app).await;
    let point = marked(&app).await["point_id"].clone();
    // Without the point that the marker marks.
    does(&app, Method::PUT, &at("shape"), &shape()).await.expect(StatusCode::CONFLICT);
    let mut around = shape();
    around["parts"][0]["segments"] = json!([
        { "feature": "river", "feature_name": "汉江", "end": { "point_id": point },
          "geometry": { "type": "LineString", "coordinates": [[113.0, 30.5], [113.006, 30.498]] } },
        { "feature": "straight", "end": { "name": "J002" },
          "geometry": { "type": "LineString", "coordinates": [[113.006, 30.498], [113.02, 30.506]] } },
    ]);
    let told = does(&app, Method::PUT, &at("shape"), &around).await.expect(StatusCode::OK).json();
    assert_eq!(told["segments"][0]["to"], point);
}

#[tokio::test]
async fn nobody_passes_over_what_another_has_changed() {
    let app = TestApp::tianmen().await;
    entered(&app).await;
    let path = format!("/api/v1/boundary-lines/{CODE}");
    let seen = app.get(&path).role(Role::BoundaryOfficer).send().await.expect(StatusCode::OK).header("etag").to_owned();
    does(&app, Method::PUT, &at("shape"), &shape()).await.expect(StatusCode::OK);
    let late = app.call(Method::PUT, &at("shape")).role(Role::BoundaryOfficer).header("If-Match", &seen).json(&shape());
    late.send().await.expect(StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn steps_take_what_belongs_to_them_and_days_in_order() {
    let app = TestApp::tianmen().await;
    entered(&app).await;
    let refused = async |step: &str, body: Value| {
        let answer = does(&app, Method::POST, &at(step), &body).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY).json()
    };
    assert_eq!(pointer(&refused("agree", json!({ "on": "2001-06-18" })).await), "/document");
    let more = json!({ "on": "2001-06-18", "document": "甲", "reason": "乙" });
    assert_eq!(pointer(&refused("agree", more).await), "/reason");
    assert_eq!(pointer(&refused("agree", json!({ "on": "2101-06-18", "document": "甲" })).await), "/on");
    does(&app, Method::POST, &at("agree"), &json!({ "on": "2001-06-18", "document": "甲" }))
        .await
        .expect(StatusCode::OK);
    let before = json!({ "on": "2001-06-17", "document": "乙", "authority": "湖北省人民政府" });
    assert_eq!(pointer(&refused("approve", before).await), "/on");
}

#[tokio::test]
async fn the_description_is_written_kept_and_checked() {
    let app = TestApp::tianmen().await;
    drawn(&app).await;
    marked(&app).await;
    let path = at("alignment");
    let told = app.get(&path).role(Role::Archivist).send().await.expect(StatusCode::OK).json();
    let written = told["written"].as_str().unwrap();
    assert!(
        written.contains("1．界线自甲镇、乙镇、丙镇三交点起，沿汉江中心线向东偏东南行617米，至001号界桩。"),
        "{written}"
    );
    assert!(
        written.contains(
            "2．界线自001号界桩起，沿汉江中心线向东偏东北行662米，折沿永丰渠中心线向东北行980米，至J002界线点。"
        ),
        "{written}"
    );

    let check = async |text: &str| {
        let body = json!({ "text": text });
        let answer = sent(&app, Role::Auditor, Method::POST, &at("alignment/check"), &body).await;
        answer.expect(StatusCode::OK).json()
    };
    assert_eq!(check(written).await["agrees"], true);
    let wrong = written.replace("向东北行980米", "向西北行980米");
    let told = check(&wrong).await;
    assert_eq!((told["agrees"].as_bool(), told["findings"][0]["sentence"].as_u64()), (Some(false), Some(3)));
    assert_eq!(told["findings"][0]["disagreement"], "bearing");

    let kept = does(&app, Method::PUT, &path, &json!({ "text": wrong })).await.expect(StatusCode::OK).json();
    assert_eq!(kept["findings"].as_array().unwrap().len(), 1);
    does(&app, Method::PUT, &path, &json!({ "text": "" })).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    // What the description says tells where the line lies.
    app.get(&path).role(Role::NamingOfficer).send().await.expect(StatusCode::FORBIDDEN);
}

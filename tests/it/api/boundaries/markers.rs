//! Markers: numbers, tie points, whether they moved, and who is told where they stand.

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use super::{CODE, does, drawn, marked, marker, sent};
use crate::support::{TestApp, holds, schema_of};

fn at(number: &str, step: &str) -> String {
    format!("/api/v1/boundary-markers/{number}/{step}")
}

#[tokio::test]
async fn a_marker_is_given_the_next_number_and_splits_its_segment() {
    let app = TestApp::tianmen().await;
    drawn(&app).await;
    let first = marked(&app).await;
    assert_eq!((first["number"].as_str(), first["state"].as_str()), (Some("420984429006001Q"), Some("set")));
    let banks = json!({
        "line_code": CODE, "type": "double", "at": { "type": "Point", "coordinates": [113.01, 30.49923] },
        "markers": [
            { "geometry": { "type": "Point", "coordinates": [113.01, 30.497] }, "responsible_code": "420984" },
            { "geometry": { "type": "Point", "coordinates": [113.01, 30.501] }, "responsible_code": "429006" },
        ],
    });
    let told = does(&app, Method::POST, "/api/v1/boundary-markers", &banks).await.expect(StatusCode::CREATED).json();
    let numbers: Vec<&str> =
        told["markers"].as_array().unwrap().iter().map(|one| one["number"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["420984429006002A", "420984429006002B"]);
    assert_eq!(told["markers"][0]["state"], "planned");

    let path = format!("/api/v1/boundary-lines/{CODE}");
    let line = app.get(&path).role(Role::Auditor).send().await.expect(StatusCode::OK).json();
    let ordinals: Vec<i64> =
        line["segments"].as_array().unwrap().iter().map(|segment| segment["ordinal"].as_i64().unwrap()).collect();
    assert_eq!(ordinals, [1, 2, 3, 4]);
    assert_eq!(line["markers"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn markers_entered_at_the_same_moment_have_different_numbers() {
    let app = TestApp::tianmen().await;
    drawn(&app).await;
    let place = |lon: f64| {
        let mut body = marker();
        body["at"]["coordinates"] = json!([lon, 30.498]);
        body
    };
    let bodies: Vec<Value> = (0..6).map(|at| place(113.0061 + 0.00003 * f64::from(at))).collect();
    let all = bodies.iter().map(|body| does(&app, Method::POST, "/api/v1/boundary-markers", body));
    let told = futures_util::future::join_all(all).await;
    let mut numbers: Vec<String> = told
        .into_iter()
        .map(|answer| answer.expect(StatusCode::CREATED).json()["markers"][0]["number"].as_str().unwrap().to_owned())
        .collect();
    numbers.sort();
    let expected: Vec<String> = (1..=6).map(|serial| format!("420984429006{serial:03}Q")).collect();
    assert_eq!(numbers, expected);
    let mut taken = place(113.003);
    taken["at"]["coordinates"] = json!([113.003, 30.499]);
    taken["serial"] = json!(3);
    does(&app, Method::POST, "/api/v1/boundary-markers", &taken).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_point_has_the_markers_of_one_number_and_a_township_may_be_in_charge() {
    let app = TestApp::tianmen().await;
    drawn(&app).await;
    let first = marked(&app).await;
    let mut again = marker();
    again.as_object_mut().unwrap().remove("at");
    again["point_id"] = first["point_id"].clone();
    again["markers"][0]["responsible_code"] = json!("429006001");
    does(&app, Method::POST, "/api/v1/boundary-markers", &again).await.expect(StatusCode::CONFLICT);
    let why = json!({ "on": "2022-06-01", "reason": "另立新桩" });
    let number = first["number"].as_str().unwrap();
    does(&app, Method::POST, &at(number, "scrap"), &why).await.expect(StatusCode::OK);
    let told = does(&app, Method::POST, "/api/v1/boundary-markers", &again).await.expect(StatusCode::CREATED).json();
    assert_eq!(told["markers"][0]["number"], "420984429006002Q");
    assert_eq!(told["markers"][0]["responsible_code"], "429006001");
}

#[tokio::test]
async fn what_cannot_be_a_marker_is_refused_by_its_place() {
    let app = TestApp::tianmen().await;
    drawn(&app).await;
    let refused = async |change: &dyn Fn(&mut Value)| {
        let mut body = marker();
        change(&mut body);
        let answer = does(&app, Method::POST, "/api/v1/boundary-markers", &body).await;
        let problem = answer.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        problem["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(refused(&|body| body["at"]["coordinates"] = json!([113.006, 30.6])).await, "/at");
    assert_eq!(refused(&|body| body["at"]["coordinates"] = json!([112.9, 30.5])).await, "/at");
    assert_eq!(refused(&|body| body["type"] = json!("double")).await, "/markers");
    assert_eq!(refused(&|body| body["serial"] = json!(1000)).await, "/serial");
    assert_eq!(refused(&|body| body["markers"][0]["responsible_code"] = json!("420881")).await, "/markers");
    assert_eq!(refused(&|body| body["markers"][0]["set_on"] = json!("2101-01-01")).await, "/markers");
    let azimuth = |body: &mut Value| body["markers"][0]["tie_points"][1]["azimuth_deg"] = json!(360.0);
    assert_eq!(refused(&azimuth).await, "/markers/0/tie_points/1/azimuth_deg");
    let list = app.get("/api/v1/boundary-markers").role(Role::Leader).send().await.expect(StatusCode::OK).json();
    assert!(list["features"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn whether_a_marker_moved_is_judged_and_put_on_record() {
    let app = TestApp::tianmen().await;
    drawn(&app).await;
    let number = marked(&app).await["number"].as_str().unwrap().to_owned();
    does(&app, Method::POST, &at(&number, "accept"), &json!({})).await.expect(StatusCode::OK);
    let judged = async |role: Role, body: Value| {
        sent(&app, role, Method::POST, &at(&number, "fix"), &body).await.expect(StatusCode::OK).json()
    };
    let still = json!([{ "ordinal": 1, "azimuth_deg": 35.4, "distance_m": 42.6 }, { "ordinal": 2, "azimuth_deg": 159.5, "distance_m": 18.3 }]);
    let near = json!({ "position": { "x": 113.00603, "y": 30.49801, "accuracy_m": 4 }, "readings": still });
    let told = judged(Role::BoundaryOfficer, near.clone()).await;
    assert_eq!((told["verdict"].as_str(), told["zh"].as_str()), (Some("in_place"), Some("在位")));
    assert!(told["residuals"].as_array().unwrap().len() == 2 && told["reasons"].as_array().unwrap().len() == 2);
    let swapped = json!({ "position": { "x": 30.498, "y": 113.006 }, "readings": [] });
    assert_eq!(judged(Role::BoundaryOfficer, swapped).await["verdict"], "axes_swapped");
    // A crew learns what to do, not where the marker is registered.
    let told = judged(Role::FieldCrew, near).await;
    assert_eq!(told.as_object().unwrap().keys().collect::<Vec<_>>(), ["en", "verdict", "zh"]);
    let nowhere = json!({ "position": { "x": 500, "y": 600 } });
    does(&app, Method::POST, &at(&number, "fix"), &nowhere).await.expect(StatusCode::UNPROCESSABLE_ENTITY);

    let path = format!("/api/v1/boundary-markers/{number}");
    let told = app.get(&path).role(Role::Auditor).send().await.expect(StatusCode::OK).json();
    let kinds: Vec<&str> =
        told["events"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["enter", "accept", "judge", "judge", "judge"]);
}

#[tokio::test]
async fn exact_positions_and_tie_points_are_for_those_who_work_on_the_line() {
    let app = TestApp::tianmen().await;
    drawn(&app).await;
    let number = marked(&app).await["number"].as_str().unwrap().to_owned();
    let one = format!("/api/v1/boundary-markers/{number}");
    let line = format!("/api/v1/boundary-lines/{CODE}");
    for role in Role::ALL {
        let exact = [Role::BoundaryOfficer, Role::Leader, Role::Archivist, Role::Auditor].contains(&role);
        for path in [one.as_str(), "/api/v1/boundary-markers", &line] {
            let answer = app.get(path).role(role).send().await;
            if [Role::Admin, Role::Neighbour].contains(&role) {
                answer.expect(StatusCode::FORBIDDEN);
                continue;
            }
            let text = answer.expect(StatusCode::OK).text();
            let tells = ["30.498", "113.006", "42.5", "水泥电杆", "堤脚", "27.31"]
                .into_iter()
                .filter(|word| text.contains(word));
            assert_eq!(tells.count() > 0, exact, "{role:?} {path}: {text}");
        }
    }
    app.get(&one).send().await.expect(StatusCode::UNAUTHORIZED);
    // A box as small as you like finds whole cells for who is told cells.
    let found = async |role: Role, bbox: &str| {
        let path = format!("/api/v1/boundary-markers?bbox={bbox}");
        let told = app.get(&path).role(role).send().await.expect(StatusCode::OK).json();
        told["features"].as_array().unwrap().len()
    };
    let beside = "113.0001,30.4901,113.0002,30.4902";
    assert_eq!((found(Role::FieldCrew, beside).await, found(Role::Leader, beside).await), (1, 0));
}

#[tokio::test]
async fn tie_points_are_chosen_again_and_a_marker_is_scrapped_once() {
    let app = TestApp::tianmen().await;
    drawn(&app).await;
    let number = marked(&app).await["number"].as_str().unwrap().to_owned();
    let ties = json!({ "tie_points": [{ "name": "闸房墙角", "azimuth_deg": 10.0, "distance_m": 20.0 }] });
    let told = does(&app, Method::PUT, &at(&number, "tie-points"), &ties).await.expect(StatusCode::OK).json();
    assert_eq!(told["tie_points"].as_array().unwrap().len(), 1);
    let why = json!({ "on": "2022-06-01", "reason": "修路移位，已报批备案" });
    let told = does(&app, Method::POST, &at(&number, "scrap"), &why).await.expect(StatusCode::OK).json();
    assert_eq!((told["state"].as_str(), told["ended_on"].as_str()), (Some("scrapped"), Some("2022-06-01")));
    does(&app, Method::POST, &at(&number, "scrap"), &why).await.expect(StatusCode::CONFLICT);
    sent(&app, Role::Leader, Method::POST, &at(&number, "scrap"), &why).await.expect(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn answers_about_boundaries_hold_what_the_document_says() {
    let app = TestApp::tianmen().await;
    let document = app.get("/api/v1/openapi.json").send().await.expect(StatusCode::OK).json();
    let line = drawn(&app).await;
    holds(schema_of(&document, "put", "/api/v1/boundary-lines/{code}/shape"), &line, "drawn");
    let number = marked(&app).await["number"].as_str().unwrap().to_owned();
    for (path, address) in [
        ("/api/v1/boundary-lines", "/api/v1/boundary-lines".to_owned()),
        ("/api/v1/boundary-lines/{code}", format!("/api/v1/boundary-lines/{CODE}")),
        ("/api/v1/boundary-lines/{code}/alignment", format!("/api/v1/boundary-lines/{CODE}/alignment")),
        ("/api/v1/boundary-markers", "/api/v1/boundary-markers".to_owned()),
        ("/api/v1/boundary-markers/{number}", format!("/api/v1/boundary-markers/{number}")),
        ("/api/v1/boundary-source", "/api/v1/boundary-source".to_owned()),
    ] {
        for role in [Role::BoundaryOfficer, Role::Leader] {
            let answer = app.get(&address).role(role).send().await.expect(StatusCode::OK).json();
            holds(schema_of(&document, "get", path), &answer, path);
        }
    }
    let body = json!({ "position": { "x": 113.006, "y": 30.498 }, "readings": [{ "ordinal": 1, "distance_m": 42.5 }] });
    let judged = does(&app, Method::POST, &at(&number, "fix"), &body).await.expect(StatusCode::OK).json();
    holds(schema_of(&document, "post", "/api/v1/boundary-markers/{number}/fix"), &judged, "judged");
}

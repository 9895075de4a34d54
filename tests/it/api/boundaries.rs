//! `/api/v1/boundary-lines`, `/api/v1/boundary-markers`, `/api/v1/boundary-source`

mod demonstration;
mod lines;
mod markers;

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use crate::support::{Answer, TestApp};

const CODE: &str = "420984429006";

async fn sent(app: &TestApp, role: Role, method: Method, path: &str, body: &Value) -> Answer {
    app.call(method, path).role(role).json(body).send().await
}

/// The boundary officer does something.
async fn does(app: &TestApp, method: Method, path: &str, body: &Value) -> Answer {
    sent(app, Role::BoundaryOfficer, method, path, body).await
}

/// Enters the line between 汉川 and 天门.
async fn entered(app: &TestApp) -> Value {
    let body = json!({ "name": "汉川市与天门市行政区域界线", "left_code": "429006", "right_code": "420984",
                       "length_m": 3885.0, "source": "协议书附图" });
    does(app, Method::POST, "/api/v1/boundary-lines", &body).await.expect(StatusCode::CREATED).json()
}

/// A part of two segments along a river and a ditch, from a meeting point to a bend.
fn shape() -> Value {
    json!({ "parts": [{
        "start": { "kind": "tri_junction", "name": "甲镇、乙镇、丙镇", "agreement": "三交点协议（2001）", "agreed_on": "2001-05-01" },
        "segments": [
            { "feature": "river", "feature_name": "汉江", "end": { "name": "J001" },
              "geometry": { "type": "LineString", "coordinates": [[113.0, 30.5], [113.006, 30.498], [113.0125, 30.5]] } },
            { "feature": "ditch", "feature_name": "永丰渠", "end": { "name": "J002", "accuracy_m": 0.5 },
              "geometry": { "type": "LineString", "coordinates": [[113.0125, 30.5], [113.02, 30.506]] } },
        ],
    }] })
}

/// Enters and draws the line.
async fn drawn(app: &TestApp) -> Value {
    entered(app).await;
    let path = format!("/api/v1/boundary-lines/{CODE}/shape");
    does(app, Method::PUT, &path, &shape()).await.expect(StatusCode::OK).json()
}

/// A single marker on the river, with three tie points.
fn marker() -> Value {
    json!({
        "line_code": CODE, "type": "single", "at": { "type": "Point", "coordinates": [113.006, 30.498] },
        "markers": [{
            "geometry": { "type": "Point", "coordinates": [113.006, 30.498] }, "accuracy_m": 0.05, "height_m": 27.31,
            "material": "花岗岩", "location": "堤脚", "set_on": "2001-06-01", "responsible_code": "429006",
            "tie_points": [
                { "name": "水泥电杆", "azimuth_deg": 35.0, "distance_m": 42.5 },
                { "name": "机井", "azimuth_deg": 160.0, "distance_m": 18.3 },
                { "name": "桥头", "azimuth_deg": 275.0, "distance_m": 66.0 },
            ],
        }],
    })
}

async fn marked(app: &TestApp) -> Value {
    let answer = does(app, Method::POST, "/api/v1/boundary-markers", &marker()).await.expect(StatusCode::CREATED);
    answer.json()["markers"][0].clone()
}

//! `/api/v1/signs`

mod answers;
mod checks;
mod citizens;
pub(super) mod damage;
mod labels;
mod nearest;
mod register;
pub(super) mod repair;
mod survey;

use axum::http::StatusCode;
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use crate::support::{Answer, TestApp};

/// A street from west to east with a standard name, by its id.
pub(super) async fn street(app: &TestApp, name: &str, line: Value) -> String {
    let body = json!({
        "category": "23514", "geometry": { "type": "LineString", "coordinates": line },
        "name": { "text": name }, "street": { "orientation": "E-W" },
    });
    let answer = app.post("/api/v1/places").role(Role::NamingOfficer).json(&body).send().await;
    answer.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned()
}

/// What is needed to enter a sign on a street.
fn plate(street: &str, text: &str, pinyin: &str, position: [f64; 2]) -> Value {
    json!({
        "sign": {
            "type": "street_plate", "support": "single_pole", "place_id": street, "installed_on": "2020-05-01",
            "geometry": { "type": "Point", "coordinates": position },
        },
        "faces": [{ "text": text, "pinyin": pinyin, "colour": "blue", "facing_deg": 90 }],
    })
}

pub(super) async fn post(app: &TestApp, role: Role, path: &str, body: &Value) -> Answer {
    app.post(path).role(role).json(body).send().await
}

async fn enter(app: &TestApp, body: &Value) -> Answer {
    post(app, Role::NamingOfficer, "/api/v1/signs", body).await
}

//! Signs as JSON and GeoJSON (RFC 7946: longitude first).

use geo::Point;
use serde_json::{Map, Value, json};

use crate::{
    records::Event,
    signs::{
        model::{Face, FaceText, Sign},
        service::{ExpectedSign, FaultyFace},
        state,
    },
};

/// Where a sign is shown.
pub(super) fn address(sign: &Sign) -> String {
    format!("/api/v1/signs/{}", sign.number)
}

/// A sign with what can be done with it next.
pub(super) fn sign(sign: &Sign) -> Value {
    let steps: Vec<Value> = state::open_actions(sign.state)
        .map(|action| {
            let (zh, en) = action.title();
            json!({ "action": action, "method": "POST", "href": format!("{}/{action}", address(sign)), "zh": zh, "en": en })
        })
        .collect();
    let mut members = facts(sign);
    members.insert("geometry".into(), point(sign.facts.position));
    members.insert("steps".into(), json!(steps));
    Value::Object(members)
}

/// A sign as a feature.
pub(super) fn feature(sign: &Sign) -> Value {
    json!({ "type": "Feature", "id": sign.id, "geometry": point(sign.facts.position), "properties": facts(sign) })
}

fn facts(sign: &Sign) -> Map<String, Value> {
    let facts = &sign.facts;
    let shown: Vec<Value> = sign.faces.iter().map(face).collect();
    let members = json!({
        "id": sign.id,
        "number": sign.number.to_string(),
        "type": facts.sign_type,
        "state": sign.state,
        "place_id": facts.place,
        "placement": facts.placement,
        "crossing_id": facts.crossing,
        "location": facts.location,
        "support": facts.support,
        "material": facts.material,
        "width_mm": facts.width_mm,
        "height_mm": facts.height_mm,
        "maker": facts.maker,
        "owner": facts.owner,
        "installed_on": facts.installed_on.map(|day| day.to_string()),
        "ended_on": sign.ended_on.map(|day| day.to_string()),
        "replaced_by": sign.replaced_by,
        "illustrative": sign.illustrative,
        "accuracy_m": facts.accuracy_m,
        "faces": shown,
    });
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn face(face: &Face) -> Value {
    let mut members = says(&face.says);
    members.insert("id".into(), json!(face.id));
    members.insert("shown_from".into(), json!(face.shown_from.to_string()));
    members.insert("shown_to".into(), json!(face.shown_to.map(|day| day.to_string())));
    Value::Object(members)
}

fn says(says: &FaceText) -> Map<String, Value> {
    [
        ("text", json!(says.text)),
        ("pinyin", json!(says.pinyin)),
        ("colour", json!(says.colour)),
        ("facing_deg", json!(says.facing_deg)),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

/// What happened to a sign.
pub(super) fn event(event: &Event) -> Value {
    json!({
        "at": event.at, "actor": event.actor, "kind": event.kind, "from_state": event.from_state,
        "to_state": event.to_state, "facts": event.facts,
    })
}

/// A face that does not say what the register says, as a feature.
pub(super) fn faulty(faulty: &FaultyFace) -> Value {
    let findings: Vec<Value> = faulty
        .findings
        .iter()
        .map(|finding| {
            let title = finding.fault.title();
            json!({
                "fault": finding.fault, "expected": finding.expected,
                "until": finding.until.map(|day| day.to_string()), "zh": title.zh, "en": title.en,
            })
        })
        .collect();
    let mut properties = says(&faulty.shows);
    properties.insert("sign_id".into(), json!(faulty.sign));
    properties.insert("sign_number".into(), json!(faulty.number));
    properties.insert("location".into(), json!(faulty.location));
    properties.insert("place_id".into(), json!(faulty.place));
    properties.insert("findings".into(), json!(findings));
    json!({ "type": "Feature", "id": faulty.face, "geometry": point(faulty.position), "properties": properties })
}

/// A spot where a sign is expected, as a feature.
pub(super) fn expected(expected: &ExpectedSign) -> Value {
    let (crossing_id, crossing) = expected.crossing.clone().unzip();
    let (sign_id, sign_number, state) = match &expected.there {
        Some((id, number, state)) => (Some(id), Some(number), Some(state)),
        None => (None, None, None),
    };
    json!({
        "type": "Feature", "geometry": point(expected.position),
        "properties": {
            "street_id": expected.street, "street": expected.name, "placement": expected.placement,
            "crossing_id": crossing_id, "crossing": crossing, "sign_id": sign_id, "sign_number": sign_number, "state": state,
        },
    })
}

fn point(point: Point<f64>) -> Value {
    json!({ "type": "Point", "coordinates": [point.x(), point.y()] })
}

//! What the routes of signs answer, for the API document. A test holds the answers against it.

use serde_json::{Value, json};

use crate::{
    http::schema::{answer, list, members, of, or_null, said},
    signs::{
        codes::{Placement, PlateColour, SignState, SignType, Support},
        damage::{DamageType, ReportState, Severity, Source},
        repair::{OrderKind, OrderState},
        survey::Condition,
    },
};

fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn instant() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn point() -> Value {
    said(of("object"), "GeoJSON Point, longitude first")
}

macro_rules! word {
    ($code:ident) => {
        json!({ "type": "string", "enum": $code::ALL.iter().map(|code| code.code()).collect::<Vec<_>>() })
    };
}

fn version() -> Value {
    said(of("integer"), "the number in the ETag; base_version of what a phone captures")
}

fn steps() -> Value {
    let step = answer(
        json!({ "action": of("string"), "method": of("string"), "href": of("string"), "zh": of("string"), "en": of("string") }),
        json!({}),
    );
    said(list(step), "what can be done next")
}

fn events() -> Value {
    let event = answer(
        json!({ "at": instant(), "actor": of("string"), "kind": of("string"), "from_state": or_null(of("string")),
                "to_state": or_null(of("string")), "facts": json!({ "description": "what was said, as JSON" }) }),
        json!({}),
    );
    said(list(event), "what happened to it, from the beginning")
}

fn photos() -> Value {
    list(answer(
        json!({ "id": id(), "shows": of("string"), "attached_by": of("string"), "attached_at": instant(),
                "href": of("string"), "image": of("string"), "thumbnail": of("string") }),
        json!({}),
    ))
}

fn awaited() -> Value {
    said(list(id()), "photos that were named and have not arrived")
}

fn sign_facts() -> Value {
    let face = answer(
        json!({ "id": id(), "text": of("string"), "pinyin": or_null(of("string")), "colour": or_null(word!(PlateColour)),
                "facing_deg": or_null(of("integer")), "shown_from": day(), "shown_to": or_null(day()) }),
        json!({}),
    );
    json!({
        "id": id(), "number": said(of("string"), "S, six digits and a check digit"), "type": word!(SignType), "state": word!(SignState),
        "place_id": or_null(id()), "placement": or_null(word!(Placement)), "crossing_id": or_null(id()),
        "location": or_null(of("string")), "support": word!(Support), "material": or_null(of("string")),
        "width_mm": or_null(of("integer")), "height_mm": or_null(of("integer")), "maker": or_null(of("string")),
        "owner": or_null(of("string")), "installed_on": or_null(day()), "ended_on": or_null(day()),
        "replaced_by": or_null(id()), "illustrative": of("boolean"), "accuracy_m": or_null(of("number")),
        "faces": list(face), "version": version(),
    })
}

/// A sign.
pub(super) fn sign() -> Value {
    let mut facts = members(sign_facts());
    facts.insert("geometry".into(), point());
    facts.insert("steps".into(), steps());
    answer(Value::Object(facts), json!({ "events": events() }))
}

/// Signs as features.
#[must_use]
pub fn signs() -> Value {
    let properties = answer(sign_facts(), json!({}));
    features(answer(
        json!({ "type": of("string"), "id": id(), "geometry": point(), "properties": properties }),
        json!({}),
    ))
}

/// A collection of these features.
#[must_use]
pub fn features(feature: Value) -> Value {
    answer(json!({ "type": of("string"), "features": list(feature) }), json!({ "next": or_null(of("string")) }))
}

/// A damage report.
#[must_use]
pub fn report() -> Value {
    let doubt = answer(
        json!({ "kind": json!({ "type": "string", "enum": ["gcj02", "far"] }), "zh": of("string"), "en": of("string") }),
        json!({ "corrected": point(), "distance_m": of("number") }),
    );
    answer(
        json!({
            "id": id(), "number": of("string"), "state": word!(ReportState), "source": word!(Source), "damage": word!(DamageType),
            "severity": word!(Severity), "sign": or_null(of("string")), "face_id": or_null(id()),
            "location": or_null(of("string")), "description": or_null(of("string")), "geometry": or_null(point()),
            "accuracy_m": or_null(of("number")), "stated_crs": or_null(of("string")), "township_code": or_null(of("string")),
            "same_as": or_null(id()), "forwarded_to": or_null(of("string")), "order_id": or_null(id()), "seen_at": instant(),
            "received_at": instant(), "ended_on": or_null(day()), "version": version(), "steps": steps(),
        }),
        json!({
            "position_doubt": or_null(doubt), "photo_doubts": list(of("object")), "events": events(), "photos": photos(),
            "awaited_photos": awaited(),
            "nearest_signs": said(list(of("object")), "features, the nearest first; of a report without a sign"),
            "open_reports": said(list(of("object")), "of the same damage to these signs"),
        }),
    )
}

/// A repair order.
#[must_use]
pub fn order() -> Value {
    let stamp = || or_null(answer(json!({ "at": instant(), "by": id() }), json!({})));
    let new_face = answer(json!({ "face_id": id(), "text": of("string"), "pinyin": or_null(of("string")) }), json!({}));
    let part = answer(
        json!({ "part": of("string"), "quantity": of("integer"), "cost_fen": or_null(of("integer")) }),
        json!({}),
    );
    answer(
        json!({
            "id": id(), "number": of("string"), "kind": word!(OrderKind), "state": word!(OrderState), "sign": of("string"),
            "new_face": or_null(new_face), "dangerous": of("boolean"), "task": of("string"),
            "cause": or_null(answer(json!({ "kind": of("string"), "id": id() }), json!({}))),
            "township_code": or_null(of("string")), "due_at": instant(), "crew": or_null(of("string")),
            "contractor": or_null(of("string")), "started_at": or_null(instant()), "done": stamp(), "accepted": stamp(),
            "cost_fen": or_null(said(of("integer"), "fen, 0.01 yuan")), "position_after": or_null(point()),
            "reopened": of("integer"), "created_at": instant(), "version": version(), "steps": steps(),
        }),
        json!({ "parts": list(part), "reports": list(report()), "events": events(), "photos": photos(),
                "awaited_photos": awaited() }),
    )
}

/// A survey campaign.
#[must_use]
pub fn campaign() -> Value {
    answer(
        json!({
            "id": id(), "number": of("string"), "title": of("string"), "starts_on": day(), "ends_on": day(),
            "closed_on": or_null(day()), "crew": said(list(of("string")), "log-in names"), "streets": said(of("integer"), "how many it walks"),
        }),
        json!({
            "townships": said(list(of("object")), "streets, streets_visited, signs, checked, missed and faulty by township_code"),
            "progress": said(list(of("object")), "signs, checked, missed and faulty of each street, with street_id and name"),
            "events": events(),
        }),
    )
}

/// A sign that is still to be looked at, as a feature.
#[must_use]
pub fn stop() -> Value {
    let properties = answer(json!({ "sign": of("string"), "text": or_null(of("string")) }), json!({}));
    answer(json!({ "type": of("string"), "id": id(), "geometry": point(), "properties": properties }), json!({}))
}

/// One page of a list called `name`.
pub(super) fn page(name: &str, item: Value) -> Value {
    answer(json!({ name: list(item), "next": or_null(said(of("string"), "cursor of the next page")) }), json!({}))
}

/// A visit.
pub(super) fn visit() -> Value {
    answer(
        json!({
            "id": id(), "campaign_id": or_null(id()), "sign_id": id(), "condition": word!(Condition), "note": or_null(of("string")),
            "seen_at": instant(), "received_at": instant(), "geometry": or_null(point()), "accuracy_m": or_null(of("number")),
        }),
        json!({}),
    )
}

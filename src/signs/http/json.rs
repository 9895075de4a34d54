//! Signs as JSON and GeoJSON (RFC 7946: longitude first).

use std::collections::BTreeMap;

use geo::Point;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use crate::{
    kernel::{actor::UserId, dates::rfc3339},
    photos::{Attached, PhotoId},
    records::Event,
    signs::{
        damage::{
            self, Report,
            doubt::{Doubt, PhotoDoubt},
        },
        model::{Face, FaceText, Sign},
        repair::{self, Hand, Order, Part},
        service::{ExpectedSign, FaultyFace},
        state,
        survey::{Campaign, Stop, Visit, service::CampaignFile},
    },
};

/// Where a sign is shown.
pub(super) fn address(sign: &Sign) -> String {
    format!("/api/v1/signs/{}", sign.number)
}

/// A sign with what can be done with it next.
#[must_use]
pub fn sign(sign: &Sign) -> Value {
    let steps: Vec<Value> = state::open_actions(sign.state)
        .map(|action| step(action.code(), &format!("{}/{action}", address(sign)), action.title()))
        .collect();
    let mut members = facts(sign);
    members.insert("geometry".into(), point(sign.facts.position));
    members.insert("steps".into(), json!(steps));
    Value::Object(members)
}

/// A sign as a feature.
#[must_use]
pub fn feature(sign: &Sign) -> Value {
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
        "version": sign.version,
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
        "at": rfc3339(event.at), "actor": event.actor, "kind": event.kind, "from_state": event.from_state,
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
            "street_id": expected.street, "street": expected.name, "pinyin": expected.pinyin,
            "orientation": expected.orientation, "placement": expected.placement,
            "crossing_id": crossing_id, "crossing": crossing, "sign_id": sign_id, "sign_number": sign_number, "state": state,
        },
    })
}

/// A damage report.
#[must_use]
pub fn report(report: &Report) -> Value {
    let steps = damage::state::open_actions(report.state).map(|action| {
        let href = format!("/api/v1/damage-reports/{}/{action}", report.id);
        step(action.code(), &href, action.title())
    });
    json!({
        "id": report.id, "number": report.number, "state": report.state, "source": report.source, "damage": report.damage,
        "severity": report.severity, "sign": report.sign_number, "face_id": report.face, "location": report.location,
        "description": report.description,
        "geometry": report.fix.map(|fix| point(fix.position)),
        "accuracy_m": report.fix.and_then(|fix| fix.accuracy_m),
        "stated_crs": report.fix.map(|fix| fix.stated_crs.code()),
        "township_code": report.township_code, "same_as": report.same_as, "forwarded_to": report.forwarded_to,
        "order_id": report.order, "seen_at": rfc3339(report.seen_at), "received_at": rfc3339(report.received_at),
        "ended_on": report.ended_on.map(|day| day.to_string()), "version": report.version, "steps": steps.collect::<Vec<_>>(),
    })
}

/// What is strange about a reported position.
pub(super) fn doubt(doubt: Doubt) -> Value {
    match doubt {
        Doubt::Gcj02(corrected) => json!({
            "kind": "gcj02", "corrected": point(corrected),
            "zh": "坐标像是 GCJ-02（地图偏移坐标），已给出纠正后的位置，标志就在那里",
            "en": "these look like GCJ-02 coordinates; the corrected position lies at a sign",
        }),
        Doubt::Far(metres) => json!({
            "kind": "far", "distance_m": metres.round(),
            "zh": "上报位置离标志很远，请核对标志编号", "en": "this lies far from the sign; is its number right?",
        }),
    }
}

/// What is strange about the position of a photo and that of its report.
pub(super) fn photo_doubt((photo, doubt): &(PhotoId, PhotoDoubt)) -> Value {
    let (whose, corrected, zh, en) = match doubt {
        PhotoDoubt::Reported(corrected) => (
            "report",
            corrected,
            "上报的坐标像是 GCJ-02（地图偏移坐标），纠正后与照片的拍摄位置相符",
            "the reported position looks like GCJ-02 coordinates; corrected, it lies where the photo was taken",
        ),
        PhotoDoubt::Camera(corrected) => (
            "photo",
            corrected,
            "照片中的坐标像是 GCJ-02（地图偏移坐标），纠正后与上报的位置相符",
            "the position in the photo looks like GCJ-02 coordinates; corrected, it lies where the report says",
        ),
    };
    json!({ "photo": photo, "kind": "gcj02", "of": whose, "corrected": point(*corrected), "zh": zh, "en": en })
}

/// A repair order.
#[must_use]
pub fn order(order: &Order) -> Value {
    let steps = repair::state::open_actions(order.state).map(|action| {
        let href = format!("/api/v1/repair-orders/{}/{action}", order.id);
        step(action.code(), &href, action.title())
    });
    let (crew, contractor) = match &order.hand {
        Some(Hand::Crew { login, .. }) => (Some(login), None),
        Some(Hand::Contractor(firm)) => (None, Some(firm)),
        None => (None, None),
    };
    let stamp = |stamp: Option<(OffsetDateTime, UserId)>| stamp.map(|(at, by)| json!({ "at": rfc3339(at), "by": by }));
    json!({
        "id": order.id, "number": order.number, "kind": order.kind, "state": order.state, "sign": order.sign_number,
        "new_face": order.new_face.as_ref()
            .map(|new| json!({ "face_id": new.face, "text": new.text, "pinyin": new.pinyin })),
        "dangerous": order.is_dangerous, "task": order.task,
        "cause": order.cause.as_ref().map(|(kind, id)| json!({ "kind": kind, "id": id })),
        "township_code": order.township_code, "due_at": rfc3339(order.due_at), "crew": crew, "contractor": contractor,
        "started_at": order.started_at.map(rfc3339), "done": stamp(order.done), "accepted": stamp(order.accepted),
        "cost_fen": order.cost_fen, "position_after": order.position_after.map(point), "reopened": order.reopened,
        "created_at": rfc3339(order.created_at), "version": order.version, "steps": steps.collect::<Vec<_>>(),
    })
}

/// A survey campaign.
#[must_use]
pub fn campaign(campaign: &Campaign) -> Value {
    json!({
        "id": campaign.id, "number": campaign.number, "title": campaign.title,
        "starts_on": campaign.starts_on.to_string(), "ends_on": campaign.ends_on.to_string(),
        "closed_on": campaign.closed_on.map(|day| day.to_string()), "crew": campaign.crew, "streets": campaign.streets,
    })
}

/// A campaign with how far it is: each street, and the sums of each township.
pub(super) fn campaign_file(file: &CampaignFile) -> Value {
    let mut townships: BTreeMap<Option<&str>, [i64; 5]> = BTreeMap::new();
    for street in &file.streets {
        let [streets, visited, signs, checked, faulty] = townships.entry(street.township_code.as_deref()).or_default();
        *streets += 1;
        *visited += i64::from(street.checked > 0);
        *signs += street.signs;
        *checked += street.checked;
        *faulty += street.faulty;
    }
    let townships: Vec<Value> = townships
        .into_iter()
        .map(|(code, [streets, visited, signs, checked, faulty])| {
            json!({
                "township_code": code, "streets": streets, "streets_visited": visited, "signs": signs,
                "checked": checked, "missed": signs - checked, "faulty": faulty,
            })
        })
        .collect();
    let streets: Vec<Value> = file
        .streets
        .iter()
        .map(|street| {
            json!({
                "street_id": street.street, "name": street.name, "township_code": street.township_code,
                "signs": street.signs, "checked": street.checked, "missed": street.signs - street.checked,
                "faulty": street.faulty,
            })
        })
        .collect();
    let mut document = campaign(&file.campaign);
    if let Value::Object(members) = &mut document {
        members.insert("townships".into(), json!(townships));
        members.insert("progress".into(), json!(streets));
        members.insert("events".into(), file.events.iter().map(event).collect());
    }
    document
}

/// A sign that is still to be looked at, as a feature.
#[must_use]
pub fn stop(stop: &Stop) -> Value {
    json!({
        "type": "Feature", "id": stop.sign, "geometry": point(stop.position),
        "properties": { "sign": stop.number, "text": stop.text },
    })
}

/// A visit.
pub(super) fn visit(visit: &Visit) -> Value {
    json!({
        "id": visit.id, "campaign_id": visit.campaign, "sign_id": visit.sign, "condition": visit.condition,
        "note": visit.note, "seen_at": rfc3339(visit.seen_at), "received_at": rfc3339(visit.received_at),
        "geometry": visit.fix.map(|fix| point(fix.position)), "accuracy_m": visit.fix.and_then(|fix| fix.accuracy_m),
    })
}

/// A photo that belongs to a report or an order.
pub(super) fn photo(attached: &Attached) -> Value {
    let id = attached.photo.id;
    json!({
        "id": id, "shows": attached.role, "attached_by": attached.attached_by, "attached_at": rfc3339(attached.attached_at),
        "href": format!("/api/v1/field/photos/{id}"), "image": format!("/api/v1/field/photos/{id}/image"),
        "thumbnail": format!("/api/v1/field/photos/{id}/thumbnail"),
    })
}

/// A part that was used.
pub(super) fn part(part: &Part) -> Value {
    json!({ "part": part.part, "quantity": part.quantity, "cost_fen": part.cost_fen })
}

fn step(action: &str, href: &str, (zh, en): (&str, &str)) -> Value {
    json!({ "action": action, "method": "POST", "href": href, "zh": zh, "en": en })
}

fn point(point: Point<f64>) -> Value {
    json!({ "type": "Point", "coordinates": [point.x(), point.y()] })
}

//! What the JSON of publications holds, for the API document. Contents and seals that are frozen may lack members that
//! later ones have.

use serde_json::{Value, json};

use crate::publications::codes::{Action, Channel, Kind, Outcome, Stance, State, Succession};

/// An object of these members; those that may be null are marked so.
fn object(members: Value) -> Value {
    json!({ "type": "object", "properties": members })
}

fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

fn word<T: serde::Serialize>(all: &[T]) -> Value {
    json!({ "type": "string", "enum": all })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn texts() -> Value {
    list(text())
}

fn some(schema: Value) -> Value {
    let mut schema = schema;
    if let Some(members) = schema.as_object_mut() {
        members.insert("nullable".to_owned(), true.into());
    }
    schema
}

fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn instant() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn digest() -> Value {
    json!({ "type": "string", "description": "SHA-256, hexadecimal" })
}

fn geometry() -> Value {
    json!({ "type": "object", "nullable": true, "description": "GeoJSON, EPSG:4490, longitude first" })
}

fn whole() -> Value {
    json!({ "type": "integer" })
}

fn metres() -> Value {
    json!({ "type": "number", "nullable": true, "description": "metres" })
}

/// One name.
fn item() -> Value {
    object(json!({
        "id": id(), "action": word(Action::ALL), "name": text(), "pinyin": some(text()),
        "former_name": some(text()), "colloquial_name": some(text()), "category": some(text()),
        "division_code": some(text()), "division_name": some(text()), "location": some(text()),
        "starts_at": some(text()), "ends_at": some(text()),
        "former_extent": object(json!({
            "starts_at": some(text()), "ends_at": some(text()), "length_m": metres(), "geometry": geometry(),
        })),
        "length_m": metres(), "width_m": metres(), "orientation": some(text()), "admin_tier": some(text()),
        "reason": some(text()), "applicant": some(text()), "approving_authority": some(text()),
        "approved_on": some(day()), "document_number": some(text()), "geometry": geometry(),
    }))
}

/// What is frozen.
pub(super) fn content() -> Value {
    object(json!({
        "id": id(), "kind": word(Kind::ALL), "number": some(text()), "title": text(), "document_number": some(text()),
        "body": texts(), "items": list(item()), "objection": texts(), "issued_by": text(), "starts_on": some(day()),
        "ends_on": some(day()), "published_on": some(day()), "follows": some(id()), "succession": word(Succession::ALL),
    }))
}

fn counts() -> Value {
    let of = |what: &str| json!({ "type": "object", "additionalProperties": whole(), "description": what });
    object(json!({ "received": whole(), "by_stance": of("by stance"), "by_outcome": of("by outcome") }))
}

/// A publication around its content.
pub(super) fn notice() -> Value {
    object(json!({
        "id": id(), "number": some(text()), "kind": word(Kind::ALL), "state": word(State::ALL),
        "published_at": some(instant()), "content": content(), "content_sha256": some(digest()),
        "follows": some(text()), "succession": some(word(Succession::ALL)), "followed_by": some(text()),
        "revoked_by": some(json!({ "type": "string", "description": "number of the announcement that revokes it" })),
        "links": list(object(json!({ "rel": text(), "href": text(), "type": text() }))),
        "takes_opinions": { "type": "boolean" }, "opinions": counts(),
        "closed": object(json!({ "at": instant(), "seal_sha256": some(digest()), "reason": some(text()) })),
        "synced": object(json!({
            "on": day(), "channels": list(object(json!({ "channel": text(), "evidence": some(text()) }))),
        })),
        "subject": id(), "part": some(id()), "prepared_by": texts(), "published_by": some(text()),
        "closed_by": some(text()),
    }))
}

/// A page of the list.
pub(super) fn board() -> Value {
    let line = object(json!({
        "id": id(), "number": text(), "kind": word(Kind::ALL), "state": word(State::ALL), "title": text(),
        "issued_by": text(), "items": whole(), "starts_on": some(day()), "ends_on": some(day()), "published_on": day(),
        "published_at": instant(), "closed_at": some(instant()), "revoked_by": some(text()),
        "content_sha256": digest(), "href": text(),
    }));
    object(json!({ "notices": list(line), "next": some(text()) }))
}

/// The record of a closing.
pub(super) fn seal() -> Value {
    let opinion = object(json!({
        "receipt": text(), "stance": word(Stance::ALL), "channel": word(Channel::ALL), "outcome": word(Outcome::ALL),
        "summary": text(), "opinion_sha256": digest(), "answer_sha256": digest(),
    }));
    object(json!({
        "number": text(), "content_sha256": digest(), "sealed_at": instant(), "counts": counts(),
        "opinions": list(opinion),
    }))
}

/// The names as features.
pub(super) fn features() -> Value {
    let feature = object(json!({
        "type": text(), "id": id(), "geometry": geometry(),
        "properties": { "type": "object", "description": "the members of an item, `no` and `notice`" },
    }));
    object(json!({ "type": text(), "features": list(feature) }))
}

/// A JSON Feed.
pub(super) fn feed() -> Value {
    let item = object(json!({
        "id": text(), "url": text(), "title": text(), "content_text": text(), "date_published": instant(),
        "date_modified": instant(), "authors": list(object(json!({ "name": text() }))), "tags": texts(),
        "language": text(), "attachments": list(object(json!({ "url": text(), "mime_type": text() }))),
    }));
    object(json!({
        "version": text(), "title": text(), "language": text(), "home_page_url": text(), "feed_url": text(),
        "items": list(item),
    }))
}

/// What is told to who sent an opinion.
pub(super) fn receipt() -> Value {
    object(json!({ "receipt": text(), "code": text(), "needs_confirmation": { "type": "boolean" }, "href": text() }))
}

/// What is told to an officer who entered one.
pub(super) fn entered() -> Value {
    object(json!({ "id": id(), "receipt": text(), "code": text() }))
}

/// How far an opinion is, for who sent it.
pub(super) fn answered() -> Value {
    let answer = object(json!({
        "outcome": word(Outcome::ALL), "summary": text(), "text": text(), "answered_at": instant(),
    }));
    object(json!({
        "receipt": text(), "stance": word(Stance::ALL), "received_on": day(), "is_counted": { "type": "boolean" },
        "answer": some(answer),
    }))
}

fn given() -> Value {
    object(json!({
        "outcome": word(Outcome::ALL), "summary": text(), "text": text(), "answered_by": text(),
        "answered_at": instant(), "sha256": digest(),
    }))
}

/// An opinion with its answers, the one that holds first.
pub(super) fn answers() -> Value {
    object(json!({ "id": id(), "answers": list(given()) }))
}

/// Opinions, for those who work on them.
pub(super) fn opinions() -> Value {
    let contact = object(json!({ "name": text(), "phone": some(text()), "email": some(text()) }));
    let erased = object(json!({ "by": text(), "at": instant(), "reason": text() }));
    let opinion = object(json!({
        "id": id(), "receipt": text(), "item_id": some(id()), "stance": word(Stance::ALL), "text": text(),
        "channel": word(Channel::ALL), "entered_by": text(), "received_at": instant(), "sha256": digest(),
        "answers": list(given()), "contact": some(contact), "erased": some(erased),
    }));
    object(json!({ "opinions": list(opinion) }))
}

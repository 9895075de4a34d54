//! What the routes of archives answer, for the API document. A test holds the answers against it.

use serde_json::{Value, json};

use super::wire::words;
use crate::{
    archives::{
        codes::{Class, Condition, ItemType, MediaType, Retention, Secrecy, VolumeState},
        missing::LackKind,
        model::LinkKind,
    },
    http::schema::{answer, list, members, of, or_null, said},
};

macro_rules! word {
    ($code:ident) => {
        words($code::ALL.iter().map(|code| code.code()))
    };
}

fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn instant() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn digest() -> Value {
    json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
}

/// What is missing.
pub(super) fn lacks() -> Value {
    list(answer(
        json!({ "kind": word!(LackKind), "volume_id": or_null(id()), "type": or_null(word!(ItemType)),
                "item_id": or_null(id()), "serial": or_null(of("integer")), "zh": of("string"), "en": of("string") }),
        json!({}),
    ))
}

/// A volume.
pub(super) fn volume() -> Value {
    let step = answer(
        json!({ "action": of("string"), "method": of("string"), "href": of("string"), "zh": of("string"), "en": of("string") }),
        json!({}),
    );
    let event = answer(
        json!({ "at": instant(), "actor": of("string"), "kind": of("string"), "from_state": or_null(of("string")),
                "to_state": or_null(of("string")), "facts": of("object") }),
        json!({}),
    );
    answer(
        json!({
            "id": id(), "class": word!(Class), "title": of("string"), "year": or_null(of("integer")), "line_id": or_null(id()),
            "line_code": or_null(of("string")), "line_name": or_null(of("string")), "retention": word!(Retention),
            "secrecy": word!(Secrecy), "office_code": of("string"), "remark": or_null(of("string")),
            "catalogue_number": or_null(of("string")), "box": or_null(of("string")), "shelf": or_null(of("string")),
            "state": word!(VolumeState), "receiver": or_null(of("string")), "handed_over_on": or_null(day()),
            "item_count": of("integer"), "pages": of("integer"), "missing": said(lacks(), "what is missing in it"),
            "version": said(of("integer"), "the number in the ETag"), "steps": said(list(step), "what can be done next"),
        }),
        json!({
            "items": list(item()), "borrowings": list(borrowing()),
            "events": said(list(event), "what happened to it, from the beginning"),
        }),
    )
}

/// An item.
pub(super) fn item() -> Value {
    let link = answer(json!({ "kind": word!(LinkKind), "id": id(), "page": or_null(of("integer")) }), json!({}));
    answer(
        json!({
            "id": id(), "volume_id": id(), "serial": of("integer"), "catalogue_number": or_null(of("string")),
            "type": word!(ItemType), "document_number": or_null(of("string")), "author": of("string"), "title": of("string"),
            "dated_on": or_null(day()), "secrecy": word!(Secrecy), "pages": or_null(of("integer")),
            "sealed": or_null(of("boolean")), "signed": or_null(of("boolean")), "remark": or_null(of("string")),
            "links": list(link), "scans": list(scan()), "removed_at": or_null(instant()),
            "removed_reason": or_null(of("string")),
        }),
        json!({}),
    )
}

/// A scan.
pub(super) fn scan() -> Value {
    answer(
        json!({
            "id": id(), "item_id": id(), "ordinal": of("integer"), "sha256": digest(), "size": of("integer"),
            "media_type": words(MediaType::ALL.iter().map(|kind| kind.mime())), "pages": of("integer"),
            "counted_pages": said(or_null(of("integer")), "pages that the file has; null where they cannot be counted"),
            "uncounted": or_null(said(of("object"), "why not, in both languages")), "scanned_at": instant(),
            "withdrawn_at": or_null(instant()), "withdrawn_reason": or_null(of("string")), "href": of("string"),
        }),
        json!({}),
    )
}

/// An in-volume list.
pub(super) fn volume_list() -> Value {
    let row = answer(
        json!({
            "serial": of("integer"), "catalogue_number": or_null(of("string")), "document_number": or_null(of("string")),
            "author": of("string"), "title": of("string"), "dated_on": or_null(day()), "secrecy": word!(Secrecy),
            "pages": or_null(of("integer")), "remark": or_null(of("string")),
        }),
        json!({}),
    );
    answer(
        json!({ "volume_id": id(), "catalogue_number": or_null(of("string")), "title": of("string"),
                "pages": of("integer"), "items": list(row) }),
        json!({}),
    )
}

/// What is missing of a volume, or of a line.
pub(super) fn missing() -> Value {
    answer(
        json!({ "complete": of("boolean"), "missing": lacks() }),
        json!({ "volume_id": id(), "line_id": id(), "volumes": list(id()) }),
    )
}

/// The figures of a day.
pub(super) fn completion() -> Value {
    let figure = || answer(json!({ "count": of("integer"), "ids": list(id()) }), json!({}));
    answer(
        json!({
            "at": day(), "volumes": figure(), "complete": figure(), "in_work": figure(),
            "percent": or_null(of("number")), "threshold_percent": of("integer"), "mostly_complete": of("boolean"),
        }),
        json!({}),
    )
}

/// A borrowing.
pub(super) fn borrowing() -> Value {
    answer(
        json!({
            "id": id(), "volume_id": id(), "catalogue_number": or_null(of("string")), "title": of("string"),
            "borrower": of("string"), "unit": of("string"), "purpose": of("string"), "lent_on": day(), "due_on": day(),
            "returned_on": or_null(day()), "condition": or_null(word!(Condition)), "note": or_null(of("string")),
            "overdue_by_days": of("integer"), "version": of("integer"),
        }),
        json!({}),
    )
}

/// A package.
pub(super) fn export() -> Value {
    answer(
        json!({
            "id": id(), "recipient": of("string"), "purpose": of("string"), "volumes": list(id()), "exported_by": id(),
            "exported_at": instant(), "manifest_sha256": digest(), "watermark": of("string"), "package": of("string"),
        }),
        json!({}),
    )
}

/// A page of these.
pub(super) fn page(name: &str, entry: Value) -> Value {
    let mut always = members(json!({ "next": or_null(of("string")) }));
    always.insert(name.to_owned(), list(entry));
    answer(Value::Object(always), json!({}))
}

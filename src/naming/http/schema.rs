//! Parameters and schemas that several routes share.

use serde_json::{Value, json};

pub(super) use crate::http::schema::{day, id, object, text};
use crate::{
    http::{Operation, Param},
    naming::{Action, CaseState},
};

/// Says of an operation in which states of a case it can be done, and with which papers: what `docs/naming-cases.md` says,
/// from the same source.
pub(super) fn step(action: Action, operation: Operation) -> Operation {
    let mut states: Vec<_> = CaseState::ALL.iter().filter(|state| state.after(action).is_ok()).collect();
    states.dedup_by_key(|state| state.code());
    let zh: Vec<&str> = states.iter().map(|state| state.code().title().0).collect();
    let en: Vec<&str> = states.iter().map(|state| state.code().code()).collect();
    let operation = operation.describes(
        &format!("案件须处于：{}。", zh.join("、")),
        &format!("The case is in one of the states {}.", en.join(", ")),
    );
    let papers = action.papers();
    if papers.is_empty() {
        return operation;
    }
    let zh: Vec<String> = papers.iter().map(|paper| paper.title().zh).collect();
    let en: Vec<&str> = papers.iter().map(|paper| paper.code()).collect();
    operation
        .describes(&format!("须已添加材料：{}。", zh.join("、")), &format!("It holds the papers {}.", en.join(", ")))
}

/// The case in the address.
pub(super) fn case_id() -> Param {
    Param::path("case_id", json!({ "type": "string", "format": "uuid" }), "案件编号", "id of the case")
}

/// `If-Match`, which must be there.
pub(super) fn if_match() -> Param {
    Param::header("If-Match", json!({ "type": "string" }), "读取案件时的 ETag", "the ETag of the case as you read it")
        .required()
}

/// `If-Match`, which may be there.
pub(super) fn if_match_if_any() -> Param {
    Param::header(
        "If-Match",
        json!({ "type": "string" }),
        "读取案件时的 ETag；带上则不会覆盖他人的修改",
        "the ETag of the case as you read it; with it nobody else's change is passed over",
    )
}

/// A case as every step answers it.
pub(super) fn case() -> Value {
    json!({
        "type": "object",
        "properties": {
            "id": { "type": "string", "format": "uuid" }, "number": { "type": "string" },
            "type": { "type": "string" }, "state": { "type": "string" }, "since": { "type": "string", "format": "date" },
            "steps": { "type": "array", "description": "what you may do next: action, method, address, article",
                       "items": { "type": "object" } },
        },
    })
}

/// An item as it is written.
pub(super) fn item() -> Value {
    object(
        &[],
        json!({
            "place_id": { "type": "string", "format": "uuid", "nullable": true,
                          "description": "the place of the register that is renamed, redrawn or cancelled" },
            "name": { "type": "string", "minLength": 1, "maxLength": 200, "nullable": true,
                      "description": "the proposed name; not for change of extent and cancellation" },
            "readings": { "type": "array", "items": { "type": "string" }, "nullable": true,
                          "description": "one syllable with its tone for each Chinese character, such as lù or lu4" },
            "category": { "type": "string", "nullable": true, "description": "GB/T 18521, five digits; 23514 is a street" },
            "division_code": { "type": "string", "nullable": true,
                               "description": "the township in which most of the drawing lies, unless said" },
            "location": { "type": "string", "maxLength": 500, "nullable": true,
                          "description": "where it is; of a street made from its ends unless said" },
            "applicant": { "type": "string", "maxLength": 100, "nullable": true },
            "reason": { "type": "string", "maxLength": 2000, "nullable": true, "description": "why it is to be called so" },
            "colloquial": { "type": "string", "maxLength": 100, "nullable": true },
            "geometry": { "type": "object", "nullable": true,
                          "description": "GeoJSON geometry, longitude first; as `items.geojson` of the case gives it" },
            "sketch": { "type": "boolean", "nullable": true,
                        "description": "make the line from the streets at its ends, where none is drawn" },
            "street": { "type": "object", "nullable": true, "additionalProperties": false, "properties": {
                "road_class": { "type": "string", "enum": ["expressway", "arterial", "secondary", "branch", "lane"] },
                "admin_tier": { "type": "string", "enum": ["urban", "town", "village"] },
                "starts_at": { "type": "string", "maxLength": 200 }, "ends_at": { "type": "string", "maxLength": 200 },
                "length_m": { "type": "number" }, "width_m": { "type": "number" },
                "orientation": { "type": "string", "enum": ["E-W", "N-S", "ring"] },
                "surface": { "type": "string", "enum": ["asphalt", "concrete", "gravel"] },
            } },
        }),
    )
}

/// Members by which an officer says a publication in other words.
pub(super) fn words() -> Value {
    json!({
        "title": text(200, "composed unless said"),
        "document_number": text(200, "number of the document"),
        "body": { "type": "array", "items": { "type": "string" }, "description": "paragraphs; composed unless said" },
        "issued_by": text(200, "the office unless said"),
    })
}

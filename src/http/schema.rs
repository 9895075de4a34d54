//! Schemas and parameters of the API document that every slice writes.

use serde_json::{Map, Value, json};

use super::Param;

/// A part of the address that is an id.
#[must_use]
pub fn id(name: &'static str, zh: &str, en: &str) -> Param {
    Param::path(name, json!({ "type": "string", "format": "uuid" }), zh, en)
}

/// An object of these members, of which those are required.
#[must_use]
pub fn object(required: &[&str], members: Value) -> Value {
    let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": members });
    if !required.is_empty()
        && let Some(schema) = schema.as_object_mut()
    {
        schema.insert("required".into(), json!(required));
    }
    schema
}

/// Text of 1 to `most` characters.
#[must_use]
pub fn text(most: usize, description: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": most, "description": description })
}

/// A civil day.
#[must_use]
pub fn day(description: &str) -> Value {
    json!({ "type": "string", "format": "date", "description": description })
}

/// An object that always has some members, and others in some answers.
#[must_use]
pub fn answer(always: Value, sometimes: Value) -> Value {
    let (always, sometimes) = (members(always), members(sometimes));
    let required: Vec<&String> = always.keys().collect();
    let required = json!(required);
    let properties: Map<String, Value> = always.into_iter().chain(sometimes).collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

/// The members of an object; none of anything else.
#[must_use]
pub fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// A value of this JSON type.
#[must_use]
pub fn of(kind: &str) -> Value {
    json!({ "type": kind })
}

/// The same, or null.
#[must_use]
pub fn or_null(mut schema: Value) -> Value {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("nullable".into(), json!(true));
    }
    schema
}

/// The same with a description.
#[must_use]
pub fn said(mut schema: Value, description: &str) -> Value {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".into(), json!(description));
    }
    schema
}

/// A list of these.
#[must_use]
pub fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

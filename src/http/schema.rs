//! Schemas and parameters of the API document that every slice writes.

use serde_json::{Value, json};

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

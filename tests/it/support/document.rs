//! Answers held against what the API document says of them.

use serde_json::Value;

/// Holds an answer against its schema: each member is described, none that is promised is missing, types and words fit.
pub(crate) fn holds(schema: &Value, value: &Value, place: &str) {
    if value.is_null() {
        let optional = schema["nullable"] == true || schema["type"].is_null();
        assert!(optional, "{place} is null, which the document does not say");
        return;
    }
    let fits = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        _ => true,
    };
    assert!(fits, "{place} is {value}, not {}", schema["type"]);
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(value), "{place} is {value}, none of {words:?}");
    }
    for item in value.as_array().into_iter().flatten() {
        holds(&schema["items"], item, &format!("{place}/*"));
    }
    let Some(described) = schema["properties"].as_object() else { return };
    for promised in schema["required"].as_array().into_iter().flatten() {
        assert!(value.get(promised.as_str().unwrap()).is_some(), "{place} has no {promised}");
    }
    for (name, member) in value.as_object().unwrap() {
        let schema = described.get(name).unwrap_or_else(|| panic!("{place}/{name} is not in the document"));
        holds(schema, member, &format!("{place}/{name}"));
    }
}

/// The schema of what an operation answers.
pub(crate) fn schema_of<'d>(document: &'d Value, method: &str, path: &str) -> &'d Value {
    let answers = document["paths"][path][method]["responses"].as_object().unwrap();
    let (_, success) = answers.iter().find(|(status, _)| status.starts_with('2')).unwrap();
    &success["content"].as_object().unwrap().values().next().unwrap()["schema"]
}

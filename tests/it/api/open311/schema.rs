//! Whether answers are what GeoReport says.

use std::{io::Write, process::Command};

use serde_json::{Value, json};
use tempfile::NamedTempFile;

const XSD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/api/open311/georeport.xsd");

/// An XML answer must be valid by `georeport.xsd`.
#[track_caller]
pub(super) fn valid_xml(what: &str, xml: &[u8]) {
    let text = String::from_utf8_lossy(xml);
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), "{what}: {text}");
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(xml).unwrap();
    let output = Command::new("xmllint").args(["--noout", "--nonet", "--schema", XSD]).arg(file.path()).output();
    let output = output.unwrap_or_else(|error| panic!("xmllint: {error}: run .ci/packages test"));
    assert!(output.status.success(), "{what}: {}\n{text}", String::from_utf8_lossy(&output.stderr));
}

/// A JSON answer from this path must have the members of GeoReport, no others, and of the right types.
#[track_caller]
pub(super) fn valid_json(path: &str, answer: &Value) {
    let faults = faults(&schema(path, answer), answer, "");
    assert!(faults.is_empty(), "{path}: {faults:?}\n{answer:#}");
}

/// The schema of an answer: types by their names in JSON, `?` behind those that may be null.
fn schema(path: &str, answer: &Value) -> Value {
    let request = json!({
        "service_request_id": "string", "status": "string", "status_notes": "string", "service_name": "string",
        "service_code": "string", "description": "string", "agency_responsible": "string?", "service_notice": "string?",
        "requested_datetime": "string", "updated_datetime": "string", "expected_datetime": "string?", "address": "string?",
        "address_id": "string?", "zipcode": "string?", "lat": "number?", "long": "number?", "media_url": "string?",
    });
    let has = |member: &str| answer.get(0).is_some_and(|first| first.get(member).is_some());
    match path {
        "errors" => json!([{ "code": "number", "description": "string" }]),
        path if path.starts_with("discovery") => json!({
            "changeset": "string", "contact": "string", "key_service": "string",
            "endpoints": [{ "specification": "string", "url": "string", "changeset": "string", "type": "string", "formats": ["string"] }],
        }),
        path if path.starts_with("services.") => json!([{
            "service_code": "string", "service_name": "string", "description": "string", "metadata": "boolean",
            "type": "string", "keywords": "string", "group": "string",
        }]),
        path if path.starts_with("services/") => json!({
            "service_code": "string",
            "attributes": [{
                "variable": "boolean", "code": "string", "datatype": "string", "required": "boolean", "order": "number",
                "datatype_description": "string", "description": "string", "values": [{ "key": "string", "name": "string" }],
            }],
        }),
        path if path.starts_with("servicerequestupdates") => json!([{
            "update_id": "string", "service_request_id": "string", "status": "string", "updated_datetime": "string",
            "description": "string", "media_url": "string?",
        }]),
        _ if has("token") => json!([{ "service_request_id": "string", "token": "string" }]),
        _ if has("account_id") => {
            json!([{ "service_request_id": "string", "service_notice": "string", "account_id": "string?" }])
        }
        _ if has("notes") => {
            let mut extended = request;
            extended["extended_attributes"] = json!({ "state": "string", "duplicate_of": "string?", "due_date": "string?", "closed_date": "string?" });
            extended["notes"] = json!([{ "datetime": "string", "description": "string", "type": "string" }]);
            json!([extended])
        }
        _ => json!([request]),
    }
}

/// Where `value` is not what `schema` says.
fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    match (schema, value) {
        (Value::Array(each), Value::Array(values)) => values
            .iter()
            .enumerate()
            .flat_map(|(index, value)| faults(&each[0], value, &format!("{at}/{index}")))
            .collect(),
        (Value::Object(members), Value::Object(values)) => {
            let unknown =
                values.keys().filter(|name| !members.contains_key(*name)).map(|name| format!("{at}/{name} is unknown"));
            let wrong = members.iter().flat_map(|(name, schema)| match values.get(name) {
                Some(value) => faults(schema, value, &format!("{at}/{name}")),
                None => vec![format!("{at}/{name} is missing")],
            });
            unknown.chain(wrong).collect()
        }
        (Value::String(kind), value) => {
            let fits = match kind.trim_end_matches('?') {
                "string" => value.is_string(),
                "number" => value.is_number(),
                _ => value.is_boolean(),
            };
            let is_fine = fits || (kind.ends_with('?') && value.is_null());
            if is_fine { Vec::new() } else { vec![format!("{at} is no {kind}")] }
        }
        _ => vec![format!("{at} has another form")],
    }
}

//! The API document (OpenAPI 3.0.3), made from the routes themselves and without references to elsewhere.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    Access, Route,
    access::called,
    seen::{self, DATA_VERSION_NAME},
};

/// The document of `routes` below the server address `base`.
#[must_use]
pub fn document<'a>(title: &str, base: &str, routes: impl IntoIterator<Item = &'a Route>) -> Value {
    let mut paths: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for route in routes {
        let path = route.path().strip_prefix(base).unwrap_or(route.path());
        let mut operation = route.operation().document();
        if !matches!(route.access(), Access::Public | Access::Outsiders)
            && let Value::Object(operation) = &mut operation
        {
            operation.insert("security".into(), json!([{ "session": [] }, { "token": [] }]));
            operation.insert("x-roles".into(), roles(route.access()));
            if let Access::Roles(roles) = route.access() {
                let may = called(roles);
                let before = operation.get("description").and_then(Value::as_str).map(|text| format!("{text}\n\n"));
                let description = format!("{}可由{}进行 / for: {}", before.unwrap_or_default(), may.zh, may.en);
                operation.insert("description".into(), json!(description));
            }
        }
        let path = if path.is_empty() { "/" } else { path };
        answer_with_version(&mut operation);
        let item = paths.entry(path.to_owned()).or_insert_with(|| {
            Map::from_iter([("parameters".to_owned(), json!([{ "$ref": "#/components/parameters/DataVersion" }]))])
        });
        item.insert(route.method().as_str().to_ascii_lowercase(), operation);
    }
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": title,
            "version": env!("CARGO_PKG_VERSION"),
            "description": "地名、政区与界线的登记与工作台。坐标为 CGCS2000，先经度后纬度（度）。 / The register and workbench of \
                            geographic names and boundaries. Coordinates are CGCS2000, longitude before latitude, in degrees.",
            "license": { "name": "Apache-2.0" },
        },
        "servers": [{ "url": if base.is_empty() { "/" } else { base } }],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": "mingjie_session" },
                "token": { "type": "http", "scheme": "bearer" },
            },
            "responses": {
                "Problem": {
                    "description": "a problem document (RFC 9457)",
                    "headers": version_header(),
                    "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
                },
            },
            "parameters": { "DataVersion": seen::param().document() },
            "headers": { "DataVersion": {
                "description": "登记版本号；客户端留最大者，下次请求时带上 / the data version that the answer shows; keep the largest \
                                and send it with the next request",
                "schema": { "type": "integer", "format": "int64" },
            } },
            "schemas": { "Problem": problem_schema() },
        },
    })
}

/// Every answer tells the data version.
fn answer_with_version(operation: &mut Value) {
    if let Some(Value::Object(answers)) = operation.get_mut("responses") {
        let own = answers.values_mut().filter_map(Value::as_object_mut).filter(|answer| !answer.contains_key("$ref"));
        own.for_each(|answer| drop(answer.insert("headers".to_owned(), version_header())));
    }
}

fn version_header() -> Value {
    json!({ DATA_VERSION_NAME: { "$ref": "#/components/headers/DataVersion" } })
}

fn roles(access: Access) -> Value {
    match access {
        Access::Public | Access::Outsiders | Access::SignedIn => json!(["any"]),
        Access::Roles(roles) => roles.iter().map(|role| json!(role.code())).collect(),
    }
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" },
            "detail": { "type": "string" }, "instance": { "type": "string" },
            "errors": { "type": "array", "items": { "type": "object", "properties": {
                "pointer": { "type": "string" }, "detail": { "type": "string" },
            } } },
        },
    })
}

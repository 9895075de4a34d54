//! The API document of this interface (OpenAPI 3.0.3), and the schemas that several of its operations share.

use std::{future::ready, sync::Arc};

use axum::{http::Method, response::Response, routing::get};
use serde_json::{Value, json};

use super::{Features, media::Media, visit::Visit};
use crate::http::{Access, Operation, Problem, Route, openapi};

/// `GET /ogc/api`: describes `routes` and itself.
pub(super) fn route(features: &Features, routes: &[Route]) -> Route {
    let undescribed = answering(features, Value::Null);
    let document = openapi::document("名界 / Mingjie: OGC API - Features", "/ogc", routes.iter().chain([&undescribed]));
    answering(features, document)
}

fn answering(features: &Features, document: Value) -> Route {
    let operation = Operation::new("ogc", "api", "接口说明", "API document").params([Media::OpenApi.param()]).answers(
        200,
        Media::OpenApi.text(),
        json!({ "type": "object" }),
        "this document",
    );
    let document = Arc::new(document);
    let answer = move |visit: Visit| ready(api(&visit, &document));
    Route::new(Method::GET, "/ogc/api", Access::Public, operation, get(answer).with_state(features.clone()))
}

fn api(visit: &Visit, document: &Value) -> Result<Response, Problem> {
    visit.wants(Media::OpenApi)?;
    visit.plain(Media::OpenApi, document)
}

/// `links` of an answer.
pub(super) fn links_schema() -> Value {
    let text = json!({ "type": "string" });
    json!({ "type": "array", "items": {
        "type": "object", "required": ["href", "rel"],
        "properties": { "href": text, "rel": text, "type": text, "title": text },
    } })
}

/// A feature (RFC 7946 section 3.2).
pub(super) fn feature_schema() -> Value {
    json!({
        "type": "object", "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": { "type": "string", "enum": ["Feature"] },
            "id": { "type": "string", "format": "uuid" },
            "geometry": { "type": "object", "nullable": true },
            "properties": { "type": "object" },
            "links": links_schema(),
        },
    })
}

/// A page of features (part 1, 7.16).
pub(super) fn page_schema() -> Value {
    let count = json!({ "type": "integer", "minimum": 0 });
    json!({
        "type": "object", "required": ["type", "features", "links", "timeStamp", "numberReturned"],
        "properties": {
            "type": { "type": "string", "enum": ["FeatureCollection"] },
            "features": { "type": "array", "items": feature_schema() },
            "links": links_schema(),
            "timeStamp": { "type": "string", "format": "date-time" },
            "numberMatched": count,
            "numberReturned": count,
        },
    })
}

/// The description of a collection (part 1, 7.14).
pub(super) fn collection_schema() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "type": "object", "required": ["id", "links"],
        "properties": {
            "id": text, "title": text, "description": text, "itemType": text,
            "crs": { "type": "array", "items": text },
            "extent": { "type": "object" },
            "links": links_schema(),
        },
    })
}

//! The landing page and the conformance declaration (OGC API Features part 1, 7.2 and 7.4).

use axum::response::Response;
use serde_json::json;

use super::{media::Media, visit::Visit};
use crate::http::{Operation, Problem, Text};

/// What is promised, and tested; [`RECORDED_AT`] is our own, because no part of the standard has record time.
pub(super) const CONFORMS_TO: [&str; 8] = [
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/landing-page",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/json",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    RECORDED_AT,
];

/// The parameter `recorded-at`: what the register said at an earlier instant.
const RECORDED_AT: &str = "urn:mingjie:ogcapi-features:conf:recorded-at";

pub(super) fn landing_operation(id: &'static str) -> Operation {
    Operation::new("ogc", id, "入口页", "landing page").params([Media::Json.param()]).answers(
        200,
        Media::Json.text(),
        json!({ "type": "object", "required": ["links"], "properties": { "links": super::api::links_schema() } }),
        "where everything is",
    )
}

/// `GET /ogc`
pub(super) async fn landing(visit: Visit) -> Result<Response, Problem> {
    visit.wants(Media::Json)?;
    let links = &visit.links;
    let title = Text::new("名界：地名要素服务", "Mingjie: geographic names as features");
    let description = Text::new(
        "本县的政区、建成区、地名实体、街路巷与地名。坐标为 CRS84：先经度后纬度（度）。",
        "Divisions, built-up areas, places, streets and names of the county. CRS84: longitude before latitude, degrees.",
    );
    let landing = json!({
        "title": title.say(visit.language),
        "description": description.say(visit.language),
        "links": [
            links.here(Media::Json),
            links.to("/ogc/api", "service-desc", Media::OpenApi, &Text::new("接口说明（OpenAPI 3.0）", "API document (OpenAPI 3.0)")),
            links.to("/ogc/conformance", "conformance", Media::Json, &Text::new("符合性声明", "conformance classes")),
            links.to("/ogc/collections", "data", Media::Json, &Text::new("数据集", "collections")),
        ],
    });
    visit.plain(Media::Json, &landing)
}

pub(super) fn conformance_operation() -> Operation {
    let classes = json!({ "type": "array", "items": { "type": "string" } });
    Operation::new("ogc", "conformance", "符合性声明", "conformance declaration").params([Media::Json.param()]).answers(
        200,
        Media::Json.text(),
        json!({ "type": "object", "required": ["conformsTo"], "properties": { "conformsTo": classes } }),
        "the conformance classes",
    )
}

/// `GET /ogc/conformance`
pub(super) async fn conformance(visit: Visit) -> Result<Response, Problem> {
    visit.wants(Media::Json)?;
    visit.plain(Media::Json, &json!({ "conformsTo": CONFORMS_TO }))
}

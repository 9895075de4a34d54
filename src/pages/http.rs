//! `/`, `/api/v1/openapi.json`, `/api/v1/docs`, `/problems/{slug}`.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{Method, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};

use super::layout::{escape, page};
use crate::http::{Access, Language, Operation, Param, Problem, ProblemType, Route, openapi};

/// The routes; `others` are described by the API document together with these.
#[must_use]
pub fn routes(others: &[Route]) -> Vec<Route> {
    let html = |id, zh, en| {
        Operation::new("pages", id, zh, en).answers(200, "text/html", json!({ "type": "string" }), "a page")
    };
    let document: Arc<Value> = Arc::new(openapi::document(
        "名界 Mingjie",
        "",
        // The OGC interface has a document of its own.
        others.iter().filter(|route| !route.path().starts_with("/ogc")),
    ));
    vec![
        Route::new(Method::GET, "/", Access::Public, html("entrance", "入口", "The entrance"), get(entrance)),
        Route::new(
            Method::GET,
            "/api/v1/openapi.json",
            Access::Public,
            Operation::new("pages", "apiDocument", "接口文档（OpenAPI 3.0）", "The API document (OpenAPI 3.0)")
                .answers(200, "application/json", json!({ "type": "object" }), "the document"),
            get(api_document).with_state(Arc::clone(&document)),
        ),
        Route::new(
            Method::GET,
            "/api/v1/docs",
            Access::Public,
            html("apiPage", "接口说明", "The API for people"),
            get(api_page).with_state(document),
        ),
        Route::new(
            Method::GET,
            "/problems/{slug}",
            Access::Public,
            html("problemType", "问题类型说明", "What a problem type means").params([Param::path(
                "slug",
                json!({ "type": "string" }),
                "问题类型",
                "problem type",
            )]),
            get(problem_type),
        ),
    ]
}

async fn entrance() -> Response {
    page(
        "名界 Mingjie",
        "<h1>名界 Mingjie</h1>\
         <p>地名、政区与界线的登记与工作台。<br><span class=\"note\">The register and workbench of geographic names and \
         boundaries.</span></p>\
         <h2>试一试 Try</h2><ul>\
         <li><a href=\"/api/v1/lookup?lon=113.1598&amp;lat=30.6475\">这里是哪里？ What lies at 113.1598, 30.6475?</a></li>\
         <li><a href=\"/api/v1/nearest?collection=streets&amp;lon=113.16&amp;lat=30.65&amp;limit=3\">最近的三条街路 The three \
         nearest streets</a></li>\
         <li><a href=\"/api/v1/search?q=rml\">什么地方叫“rml”？ What is called so, or was?</a></li>\
         <li><a href=\"/notices\">地名公示公告 Public notices and announcements</a></li>\
         <li><a href=\"/api/v1/pinyin?name=%E5%B9%BF%E6%B2%9F%E5%8C%97%E8%B7%AF\">“广沟北路”怎么拼？ How is 广沟北路 \
         spelled?</a></li></ul>\
         <h2>接口 Interfaces</h2><ul>\
         <li><a href=\"/api/v1/docs\">接口说明 The API</a> · <a href=\"/api/v1/openapi.json\">OpenAPI 3.0</a></li>\
         <li><a href=\"/ogc\">OGC API Features</a>（QGIS、GDAL 可直接打开 opens in QGIS and GDAL）</li>\
         <li><a href=\"/readyz\">运行状态 Is it ready?</a></li></ul>\
         <p class=\"note\">演示数据中的界线和大部分街路为示意，不是法定界线。 Borders and most streets of the \
         demonstration data are illustrative, not official.</p>",
    )
}

async fn api_document(State(document): State<Arc<Value>>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], document.to_string()).into_response()
}

async fn api_page(State(document): State<Arc<Value>>) -> Response {
    let mut rows = String::new();
    for (path, operations) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        for (method, operation) in operations.as_object().into_iter().flatten() {
            rows.push_str(&row(method, path, operation));
        }
    }
    page(
        "接口说明 The API",
        &format!(
            "<h1>接口说明 The API</h1><p>机器可读： <a href=\"/api/v1/openapi.json\">OpenAPI 3.0</a>。坐标先经度后纬度（度）。\
             Machine-readable: the same link. Longitude comes first.</p><table>{rows}</table>"
        ),
    )
}

/// One route as a row of the table.
fn row(method: &str, path: &str, operation: &Value) -> String {
    let (method, path, parameters) = (method.to_uppercase(), escape(path), escape(&parameters(operation)));
    let summary = escape(operation.get("summary").and_then(Value::as_str).unwrap_or_default());
    format!(
        "<tr><td class=\"method\">{method}</td><td><code>{path}</code></td>\
         <td>{summary}<br><span class=\"note\">{parameters}</span></td></tr>"
    )
}

fn parameters(operation: &Value) -> String {
    let names = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    names.filter_map(|parameter| parameter.get("name").and_then(Value::as_str)).collect::<Vec<_>>().join(", ")
}

async fn problem_type(Path(slug): Path<String>) -> Result<Response, Problem> {
    let kind = ProblemType::ALL
        .iter()
        .find(|kind| kind.slug() == slug)
        .ok_or_else(|| Problem::not_found("问题类型", "problem type"))?;
    let (zh, en) = (kind.title(Language::Chinese), kind.title(Language::English));
    Ok(page(
        zh,
        &format!(
            "<h1>{zh}</h1><p>{en}</p><p class=\"note\">HTTP {}</p><p><a href=\"/\">名界 Mingjie</a></p>",
            kind.status()
        ),
    ))
}

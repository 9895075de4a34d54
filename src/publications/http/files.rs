//! The forms of a notice at addresses of their own, for links and for keeping.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method},
    response::Response,
    routing::{MethodRouter, get},
};
use serde_json::{Value, json};

use super::{PublicationsState, notice_id};
use crate::{
    http::{Access, Operation, Problem, Route, SignedIn},
    publications::{document::features, model::ClosingWay},
};

pub(super) fn routes(state: &PublicationsState) -> Vec<Route> {
    let route = |path, id, (zh, en), media: &str, schema: Value, handler: MethodRouter<PublicationsState>| {
        let operation = Operation::new("notices", id, zh, en).params([notice_id()]).answers(200, media, schema, en);
        Route::new(Method::GET, path, Access::Public, operation, handler.with_state(state.clone())).for_any_origin()
    };
    let object = || json!({ "type": "object" });
    vec![
        route(
            "/notices/{notice_id}/content.json",
            "noticeContent",
            ("冻结的内容；其字节的 SHA-256 即内容摘要", "The frozen content; SHA-256 of these bytes is its digest"),
            "application/json",
            object(),
            get(content),
        ),
        route(
            "/notices/{notice_id}/features.geojson",
            "noticeFeatures",
            ("公示或公告的地名要素", "Its names as features"),
            "application/geo+json",
            object(),
            get(geojson),
        ),
        route(
            "/notices/{notice_id}/seal.json",
            "noticeSeal",
            ("封存记录；其字节的 SHA-256 即封存摘要", "The record of the closing; SHA-256 of these bytes is the seal"),
            "application/json",
            object(),
            get(seal),
        ),
    ]
}

async fn content(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    caller: Option<SignedIn>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let shown = state.shown(&key, caller.as_ref()).await?;
    let text = match shown.publication.standing.issue() {
        Some(issue) => issue.content.text.clone(),
        None => json!(shown.publication.content()).to_string(),
    };
    Ok(shown.answer(&headers, "application/json", text))
}

async fn geojson(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    caller: Option<SignedIn>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let shown = state.shown(&key, caller.as_ref()).await?;
    Ok(shown.answer(&headers, "application/geo+json", features(&shown).to_string()))
}

async fn seal(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let shown = state.shown(&key, None).await?;
    match shown.publication.standing.closing().map(|closing| &closing.way) {
        Some(ClosingWay::Sealed { seal, .. }) => Ok(shown.answer(&headers, "application/json", seal.clone())),
        Some(ClosingWay::Early { .. }) | None => Err(Problem::not_found("封存记录", "record of a closing")),
    }
}

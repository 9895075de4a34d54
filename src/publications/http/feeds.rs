//! Feeds of what is published: Atom (RFC 4287) and JSON Feed 1.1.

use axum::{
    extract::State,
    http::{HeaderMap, Method},
    response::Response,
    routing::get,
};
use serde_json::json;

use super::{PublicationsState, kind, list::Page, schema};
use crate::{
    http::{Access, Operation, Params, Problem, Route, etag::ETag, forwarded},
    publications::feed::{Feed, atom, json_feed},
};

/// Entries of a feed.
const ENTRIES: usize = 50;

pub(super) fn routes(state: &PublicationsState) -> Vec<Route> {
    let operation = |id, zh, en, media, schema| {
        Operation::new("notices", id, zh, en).params([kind()]).answers(200, media, schema, "the fifty newest")
    };
    let atom = operation("atomFeed", "Atom 订阅", "Atom feed", ATOM, json!({ "type": "string" }));
    let json = operation("jsonFeed", "JSON Feed 订阅", "JSON feed", JSON_FEED, schema::feed());
    vec![
        Route::new(Method::GET, "/notices/feed.atom", Access::Public, atom, get(as_atom).with_state(state.clone()))
            .for_any_origin(),
        Route::new(Method::GET, "/notices/feed.json", Access::Public, json, get(as_json).with_state(state.clone()))
            .for_any_origin(),
    ]
}

const ATOM: &str = "application/atom+xml";
const JSON_FEED: &str = "application/feed+json";

async fn as_atom(
    State(state): State<PublicationsState>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    feed(&state, &params, &headers, ATOM, atom).await
}

async fn as_json(
    State(state): State<PublicationsState>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    feed(&state, &params, &headers, JSON_FEED, json_feed).await
}

async fn feed(
    state: &PublicationsState,
    params: &Params,
    headers: &HeaderMap,
    media: &'static str,
    write: fn(&Feed<'_>) -> String,
) -> Result<Response, Problem> {
    let Page { lines, version, .. } = state.lines(params, ENTRIES).await?;
    let base = forwarded::base(headers, state.trust_proxy);
    let content = write(&Feed { base: &base, kind: params.parse("kind")?, lines: &lines });
    let tag = ETag::of_content(content.as_bytes()).showing(version);
    Ok(if tag.matches(headers) { tag.not_modified() } else { tag.answer(media, content) })
}

//! `/notices` and `/api/v1/notices`: what is published, the newest first.

use axum::{
    extract::State,
    http::{HeaderMap, Method},
    response::Response,
    routing::get,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{PublicationsState, kind, schema};
use crate::{
    db::tx::DataVersion,
    http::{Access, Language, Operation, Param, Params, Problem, Route, etag::ETag, forwarded},
    kernel::dates::office_date,
    pages::layout::guarded,
    publications::{
        codes::State as Standing,
        document::rfc3339,
        page,
        store::{self, Asked, Listed},
    },
};

/// Lines of a list when nothing is said.
const USUAL: usize = 50;

/// Most lines of a list.
const MOST: usize = 200;

pub(super) fn routes(state: &PublicationsState) -> Vec<Route> {
    let page = Operation::new("notices", "noticesPage", "公示公告栏", "The notice board")
        .params([kind(), after()])
        .answers(200, "text/html", json!({ "type": "string" }), "the notice board");
    let list = Operation::new("notices", "notices", "已发布的公示和公告", "What is published, the newest first")
        .params([kind(), standing(), after(), limit()])
        .answers(200, "application/json", schema::board(), "a page of the list and the link to the next");
    vec![
        Route::new(Method::GET, "/notices", Access::Public, page, get(board).with_state(state.clone())),
        Route::new(Method::GET, "/api/v1/notices", Access::Public, list, get(index).with_state(state.clone()))
            .for_any_origin(),
    ]
}

fn standing() -> Param {
    let schema = json!({ "type": "string", "enum": ["published", "sealed", "ended_early"] });
    Param::query("state", schema, "只列此状态", "in this state only")
}

fn after() -> Param {
    let schema = json!({ "type": "string", "format": "uuid" });
    Param::query("after", schema, "从此条之后继续（取自 next 链接）", "go on after this one, from the link `next`")
}

fn limit() -> Param {
    let schema = json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL });
    Param::query("limit", schema, "每页条数", "lines of a page")
}

/// A page of a list and how it goes on.
pub(super) struct Page {
    pub(super) lines: Vec<Listed>,
    pub(super) next: Option<Uuid>,
    pub(super) version: DataVersion,
}

impl PublicationsState {
    /// The lines that `params` ask for.
    pub(super) async fn lines(&self, params: &Params, limit: usize) -> Result<Page, Problem> {
        let (kind, state, after) = (params.parse("kind")?, params.parse::<Standing>("state")?, params.parse("after")?);
        let tx = self.db.read("publications.list").await?;
        let more = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let mut lines = store::list(&tx, Asked { kind, state, after, limit: more }).await?;
        let version = tx.data_version().await?;
        tx.finish().await?;
        let next = if lines.len() > limit { lines.get(limit - 1).map(|line| line.id.0) } else { None };
        lines.truncate(limit);
        Ok(Page { lines, next, version })
    }
}

async fn board(
    State(state): State<PublicationsState>,
    params: Params,
    language: Language,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Page { lines, next, version } = state.lines(&params, USUAL).await?;
    let today = office_date(state.db.clock().now());
    let next = next.map(|next| address("/notices", &params, next));
    let html = page::list::html(&lines, params.parse("kind")?, next.as_deref(), today, language);
    let tag = ETag::of_content(html.as_bytes()).showing(version);
    let media = "text/html; charset=utf-8";
    let response = if tag.matches(&headers) { tag.not_modified() } else { tag.answer(media, html) };
    Ok(guarded(language.told(response)))
}

async fn index(
    State(state): State<PublicationsState>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Page { lines, next, version } = state.lines(&params, params.limit(USUAL, MOST)?).await?;
    let base = forwarded::base(&headers, state.trust_proxy);
    let next = next.map(|next| format!("{base}{}", address("/api/v1/notices", &params, next)));
    let lines: Vec<Value> = lines.iter().map(|line| listed(line, &base)).collect();
    let content = json!({ "notices": lines, "next": next }).to_string();
    let tag = ETag::of_content(content.as_bytes()).showing(version);
    Ok(if tag.matches(&headers) { tag.not_modified() } else { tag.answer("application/json", content) })
}

/// The address of the page that goes on after `next`, everything else as asked for.
fn address(path: &str, params: &Params, next: Uuid) -> String {
    let kept =
        ["kind", "state", "limit"].into_iter().filter_map(|name| Some(format!("&{name}={}", params.text(name)?)));
    format!("{path}?after={next}{}", kept.collect::<String>())
}

fn listed(line: &Listed, base: &str) -> Value {
    json!({
        "id": line.id, "number": line.number, "kind": line.kind, "state": line.state, "title": line.title,
        "issued_by": line.issued_by, "items": line.item_count, "starts_on": line.starts_on, "ends_on": line.ends_on,
        "published_on": line.published_on, "published_at": rfc3339(line.published_at),
        "closed_at": line.closed_at.map(rfc3339), "revoked_by": line.revoked_by, "content_sha256": line.content_digest,
        "href": format!("{base}/notices/{}", line.number),
    })
}

//! The forms of a notice at addresses of their own, for links and for keeping.

use std::time::Duration;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method},
    response::Response,
    routing::{MethodRouter, get},
};
use serde_json::{Value, json};
use tokio::{sync::Semaphore, time::timeout};

use super::{DOCX, PublicationsState, Shown, notice_id, schema};
use crate::{
    documents::{self, Sheet, Unprintable},
    http::{Access, Operation, Problem, ProblemType, Route, SignedIn, Text, etag::ETag, forwarded},
    kernel::dates::office_date,
    publications::{document::features, model::ClosingWay, paper::paper},
};

/// How long setting a paper of many names may take.
pub(super) const SETTING_LIMIT: Duration = Duration::from_mins(1);

/// Papers that are set at once: each takes a core, and anybody may ask for one.
static TURNS: Semaphore = Semaphore::const_new(2);

/// How long a request waits for its turn.
const WAIT_FOR_TURN: Duration = Duration::from_secs(20);

pub(super) fn routes(state: &PublicationsState) -> Vec<Route> {
    let route = |path, id, (zh, en), media: &str, schema: Value, handler: MethodRouter<PublicationsState>| {
        let operation = Operation::new("notices", id, zh, en).params([notice_id()]).answers(200, media, schema, en);
        Route::new(Method::GET, path, Access::Public, operation, handler.with_state(state.clone())).for_any_origin()
    };
    vec![
        route(
            "/notices/{notice_id}/content.json",
            "noticeContent",
            ("冻结的内容；其字节的 SHA-256 即内容摘要", "The frozen content; SHA-256 of these bytes is its digest"),
            "application/json",
            schema::content(),
            get(content),
        ),
        route(
            "/notices/{notice_id}/features.geojson",
            "noticeFeatures",
            ("公示或公告的地名要素", "Its names as features"),
            "application/geo+json",
            schema::features(),
            get(geojson),
        ),
        route(
            "/notices/{notice_id}/seal.json",
            "noticeSeal",
            ("封存记录；其字节的 SHA-256 即封存摘要", "The record of the closing; SHA-256 of these bytes is the seal"),
            "application/json",
            schema::seal(),
            get(seal),
        ),
        route(
            "/notices/{notice_id}/notice.pdf",
            "noticePdf",
            ("公文版式 PDF", "The paper as PDF"),
            PDF.media,
            json!({ "type": "string", "format": "binary" }),
            get(pdf),
        )
        .time_limit(SETTING_LIMIT),
        route(
            "/notices/{notice_id}/notice.docx",
            "noticeDocx",
            ("可编辑的 DOCX", "The paper as DOCX, to be edited"),
            DOCX,
            json!({ "type": "string", "format": "binary" }),
            get(docx),
        )
        .time_limit(SETTING_LIMIT),
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

/// A form of paper: its media type and what sets it.
struct Form {
    media: &'static str,
    set: fn(&Sheet) -> Result<Vec<u8>, Unprintable>,
}

const PDF: Form = Form { media: "application/pdf", set: documents::pdf };
const AS_DOCX: Form = Form { media: DOCX, set: documents::docx };

async fn pdf(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    caller: Option<SignedIn>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    state.paper(state.shown(&key, caller.as_ref()).await?, &PDF, &headers).await
}

async fn docx(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    caller: Option<SignedIn>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    state.paper(state.shown(&key, caller.as_ref()).await?, &AS_DOCX, &headers).await
}

impl PublicationsState {
    /// The PDF of a publication.
    pub(super) async fn as_pdf(&self, shown: Shown, headers: &HeaderMap) -> Result<Response, Problem> {
        self.paper(shown, &PDF, headers).await
    }

    /// The DOCX of a publication.
    pub(super) async fn as_docx(&self, shown: Shown, headers: &HeaderMap) -> Result<Response, Problem> {
        self.paper(shown, &AS_DOCX, headers).await
    }

    /// A publication set as a paper, unless the client has it already: that is known before it is set.
    async fn paper(&self, shown: Shown, form: &Form, headers: &HeaderMap) -> Result<Response, Problem> {
        let content = shown.publication.content();
        let address = format!("{}/notices/{}", forwarded::base(headers, self.trust_proxy), shown.key());
        let issue = shown.publication.standing.issue();
        let proof = issue.map(|issue| (address.as_str(), issue.content.digest.as_str()));
        let sheet = paper(&content, office_date(shown.publication.drafted_at), proof);
        let mark = serde_json::to_vec(&(&sheet, form.media, env!("CARGO_PKG_VERSION")))
            .map_err(|error| Problem::internal(&error))?;
        let tag = ETag::of_content(&mark).showing(shown.version);
        if tag.matches(headers) {
            return Ok(shown.tagged(headers, &tag, form.media, Vec::new));
        }
        let Ok(Ok(_turn)) = timeout(WAIT_FOR_TURN, TURNS.acquire()).await else { return Err(busy()) };
        let set = form.set;
        let made = tokio::task::spawn_blocking(move || set(&sheet)).await.map_err(|error| Problem::internal(&error))?;
        let bytes = made.map_err(|error| unprintable(&error))?;
        Ok(shown.tagged(headers, &tag, form.media, || bytes))
    }
}

fn busy() -> Problem {
    Problem::new(ProblemType::Unavailable, "排版请求过多，请稍候", "too many papers are being set at once")
        .retry_after(5)
}

fn unprintable(error: &Unprintable) -> Problem {
    let Text { zh, en } = error.text();
    match error {
        Unprintable::NoGlyph(_) => Problem::new(ProblemType::NotAcceptable, zh, en),
        Unprintable::Typesetter(_) | Unprintable::Packing(_) => Problem::internal(error),
    }
}

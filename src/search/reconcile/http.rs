//! `GET` and `POST /api/v1/reconcile`

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Serialize;
use serde_json::json;
use tokio::task::spawn_blocking;

use super::{
    super::Search,
    MOST_QUERIES,
    candidate::{Candidate, candidates},
    manifest::manifest,
    question::Query,
    suggest, thing,
};
use crate::{
    http::{
        Access, Language, Operation, Param, Params, Problem, ProblemType, Route, Text, forwarded::base,
        params::bad_parameter, read_json, seen,
    },
    index::live::Snapshot,
};

/// Media type of forms.
const FORM: &str = "application/x-www-form-urlencoded";

/// The routes, for pages of any origin.
pub(in super::super) fn routes(search: &Arc<Search>) -> Vec<Route> {
    let batch =
        json!({ "type": "string", "description": "JSON: { key: { query, type, limit, properties, type_strict } }" });
    let answered = |operation: Operation| {
        let results = json!({ "type": "object", "additionalProperties": { "type": "object" } });
        operation.answers(
            200,
            "application/json",
            results,
            "candidates for each query, the best first, or the manifest",
        )
    };
    let queries = Param::query(
        "queries",
        batch.clone(),
        "一批查询（JSON）；不给则答服务说明",
        "a batch of queries in JSON; without it the manifest",
    );
    let form = json!({ "type": "object", "required": ["queries"], "properties": { "queries": batch } });
    let ask = answered(Operation::new(
        "reconciliation",
        "reconcileGet",
        "名称核对（OpenRefine）：服务说明或一批查询；不提供 JSONP",
        "Reconciliation after the OpenRefine protocol 0.2: the manifest, or a batch; JSONP is not offered",
    ));
    let send = answered(Operation::new(
        "reconciliation",
        "reconcile",
        "名称核对（OpenRefine）：一批查询",
        "Reconciliation after the OpenRefine protocol 0.2: a batch",
    ));
    let path = "/api/v1/reconcile";
    let mut routes = vec![
        Route::new(Method::GET, path, Access::Public, ask.params([queries]), get(asked).with_state(Arc::clone(search))),
        Route::new(
            Method::POST,
            path,
            Access::Public,
            send.body(FORM, form),
            post(sent).with_state(Arc::clone(search)),
        ),
        thing::route(search),
    ];
    routes.extend(suggest::routes(search));
    routes.into_iter().map(Route::for_any_origin).collect()
}

/// The candidates for one query.
#[derive(Debug, Serialize)]
struct Answer {
    result: Vec<Candidate>,
}

async fn asked(
    State(search): State<Arc<Search>>,
    params: Params,
    language: Language,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    match params.text("queries") {
        Some(batch) => search.reconcile(batch, language).await,
        None => Ok(language.told(Json(manifest(&base(&headers, search.behind_proxy), language)).into_response())),
    }
}

async fn sent(
    State(search): State<Arc<Search>>,
    language: Language,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !media_type.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case(FORM)) {
        return Err(Problem::new(
            ProblemType::UnsupportedMediaType,
            format!("请以 {FORM} 发送"),
            format!("send it as {FORM}"),
        ));
    }
    let form = String::from_utf8(body.into()).map_err(|_| {
        Problem::new(ProblemType::BadRequest, "请求内容不是 UTF-8 文字", "the content is not UTF-8 text")
    })?;
    let form = Params::read(&form)?;
    let batch = form
        .text("queries")
        .ok_or_else(|| bad_parameter("queries", Text::new("表单缺少 queries", "the form has no field `queries`")))?;
    search.reconcile(batch, language).await
}

impl Search {
    /// Answers a batch, all of it from one version of the register.
    async fn reconcile(&self, batch: &str, language: Language) -> Result<Response, Problem> {
        let batch: BTreeMap<String, Query> = read_json(batch.as_bytes())?;
        if batch.len() > MOST_QUERIES {
            return Err(Problem::new(
                ProblemType::TooLarge,
                format!("一批至多 {MOST_QUERIES} 个查询"),
                format!("a batch holds at most {MOST_QUERIES} queries"),
            ));
        }
        let snapshot = self.index.snapshot()?;
        let version = snapshot.version;
        // A batch may take a second: on a thread where it holds up nobody, one after the other.
        let _turn = self.turns.acquire().await;
        let answered = spawn_blocking(move || answers(batch, &snapshot, language)).await;
        let answers = answered.map_err(|failed| Problem::internal(&failed))??;
        let mut response = language.told(Json(answers).into_response());
        seen::tell(response.headers_mut(), version);
        Ok(response)
    }
}

fn answers(
    batch: BTreeMap<String, Query>,
    snapshot: &Snapshot,
    language: Language,
) -> Result<BTreeMap<String, Answer>, Problem> {
    let answer = |(key, query): (String, Query)| {
        let question = query.read(snapshot).map_err(|text| bad_parameter(&key, text))?;
        Ok((key, Answer { result: candidates(&question, snapshot, language) }))
    };
    batch.into_iter().map(answer).collect()
}

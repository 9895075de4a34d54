//! Suggest services for entities, properties and types (section 6).

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::Method,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get},
};
use serde_json::{Value, json};

use super::{
    super::Search,
    candidate::{Candidate, candidates},
    kind::Kind,
    question::{MOST_CANDIDATES, Query},
};
use crate::http::{Access, Language, Operation, Param, Params, Problem, Route, params::bad_parameter};

/// Entities on a page.
const PAGE: usize = 10;

/// What a query may demand: pid, Chinese and English name.
const PROPERTIES: [(&str, &str, &str); 5] = [
    ("division", "所在政区（代码或名称）", "division, by code or name"),
    ("category", "类别代码", "category code"),
    ("status", "名称状态（standard、other、former）", "kind of name: standard, other or former"),
    ("lon", "经度（度，CGCS2000）", "longitude in degrees (CGCS2000)"),
    ("lat", "纬度（度，CGCS2000）", "latitude in degrees (CGCS2000)"),
];

/// One suggest service.
#[derive(Debug)]
pub(super) struct Suggester {
    /// What it suggests, as the manifest calls it.
    pub(super) word: &'static str,
    pub(super) path: &'static str,
    id: &'static str,
    zh: &'static str,
    en: &'static str,
}

/// Every suggest service.
pub(super) const SUGGESTERS: [Suggester; 3] = [ENTITY, PROPERTY, TYPE];

const ENTITY: Suggester = Suggester {
    word: "entity",
    path: "/api/v1/reconcile/suggest/entity",
    id: "reconcileSuggestEntity",
    zh: "名称核对：提示实体",
    en: "Reconciliation: suggests entities",
};

const PROPERTY: Suggester = Suggester {
    word: "property",
    path: "/api/v1/reconcile/suggest/property",
    id: "reconcileSuggestProperty",
    zh: "名称核对：提示属性",
    en: "Reconciliation: suggests properties",
};

const TYPE: Suggester = Suggester {
    word: "type",
    path: "/api/v1/reconcile/suggest/type",
    id: "reconcileSuggestType",
    zh: "名称核对：提示类型",
    en: "Reconciliation: suggests types",
};

pub(super) fn routes(search: &Arc<Search>) -> [Route; 3] {
    let entity = get(entity).with_state(Arc::clone(search));
    [ENTITY.route(entity), PROPERTY.route(get(property)), TYPE.route(get(kind))]
}

impl Suggester {
    fn route(&self, handler: MethodRouter) -> Route {
        let operation = Operation::new("reconciliation", self.id, self.zh, self.en)
            .params([
                Param::query("prefix", json!({ "type": "string" }), "已输入的文字", "what was typed"),
                Param::query("cursor", json!({ "type": "integer", "minimum": 0 }), "略过前几个", "skip so many"),
            ])
            .answers(200, "application/json", json!({ "type": "object", "required": ["result"] }), "suggestions");
        // OpenRefine sends more than the protocol says.
        Route::new(Method::GET, self.path, Access::Public, operation, handler).with_any_params()
    }
}

async fn entity(State(search): State<Arc<Search>>, params: Params, language: Language) -> Result<Response, Problem> {
    let snapshot = search.index.snapshot()?;
    let skipped = params.parse::<usize>("cursor")?.unwrap_or(0).min(MOST_CANDIDATES);
    let query = Query::for_text(params.text("prefix").unwrap_or_default(), skipped + PAGE);
    let question = query.read(&snapshot).map_err(|text| bad_parameter("prefix", text))?;
    let page = candidates(&question, &snapshot, language).into_iter().skip(skipped);
    Ok(suggestions(page.map(Candidate::suggested), language))
}

async fn property(params: Params, language: Language) -> Result<Response, Problem> {
    let named = PROPERTIES.map(|(id, zh, en)| {
        let name = language.of_two(zh, en);
        json!({ "id": id, "name": name })
    });
    listed(named, &params, language)
}

async fn kind(params: Params, language: Language) -> Result<Response, Problem> {
    listed(Kind::all(language).map(|kind| json!(kind)), &params, language)
}

/// Those of a short list whose id or name holds what was typed.
fn listed(items: impl IntoIterator<Item = Value>, params: &Params, language: Language) -> Result<Response, Problem> {
    let typed = params.text("prefix").unwrap_or_default().trim().to_lowercase();
    let skipped = params.parse::<usize>("cursor")?.unwrap_or(0);
    let holds = |item: &Value| {
        ["id", "name"].iter().any(|member| {
            item.get(*member).and_then(Value::as_str).is_some_and(|text| text.to_lowercase().contains(&typed))
        })
    };
    Ok(suggestions(items.into_iter().filter(holds).skip(skipped), language))
}

fn suggestions(items: impl Iterator<Item = Value>, language: Language) -> Response {
    language.told(Json(json!({ "result": items.collect::<Vec<_>>() })).into_response())
}

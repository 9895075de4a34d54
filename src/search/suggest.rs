//! `GET /api/v1/suggest`: typing ahead.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, Method, Uri},
    response::Response,
    routing::get,
};
use serde_json::json;

use super::{
    Search,
    asked::{Asked, Many},
    label::label,
    meant::Meant,
};
use crate::{
    http::{Access, Language, Operation, Params, Problem, Route},
    lookup::Json,
};

const MANY: Many = Many { usual: 8, most: 50 };

const MEDIA_TYPE: &str = "application/json";

/// Bytes that most suggestions take.
const USUAL_SUGGESTION: usize = 512;

pub(super) fn route(search: &Arc<Search>) -> Route {
    let operation = Operation::new("search", "suggest", "边输入边提示名称", "Suggest names while one types")
        .params(Asked::params(MANY))
        .answers(
            200,
            MEDIA_TYPE,
            json!({ "type": "object", "required": ["query", "suggestions"], "properties": {
                "query": { "type": "string" },
                "suggestions": { "type": "array", "items": { "type": "object" } },
            } }),
            "names that begin so, the best first; of names that are written alike one",
        )
        .answers_nothing(304, "not changed");
    Route::new(Method::GET, "/api/v1/suggest", Access::Public, operation, get(suggest).with_state(Arc::clone(search)))
}

async fn suggest(
    State(search): State<Arc<Search>>,
    params: Params,
    language: Language,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    search.answer((&uri, &headers), language, MEDIA_TYPE, |snapshot| {
        let asked = Asked::read(&params, snapshot, MANY)?;
        let found = asked
            .pattern
            .as_ref()
            .map(|pattern| snapshot.called.suggest(pattern, asked.wanted, |called| asked.filter.admits(called)));
        let hits = found.into_iter().flat_map(|found| found.hits);
        let told = hits.filter_map(|hit| Meant::by(hit.row, snapshot).map(|meant| (hit, meant)));
        let mut json = Json::with_capacity(asked.wanted.limit * USUAL_SUGGESTION);
        json.text("{\"query\":").value(&asked.q).text(",\"suggestions\":");
        json.list(told, |json, (hit, meant)| {
            let feature = &hit.row.record.feature;
            json.id(hit.key).text(",\"text\":").text(feature.property("name"));
            json.text(",\"pinyin\":").text(feature.property("pinyin")).text(",\"form\":\"").text(hit.form.code());
            json.text("\",\"thing\":");
            meant.write(json);
            json.text(",\"label\":").value(&label(hit.row, &meant, language)).text("}");
        });
        json.text("}");
        Ok(json)
    })
}

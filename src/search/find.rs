//! `GET /api/v1/search`

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, Method, Uri},
    response::Response,
    routing::get,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    Search,
    asked::{Asked, Many},
    explanation::explanation,
    geocoding,
    label::label,
    meant::Meant,
    status::status,
};
use crate::{
    http::{Access, Language, Operation, Params, Problem, Route},
    index::{
        live::{Called, Snapshot},
        names::{Hit, Standing},
    },
    lookup::Json,
};

const MANY: Many = Many { usual: 10, most: 100 };

const MEDIA_TYPE: &str = "application/geo+json";

/// Bytes that a hit adds to its feature, more or less.
const USUAL_HIT: usize = 1_024;

pub(super) fn route(search: &Arc<Search>) -> Route {
    let operation = Operation::new("search", "search", "按名称查找", "Find things by their names")
        .params(Asked::params(MANY))
        .answers(
            200,
            MEDIA_TYPE,
            json!({ "type": "object", "required": ["type", "geocoding", "features"], "properties": {
                "type": { "type": "string", "enum": ["FeatureCollection"] },
                "geocoding": { "type": "object" },
                "features": { "type": "array", "items": { "type": "object" } },
            } }),
            "names, the best match first, after GeocodeJSON; properties say what each names, how it matched and how it is \
             called now; `geocoding.complete` is false when the search gave up",
        )
        .answers_nothing(304, "not changed");
    Route::new(Method::GET, "/api/v1/search", Access::Public, operation, get(find).with_state(Arc::clone(search)))
}

async fn find(
    State(search): State<Arc<Search>>,
    params: Params,
    language: Language,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    search.answer((&uri, &headers), language, MEDIA_TYPE, |snapshot| {
        let asked = Asked::read(&params, snapshot, MANY)?;
        let Some(pattern) = &asked.pattern else { return Ok(collection(&asked, snapshot, language, &[], true)) };
        let found = snapshot.called.search(pattern, asked.wanted, |called| asked.filter.admits(called));
        Ok(collection(&asked, snapshot, language, &found.hits, found.complete))
    })
}

/// The hits as a feature collection with a `geocoding` member after GeocodeJSON.
fn collection(
    asked: &Asked<'_>,
    snapshot: &Snapshot,
    language: Language,
    hits: &[Hit<'_, Uuid, Called>],
    complete: bool,
) -> Json {
    let bytes: usize = hits.iter().map(|hit| hit.row.record.feature.as_str().len() + USUAL_HIT).sum();
    let mut json = Json::with_capacity(bytes + USUAL_HIT);
    json.text("{\"type\":\"FeatureCollection\",\"geocoding\":{\"version\":\"").text(geocoding::VERSION);
    json.text("\",\"attribution\":\"Mingjie 名界\",\"query\":").value(&asked.q).text(",\"complete\":").show(complete);
    json.text(",\"limit\":").show(asked.wanted.limit).text("},\"at\":\"").show(snapshot.day);
    json.text("\",\"data_version\":").show(snapshot.version).text(",\"features\":");
    let told = hits.iter().filter_map(|hit| Some((hit, Meant::by(hit.row, snapshot)?)));
    json.list(told, |json, (hit, meant)| feature(json, hit, &meant, language));
    json.text("}");
    json
}

/// The feature of a name, with what it names and why it was found among its properties.
fn feature(json: &mut Json, hit: &Hit<'_, Uuid, Called>, meant: &Meant<'_>, language: Language) {
    let record = &hit.row.record;
    json.text(record.feature.open_properties()).text(",\"standing\":\"").text(status(hit.row.standing));
    json.text("\",\"thing\":");
    meant.write(json);
    if hit.row.standing != Standing::Standard {
        json.text(",\"called_now\":").value(&meant.called_now());
    }
    json.text(",\"match\":{\"form\":\"").text(hit.form.code()).text("\",\"extent\":\"").text(hit.extent.code());
    json.text("\",\"span\":[")
        .show(hit.span.start)
        .text(",")
        .show(hit.span.end)
        .text("],\"errors\":")
        .show(hit.errors());
    json.text(",\"reading\":").value(&hit.reading).text(",\"explanation\":").value(&explanation(hit, meant, language));
    json.text("},\"geocoding\":");
    geocoding::write(json, meant, record.feature.property("name"), &label(hit.row, meant, language));
    if let Some(metres) = hit.distance_m {
        // Beyond the millimetre it would be noise.
        json.distance((metres * 1_000.0).round() / 1_000.0);
    }
    json.text("}}");
}

//! What the service says of itself (section 3.1).

use serde_json::{Value, json};

use super::{MOST_QUERIES, kind::Kind, suggest::SUGGESTERS, thing::THINGS};
use crate::http::Language;

/// The manifest of the service below `base`.
pub(super) fn manifest(base: &str, language: Language) -> Value {
    let suggest: serde_json::Map<String, Value> = SUGGESTERS
        .iter()
        .map(|suggester| (suggester.word.to_owned(), json!({ "service_url": base, "service_path": suggester.path })))
        .collect();
    json!({
        "versions": ["0.2"],
        "name": language.of_two("名界：地名与政区", "Mingjie: geographic names and divisions"),
        "identifierSpace": format!("{base}{THINGS}"),
        "schemaSpace": "https://schema.org/Place",
        "documentation": format!("{base}/api/v1/docs"),
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "defaultTypes": Kind::all(language),
        "view": { "url": format!("{base}{THINGS}{{{{id}}}}") },
        "suggest": suggest,
        "batchSize": MOST_QUERIES,
    })
}

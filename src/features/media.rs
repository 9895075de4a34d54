//! Media types of the answers, and which of them a client may ask for (OGC API Features part 1, 7.12).

use axum::http::HeaderMap;
use serde_json::json;

use crate::http::{Param, Params, Problem, ProblemType, Text, accept, params::bad_parameter};

/// What an address answers in; each has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Media {
    Json,
    GeoJson,
    OpenApi,
}

impl Media {
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::GeoJson => "application/geo+json",
            Self::OpenApi => "application/vnd.oai.openapi+json;version=3.0",
        }
    }

    /// The values of the parameter `f`.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Json | Self::OpenApi => &["json"],
            Self::GeoJson => &["json", "geojson"],
        }
    }

    /// The parameter `f`, of our own (the standard leaves it to servers).
    pub(super) fn param(self) -> Param {
        let schema = json!({ "type": "string", "enum": self.words() });
        Param::query("f", schema, "回答的形式", "the form of the answer")
    }

    /// Refuses a request for another form. `f` goes before the `Accept` header, which says whether the client
    /// [takes JSON](takes_json).
    pub(super) fn check(self, params: &Params, takes_json: bool) -> Result<(), Problem> {
        match params.text("f") {
            Some(word) if self.words().contains(&word) => Ok(()),
            Some(word) => Err(bad_parameter("f", self.unknown(word))),
            None if takes_json => Ok(()),
            None => Err(Problem::new(
                ProblemType::NotAcceptable,
                format!("此地址以 {} 回答", self.text()),
                format!("this address answers in {}", self.text()),
            )),
        }
    }

    fn unknown(self, word: &str) -> Text {
        let known = self.words().join("、");
        Text::new(format!("f 的值“{word}”不可用；可用：{known}"), format!("f cannot be `{word}`; known: {known}"))
    }
}

/// Whether a client takes JSON of any kind: every kind is taken for ours, and so is HTML, because a person with a browser
/// is better served by JSON than by a refusal.
pub(super) fn takes_json(headers: &HeaderMap) -> bool {
    let ours =
        |range: &str| range == "*/*" || range == "application/*" || range == "text/html" || range.ends_with("json");
    accept::quality(headers, ours) > 0.0
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    fn accepted(accept: &str) -> bool {
        let headers = HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())]);
        Media::GeoJson.check(&Params::default(), takes_json(&headers)).is_ok()
    }

    #[test]
    fn browsers_and_readers_of_any_json_are_answered() {
        assert!(takes_json(&HeaderMap::new()));
        for accept in ["*/*", "application/json", "Application/Geo+JSON;q=0.5", "text/html", "image/png, */*;q=0.1"] {
            assert!(accepted(accept), "{accept}");
        }
        for accept in ["image/png", "application/json;q=0", "text/xml, application/xml"] {
            assert!(!accepted(accept), "{accept}");
        }
    }
}

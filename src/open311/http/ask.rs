//! What every request of GeoReport says: format, language, parameters.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};

use crate::{
    http::{Language, Params, Problem},
    open311::{format::Format, node::Node},
};

/// How something is asked.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) format: Format,
    pub(super) language: Language,
    pub(super) params: Params,
    /// The last piece of the address without the format.
    pub(super) piece: String,
}

impl<S: Sync> FromRequestParts<S> for Ask {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let language = Language::of(&parts.headers);
        let last = parts.uri.path().rsplit('/').next().unwrap_or_default();
        let last = percent_encoding::percent_decode_str(last).decode_utf8_lossy();
        let Some((piece, format)) = Format::part(&last) else {
            return Err(Problem::not_found("地址，须以 .xml 或 .json 结尾", "address: it ends in .xml or .json")
                .into_response());
        };
        match Params::read(parts.uri.query().unwrap_or_default()) {
            Ok(params) => Ok(Self { format, language, params, piece: piece.to_owned() }),
            Err(problem) => Err(format.fault(&problem, language)),
        }
    }
}

impl Ask {
    /// The answer, whose root element is called `root`, or what went wrong.
    pub(super) fn answer(&self, status: StatusCode, root: &str, told: Result<Node, Problem>) -> Response {
        match told {
            Ok(node) => self.language.told(self.format.answer(status, root, &node)),
            Err(problem) => self.format.fault(&problem, self.language),
        }
    }
}

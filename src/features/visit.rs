//! One request to this interface: what it asks, and how its answer is dressed.

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use time::Date;

use super::{
    Features,
    links::Links,
    media::{Media, takes_json},
};
use crate::{
    db::tx::DataVersion,
    http::{
        Language, Params, Problem,
        etag::{ETag, Held},
    },
};

/// Parameters, language and links of a request.
#[derive(Debug)]
pub(super) struct Visit {
    pub(super) params: Params,
    pub(super) language: Language,
    pub(super) links: Links,
    takes_json: bool,
    held: Held,
}

impl FromRequestParts<Features> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, features: &Features) -> Result<Self, Problem> {
        Ok(Self {
            params: Params::from_request_parts(parts, features).await?,
            language: Language::of(&parts.headers),
            links: Links::of(&parts.headers, &parts.uri, features.behind_proxy),
            takes_json: takes_json(&parts.headers),
            held: Held::by(&parts.headers),
        })
    }
}

impl Visit {
    /// Refuses a request that wants another form than `media`.
    pub(super) fn wants(&self, media: Media) -> Result<(), Problem> {
        media.check(&self.params, self.takes_json)
    }

    /// The tag of the answer from the register at `version` on `today`.
    pub(super) fn tag(&self, version: DataVersion, today: Date, media: Media) -> ETag {
        ETag::of(version, today, self.links.uri(), &[media.text(), ";", self.language.tag()])
    }

    /// 304 if the client has the answer with this tag already.
    pub(super) fn has(&self, tag: &ETag) -> Option<Response> {
        tag.is_held(&self.held).then(|| tag.not_modified())
    }

    /// The answer with a tag.
    pub(super) fn tagged(&self, tag: &ETag, media: Media, content: Vec<u8>) -> Response {
        self.language.told(tag.answer(media.text(), content))
    }

    /// An answer that does not depend on the register.
    pub(super) fn plain(&self, media: Media, content: &impl Serialize) -> Result<Response, Problem> {
        let content_type = [(header::CONTENT_TYPE, media.text())];
        Ok(self.language.told((content_type, to_json(content)?).into_response()))
    }
}

pub(super) fn to_json(content: &impl Serialize) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(content).map_err(|error| Problem::internal(&error))
}

//! Validators of answers (RFC 9110 section 8.8): the version of the register, the day, the address and the form; or the
//! content itself, where the register's version does not tell it.

use std::convert::Infallible;

use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use time::Date;

use super::seen;
use crate::db::tx::DataVersion;

/// An entity tag, strong unless made [`weak`](Self::weak).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ETag {
    tag: String,
    /// Of the register, where the answer shows it.
    version: Option<DataVersion>,
}

impl ETag {
    /// The tag of what `uri` answers in a form (media type, language), for the register at `version` as seen on `day`.
    #[must_use]
    pub fn of(version: DataVersion, day: Date, uri: &Uri, form: &[&str]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(version.to_be_bytes());
        hasher.update(day.to_julian_day().to_be_bytes());
        for part in form {
            hasher.update(part);
        }
        hasher.update(uri.path_and_query().map_or("", |part| part.as_str()));
        let short = beginning(&hasher.finalize());
        Self { tag: format!("\"{version}-{short:016x}\""), version: Some(version) }
    }

    /// The tag of an answer that is made from exactly `content`, whatever the register says meanwhile.
    #[must_use]
    pub fn of_content(content: &[u8]) -> Self {
        Self::of_digest(&Sha256::digest(content))
    }

    /// The same for content whose SHA-256 is known.
    #[must_use]
    pub fn of_digest(digest: &[u8]) -> Self {
        let short = digest.iter().take(16).fold(0_u128, |value, byte| value << 8 | u128::from(*byte));
        Self { tag: format!("\"{short:032x}\""), version: None }
    }

    /// The same tag for an answer that shows the register at `version`.
    #[must_use]
    pub fn showing(self, version: DataVersion) -> Self {
        Self { version: Some(version), ..self }
    }

    /// The same tag for an answer that says the same each time, but not byte for byte (it tells when it was given).
    #[must_use]
    pub fn weak(self) -> Self {
        Self { tag: format!("W/{}", self.tag), ..self }
    }

    /// Whether the client already has this version (weak comparison, RFC 9110 section 13.1.2).
    #[must_use]
    pub fn matches(&self, headers: &HeaderMap) -> bool {
        self.is_held(&Held::by(headers))
    }

    /// The same for what is known of the client's headers.
    #[must_use]
    pub fn is_held(&self, Held(lists): &Held) -> bool {
        let opaque = self.tag.trim_start_matches("W/");
        lists.iter().filter_map(|list| list.to_str().ok()).any(|list| {
            list.split(',').map(|tag| tag.trim().trim_start_matches("W/")).any(|tag| tag == "*" || tag == opaque)
        })
    }

    /// `content` with this tag and its data version, to be asked for again each time.
    pub fn answer(&self, media_type: &'static str, content: impl Into<Body>) -> Response {
        self.stamp(([(header::CONTENT_TYPE, media_type)], content.into()).into_response())
    }

    /// 304 with this tag.
    #[must_use]
    pub fn not_modified(&self) -> Response {
        self.stamp(StatusCode::NOT_MODIFIED.into_response())
    }

    fn stamp(&self, mut response: Response) -> Response {
        if let Ok(value) = HeaderValue::from_str(&self.tag) {
            response.headers_mut().insert(header::ETAG, value);
        }
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Some(version) = self.version {
            seen::tell(response.headers_mut(), version);
        }
        response
    }
}

/// What the client has already (`If-None-Match`), for handlers that need no other header: copying all of them takes
/// longer than some answers.
#[derive(Debug, Default)]
pub struct Held(Vec<HeaderValue>);

impl Held {
    /// What a client with these headers has.
    #[must_use]
    pub fn by(headers: &HeaderMap) -> Self {
        Self(headers.get_all(header::IF_NONE_MATCH).iter().cloned().collect())
    }
}

impl<S: Sync> FromRequestParts<S> for Held {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::by(&parts.headers))
    }
}

/// The first 8 bytes of a digest.
fn beginning(digest: &[u8]) -> u64 {
    digest.iter().take(8).fold(0, |value, byte| value << 8 | u64::from(*byte))
}

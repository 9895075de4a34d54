//! Chinese or English, by `Accept-Language` (RFC 9110 section 12.5.4); Chinese when nothing is said.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, header::ACCEPT_LANGUAGE, request::Parts},
    response::Response,
};

pub use crate::kernel::text::{Language, Text};

impl Language {
    /// The better of the two for these headers: the highest quality value wins, the earlier on a tie.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let Some(accepted) = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()) else {
            return Self::default();
        };
        let mut best = (Self::default(), 0.0);
        for range in accepted.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
            let quality =
                parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            let language = match tag.split('-').next() {
                Some("zh" | "*") => Self::Chinese,
                Some("en") => Self::English,
                _ => continue,
            };
            if quality > best.1 {
                best = (language, quality);
            }
        }
        best.0
    }
}

impl Language {
    /// Says in an answer that it speaks this language, and that it might speak another one.
    #[must_use]
    pub fn told(self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(self.tag()));
        headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
        response
    }
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(value: &str) -> Language {
        Language::of(&HeaderMap::from_iter([(ACCEPT_LANGUAGE, value.parse().unwrap())]))
    }

    #[test]
    fn the_higher_quality_wins_and_chinese_is_the_default() {
        assert_eq!(asked("en-GB,en;q=0.9,zh;q=0.8"), Language::English);
        assert_eq!(asked("en;q=0.5, zh-Hans"), Language::Chinese);
        assert_eq!(asked("fr"), Language::Chinese);
        assert_eq!(asked("*"), Language::Chinese);
        assert_eq!(Language::of(&HeaderMap::new()), Language::Chinese);
    }
}

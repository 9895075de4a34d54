//! Absolute links (OGC API Features part 1, 7.2; RFC 8288).

use axum::http::{HeaderMap, Uri};
use serde::Serialize;

use super::media::Media;
use crate::http::{Language, Text, forwarded::base};

/// One link.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    href: String,
    rel: &'static str,
    r#type: &'static str,
    title: String,
}

/// Makes links to where the client reached us, in the client's language.
#[derive(Debug, Clone)]
pub(super) struct Links {
    /// Scheme and host without a slash at the end.
    base: String,
    /// Path and query of this request.
    here: String,
    language: Language,
}

impl Links {
    /// Scheme and host as the client wrote them; `X-Forwarded-*` is believed only behind a proxy that sets it, and of
    /// several values the last, which is that proxy's own.
    pub(super) fn of(headers: &HeaderMap, uri: &Uri, behind_proxy: bool) -> Self {
        let here = uri.path_and_query().map_or_else(|| uri.path().to_owned(), ToString::to_string);
        Self { base: base(headers, behind_proxy), here, language: Language::of(headers) }
    }

    /// A link to `path` on this server.
    pub(super) fn to(&self, path: &str, rel: &'static str, media: Media, title: &Text) -> Link {
        Link {
            href: format!("{}{path}", self.base),
            rel,
            r#type: media.text(),
            title: title.say(self.language).to_owned(),
        }
    }

    /// The link to this very answer.
    pub(super) fn here(&self, media: Media) -> Link {
        self.to(&self.here, "self", media, &Text::new("本页", "this page"))
    }

    /// The link to the page that goes on after `cursor`, everything else as asked for here.
    pub(super) fn next(&self, cursor: &str) -> Link {
        let (path, query) = self.here.split_once('?').unwrap_or((&self.here, ""));
        let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
        let query: String = kept.flat_map(|pair| [pair, "&"]).collect();
        let next = format!("{path}?{query}cursor={cursor}");
        self.to(&next, "next", Media::GeoJson, &Text::new("下一页", "next page"))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, header};

    use super::*;

    const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
    const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

    fn headers(pairs: [(HeaderName, &str); 3]) -> HeaderMap {
        HeaderMap::from_iter(pairs.map(|(name, value)| (name, value.parse().unwrap())))
    }

    #[test]
    fn links_lead_to_the_host_of_the_request_and_through_a_known_proxy_only() {
        let headers = headers([
            (header::HOST, "10.0.0.7:8080"),
            (FORWARDED_HOST, "forged.example, diming.example"),
            (FORWARDED_PROTO, "https"),
        ]);
        let href =
            |behind_proxy| Links::of(&headers, &Uri::from_static("/ogc?f=json"), behind_proxy).here(Media::Json).href;
        assert_eq!(href(false), "http://10.0.0.7:8080/ogc?f=json");
        assert_eq!(href(true), "https://diming.example/ogc?f=json");
    }

    #[test]
    fn a_host_that_is_none_is_not_repeated() {
        let headers = headers([(header::HOST, "a\"b"), (FORWARDED_HOST, "x y"), (FORWARDED_PROTO, "javascript")]);
        assert_eq!(Links::of(&headers, &Uri::from_static("/ogc"), true).here(Media::Json).href, "http://localhost/ogc");
    }

    #[test]
    fn the_next_page_is_asked_for_as_this_one_was() {
        let next = |uri| Links::of(&HeaderMap::new(), &Uri::from_static(uri), false).next("2").href;
        assert_eq!(
            next("/ogc/x?limit=5&name=%E7%AB%9F&cursor=1"),
            "http://localhost/ogc/x?limit=5&name=%E7%AB%9F&cursor=2"
        );
        assert_eq!(next("/ogc/x"), "http://localhost/ogc/x?cursor=2");
    }
}

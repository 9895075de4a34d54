//! Absolute links (OGC API Features part 1, 7.2; RFC 8288).

use std::{borrow::Cow, fmt};

use axum::http::{HeaderMap, Uri};
use serde::{Serialize, Serializer};

use super::media::Media;
use crate::http::{Language, Text, forwarded::base};

/// One link.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link<'a> {
    href: Href<'a>,
    rel: &'static str,
    r#type: &'static str,
    title: &'a str,
}

/// Where a link leads: on this server, as the client reached it.
#[derive(Debug, Clone)]
struct Href<'a> {
    base: &'a str,
    path: Cow<'a, str>,
}

impl fmt::Display for Href<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base)?;
        f.write_str(&self.path)
    }
}

impl Serialize for Href<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Makes links to where the client reached us, in the client's language.
#[derive(Debug, Clone)]
pub(super) struct Links {
    /// Scheme and host without a slash at the end.
    base: String,
    /// The address of this request.
    here: Uri,
    language: Language,
}

impl Links {
    /// Scheme and host as the client wrote them; `X-Forwarded-*` is believed only behind a proxy that sets it, and of
    /// several values the last, which is that proxy's own.
    pub(super) fn of(headers: &HeaderMap, uri: &Uri, behind_proxy: bool) -> Self {
        Self { base: base(headers, behind_proxy), here: uri.clone(), language: Language::of(headers) }
    }

    /// A link to `path` on this server.
    pub(super) fn to<'a>(&'a self, path: &'a str, rel: &'static str, media: Media, title: &'a Text) -> Link<'a> {
        self.link(path.into(), rel, media, title.say(self.language))
    }

    /// The link to this very answer.
    pub(super) fn here(&self, media: Media) -> Link<'_> {
        self.link(self.address().into(), "self", media, self.language.of_two("本页", "this page"))
    }

    /// The link to the page that goes on after `cursor`, everything else as asked for here.
    pub(super) fn next(&self, cursor: &str) -> Link<'_> {
        let (path, query) = self.address().split_once('?').unwrap_or((self.address(), ""));
        let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
        let query: String = kept.flat_map(|pair| [pair, "&"]).collect();
        let next = format!("{path}?{query}cursor={cursor}");
        self.link(next.into(), "next", Media::GeoJson, self.language.of_two("下一页", "next page"))
    }

    /// The address of this request.
    pub(super) fn uri(&self) -> &Uri {
        &self.here
    }

    /// Its path and query.
    fn address(&self) -> &str {
        self.here.path_and_query().map_or_else(|| self.here.path(), |part| part.as_str())
    }

    fn link<'a>(&'a self, path: Cow<'a, str>, rel: &'static str, media: Media, title: &'a str) -> Link<'a> {
        Link { href: Href { base: &self.base, path }, rel, r#type: media.text(), title }
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
        let href = |behind_proxy| {
            let links = Links::of(&headers, &Uri::from_static("/ogc?f=json"), behind_proxy);
            links.here(Media::Json).href.to_string()
        };
        assert_eq!(href(false), "http://10.0.0.7:8080/ogc?f=json");
        assert_eq!(href(true), "https://diming.example/ogc?f=json");
    }

    #[test]
    fn a_host_that_is_none_is_not_repeated() {
        let headers = headers([(header::HOST, "a\"b"), (FORWARDED_HOST, "x y"), (FORWARDED_PROTO, "javascript")]);
        let links = Links::of(&headers, &Uri::from_static("/ogc"), true);
        assert_eq!(links.here(Media::Json).href.to_string(), "http://localhost/ogc");
    }

    #[test]
    fn the_next_page_is_asked_for_as_this_one_was() {
        let next = |uri| Links::of(&HeaderMap::new(), &Uri::from_static(uri), false).next("2").href.to_string();
        assert_eq!(
            next("/ogc/x?limit=5&name=%E7%AB%9F&cursor=1"),
            "http://localhost/ogc/x?limit=5&name=%E7%AB%9F&cursor=2"
        );
        assert_eq!(next("/ogc/x"), "http://localhost/ogc/x?cursor=2");
    }
}

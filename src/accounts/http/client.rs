//! What a request says about where it comes from.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderValue, header, request::Parts, uri::Authority},
};

use super::super::Accounts;
use crate::http::{
    Problem, ProblemType,
    forwarded::{self, by_proxy},
};

/// The header that repeats the session's own token.
pub(super) const CSRF_TOKEN: &str = "X-CSRF-Token";

/// The client of one request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Client {
    /// Its address, where one is known.
    pub(super) address: Option<IpAddr>,
    /// Whether it came over TLS.
    pub(super) over_tls: bool,
}

impl FromRequestParts<Accounts> for Client {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, accounts: &Accounts) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        Ok(Self::of(&parts.headers, peer, accounts.trust_proxy))
    }
}

impl Client {
    /// Believes what a proxy adds only where one is configured: anybody can send these headers.
    pub(super) fn of(headers: &HeaderMap, peer: Option<IpAddr>, trust_proxy: bool) -> Self {
        Self {
            address: forwarded::address(headers, peer, trust_proxy),
            over_tls: trust_proxy && by_proxy(headers, "x-forwarded-proto") == Some("https"),
        }
    }
}

/// The host and port by which the client knows us.
fn own_host(request: &Parts, trust_proxy: bool) -> Option<&str> {
    let forwarded = if trust_proxy { by_proxy(&request.headers, "x-forwarded-host") } else { None };
    let host = || request.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    forwarded.or_else(host).or_else(|| request.uri.authority().map(Authority::as_str))
}

/// Refuses a request that another site made the browser send. `Sec-Fetch-Site` is the browser's own word on it; the
/// browsers and connections without it send `Origin` with every POST. Programs send neither, nor cookies by mistake.
pub(super) fn refuse_foreign(request: &Parts, trust_proxy: bool) -> Result<(), Problem> {
    let text = |name: &str| request.headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let own = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => own_host(request, trust_proxy)
            .is_some_and(|host| origin.split_once("://").is_some_and(|(_, of)| of.eq_ignore_ascii_case(host))),
        (None, None) => true,
    };
    own.then_some(()).ok_or_else(|| {
        Problem::new(ProblemType::NotAllowed, "不接受来自其他网站的请求", "requests made by another site are refused")
    })
}

/// Whether a page's form is sent, as browsers send it without script.
pub(super) fn is_form_of_a_page(request: &Parts) -> bool {
    let media_type =
        request.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_form = ["application/x-www-form-urlencoded", "multipart/form-data"]
        .iter()
        .any(|form| essence.eq_ignore_ascii_case(form));
    is_form && !request.headers.contains_key(CSRF_TOKEN)
}

/// Refuses a change in a session that was not asked for by our own pages.
pub(super) fn refuse_forged(request: &Parts, trust_proxy: bool, csrf_token: &str) -> Result<(), Problem> {
    refuse_foreign(request, trust_proxy)?;
    let sent = request.headers.get(CSRF_TOKEN).map(HeaderValue::as_bytes).unwrap_or_default();
    same(sent, csrf_token.as_bytes()).then_some(()).ok_or_else(|| {
        Problem::new(
            ProblemType::NotAllowed,
            "缺少 X-CSRF-Token 或其值不符；请用登录时取得的值",
            "X-CSRF-Token is missing or not the one given at log-in",
        )
    })
}

/// A request that no other site made the browser send.
#[derive(Debug, Clone, Copy)]
pub(super) struct NotForeign;

impl FromRequestParts<Accounts> for NotForeign {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, accounts: &Accounts) -> Result<Self, Problem> {
        refuse_foreign(parts, accounts.trust_proxy).map(|()| Self)
    }
}

/// Compares without stopping at the first difference, so that the time taken tells nothing.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn request(pairs: &[(&str, &str)]) -> Parts {
        let request = pairs.iter().fold(Request::builder(), |request, (name, value)| request.header(*name, *value));
        request.body(()).unwrap().into_parts().0
    }

    fn is_own(pairs: &[(&str, &str)]) -> bool {
        refuse_foreign(&request(pairs), false).is_ok()
    }

    #[test]
    fn a_request_made_by_another_site_is_foreign() {
        assert!(is_own(&[]));
        assert!(is_own(&[("host", "names.example:8080"), ("origin", "http://names.example:8080")]));
        assert!(!is_own(&[("host", "names.example"), ("origin", "https://evil.example")]));
        assert!(!is_own(&[("host", "names.example"), ("origin", "null")]));
        assert!(!is_own(&[("host", "names.example"), ("sec-fetch-site", "cross-site")]));
        assert!(!is_own(&[("host", "names.example"), ("sec-fetch-site", "same-site")]));
    }

    #[test]
    fn a_proxy_that_changes_the_host_is_asked_or_the_browser() {
        let changed = [("host", "127.0.0.1:8080"), ("origin", "https://names.example")];
        assert!(!is_own(&changed));
        assert!(is_own(&[&changed[..], &[("sec-fetch-site", "same-origin")]].concat()));
        let told = request(&[&changed[..], &[("x-forwarded-host", "names.example")]].concat());
        assert!(refuse_foreign(&told, true).is_ok());
        assert!(refuse_foreign(&told, false).is_err());
    }

    #[test]
    fn a_change_needs_the_tokens_own_value() {
        assert!(refuse_forged(&request(&[("x-csrf-token", "abc")]), false, "abc").is_ok());
        for wrong in [&[][..], &[("x-csrf-token", "abd")], &[("x-csrf-token", "ab")]] {
            assert!(refuse_forged(&request(wrong), false, "abc").is_err());
        }
    }

    #[test]
    fn forwarded_headers_count_only_behind_a_proxy() {
        let peer = Some(IpAddr::from([10, 0, 0, 1]));
        let sent = request(&[("x-forwarded-for", "6.6.6.6, 192.0.2.7"), ("x-forwarded-proto", "https")]).headers;
        let direct = Client::of(&sent, peer, false);
        assert_eq!((direct.address, direct.over_tls), (peer, false));
        let proxied = Client::of(&sent, peer, true);
        assert_eq!((proxied.address, proxied.over_tls), (Some(IpAddr::from([192, 0, 2, 7])), true));
    }
}

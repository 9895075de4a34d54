//! What a proxy in front says of the client; to be asked for only where a proxy is trusted.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts, uri::Authority},
};

/// The value of an `X-Forwarded-*` header by the nearest proxy: the last entry of the last line. Those before it are
/// whatever the client wrote.
#[must_use]
pub fn by_proxy<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let line = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next().map(str::trim)
}

/// Scheme and host under which the client reached us, without a slash at the end; what a proxy says of them is believed
/// only `behind_proxy`.
#[must_use]
pub fn base(headers: &HeaderMap, behind_proxy: bool) -> String {
    let forwarded = |name| by_proxy(headers, name).filter(|_| behind_proxy);
    let scheme = forwarded("x-forwarded-proto").filter(|scheme| *scheme == "https").unwrap_or("http");
    let host = forwarded("x-forwarded-host")
        .or_else(|| headers.get(header::HOST)?.to_str().ok())
        .filter(|host| host.parse::<Authority>().is_ok())
        .unwrap_or("localhost");
    format!("{scheme}://{host}")
}

/// The address of the client whose connection comes from `peer`; what a proxy says of it is believed only `behind_proxy`.
#[must_use]
pub fn address(headers: &HeaderMap, peer: Option<IpAddr>, behind_proxy: bool) -> Option<IpAddr> {
    let forwarded = || by_proxy(headers, "x-forwarded-for")?.parse().ok();
    if behind_proxy { forwarded().or(peer) } else { peer }
}

/// What knows whether a proxy in front is to be believed.
pub trait BehindProxy {
    /// Whether `X-Forwarded-*` headers are believed.
    fn trusts_proxy(&self) -> bool;
}

/// The address of the client, as far as it is known.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub Option<IpAddr>);

impl<S: BehindProxy + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        Ok(Self(address(&parts.headers, peer, state.trusts_proxy())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_entry_of_the_last_line_is_the_proxys_own() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-host", "a.example, b.example".parse().unwrap());
        headers.append("x-forwarded-host", "c.example, d.example".parse().unwrap());
        assert_eq!(by_proxy(&headers, "x-forwarded-host"), Some("d.example"));
        assert_eq!(by_proxy(&headers, "x-forwarded-proto"), None);
    }
}

//! What a proxy in front says of the client; to be asked for only where a proxy is trusted.

use axum::http::HeaderMap;

/// The value of an `X-Forwarded-*` header by the nearest proxy: the last entry of the last line. Those before it are
/// whatever the client wrote.
#[must_use]
pub fn by_proxy<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let line = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next().map(str::trim)
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

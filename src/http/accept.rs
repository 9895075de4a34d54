//! Which form of an answer a client likes best (`Accept`, RFC 9110 section 12.5.1).

use axum::http::{HeaderMap, header};

/// How much the client likes what `ours` takes: the highest quality value, from 0 to 1, among the media ranges (lower
/// case, without parameters) for which `ours` is true. 1 without the header, 0 when nothing fits.
pub fn quality(headers: &HeaderMap, ours: impl Fn(&str) -> bool) -> f32 {
    let mut ranges = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .peekable();
    if ranges.peek().is_none() {
        return 1.0;
    }
    let qualities = ranges.filter_map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let media = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(1.0));
        ours(&media).then_some(quality)
    });
    qualities.fold(0.0, f32::max)
}

/// Whether a browser asks, which likes a page better than JSON.
#[must_use]
pub fn likes_html(headers: &HeaderMap) -> bool {
    quality(headers, |range| range == "text/html") > quality(headers, |range| range == "application/json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(accept: &str) -> f32 {
        let headers = HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())]);
        quality(&headers, |range| range == "*/*" || range == "text/csv")
    }

    #[test]
    fn the_highest_quality_of_the_ranges_that_fit_counts() {
        let expected = [
            ("text/csv", 1.0),
            ("Text/CSV; header=present; q=0.5", 0.5),
            ("text/csv;q=0.2, */*;q=0.7", 0.7),
            ("application/json", 0.0),
            ("text/csv;q=0", 0.0),
        ];
        for (accept, quality) in expected {
            assert!((csv(accept) - quality).abs() < 1e-6, "{accept}");
        }
        assert!((quality(&HeaderMap::new(), |_| false) - 1.0).abs() < 1e-6);
    }
}

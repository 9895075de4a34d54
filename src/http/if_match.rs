//! Changes that are based on a version: a thing that counts its changes has that number as its ETag (RFC 9110
//! section 13.1.1, RFC 6585 section 3).

use axum::http::{HeaderMap, header};

use super::{Problem, ProblemType};

/// The ETag of a thing at a version.
#[must_use]
pub fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The version in `If-Match`; nothing if the header is absent.
pub fn version(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let tag = value.to_str().unwrap_or_default().trim().trim_matches('"');
    tag.parse().map(Some).map_err(|_| {
        Problem::new(ProblemType::LostUpdate, "If-Match 不是此处给出的 ETag", "If-Match is no ETag that was given here")
    })
}

/// The version in `If-Match`, which must be there.
pub fn based_on(headers: &HeaderMap) -> Result<i64, Problem> {
    version(headers)?.ok_or_else(|| {
        Problem::new(
            ProblemType::PreconditionRequired,
            "请用 If-Match 说明所依据的版本（读取时的 ETag）",
            "say in If-Match which version you saw: the ETag of what you read",
        )
    })
}

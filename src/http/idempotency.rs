//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a POST that is sent again because its answer was
//! lost is done once.
//!
//! A handler takes [`Idempotent`] in place of its body and does its write inside [`once`]. The answer is kept in the
//! transaction of the write, so there is an answer exactly if there was a write. The row of the key is inserted
//! first: a second request with the same key waits for the first, then gets its answer. A refused or failed write
//! rolls its key back, and a retry is judged anew.
//!
//! Keys belong to their caller: two callers never meet at one key, and nobody gets an answer meant for another. The
//! key itself is part of the fingerprint and is not kept, so a fingerprint does not help to guess what was in a body.
//! Answers that hold a secret (a session, a token) must never be kept; such routes take no key.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};

use super::{Caller, Param, Problem, ProblemType, seen as data_version};
use crate::{
    db::{self, Db, WriteTx, row::RowExt, tx::DataVersion},
    index::live::Index,
    kernel::actor::Actor,
    statement,
};

/// How long an answer is kept at least.
pub const KEPT_FOR: Duration = Duration::hours(24);

const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
const IDEMPOTENT_REPLAYED: &str = "Idempotent-Replayed";

/// The header, as the API document describes it.
#[must_use]
pub fn param() -> Param {
    Param::header(
        IDEMPOTENCY_KEY,
        serde_json::json!({ "type": "string", "minLength": 1, "maxLength": 255 }),
        "重发请求时带同一个值，操作只执行一次；宜用 UUID，保留 24 小时",
        "sent again with the same value, a request is carried out once; take a UUID; kept for 24 hours",
    )
}

/// The key of one request and what the request was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    digest: [u8; 32],
    fingerprint: [u8; 32],
}

impl Key {
    /// The key of a request with this body, or with a digest in place of one that is too large to be held.
    pub fn of(parts: &Parts, body: &[u8]) -> Result<Option<Self>, Problem> {
        let Some(key) = key_text(&parts.headers)? else { return Ok(None) };
        let caller = match parts.extensions.get::<Caller>().map(|caller| &caller.actor) {
            Some(Actor::User { id, .. }) => id.to_string(),
            Some(Actor::Operator | Actor::Public) | None => Actor::Public.label().to_owned(),
        };
        let address = parts.uri.path_and_query().map_or("/", |address| address.as_str());
        Ok(Some(Self {
            digest: digest_of(&[caller.as_bytes(), key.as_bytes()]),
            fingerprint: digest_of(&[
                key.as_bytes(),
                parts.method.as_str().as_bytes(),
                address.as_bytes(),
                caller.as_bytes(),
                body,
            ]),
        }))
    }
}

/// SHA-256 over `parts`, each behind its length so that they cannot run into each other.
fn digest_of(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// The key, plain or as the quoted string that the draft writes.
fn key_text(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let Some(value) = headers.get(IDEMPOTENCY_KEY) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    let key = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    if (1..=255).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(Some(key));
    }
    Err(Problem::new(
        ProblemType::BadRequest,
        "Idempotency-Key 应为 1 至 255 个可见 ASCII 字符，例如一个 UUID",
        "Idempotency-Key takes 1 to 255 visible ASCII characters, a UUID for instance",
    ))
}

/// A body read by `B` (anything that extracts a body), and the key that came with it.
#[derive(Debug)]
pub struct Idempotent<B = Bytes> {
    /// The key, if the client sent one.
    pub key: Option<Key>,
    /// The body.
    pub body: B,
}

impl<S: Send + Sync, B: FromRequest<S>> FromRequest<S> for Idempotent<B> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let whole = Request::from_parts(parts.clone(), body);
        // A bare status is enough here: `problem::speak` knows the sentence for a body that is too large.
        let bytes = Bytes::from_request(whole, state).await.map_err(|rejection| rejection.status().into_response())?;
        let key = Key::of(&parts, &bytes).map_err(IntoResponse::into_response)?;
        let body = B::from_request(Request::from_parts(parts, Body::from(bytes)), state).await;
        Ok(Self { key, body: body.map_err(IntoResponse::into_response)? })
    }
}

/// An answer that can be kept: status, two headers and JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    status: StatusCode,
    location: Option<String>,
    etag: Option<String>,
    body: Option<Vec<u8>>,
}

impl Answer {
    /// An answer without content: 204.
    #[must_use]
    pub fn nothing() -> Self {
        Self { status: StatusCode::NO_CONTENT, location: None, etag: None, body: None }
    }

    /// `content` as JSON.
    pub fn json(status: StatusCode, content: &impl Serialize) -> Result<Self, Problem> {
        let body = serde_json::to_vec(content).map_err(|error| Problem::internal(&error))?;
        Ok(Self { status, body: Some(body), ..Self::nothing() })
    }

    /// With the address of what was made.
    #[must_use]
    pub fn location(mut self, address: impl Into<String>) -> Self {
        self.location = Some(address.into());
        self
    }

    /// With the version of what was written, quotes included.
    #[must_use]
    pub fn etag(mut self, tag: impl Into<String>) -> Self {
        self.etag = Some(tag.into());
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body.clone().unwrap_or_default()).into_response();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        if self.body.is_some() {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        for (name, value) in [(header::LOCATION, self.location), (header::ETAG, self.etag)] {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                headers.insert(name, value);
            }
        }
        response
    }
}

/// What came of a write.
#[derive(Debug)]
pub enum Outcome {
    /// It was done now, with this number if it changed a tracked table.
    Done(Answer, Option<DataVersion>),
    /// It had been done before; this was the answer. The register is at this version, or a later one.
    Before(Answer, DataVersion),
}

impl Outcome {
    /// Waits at most `within` until look-ups show what was written. A slow index does not undo it: the answer tells
    /// the version all the same, and a client that sends it on never sees the state before.
    pub async fn shown(self, index: &Index, within: std::time::Duration) -> Self {
        if let Some(version) = self.version()
            && !index.shows(version, within).await
        {
            tracing::warn!(version, "the index did not show a commit in time");
        }
        self
    }

    fn version(&self) -> Option<DataVersion> {
        match self {
            Self::Done(_, version) => *version,
            Self::Before(_, version) => Some(*version),
        }
    }
}

impl IntoResponse for Outcome {
    fn into_response(self) -> Response {
        let version = self.version();
        let mut response = match self {
            Self::Done(answer, _) => answer.into_response(),
            Self::Before(answer, _) => ([(IDEMPOTENT_REPLAYED, "true")], answer).into_response(),
        };
        if let Some(version) = version {
            data_version::tell(response.headers_mut(), version);
        }
        response
    }
}

/// Does `write` in a transaction called `name`, unless the request of this `key` was answered before.
pub async fn once<W>(
    db: &Db,
    name: &'static str,
    actor: &Actor,
    key: Option<&Key>,
    write: W,
) -> Result<Outcome, Problem>
where
    W: AsyncFnOnce(&WriteTx) -> Result<Answer, Problem>,
{
    let tx = db.write(name, actor).await?;
    let before = match key {
        Some(key) => seen(&tx, key, db.clock().now()).await,
        None => Ok(None),
    };
    let answer = match before {
        Ok(Some(answer)) => {
            let version = tx.data_version().await?;
            tx.roll_back().await?;
            return Ok(Outcome::Before(answer, version));
        }
        Ok(None) => write(&tx).await,
        Err(problem) => Err(problem),
    };
    let answer = match answer {
        Ok(answer) => answer,
        Err(problem) => {
            // Whether or not the rollback arrives nothing is kept; the caller is owed the refusal, not its failure.
            let _ = tx.roll_back().await;
            return Err(problem);
        }
    };
    if let Some(key) = key {
        remember(&tx, key, &answer).await?;
    }
    let version = tx.commit().await?;
    Ok(Outcome::Done(answer, version))
}

/// The answer given to this key, or `None` after claiming the key for this transaction; another transaction that
/// wants the same key waits here until this one ends.
async fn seen(tx: &WriteTx, key: &Key, now: OffsetDateTime) -> Result<Option<Answer>, Problem> {
    let (digest, fingerprint) = (key.digest.as_slice(), key.fingerprint.as_slice());
    if tx.execute(&statement!("claim_idempotency_key"), &[&digest, &fingerprint, &now]).await? == 1 {
        return Ok(None);
    }
    let Some(row) = tx.query_opt(&statement!("idempotent_answer"), &[&digest]).await? else {
        // Forgotten between the two statements: then it is a day old, and a new claim succeeds.
        return Err(Problem::new(ProblemType::Unavailable, "请重试", "try again").retry_after(1));
    };
    if row.column::<&[u8]>("fingerprint")? != fingerprint {
        return Err(Problem::new(
            ProblemType::Unprocessable,
            "此 Idempotency-Key 已用于另一个请求，请换一个",
            "this Idempotency-Key was used for another request; take a new one",
        ));
    }
    let status: Option<i16> = row.column("status")?;
    let status = status.and_then(|status| u16::try_from(status).ok()).and_then(|code| StatusCode::from_u16(code).ok());
    Ok(Some(Answer {
        status: status.ok_or_else(|| db::Error::Inconsistent {
            table: "idempotent_answer",
            reason: "a key was committed without its answer".into(),
        })?,
        location: row.column("location")?,
        etag: row.column("etag")?,
        body: row.column("body")?,
    }))
}

/// Keeps the answer under the key that [`seen`] claimed.
async fn remember(tx: &WriteTx, key: &Key, answer: &Answer) -> Result<(), db::Error> {
    let status = i16::try_from(answer.status.as_u16()).unwrap_or(i16::MAX);
    tx.execute(
        &statement!("remember_answer"),
        &[&key.digest.as_slice(), &status, &answer.location, &answer.etag, &answer.body],
    )
    .await?;
    Ok(())
}

/// Deletes the answers given before `instant` (now less [`KEPT_FOR`]) and tells how many there were.
pub async fn forget_older_than(tx: &WriteTx, instant: OffsetDateTime) -> Result<u64, db::Error> {
    tx.execute(&statement!("forget_answers"), &[&instant]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: &str, path: &str, body: &str) -> Option<Key> {
        let request = Request::post(path).header("Idempotency-Key", key).body(Body::empty()).unwrap();
        Key::of(&request.into_parts().0, body.as_bytes()).unwrap()
    }

    #[test]
    fn a_key_is_the_same_with_and_without_the_quotes_of_the_draft() {
        assert_eq!(key("\"8e03978e\"", "/a", "{}"), key("8e03978e", "/a", "{}"));
    }

    #[test]
    fn another_address_or_body_has_another_fingerprint_under_the_same_key() {
        let first = key("k", "/a", "{}").unwrap();
        for other in [key("k", "/a?x=1", "{}").unwrap(), key("k", "/a", "{ }").unwrap()] {
            assert_eq!(first.digest, other.digest);
            assert_ne!(first.fingerprint, other.fingerprint);
        }
    }

    #[test]
    fn a_key_that_is_empty_too_long_or_not_ascii_is_refused() {
        for bad in ["", "\"\"", "two words", "钥匙", &"x".repeat(256)] {
            let mut headers = HeaderMap::new();
            headers.insert(IDEMPOTENCY_KEY, HeaderValue::from_bytes(bad.as_bytes()).unwrap());
            assert_eq!(key_text(&headers).unwrap_err().kind(), ProblemType::BadRequest, "{bad}");
        }
        assert_eq!(key_text(&HeaderMap::new()).unwrap(), None);
    }
}

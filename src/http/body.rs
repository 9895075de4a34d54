//! JSON bodies.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use serde::{Deserialize, de::DeserializeOwned};

use super::{Problem, ProblemType, read_json};

/// A body that says nothing: `{}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A JSON object as `T`; every way in which it can fail is a problem document.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::new(
                ProblemType::UnsupportedMediaType,
                "请以 application/json 发送",
                "send it as application/json",
            ));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::new(
                ProblemType::TooLarge,
                "请求内容超过此地址的上限",
                "the body is larger than this address takes",
            ),
            _ => Problem::new(ProblemType::BadRequest, "请求内容没有传完", "the body broke off"),
        })?;
        // Without this a list would do: the deserialiser fills an object's members by their order.
        if bytes.trim_ascii_start().first().is_some_and(|first| *first != b'{') {
            return Err(Problem::new(
                ProblemType::BadRequest,
                "请求内容须是一个 JSON 对象",
                "the body must be a JSON object",
            ));
        }
        read_json(&bytes).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

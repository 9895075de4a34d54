//! JSON bodies.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::{Problem, ProblemType};

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
        serde_json::from_slice(&bytes).map(Self).map_err(|error| unreadable(&error))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// The problem of JSON that cannot be read, or does not hold what it should.
#[must_use]
pub fn unreadable(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Data => Problem::new(
            ProblemType::Unprocessable,
            format!("第 {line} 行第 {column} 列处的成员缺少、多余或类型不符，参见接口说明"),
            format!("the content does not fit: {error}"),
        ),
        Category::Syntax | Category::Eof | Category::Io => Problem::new(
            ProblemType::BadRequest,
            format!("不是有效的 JSON：第 {line} 行第 {column} 列有误"),
            format!("not valid JSON: {error}"),
        ),
    }
}

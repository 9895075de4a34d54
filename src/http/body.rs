//! JSON bodies.

use axum::{
    Json,
    extract::{FromRequest, Request, rejection::JsonRejection},
};
use serde::de::DeserializeOwned;

use super::{Problem, ProblemType};

/// A JSON body as `T`; every way in which it can fail is a problem document.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(problem_of(&rejection)),
        }
    }
}

fn problem_of(rejection: &JsonRejection) -> Problem {
    // The deserialiser's own words name field, line and column; they carry nothing of the program.
    let why = rejection.body_text();
    match rejection {
        JsonRejection::JsonDataError(_) => Problem::new(
            ProblemType::Unprocessable,
            format!("内容不合要求：{why}"),
            format!("the content does not fit: {why}"),
        ),
        JsonRejection::MissingJsonContentType(_) => {
            Problem::new(ProblemType::UnsupportedMediaType, "请以 application/json 发送", "send it as application/json")
        }
        rejection if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE => Problem::new(
            ProblemType::TooLarge,
            "请求内容超过此地址的上限",
            "the body is larger than this address takes",
        ),
        _ => Problem::new(ProblemType::BadRequest, format!("不是有效的 JSON：{why}"), format!("not valid JSON: {why}")),
    }
}

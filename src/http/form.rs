//! What a browser's form without script sends, or a program in its place.

use std::str::FromStr;

use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
    http::{StatusCode, header},
};
use serde::de::DeserializeOwned;

use super::{Body, Params, Problem, ProblemType, content::unfit};

/// A body that a form or a program sends.
#[derive(Debug)]
pub enum FormOrJson<T> {
    /// By a form, as it was typed; the answer is a page, on which a fault leaves what was typed.
    Form(Form),
    /// By a program.
    Json(T),
}

/// A form as it was sent: `application/x-www-form-urlencoded`, or `multipart/form-data` (RFC 7578) where there are files.
#[derive(Debug, Default)]
pub struct Form {
    /// What was typed.
    pub typed: Params,
    /// What was chosen as files, in the order of the form; a field without a file is none.
    pub files: Vec<Bytes>,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for FormOrJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if media_type(&request) == Some(MediaType::Other) {
            return Body::from_request(request, state).await.map(|Body(body)| Self::Json(body));
        }
        Form::from_request(request, state).await.map(Self::Form)
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if media_type(&request) == Some(MediaType::Multipart) {
            let parts = Multipart::from_request(request, state).await;
            return read_parts(parts.map_err(|error| unreadable(error.status()))?).await;
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|error| unreadable(error.status()))?;
        let typed = Params::read(std::str::from_utf8(&bytes).unwrap_or_default())?;
        Ok(Self { typed, files: Vec::new() })
    }
}

#[derive(Debug, PartialEq, Eq)]
enum MediaType {
    UrlEncoded,
    Multipart,
    Other,
}

fn media_type(request: &Request) -> Option<MediaType> {
    let named = request.headers().get(header::CONTENT_TYPE)?.to_str().unwrap_or_default();
    let essence = named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match essence.as_str() {
        "application/x-www-form-urlencoded" => MediaType::UrlEncoded,
        "multipart/form-data" => MediaType::Multipart,
        _ => MediaType::Other,
    })
}

async fn read_parts(mut parts: Multipart) -> Result<Form, Problem> {
    let failed = |error: MultipartError| unreadable(error.status());
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.map_err(failed)? {
        let Some(name) = part.name().map(str::to_owned) else { continue };
        let is_file = part.file_name().is_some();
        let bytes = part.bytes().await.map_err(failed)?;
        if is_file {
            form.files.extend(Some(bytes).filter(|bytes| !bytes.is_empty()));
        } else {
            let text = std::str::from_utf8(&bytes).map_err(|_| unreadable(StatusCode::BAD_REQUEST))?;
            form.typed.add(&name, text)?;
        }
    }
    Ok(form)
}

fn unreadable(status: StatusCode) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::new(ProblemType::TooLarge, "内容超过此地址的上限", "the body is larger than this address takes")
        }
        _ => {
            Problem::new(ProblemType::BadRequest, "表单内容没有传完或无法读取", "the form broke off or cannot be read")
        }
    }
}

/// A field of a form as any type that reads from text.
pub fn field<T: FromStr>(form: &Params, name: &str) -> Result<Option<T>, Problem> {
    form.text(name)
        .map(str::parse)
        .transpose()
        .map_err(|_| unfit(&format!("/{name}"), "所选的值无法识别", "the value cannot be read"))
}

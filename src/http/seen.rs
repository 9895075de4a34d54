//! `Mingjie-Data-Version`: which version of the register an answer shows, and which one a client has seen.
//!
//! Instances follow the database each by itself. A client that was told version 12 by one of them sends 12 to the
//! next, which answers when it shows 12 or later; so nobody sees an older state after a newer one. The wait is
//! bounded in time and in the number of those who wait, and a version that the register does not have ends it early.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue},
    response::{IntoResponse, Response},
};
use futures_util::future::Either;
use serde_json::json;
use tokio::sync::Semaphore;
use tower::{Layer, Service};

use super::{Param, Problem, ProblemType, Text, params::bad_parameter};
use crate::{db::tx::DataVersion, index::live::Index};

/// The header, in requests and in answers: a decimal number.
pub const DATA_VERSION: HeaderName = HeaderName::from_static("mingjie-data-version");

/// The header as people write it.
pub const DATA_VERSION_NAME: &str = "Mingjie-Data-Version";

/// How long a request waits for the version that its client has seen.
const WAITS: Duration = Duration::from_secs(2);

/// How many requests wait at once; a wait costs a request and a timer, some kilobytes.
const WAITING_AT_MOST: usize = 1_000;

/// The header of a request, as the API document describes it.
#[must_use]
pub fn param() -> Param {
    Param::header(
        DATA_VERSION_NAME,
        json!({ "type": "integer", "format": "int64", "minimum": 0 }),
        "客户端已见过的登记版本号；本机达到该版本后才回答，最多等 2 秒，否则 503",
        "the data version that the client has seen; the answer waits until this instance shows it, at most 2 s, else 503",
    )
}

/// Says in an answer which version it shows, where the handler knows better than the index.
pub fn tell(headers: &mut HeaderMap, version: DataVersion) {
    headers.insert(DATA_VERSION, HeaderValue::from(version));
}

/// The layer around all routes.
#[derive(Debug, Clone)]
pub struct SeenLayer {
    index: Arc<Index>,
    /// A place for each request that waits.
    places: Arc<Semaphore>,
}

impl SeenLayer {
    /// A layer that asks this index.
    #[must_use]
    pub fn new(index: Arc<Index>) -> Self {
        Self { index, places: Arc::new(Semaphore::new(WAITING_AT_MOST)) }
    }

    /// Waits until the index shows `version`, or says that it does not.
    async fn wait(&self, version: DataVersion) -> Result<(), Problem> {
        let shown = match self.places.try_acquire() {
            Ok(_place) => self.index.shows(version, WAITS).await,
            Err(_) => false,
        };
        if shown { Ok(()) } else { Err(not_yet(version)) }
    }

    /// Says which version the answer shows at least: the one that the index showed when the request was let in. A
    /// handler that knows better has said it itself.
    fn stamp(version: Option<DataVersion>, response: &mut Response) {
        if let Some(version) = version
            && !response.headers().contains_key(DATA_VERSION)
        {
            tell(response.headers_mut(), version);
        }
    }
}

impl<S> Layer<S> for SeenLayer {
    type Service = Seen<S>;

    fn layer(&self, inner: S) -> Seen<S> {
        Seen { layer: self.clone(), inner }
    }
}

/// A service whose answers say their version and wait for that of the client.
#[derive(Debug, Clone)]
pub struct Seen<S> {
    layer: SeenLayer,
    inner: S,
}

impl<S> Service<Request> for Seen<S>
where
    S: Service<Request, Response: IntoResponse, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Stamped<S::Future>, Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let layer = self.layer.clone();
        match asked(request.headers()) {
            Ok(None) => {
                let version = layer.index.version();
                Either::Left(Stamped { answer: self.inner.call(request), version })
            }
            Ok(Some(version)) if layer.index.version().is_some_and(|shown| shown >= version) => {
                Either::Left(Stamped { answer: self.inner.call(request), version: Some(version) })
            }
            Ok(Some(version)) => {
                // The service that was ready is the one to call; its clone is ready when asked again.
                let clone = self.inner.clone();
                let mut ready = std::mem::replace(&mut self.inner, clone);
                Either::Right(Box::pin(async move {
                    let waited = layer.wait(version).await;
                    let shown = layer.index.version();
                    let mut response = match waited {
                        Ok(()) => ready.call(request).await?.into_response(),
                        Err(problem) => problem.into_response(),
                    };
                    SeenLayer::stamp(shown, &mut response);
                    Ok(response)
                }))
            }
            Err(problem) => Either::Right(Box::pin(async move { Ok(problem.into_response()) })),
        }
    }
}

pin_project_lite::pin_project! {
    /// An answer on its way that will say its version.
    #[derive(Debug)]
    pub struct Stamped<F> {
        #[pin]
        answer: F,
        version: Option<DataVersion>,
    }
}

impl<F: Future<Output = Result<R, Infallible>>, R: IntoResponse> Future for Stamped<F> {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        this.answer.poll(context).map_ok(|answer| {
            let mut response = answer.into_response();
            SeenLayer::stamp(*this.version, &mut response);
            response
        })
    }
}

/// The version that the client has seen, if it says so: decimal digits, once.
fn asked(headers: &HeaderMap) -> Result<Option<DataVersion>, Problem> {
    let Some(value) = headers.get(DATA_VERSION) else { return Ok(None) };
    let once = headers.get_all(DATA_VERSION).iter().count() == 1;
    let digits = value.to_str().ok().filter(|text| once && text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).map(Some).ok_or_else(|| {
        bad_parameter(
            DATA_VERSION_NAME,
            Text::new(
                format!("{DATA_VERSION_NAME} 应为一个十进制整数，即先前回答中的登记版本号"),
                format!("{DATA_VERSION_NAME} takes one decimal number, the data version of an earlier answer"),
            ),
        )
    })
}

fn not_yet(version: DataVersion) -> Problem {
    Problem::new(
        ProblemType::Unavailable,
        format!("本机尚未达到登记版本 {version}，请稍后重试"),
        format!("this instance does not show data version {version} yet; try again"),
    )
    .retry_after(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[&[u8]]) -> Result<Option<DataVersion>, ()> {
        let values = values.iter().map(|value| (DATA_VERSION, HeaderValue::from_bytes(value).unwrap()));
        asked(&values.collect()).map_err(|_| ())
    }

    #[test]
    fn a_version_is_one_decimal_number_and_anything_else_is_refused() {
        assert_eq!(of(&[]), Ok(None));
        assert_eq!(of(&[b"0"]), Ok(Some(0)));
        assert_eq!(of(&[b"9223372036854775807"]), Ok(Some(DataVersion::MAX)));
        for bad in ["", "-1", "+1", "1.0", "0x1", "1 2", "9223372036854775808", "版本"] {
            assert_eq!(of(&[bad.as_bytes()]), Err(()), "{bad}");
        }
        assert_eq!(of(&[b"\xff"]), Err(()));
    }
}

//! Layers around all routes: request id, log line, metrics, problem documents, data version, panics caught.

use std::{
    any::Any,
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use axum::{
    Router,
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::Route,
};
use tower::{Layer, Service, ServiceBuilder};
use tower_http::{
    catch_panic::CatchPanicLayer,
    request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer},
    set_header::SetResponseHeaderLayer,
};
use tracing::Instrument;

use super::{Problem, ProblemType, problem::Speaker, seen::SeenLayer};
use crate::index::live::Index;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Puts the layers around `router`, outermost first in the order a request meets them, and `inner` inside of them.
/// Answers say which version `index` shows.
///
/// All in one: each time layers are put around a router, every request copies everything below once more.
pub fn around<L>(router: Router, index: Arc<Index>, inner: L) -> Router
where
    L: Layer<Route> + Clone + Send + Sync + 'static,
    L::Service: Service<Request, Response = Response, Error = Infallible> + Clone + Send + Sync + 'static,
    <L::Service as Service<Request>>::Future: Send,
{
    router.layer(
        ServiceBuilder::new()
            .layer(SetRequestIdLayer::new(REQUEST_ID, Numbers::default()))
            .layer(PropagateRequestIdLayer::new(REQUEST_ID))
            .layer(SetResponseHeaderLayer::if_not_present(
                header::X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            ))
            .layer(middleware::from_fn(attend))
            .layer(SeenLayer::new(index))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(inner),
    )
}

/// Numbers of requests: a random part of the process and a count.
#[derive(Debug, Clone)]
struct Numbers {
    process: u64,
    next: Arc<AtomicU64>,
}

impl Default for Numbers {
    fn default() -> Self {
        Self { process: uuid::Uuid::new_v4().as_u64_pair().0, next: Arc::default() }
    }
}

impl MakeRequestId for Numbers {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let text = format!("{:016x}-{number:x}", self.process);
        HeaderValue::from_str(&text).ok().map(RequestId::new)
    }
}

/// Gives every unsuccessful answer its document, and each request one measurement and one line in the log.
///
/// Reading that succeeds is most of what happens and is told at level `debug`; everything else at `info`.
async fn attend(request: Request, next: Next) -> Response {
    let (began, speaker) = (Instant::now(), Speaker::to(&request));
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let id = request.extensions().get::<RequestId>().map(|id| id.header_value().clone());
    let span = tracing::info_span!("http.request", request_id = id.as_ref().and_then(|id| id.to_str().ok()));
    let response = speaker.speak(next.run(request).instrument(span.clone()).await);

    let (status, elapsed) = (response.status(), began.elapsed());
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let ms = elapsed.as_secs_f64() * 1_000.0;
    if matches!(method, "GET" | "HEAD") && (status.is_success() || status.is_redirection()) {
        tracing::debug!(parent: &span, method, route, status = status.as_u16(), duration_ms = ms, "answered");
    } else {
        tracing::info!(parent: &span, method, route, status = status.as_u16(), duration_ms = ms, "answered");
    }
    let labels = [("method", method.to_owned()), ("route", route.to_owned()), ("status", status.as_str().to_owned())];
    metrics::histogram!("mingjie_http_request_seconds", &labels).record(elapsed);
    response
}

/// The method as a label. Anybody can make up methods, and each label is kept for ever.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(panic = what, "a handler panicked");
    Problem::new(ProblemType::Internal, "请凭请求编号与管理员联系", "tell the administrator the request id")
        .into_response()
}

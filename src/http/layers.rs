//! Layers around all routes: request id, log line, metrics, problem documents, data version, panics caught.

use std::{any::Any, sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer},
    set_header::SetResponseHeaderLayer,
};

use super::{Problem, ProblemType, problem, seen::SeenLayer};
use crate::index::live::Index;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Puts the layers around `router`, outermost first in the order a request meets them. Answers say which version
/// `index` shows.
pub fn around(router: Router, index: Arc<Index>) -> Router {
    router.layer(
        ServiceBuilder::new()
            .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
            .layer(PropagateRequestIdLayer::new(REQUEST_ID))
            .layer(SetResponseHeaderLayer::if_not_present(
                header::X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            ))
            .layer(middleware::from_fn(observe))
            .layer(middleware::from_fn(problem::speak))
            .layer(SeenLayer::new(index))
            .layer(CatchPanicLayer::custom(panicked)),
    )
}

/// One log line and one measurement for each request.
async fn observe(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let id = request
        .extensions()
        .get::<RequestId>()
        .and_then(|id| id.header_value().to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let span = tracing::info_span!("http.request", request_id = id);
    let response = {
        use tracing::Instrument;
        next.run(request).instrument(span.clone()).await
    };
    let (status, elapsed) = (response.status().as_u16(), began.elapsed());
    let _entered = span.enter();
    tracing::info!(method, route, status, duration_ms = elapsed.as_secs_f64() * 1_000.0, "answered");
    let labels = [("method", method.to_owned()), ("route", route), ("status", status.to_string())];
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

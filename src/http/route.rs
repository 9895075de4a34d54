//! One route: address, owner, description, handler. The list of all of them is the table of contents of the API.

use std::{collections::BTreeMap, convert::Infallible, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{Method, StatusCode},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::MethodRouter,
};
use tower::ServiceBuilder;
use tower_http::timeout::TimeoutLayer;

use super::{Access, Operation, params};

/// Largest body that a route reads unless it says otherwise, in bytes.
const BODY_LIMIT: usize = 1 << 20;

/// Longest time that a route takes unless it says otherwise.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// One method at one address.
#[derive(Debug)]
pub struct Route {
    method: Method,
    path: &'static str,
    access: Access,
    operation: Operation,
    handler: MethodRouter,
    body_limit: usize,
    time_limit: Duration,
}

impl Route {
    /// A route whose handler already has its state.
    #[must_use]
    pub fn new(
        method: Method,
        path: &'static str,
        access: Access,
        operation: Operation,
        handler: MethodRouter,
    ) -> Self {
        Self { method, path, access, operation, handler, body_limit: BODY_LIMIT, time_limit: TIME_LIMIT }
    }

    /// Reads bodies up to `bytes`.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// May take this long.
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = limit;
        self
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The address, `{name}` for a variable part.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// The owner.
    #[must_use]
    pub fn access(&self) -> Access {
        self.access
    }

    /// What the API document says of it.
    #[must_use]
    pub fn operation(&self) -> &Operation {
        &self.operation
    }

    fn guarded(self) -> MethodRouter {
        let access = self.access;
        let known: Arc<[&'static str]> = self.operation.query_names().collect();
        let guard = move |request: Request, next: Next| {
            let refused = access.refuse(&request).or_else(|| params::refuse_unknown(request.uri().query(), &known));
            async move {
                match refused {
                    Some(problem) => problem.into_response(),
                    None => next.run(request).await,
                }
            }
        };
        self.handler.layer::<_, Infallible>(
            ServiceBuilder::new()
                .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, self.time_limit))
                .layer(DefaultBodyLimit::max(self.body_limit))
                .layer(middleware::from_fn(guard)),
        )
    }
}

/// The router made of all routes; each method at an address keeps its own guard.
pub fn router(routes: Vec<Route>) -> Router {
    let mut by_path: BTreeMap<&'static str, MethodRouter> = BTreeMap::new();
    for route in routes {
        let path = route.path;
        let handler = route.guarded();
        let merged = match by_path.remove(path) {
            Some(others) => others.merge(handler),
            None => handler,
        };
        by_path.insert(path, merged);
    }
    by_path.into_iter().fold(Router::new(), |router, (path, handler)| router.route(path, handler)).fallback(nowhere)
}

async fn nowhere() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

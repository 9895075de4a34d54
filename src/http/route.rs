//! One route: address, owner, description, handler. The list of all of them is the table of contents of the API.

use std::{collections::BTreeMap, convert::Infallible, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::MethodRouter,
};
use tower::ServiceBuilder;
use tower_http::{set_header::SetResponseHeaderLayer, timeout::TimeoutLayer};

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
    any_origin: bool,
    any_params: bool,
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
        let (body_limit, time_limit) = (BODY_LIMIT, TIME_LIMIT);
        Self { method, path, access, operation, handler, body_limit, time_limit, any_origin: false, any_params: false }
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

    /// Lets pages from anywhere read the answers (CORS, the Fetch standard): for what is public anyway.
    #[must_use]
    pub fn for_any_origin(mut self) -> Self {
        self.any_origin = true;
        self
    }

    /// Passes over query parameters that it does not know, instead of refusing them: where clients of a protocol send
    /// more than it says.
    #[must_use]
    pub fn with_any_params(mut self) -> Self {
        self.any_params = true;
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
            let unknown = || params::refuse_unknown(request.uri().query(), &known).filter(|_| !self.any_params);
            let refused = access.refuse(&request).or_else(unknown);
            async move {
                match refused {
                    Some(problem) => problem.into_response(),
                    None => next.run(request).await,
                }
            }
        };
        self.handler.layer::<_, Infallible>(
            ServiceBuilder::new()
                .option_layer(self.any_origin.then(any_origin))
                .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, self.time_limit))
                .layer(DefaultBodyLimit::max(self.body_limit))
                .layer(middleware::from_fn(guard)),
        )
    }
}

fn any_origin() -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"))
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

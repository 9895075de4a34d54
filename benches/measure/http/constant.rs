//! Constant answers: what a question would cost if there were nothing to find out.

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Method, Request, StatusCode},
    response::Response,
    routing::{MethodRouter, get},
};
use http_body_util::BodyExt;
use mingjie::http::{Access, Operation, Param, Route};
use serde_json::json;
use tower::ServiceExt;

use super::question::Question;

/// Answers that are looked at for the usual one.
const SAMPLES: usize = 201;

/// Headers that the layers around all routes give to every answer.
const BY_LAYERS: [&str; 3] = ["x-request-id", "x-content-type-options", "mingjie-data-version"];

/// An answer that is always the same: headers and body of the median answer to a question.
#[derive(Debug, Clone)]
pub(super) struct Constant {
    headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Constant {
    /// Asks `router` some of the questions and keeps the answer of median size.
    pub(super) async fn sample(router: &Router, question: &Question) -> Self {
        let step = (question.targets.len() / SAMPLES).max(1);
        let mut answers = Vec::new();
        for target in question.targets.iter().step_by(step).take(SAMPLES) {
            let request = Request::get(target).header("host", "127.0.0.1:8080").body(Body::empty()).expect("a request");
            let (parts, body) = router.clone().oneshot(request).await.expect("an answer").into_parts();
            let body = body.collect().await.expect("a body").to_bytes();
            assert_eq!(parts.status, StatusCode::OK, "{target}: {}", String::from_utf8_lossy(&body));
            answers.push((parts.headers, body));
        }
        answers.sort_by_key(|(_, body)| body.len());
        let (mut headers, body) = answers.swap_remove(answers.len() / 2);
        for name in BY_LAYERS {
            headers.remove(name);
        }
        Self { headers, body }
    }

    /// The route at an address as long as that of the question, with the same parameters.
    pub(super) fn route(&self, question: &Question, address: &'static str, routes: &[Route]) -> Route {
        let original = routes.iter().find(|route| route.path() == question.route).expect("the question's route");
        let params = original.operation().query_names().map(|name| Param::query(name, json!({}), "", ""));
        let operation = Operation::new("bench", address, question.title, question.title).params(params);
        Route::new(Method::GET, address, Access::Public, operation, self.handler())
    }

    /// Only the handler, for a router without any layers.
    pub(super) fn handler(&self) -> MethodRouter {
        let constant = self.clone();
        get(move || {
            let mut response = Response::new(Body::from(constant.body.clone()));
            response.headers_mut().clone_from(&constant.headers);
            std::future::ready(response)
        })
    }
}

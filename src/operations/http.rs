//! `/healthz`, `/readyz`, `/metrics`.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use metrics_exporter_prometheus::PrometheusHandle;
use serde_json::{Value, json};

use super::readiness::{Readiness, measure};
use crate::{
    db::Db,
    http::{Access, Operation, Route},
    index::live::Index,
};

/// What the routes of operations need.
#[derive(Clone)]
pub struct OperationsState {
    /// Asked whether it answers.
    pub db: Db,
    /// Asked how far it is behind.
    pub index: Arc<Index>,
    /// Renders the metrics; absent where none are collected.
    pub metrics: Option<PrometheusHandle>,
}

impl std::fmt::Debug for OperationsState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OperationsState").finish_non_exhaustive()
    }
}

/// The routes.
#[must_use]
pub fn routes(state: OperationsState) -> Vec<Route> {
    let document = |id, zh, en| Operation::new("operations", id, zh, en);
    let json_object = || json!({ "type": "object" });
    vec![
        Route::new(
            Method::GET,
            "/healthz",
            Access::Public,
            document("health", "进程是否存活", "Is the process alive").answers(
                200,
                "application/json",
                json_object(),
                "alive",
            ),
            get(healthz),
        ),
        Route::new(
            Method::GET,
            "/readyz",
            Access::Public,
            document("readiness", "是否可以提供服务", "Is it ready to serve")
                .answers(200, "application/json", json_object(), "ready")
                .answers(503, "application/json", json_object(), "not ready, and why"),
            get(readyz).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/metrics",
            Access::Public,
            document("metrics", "运行指标", "Measurements").answers(
                200,
                "text/plain",
                json!({ "type": "string" }),
                "Prometheus text",
            ),
            get(metrics).with_state(state),
        ),
    ]
}

async fn healthz() -> Json<Value> {
    Json(json!({ "status": "alive", "version": env!("CARGO_PKG_VERSION") }))
}

async fn readyz(State(state): State<OperationsState>) -> Response {
    let readiness = Readiness::of(&state.db, state.index.lag()).await;
    let status = if readiness.is_ready() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(readiness.document())).into_response()
}

async fn metrics(State(state): State<OperationsState>) -> String {
    let (in_use, open) = state.db.status();
    metrics::gauge!("mingjie_db_connections_in_use").set(f64::from(u32::try_from(in_use).unwrap_or(u32::MAX)));
    metrics::gauge!("mingjie_db_connections_open").set(f64::from(u32::try_from(open).unwrap_or(u32::MAX)));
    measure(&state.index.lag());
    state.metrics.map(|metrics| metrics.render()).unwrap_or_default()
}

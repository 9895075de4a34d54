//! What everybody may read.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{Open311, ask::Ask};
use crate::{
    http::{Problem, forwarded},
    kernel::pass_code::PassCode,
    open311::{
        node::Node,
        period,
        request::{self, Query, is_extended, unknown_service},
        service,
        update::{self, MOST},
    },
    signs::citizens::service as citizens,
};

/// When the services last changed, as discovery tells it.
const CHANGESET: &str = "2026-12-01T00:00:00+08:00";

pub(super) async fn discovery(State(state): State<Open311>, ask: Ask, headers: HeaderMap) -> Response {
    let say = |zh: &str, en: &str| Node::Text(ask.language.of_two(zh, en).to_owned());
    let formats = ["text/xml", "application/json"].map(|format| Node::Text(format.to_owned()));
    let base = forwarded::base(&headers, state.accounts.trust_proxy);
    let endpoint = Node::Record(vec![
        ("specification", Node::Text("http://wiki.open311.org/GeoReport_v2".to_owned())),
        ("url", Node::Text(format!("{base}/open311/v2"))),
        ("changeset", Node::Text(CHANGESET.to_owned())),
        ("type", Node::Text("production".to_owned())),
        ("formats", Node::List("format", formats.to_vec())),
    ]);
    let told = Node::Record(vec![
        ("changeset", Node::Text(CHANGESET.to_owned())),
        ("contact", say("地名标志问题也可拨打 12345", "Call 12345 about name signs")),
        (
            "key_service",
            say(
                "上报无需密钥，但按来源地址限量；城市应用请向地名管理部门申请账号令牌",
                "Reports take no key but are throttled by address; applications ask the place-name office for a token",
            ),
        ),
        ("endpoints", Node::List("endpoint", vec![endpoint])),
    ]);
    ask.answer(StatusCode::OK, "discovery", Ok(told))
}

pub(super) async fn services(ask: Ask) -> Response {
    ask.answer(StatusCode::OK, "services", Ok(service::list(ask.language)))
}

pub(super) async fn service(ask: Ask) -> Response {
    let told = ask.piece.parse().map_err(|_| unknown_service(&ask.piece));
    ask.answer(StatusCode::OK, "service_definition", told.map(|damage| service::definition(damage, ask.language)))
}

pub(super) async fn requests(State(state): State<Open311>, ask: Ask) -> Response {
    let found = state.found(&ask).await;
    ask.answer(StatusCode::OK, "service_requests", found)
}

pub(super) async fn request(State(state): State<Open311>, ask: Ask) -> Response {
    let found = state.one(&ask).await;
    ask.answer(StatusCode::OK, "service_requests", found)
}

pub(super) async fn token(State(state): State<Open311>, ask: Ask) -> Response {
    let found = state.by_token(&ask.piece).await;
    ask.answer(StatusCode::OK, "service_requests", found)
}

pub(super) async fn updates(State(state): State<Open311>, ask: Ask) -> Response {
    let found = state.updates(&ask).await;
    ask.answer(StatusCode::OK, "service_request_updates", found)
}

impl Open311 {
    async fn found(&self, ask: &Ask) -> Result<Node, Problem> {
        let now = self.db.clock().now();
        let query = Query::read(&ask.params, now)?;
        let tx = self.db.read("open311.requests").await?;
        let reports = query.answer(&tx, now).await?;
        tx.finish().await?;
        Ok(request::list(&reports, is_extended(&ask.params), ask.language))
    }

    async fn one(&self, ask: &Ask) -> Result<Node, Problem> {
        let tx = self.db.read("open311.request").await?;
        let report = request::by_id(&tx, &ask.piece).await?;
        tx.finish().await?;
        Ok(request::list(&[report], is_extended(&ask.params), ask.language))
    }

    /// The code that a sender was told is the token: requests are known at once.
    async fn by_token(&self, token: &str) -> Result<Node, Problem> {
        let tx = self.db.read("open311.token").await?;
        let report = citizens::by_code(&tx, &PassCode::typed(token)).await?;
        tx.finish().await?;
        let known = Node::Record(vec![
            ("service_request_id", Node::Text(report.number)),
            ("token", Node::Text(token.to_owned())),
        ]);
        Ok(Node::List("request", vec![known]))
    }

    async fn updates(&self, ask: &Ask) -> Result<Node, Problem> {
        let numbers = ask
            .params
            .text("service_request_id")
            .map(|ids| ids.split(',').map(|id| id.trim().to_ascii_uppercase()).collect::<Vec<_>>());
        let period = period::read(&ask.params, ["start_date", "end_date"], self.db.clock().now())?;
        let tx = self.db.read("open311.updates").await?;
        let updates = citizens::updates(&tx, numbers.as_deref(), period, MOST).await?;
        tx.finish().await?;
        Ok(update::list(&updates, ask.language))
    }
}

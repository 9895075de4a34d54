//! The steps of a sign's life.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    routing::{MethodRouter, post},
};
use serde_json::{Value, json};

use super::{
    ENTERERS, KEEPERS, SignsState, answer_sign, answers,
    signs::{named, number},
    wire::{OnBody, RemovalBody, ReplacementBody},
};
use crate::{
    http::{
        Access, Body, Nothing, Operation, Param, Problem, Route, SignedIn,
        idempotency::{self, Idempotent, Outcome},
        if_match,
        schema::{day, object, text},
    },
    kernel::actor::Role,
    signs::{service::Clerk, state::Action},
};

pub(super) fn routes(state: &SignsState) -> Vec<Route> {
    let step = |action: Action, path, id, roles: &'static [Role], body: Value, handler: MethodRouter<SignsState>| {
        let (zh, en) = action.title();
        let based_on = Param::header(
            "If-Match",
            json!({ "type": "string" }),
            "读取标志时的 ETag；带上则不会覆盖他人的修改",
            "the ETag of the sign as you read it; with it nobody else's change is passed over",
        );
        let operation = Operation::new("signs", id, &format!("标志：{zh}"), &format!("The sign is to {en}"))
            .params([number(), based_on, idempotency::param()])
            .body("application/json", body)
            .answers(200, "application/json", answers::sign(), "the sign, with what can be done next");
        Route::new(Method::POST, path, Access::Roles(roles), operation, handler.with_state(state.clone()))
    };
    let on = || day("not in the future");
    vec![
        step(
            Action::Install,
            "/api/v1/signs/{number}/install",
            "installSign",
            ENTERERS,
            object(&["on"], json!({ "on": on() })),
            post(install),
        ),
        step(
            Action::Accept,
            "/api/v1/signs/{number}/accept",
            "acceptSign",
            KEEPERS,
            object(&[], json!({})),
            post(accept),
        ),
        step(
            Action::Replace,
            "/api/v1/signs/{number}/replace",
            "replaceSign",
            KEEPERS,
            object(&["on", "by"], json!({ "on": on(), "by": text(8, "number of the sign in its place") })),
            post(replace),
        ),
        step(
            Action::Remove,
            "/api/v1/signs/{number}/remove",
            "removeSign",
            KEEPERS,
            object(&["on", "reason"], json!({ "on": on(), "reason": text(1_000, "why") })),
            post(remove),
        ),
    ]
}

async fn install(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<OnBody>>,
) -> Result<Outcome, Problem> {
    let (version, on) = (if_match::version(&headers)?, body.checked()?);
    let step = async |clerk: &Clerk<'_>| {
        answer_sign(StatusCode::OK, &clerk.install(named(clerk.tx, &number).await?.id, version, on).await?)
    };
    state.work(&caller, "signs.install", key.as_ref(), step).await
}

async fn accept(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(Nothing {}) }: Idempotent<Body<Nothing>>,
) -> Result<Outcome, Problem> {
    let version = if_match::version(&headers)?;
    let step = async |clerk: &Clerk<'_>| {
        answer_sign(StatusCode::OK, &clerk.accept(named(clerk.tx, &number).await?.id, version).await?)
    };
    state.work(&caller, "signs.accept", key.as_ref(), step).await
}

async fn replace(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReplacementBody>>,
) -> Result<Outcome, Problem> {
    let (version, on) = (if_match::version(&headers)?, body.checked()?);
    let step = async |clerk: &Clerk<'_>| {
        let (sign, by) = (named(clerk.tx, &number).await?, named(clerk.tx, &body.by).await?);
        answer_sign(StatusCode::OK, &clerk.replace(sign.id, version, on, by.id).await?)
    };
    state.work(&caller, "signs.replace", key.as_ref(), step).await
}

async fn remove(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(number): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<RemovalBody>>,
) -> Result<Outcome, Problem> {
    let (version, (on, reason)) = (if_match::version(&headers)?, body.checked()?);
    let step = async |clerk: &Clerk<'_>| {
        answer_sign(StatusCode::OK, &clerk.remove(named(clerk.tx, &number).await?.id, version, on, &reason).await?)
    };
    state.work(&caller, "signs.remove", key.as_ref(), step).await
}

//! Whether boundaries are public, and from which source.

use axum::{
    Json,
    extract::State,
    http::{Method, StatusCode},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{
    BoundariesState, answers, json as told,
    wire::{ReasonBody, SourceBody, source_schema},
};
use crate::{
    boundaries::{policy::KEEPERS, service},
    http::{
        Access, Body, Operation, Problem, Route, SignedIn,
        idempotency::{self, Answer, Idempotent, Outcome},
        schema::{answer, object, or_null, text},
    },
    records::Pen,
};

const ALL: &str = "/api/v1/boundary-source";

pub(super) fn routes(state: &BoundariesState) -> Vec<Route> {
    let keepers = Access::Roles(KEEPERS);
    vec![
        Route::new(Method::GET, ALL, Access::Public, show_operation(), get(show).with_state(state.clone())),
        Route::new(Method::POST, ALL, keepers, declare_operation(), post(declare).with_state(state.clone())),
        Route::new(
            Method::POST,
            "/api/v1/boundary-source/withdraw",
            keepers,
            withdraw_operation(),
            post(withdraw).with_state(state.clone()),
        ),
    ]
}

fn show_operation() -> Operation {
    Operation::new(
        "boundaries",
        "boundarySource",
        "界线公开所依据的来源；没有声明则不公开界线",
        "The source by which boundaries are public; without one none is",
    )
    .answers(
        200,
        "application/json",
        answer(json!({ "source": or_null(answers::source()) }), json!({})),
        "the source, or null",
    )
}

fn declare_operation() -> Operation {
    Operation::new(
        "boundaries",
        "declareBoundarySource",
        "声明界线来自依法公布的来源，此后界线可以公开",
        "Declare that the boundaries come from an officially approved source; from then on they are public",
    )
    .params([idempotency::param()])
    .body("application/json", source_schema())
    .answers(201, "application/json", answers::source(), "the source")
}

fn withdraw_operation() -> Operation {
    Operation::new(
        "boundaries",
        "withdrawBoundarySource",
        "撤回来源声明，此后不公开界线",
        "Withdraw the declaration; from then on no boundary is public",
    )
    .params([idempotency::param()])
    .body("application/json", object(&["reason"], json!({ "reason": text(1_000, "why") })))
    .answers(200, "application/json", answer(json!({ "source": or_null(answers::source()) }), json!({})), "null")
}

async fn show(State(state): State<BoundariesState>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("boundaries.source").await?;
    let source = service::declared(&tx).await?;
    tx.finish().await?;
    Ok(Json(json!({ "source": source.as_ref().map(told::source) })))
}

async fn declare(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SourceBody>>,
) -> Result<Outcome, Problem> {
    let new = body.checked()?;
    let declare = async |pen: &Pen<'_>| {
        let source = service::declare(pen, new).await?;
        Ok(Answer::json(StatusCode::CREATED, &told::source(&source))?.location(ALL.to_owned()))
    };
    state.work(&caller, "boundaries.declare_source", key.as_ref(), declare).await
}

async fn withdraw(
    State(state): State<BoundariesState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let reason = body.checked()?;
    let withdraw = async |pen: &Pen<'_>| {
        service::withdraw(pen, &reason).await?;
        Answer::json(StatusCode::OK, &json!({ "source": null }))
    };
    state.work(&caller, "boundaries.withdraw_source", key.as_ref(), withdraw).await
}

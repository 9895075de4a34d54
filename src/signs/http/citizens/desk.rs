//! What officers are told of who reported, and how it is erased.

use axum::{
    Json,
    extract::{Path, State},
    http::Method,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    http::{
        Access, Body, Operation, Problem, Route, SignedIn,
        idempotency::{self, Answer, Idempotent, Outcome},
        schema::{self, object, text},
    },
    kernel::{actor::Role, dates::rfc3339},
    signs::{
        Refusal,
        citizens::{Reporter, service},
        damage::ReportId,
        http::SignsState,
        service::Clerk,
    },
};

/// Who is told how to reach a citizen.
const OFFICERS: &[Role] = &[Role::NamingOfficer];

/// Who erases personal data.
const ERASERS: &[Role] = &[Role::NamingOfficer, Role::Admin];

pub(super) fn routes(state: &SignsState) -> Vec<Route> {
    let operation = |id, zh, en| {
        let report_id = schema::id("report_id", "报告编号", "id of the report");
        Operation::new("signs", id, zh, en).params([report_id])
    };
    vec![
        Route::new(
            Method::GET,
            "/api/v1/damage-reports/{report_id}/reporter",
            Access::Roles(OFFICERS),
            operation("damageReporter", "上报人及联系方式", "Who reported damage and how to reach that person")
                .answers(200, "application/json", json!({ "type": "object" }), "what was said, or who erased it"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/damage-reports/{report_id}/reporter/erasure",
            Access::Roles(ERASERS),
            operation("eraseDamageReporter", "删除上报人的个人信息", "Erase who reported damage")
                .params([idempotency::param()])
                .body("application/json", object(&["reason"], json!({ "reason": text(500, "why, naming nobody") })))
                .answers_nothing(204, "erased; the report stays as it is"),
            post(erase).with_state(state.clone()),
        ),
    ]
}

async fn show(State(state): State<SignsState>, Path(id): Path<Uuid>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("signs.show_reporter").await?;
    let kept = service::reporter(&tx, ReportId(id)).await?.ok_or(Refusal::UnknownReporter)?;
    tx.finish().await?;
    let person =
        kept.reporter.map(|Reporter { name, phone, email }| json!({ "name": name, "phone": phone, "email": email }));
    let erased = kept.erased.map(|(by, at, reason)| json!({ "by": by, "at": rfc3339(at), "reason": reason }));
    Ok(Json(json!({ "reporter": person, "erased": erased })))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ErasureBody {
    reason: String,
}

async fn erase(
    State(state): State<SignsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ErasureBody>>,
) -> Result<Outcome, Problem> {
    let erase = async |clerk: &Clerk<'_>| {
        clerk.erase_reporter(ReportId(id), &body.reason).await?;
        Ok(Answer::nothing())
    };
    state.work(&caller, "signs.erase_reporter", key.as_ref(), erase).await
}

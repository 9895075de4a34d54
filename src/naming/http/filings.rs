//! Filing with the next higher place-name authority.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, Method, header},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    NamingState,
    schema::{self, case_id, day, object, text},
    wire::{LONGEST_LINE, LONGEST_PROSE, case_day},
};
use crate::{
    http::{
        Access, Body, Operation, Param, Problem, Route, SignedIn,
        content::{line, prose},
        idempotency::{self, Idempotent, Outcome},
    },
    naming::{
        Action, Refusal,
        model::{CaseId, DecisionId},
        policy::{READERS, roles},
        service::{self, Desk},
    },
};

pub(super) fn routes(state: &NamingState) -> Vec<Route> {
    let step = |path, id, zh, en, body: Value, handler: MethodRouter<NamingState>| {
        let operation = schema::step(Action::File, Operation::new("naming", id, zh, en))
            .params([case_id(), decision_id(), idempotency::param()])
            .body("application/json", body)
            .answers(200, "application/json", schema::case(), "the case, with what can be done next");
        let access = Access::Roles(roles(Action::File));
        Route::new(Method::POST, path, access, operation, handler.with_state(state.clone()))
    };
    vec![
        Route::new(
            Method::GET,
            "/api/v1/naming-cases/{case_id}/filings/{decision_id}/package",
            Access::Roles(READERS),
            Operation::new("naming", "filingPackage", "备案材料包（ZIP）", "The package to be filed, a ZIP archive")
                .params([case_id(), decision_id()])
                .answers(200, "application/zip", json!({ "type": "string", "format": "binary" }), "with manifest.json"),
            get(package).with_state(state.clone()),
        ),
        step(
            "/api/v1/naming-cases/{case_id}/filings/{decision_id}/send",
            "sendFiling",
            "报送备案",
            "Note that the package was sent",
            object(
                &["sent_on"],
                json!({
                    "sent_on": day("since the decision, not in the future"),
                    "receiver": { "type": "string", "maxLength": 200, "nullable": true },
                }),
            ),
            post(send),
        ),
        step(
            "/api/v1/naming-cases/{case_id}/filings/{decision_id}/ask-supplement",
            "askFilingSupplement",
            "登记要求补正",
            "Note that the receiver asked for a supplement",
            object(
                &["what", "asked_on"],
                json!({ "what": text(5000, "what is asked for"), "asked_on": day("civil day") }),
            ),
            post(ask_supplement),
        ),
        step(
            "/api/v1/naming-cases/{case_id}/filings/{decision_id}/file",
            "fileFiling",
            "登记已备案",
            "Note that the receiver took it on file",
            object(
                &["filed_on"],
                json!({
                    "filed_on": day("since it was sent, not in the future"),
                    "receipt_number": { "type": "string", "maxLength": 200, "nullable": true },
                }),
            ),
            post(file),
        ),
    ]
}

fn decision_id() -> Param {
    schema::id("decision_id", "批复编号", "id of the decision")
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SendBody {
    sent_on: String,
    receiver: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SupplementBody {
    what: String,
    asked_on: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileBody {
    filed_on: String,
    receipt_number: Option<String>,
}

async fn package(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, decision)): Path<(Uuid, Uuid)>,
) -> Result<Response, Problem> {
    let snapshot = state.index.snapshot().map_err(Refusal::from)?;
    let tx = state.db.read("naming.package").await?;
    let archive = service::filing_package(&tx, &snapshot, &caller.actor, CaseId(id), DecisionId(decision)).await?;
    tx.finish().await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"filing.zip\"")),
    ];
    Ok((headers, archive).into_response())
}

async fn send(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, decision)): Path<(Uuid, Uuid)>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SendBody>>,
) -> Result<Outcome, Problem> {
    let receiver = body.receiver.map(|text| line("/receiver", text, LONGEST_LINE)).transpose()?;
    let on = case_day("/sent_on", &body.sent_on)?;
    let step = async |desk: &Desk<'_>| service::send(desk, CaseId(id), DecisionId(decision), receiver, on).await;
    state.step(&caller, "naming.send_filing", key.as_ref(), None, step).await
}

async fn ask_supplement(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, decision)): Path<(Uuid, Uuid)>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SupplementBody>>,
) -> Result<Outcome, Problem> {
    let (what, on) = (prose("/what", &body.what, LONGEST_PROSE)?, case_day("/asked_on", &body.asked_on)?);
    let step = async |desk: &Desk<'_>| service::ask_supplement(desk, CaseId(id), DecisionId(decision), what, on).await;
    state.step(&caller, "naming.ask_filing_supplement", key.as_ref(), None, step).await
}

async fn file(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, decision)): Path<(Uuid, Uuid)>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<FileBody>>,
) -> Result<Outcome, Problem> {
    let receipt = body.receipt_number.map(|text| line("/receipt_number", text, LONGEST_LINE)).transpose()?;
    let on = case_day("/filed_on", &body.filed_on)?;
    let step = async |desk: &Desk<'_>| service::file(desk, CaseId(id), DecisionId(decision), receipt, on).await;
    state.step(&caller, "naming.file", key.as_ref(), None, step).await
}

//! The steps of a case that take a small body and answer the case.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method},
    routing::{MethodRouter, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    NamingState,
    schema::{self, case_id, day, if_match_if_any, object, text},
    wire::{LONGEST_LINE, LONGEST_PROSE, ReasonBody, case_day, drawn, metres},
};
use crate::{
    http::{
        Access, Body, Nothing, Operation, Problem, Route, SignedIn,
        content::{line, prose},
        idempotency::{self, Idempotent, Outcome},
        if_match,
    },
    naming::{
        Action, ItemId,
        model::{CaseId, Revocation},
        policy::roles,
        service::{self, Desk, Expert, Measured, Position, Reply, Survey},
    },
};

/// Most people or departments that one step names.
const MOST_NAMED: usize = 100;

pub(super) fn routes(state: &NamingState) -> Vec<Route> {
    let reason = || object(&["reason"], json!({ "reason": text(5000, "why") }));
    let nothing = || object(&[], json!({}));
    let step = |action: Action, path, id, body: Value, handler: MethodRouter<NamingState>| {
        let (zh, en) = action.title();
        let operation = schema::step(action, Operation::new("naming", id, zh, en))
            .params([case_id(), if_match_if_any(), idempotency::param()])
            .body("application/json", body)
            .answers(200, "application/json", schema::case(), "the case, with what can be done next");
        Route::new(Method::POST, path, Access::Roles(roles(action)), operation, handler.with_state(state.clone()))
    };
    vec![
        step(Action::Submit, "/api/v1/naming-cases/{case_id}/submit", "submitNamingCase", nothing(), post(submit)),
        step(
            Action::Return,
            "/api/v1/naming-cases/{case_id}/return",
            "returnNamingCase",
            object(&["reasons"], json!({ "reasons": text(5000, "what is to be completed") })),
            post(send_back),
        ),
        step(Action::Lapse, "/api/v1/naming-cases/{case_id}/lapse", "lapseNamingCase", reason(), post(lapse)),
        step(
            Action::Accept,
            "/api/v1/naming-cases/{case_id}/accept",
            "acceptNamingCase",
            object(&[], json!({ "note": { "type": "string", "maxLength": 5000, "nullable": true } })),
            post(accept),
        ),
        step(Action::Survey, "/api/v1/naming-cases/{case_id}/survey", "surveyNamingCase", survey_body(), post(survey)),
        step(
            Action::Consult,
            "/api/v1/naming-cases/{case_id}/consult",
            "consultOnNamingCase",
            consult_body(),
            post(consult),
        ),
        step(Action::Argue, "/api/v1/naming-cases/{case_id}/argue", "argueNamingCase", argue_body(), post(argue)),
        step(
            Action::UpholdObjection,
            "/api/v1/naming-cases/{case_id}/uphold-objection",
            "upholdObjection",
            reason(),
            post(uphold),
        ),
        step(
            Action::CloseNotice,
            "/api/v1/naming-cases/{case_id}/close-notice",
            "closeNotice",
            nothing(),
            post(close_notice),
        ),
        step(Action::Report, "/api/v1/naming-cases/{case_id}/report", "reportNamingCase", report_body(), post(report)),
        step(Action::Close, "/api/v1/naming-cases/{case_id}/close", "closeNamingCase", close_body(), post(close)),
        step(
            Action::Withdraw,
            "/api/v1/naming-cases/{case_id}/withdraw",
            "withdrawNamingCase",
            reason(),
            post(withdraw),
        ),
        step(Action::Suspend, "/api/v1/naming-cases/{case_id}/suspend", "suspendNamingCase", reason(), post(suspend)),
        step(
            Action::Resume,
            "/api/v1/naming-cases/{case_id}/resume",
            "resumeNamingCase",
            object(&[], json!({ "note": { "type": "string", "maxLength": 5000, "nullable": true } })),
            post(resume),
        ),
        step(Action::Revoke, "/api/v1/naming-cases/{case_id}/revoke", "revokeNamingCase", revoke_body(), post(revoke)),
    ]
}

fn survey_body() -> Value {
    object(
        &["surveyed_on", "surveyors", "findings"],
        json!({
            "surveyed_on": day("since the case was accepted, not in the future"),
            "surveyors": { "type": "array", "items": text(200, "a person"), "minItems": 1, "maxItems": 100 },
            "findings": text(5000, "what was seen"),
            "measured": { "type": "array", "items": object(
                &["item_id"],
                json!({
                    "item_id": { "type": "string", "format": "uuid" },
                    "length_m": { "type": "number", "nullable": true, "description": "metres; that of the line unless said" },
                    "width_m": { "type": "number", "nullable": true, "description": "metres" },
                    "geometry": { "type": "object", "nullable": true,
                                  "description": "GeoJSON geometry, longitude first: the line as it was surveyed" },
                }),
            ), "description": "what was measured; streets have length and width by now" },
        }),
    )
}

fn consult_body() -> Value {
    object(
        &["replies"],
        json!({ "replies": { "type": "array", "minItems": 1, "maxItems": 100, "items": object(
        &["department", "position", "replied_on"],
        json!({
            "department": text(200, "which department"),
            "position": { "type": "string", "enum": ["agree", "agree_with_remarks", "disagree"] },
            "text": { "type": "string", "maxLength": 5000, "nullable": true },
            "replied_on": day("since the case was opened, not in the future"),
        }),
    ) } }),
    )
}

fn argue_body() -> Value {
    object(
        &["held_on", "experts", "conclusion"],
        json!({
            "held_on": day("since the departments were consulted, not in the future"),
            "experts": { "type": "array", "minItems": 3, "maxItems": 100, "items": object(
                &["name"],
                json!({
                    "name": text(200, "the person"),
                    "organisation": { "type": "string", "maxLength": 200, "nullable": true },
                    "field": { "type": "string", "maxLength": 200, "nullable": true },
                    "opinion": { "type": "string", "maxLength": 5000, "nullable": true },
                }),
            ) },
            "conclusion": text(5000, "necessity, scientific basis, reasonableness, risks, advice"),
        }),
    )
}

fn report_body() -> Value {
    object(
        &[],
        json!({
            "addressed_to": { "type": "string", "maxLength": 200, "nullable": true },
            "document_number": { "type": "string", "maxLength": 200, "nullable": true },
        }),
    )
}

fn close_body() -> Value {
    object(
        &["archive_reference"],
        json!({
            "signs_installed_on": day(
                "since the decision, not in the future; not needed of cancellations, nor where signs stand at each expected spot",
            ),
            "archive_reference": text(200, "where the papers are kept (R753 art. 26)"),
        }),
    )
}

fn revoke_body() -> Value {
    object(
        &["authority", "document_number", "revoked_on", "reason"],
        json!({
            "authority": text(200, "who ordered the correction"),
            "document_number": text(200, "by which document"),
            "revoked_on": day("after the decision, not in the future"),
            "reason": text(5000, "why"),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteBody {
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReturnBody {
    reasons: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SurveyBody {
    surveyed_on: String,
    surveyors: Vec<String>,
    findings: String,
    #[serde(default)]
    measured: Vec<MeasuredBody>,
}

/// What was measured of one item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasuredBody {
    item_id: Uuid,
    length_m: Option<f64>,
    width_m: Option<f64>,
    geometry: Option<geojson::Geometry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsultBody {
    replies: Vec<ReplyBody>,
}

/// What one department said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplyBody {
    department: String,
    position: Position,
    text: Option<String>,
    replied_on: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArgueBody {
    held_on: String,
    experts: Vec<Expert>,
    conclusion: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportBody {
    addressed_to: Option<String>,
    document_number: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CloseBody {
    signs_installed_on: Option<String>,
    archive_reference: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RevokeBody {
    authority: String,
    document_number: String,
    revoked_on: String,
    reason: String,
}

/// Handlers of steps: what is checked in the body, and what is then done at a desk.
macro_rules! steps {
    ($($(#[$doc:meta])* $handler:ident($body:ident: $type:ty) as $name:literal => |$desk:ident, $id:ident| $checks:block => $call:expr;)+) => {
        $($(#[$doc])* async fn $handler(
            State(state): State<NamingState>,
            SignedIn(caller): SignedIn,
            Path(id): Path<Uuid>,
            headers: HeaderMap,
            Idempotent { key, body: Body($body) }: Idempotent<Body<$type>>,
        ) -> Result<Outcome, Problem> {
            let ($id, based_on) = (CaseId(id), if_match::version(&headers)?);
            let $body = $checks;
            let step = async |$desk: &Desk<'_>| $call.await;
            state.step(&caller, $name, key.as_ref(), based_on, step).await
        })+
    };
}

steps! {
    submit(_body: Nothing) as "naming.submit" => |desk, id| {} => service::submit(desk, id);
    send_back(body: ReturnBody) as "naming.return" => |desk, id| { prose("/reasons", &body.reasons, LONGEST_PROSE)? }
        => service::return_for_supplement(desk, id, body);
    lapse(body: ReasonBody) as "naming.lapse" => |desk, id| { body.checked()? } => service::lapse(desk, id, body);
    accept(body: NoteBody) as "naming.accept" => |desk, id| { note(body.note)? } => service::accept(desk, id, body);
    survey(body: SurveyBody) as "naming.survey" => |desk, id| {
        Survey {
            surveyed_on: case_day("/surveyed_on", &body.surveyed_on)?,
            surveyors: people("/surveyors", body.surveyors)?,
            findings: prose("/findings", &body.findings, LONGEST_PROSE)?,
            measured: measured(body.measured)?,
        }
    } => service::survey(desk, id, body);
    consult(body: ConsultBody) as "naming.consult" => |desk, id| { replies(body.replies)? }
        => service::consult(desk, id, body);
    argue(body: ArgueBody) as "naming.argue" => |desk, id| {
        (case_day("/held_on", &body.held_on)?, experts(body.experts)?, prose("/conclusion", &body.conclusion, LONGEST_PROSE)?)
    } => service::argue(desk, id, body.0, body.1, body.2);
    uphold(body: ReasonBody) as "naming.uphold_objection" => |desk, id| { body.checked()? }
        => service::uphold_objection(desk, id, body);
    close_notice(_body: Nothing) as "naming.close_notice" => |desk, id| {} => service::close_notice(desk, id);
    report(body: ReportBody) as "naming.report" => |desk, id| {
        let one = |pointer, text: Option<String>| text.map(|text| line(pointer, text, LONGEST_LINE)).transpose();
        (one("/addressed_to", body.addressed_to)?, one("/document_number", body.document_number)?)
    } => service::report(desk, id, body.0, body.1);
    close(body: CloseBody) as "naming.close" => |desk, id| {
        let installed = body.signs_installed_on.map(|text| case_day("/signs_installed_on", &text)).transpose()?;
        (installed, line("/archive_reference", body.archive_reference.unwrap_or_default(), LONGEST_LINE)?)
    } => service::close(desk, id, body.0, body.1);
    withdraw(body: ReasonBody) as "naming.withdraw" => |desk, id| { body.checked()? }
        => service::withdraw(desk, id, body);
    suspend(body: ReasonBody) as "naming.suspend" => |desk, id| { body.checked()? } => service::suspend(desk, id, body);
    resume(body: NoteBody) as "naming.resume" => |desk, id| { note(body.note)? } => service::resume(desk, id, body);
    revoke(body: RevokeBody) as "naming.revoke" => |desk, id| {
        Revocation {
            authority: line("/authority", body.authority, LONGEST_LINE)?,
            document_number: line("/document_number", body.document_number, LONGEST_LINE)?,
            revoked_on: case_day("/revoked_on", &body.revoked_on)?,
            reason: prose("/reason", &body.reason, LONGEST_PROSE)?,
        }
    } => service::revoke(desk, id, body);
}

fn note(text: Option<String>) -> Result<Option<String>, Problem> {
    text.map(|text| prose("/note", &text, LONGEST_PROSE)).transpose()
}

fn people(pointer: &str, names: Vec<String>) -> Result<Vec<String>, Problem> {
    limited(pointer, names.len())?;
    names.into_iter().enumerate().map(|(at, name)| line(&format!("{pointer}/{at}"), name, LONGEST_LINE)).collect()
}

fn measured(measured: Vec<MeasuredBody>) -> Result<Vec<Measured>, Problem> {
    let checked = measured.into_iter().enumerate().map(|(at, body)| {
        let of = |member: &str| format!("/measured/{at}/{member}");
        Ok(Measured {
            item: ItemId(body.item_id),
            length_m: metres(&of("length_m"), body.length_m)?,
            width_m: metres(&of("width_m"), body.width_m)?,
            geometry: drawn(&of("geometry"), body.geometry.as_ref())?,
        })
    });
    checked.collect()
}

fn replies(replies: Vec<ReplyBody>) -> Result<Vec<Reply>, Problem> {
    limited("/replies", replies.len())?;
    let checked = replies.into_iter().enumerate().map(|(at, reply)| {
        let of = |member: &str| format!("/replies/{at}/{member}");
        Ok(Reply {
            department: line(&of("department"), reply.department, LONGEST_LINE)?,
            position: reply.position,
            text: reply.text.map(|text| prose(&of("text"), &text, LONGEST_PROSE)).transpose()?,
            replied_on: case_day(&of("replied_on"), &reply.replied_on)?,
        })
    });
    checked.collect()
}

fn experts(experts: Vec<Expert>) -> Result<Vec<Expert>, Problem> {
    limited("/experts", experts.len())?;
    let checked = experts.into_iter().enumerate().map(|(at, expert)| {
        let of = |member: &str| format!("/experts/{at}/{member}");
        let one =
            |member: &str, text: Option<String>| text.map(|text| line(&of(member), text, LONGEST_LINE)).transpose();
        Ok(Expert {
            name: line(&of("name"), expert.name, LONGEST_LINE)?,
            organisation: one("organisation", expert.organisation)?,
            field: one("field", expert.field)?,
            opinion: expert.opinion.map(|text| prose(&of("opinion"), &text, LONGEST_PROSE)).transpose()?,
        })
    });
    checked.collect()
}

fn limited(pointer: &str, named: usize) -> Result<(), Problem> {
    if (1..=MOST_NAMED).contains(&named) {
        return Ok(());
    }
    let (zh, en) = (format!("须为 1 至 {MOST_NAMED} 个"), format!("takes 1 to {MOST_NAMED}"));
    Err(crate::http::content::unfit(pointer, &zh, &en))
}

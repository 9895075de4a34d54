//! The page behind the code on a sign, and what is sent from it.

use std::time::Duration;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{
    CitizensState,
    sending::Sending,
    wire::{ConfirmationBody, ReportBody, form_schema, report_schema},
};
use crate::{
    http::{
        Access, Form, FormOrJson, Language, Operation, Param, Params, Problem, Route, accept::likes_html,
        forwarded::ClientAddress,
    },
    kernel::{actor::Actor, dates::rfc3339},
    pages::{
        layout::{private, respond},
        refused::Refused,
    },
    signs::{
        Refusal, SignId,
        citizens::{
            PublicReport, PublicSign, Receipt,
            intake::{LARGEST, Twice},
        },
        damage::ReportId,
        page::{
            receipt,
            sign::{self as page, CONFIRMATION, NUMBER, REPORT},
        },
    },
};

/// How long a report may take: photos come over the air.
const TIME_LIMIT: Duration = Duration::from_mins(2);

pub(super) fn routes(state: &CitizensState) -> Vec<Route> {
    let public = |method, path, operation, handler| Route::new(method, path, Access::Public, operation, handler);
    vec![
        public(Method::GET, "/s", find_operation(), get(find).with_state(state.clone())),
        public(Method::GET, "/s/{sign_number}", show_operation(), get(show).with_state(state.clone())),
        public(Method::POST, "/s/{sign_number}/reports", report_operation(), post(report).with_state(state.clone()))
            .body_limit(LARGEST)
            .time_limit(TIME_LIMIT),
        public(
            Method::POST,
            "/s/{sign_number}/confirmations",
            confirm_operation(),
            post(confirm).with_state(state.clone()),
        ),
    ]
}

fn sign_number() -> Param {
    let schema = json!({ "type": "string", "pattern": "^[Ss][0-9]{7}$", "example": "S0000017" });
    Param::path("sign_number", schema, "标志编号", "number of the sign")
}

fn find_operation() -> Operation {
    let number = Param::query("number", json!({ "type": "string" }), "标志编号", "number of the sign");
    Operation::new("citizens", "findSign", "按编号查找标志", "Find a sign by its number").params([number]).answers(
        200,
        "text/html",
        json!({ "type": "string" }),
        "a page to type the number, or the page of the sign",
    )
}

fn show_operation() -> Operation {
    Operation::new("citizens", "signForCitizens", "标志及其未办结的报告", "A sign and its open reports")
        .describes(
            "标志二维码打开的地址。已拆除的标志另有说明和接替的标志。",
            "What the code on the sign opens. One that was taken down says so, and which stands in its place.",
        )
        .params([sign_number()])
        .answers(200, "application/json", json!({ "type": "object" }), "the sign and its open reports")
        .answers(200, "text/html", json!({ "type": "string" }), "the same as a page, with a form to report damage")
}

fn report_operation() -> Operation {
    Operation::new("citizens", "reportDamageAsCitizen", "上报标志损坏（无需账号）", "Report damage without an account")
        .describes(
            "说明、照片和联系方式不公开，只供办理人员使用，联系方式可删除。答复含查询码，因此不接受 Idempotency-Key。\
             已有同类损坏的未办结报告时回答 409，可附议或注明 distinct。",
            "Words, photos and contact are never published; contact can be erased. The answer holds a code, so that no \
             Idempotency-Key is taken. Where an open report tells of the same damage, 409 lists it: confirm it, or send yours \
             again with distinct. A form with `Accept: text/html` is answered by pages.",
        )
        .params([sign_number()])
        .body("application/json", report_schema())
        .body("multipart/form-data", form_schema())
        .answers(201, "application/json", json!({ "type": "object" }), "number, code, and where to see how far it is")
        .answers(201, "text/html", json!({ "type": "string" }), "the same as a page")
}

fn confirm_operation() -> Operation {
    let schema = json!({
        "type": "object", "required": ["report"], "additionalProperties": false,
        "properties": { "report": { "type": "string", "description": "number of an open report of this sign" } },
    });
    Operation::new("citizens", "confirmDamageAsCitizen", "附议未办结的报告", "Say that one sees the damage, too")
        .params([sign_number()])
        .body("application/json", schema.clone())
        .body("application/x-www-form-urlencoded", schema)
        .answers(200, "application/json", json!({ "type": "object" }), "the report")
        .answers(200, "text/html", json!({ "type": "string" }), "the same as a page")
}

async fn find(State(state): State<CitizensState>, params: Params, language: Language) -> Result<Response, Problem> {
    match params.text("number") {
        None => Ok(private(respond(StatusCode::OK, language, &page::by_number(None, language)))),
        Some(number) => match state.sign(number).await {
            Ok((sign, open)) => Ok(shown(&sign, &open, language)),
            Err(problem) => unknown(&params, problem, language),
        },
    }
}

async fn show(
    State(state): State<CitizensState>,
    Path(number): Path<String>,
    language: Language,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    match (state.sign(&number).await, likes_html(&headers)) {
        (Ok((sign, open)), true) => Ok(shown(&sign, &open, language)),
        (Ok((sign, open)), false) => Ok(private(Json(told(&sign, &open)).into_response())),
        (Err(problem), true) => {
            let mut typed = Params::default();
            typed.add("number", &number)?;
            unknown(&typed, problem, language)
        }
        (Err(problem), false) => Err(problem),
    }
}

fn shown(sign: &PublicSign, open: &[PublicReport], language: Language) -> Response {
    private(respond(StatusCode::OK, language, &page::html(sign, open, None, language)))
}

/// The page to type a number, with one that is none and why.
fn unknown(typed: &Params, problem: Problem, language: Language) -> Result<Response, Problem> {
    if !problem.kind().status().is_client_error() {
        return Err(problem);
    }
    let html = page::by_number(Some(Refused { form: NUMBER, typed, problem: &problem }), language);
    Ok(private(problem.on(respond(StatusCode::OK, language, &html))))
}

fn told(sign: &PublicSign, open: &[PublicReport]) -> Value {
    let faces: Vec<Value> = sign.faces.iter().map(|face| json!({ "text": face.text, "pinyin": face.pinyin })).collect();
    json!({
        "number": sign.number.to_string(), "type": sign.sign_type, "state": sign.state,
        "place": sign.place.as_ref().map(|(name, pinyin)| json!({ "name": name, "pinyin": pinyin })),
        "placement": sign.placement, "location": sign.location, "faces": faces,
        "geometry": { "type": "Point", "coordinates": [sign.position.x(), sign.position.y()] },
        "ended_on": sign.ended_on.map(|day| day.to_string()), "replaced_by": sign.replaced_by,
        "open_reports": open.iter().map(report_told).collect::<Vec<_>>(),
    })
}

/// A report as everybody may know it.
pub(super) fn report_told(report: &PublicReport) -> Value {
    let progress = report.progress().text(|day, _| day.to_string());
    json!({
        "number": report.number, "state": report.state, "damage": report.damage,
        "sign": report.sign.as_ref().map(|sign| &sign.number),
        "received_at": rfc3339(report.received_at), "updated_at": rfc3339(report.updated_at),
        "due_on": report.due_on().map(|day| day.to_string()), "ended_on": report.ended_on.map(|day| day.to_string()),
        "forwarded_to": report.forwarded_to, "same_as": report.same_as.as_ref().map(|(_, number)| number),
        "progress": { "zh": progress.zh, "en": progress.en },
    })
}

async fn report(
    State(state): State<CitizensState>,
    Path(number): Path<String>,
    address: ClientAddress,
    language: Language,
    headers: HeaderMap,
    Sending { body, place }: Sending,
) -> Result<Response, Problem> {
    let (sign, open) = state.standing_sign(&number).await?;
    let answer = match body {
        FormOrJson::Json(body) => {
            let receipt = state.received(sign.id, address, body, Vec::new()).await?;
            Ok(created(Json(receipt_told(&receipt)).into_response(), &receipt))
        }
        FormOrJson::Form(Form { typed, files }) => {
            let html = likes_html(&headers);
            let received = match ReportBody::from_form(&typed) {
                Ok(body) => state.received(sign.id, address, body, files).await,
                Err(problem) => Err(problem),
            };
            match received {
                Ok(receipt) if html => {
                    let html = receipt::received(&sign, &receipt, language);
                    Ok(created(respond(StatusCode::CREATED, language, &html), &receipt))
                }
                Ok(receipt) => Ok(created(Json(receipt_told(&receipt)).into_response(), &receipt)),
                Err(problem) if html => {
                    refused(&sign, &open, Refused { form: REPORT, typed: &typed, problem: &problem }, language)
                }
                Err(problem) => Err(problem),
            }
        }
    };
    drop(place);
    answer
}

impl CitizensState {
    /// Takes a report on a sign with its photos.
    async fn received(
        &self,
        sign: SignId,
        ClientAddress(address): ClientAddress,
        body: ReportBody,
        files: Vec<Bytes>,
    ) -> Result<Receipt, Problem> {
        let (new, reporter) = body.checked(sign, self.signs.clock.now())?;
        self.intake.admit(address, Some(sign)).await?;
        Ok(self.intake.report(&Actor::Public, new, files, &reporter, Twice::Offer).await?)
    }

    /// Says that somebody else has seen the damage of an open report on a sign.
    async fn confirmed(&self, sign: SignId, address: ClientAddress, report: ReportId) -> Result<(), Problem> {
        self.intake.admit(address.0, Some(sign)).await?;
        Ok(self.intake.confirm(&Actor::Public, report).await?)
    }
}

/// The page of the sign once more, with what was typed and why it was not taken; what is not the sender's fault stays a
/// problem.
fn refused(
    sign: &PublicSign,
    open: &[PublicReport],
    refused: Refused<'_>,
    language: Language,
) -> Result<Response, Problem> {
    if !refused.problem.kind().status().is_client_error() {
        return Err(refused.problem.clone());
    }
    let html = page::html(sign, open, Some(refused), language);
    Ok(private(refused.problem.clone().on(respond(StatusCode::OK, language, &html))))
}

fn receipt_told(receipt: &Receipt) -> Value {
    json!({ "number": receipt.number, "code": receipt.code.reveal(), "href": receipt.address() })
}

fn created(mut response: Response, receipt: &Receipt) -> Response {
    *response.status_mut() = StatusCode::CREATED;
    if let Ok(location) = HeaderValue::from_str(&format!("/reports/{}", receipt.number)) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    private(response)
}

async fn confirm(
    State(state): State<CitizensState>,
    Path(number): Path<String>,
    address: ClientAddress,
    language: Language,
    headers: HeaderMap,
    body: FormOrJson<ConfirmationBody>,
) -> Result<Response, Problem> {
    let (sign, open) = state.standing_sign(&number).await?;
    let typed = match body {
        FormOrJson::Json(body) => body.report,
        FormOrJson::Form(form) => form.typed.text("report").unwrap_or_default().to_owned(),
    };
    let confirmed = match open.iter().find(|report| report.number == typed) {
        Some(report) => state.confirmed(sign.id, address, report.id).await.map(|()| report),
        None => Err(Refusal::UnknownReport.into()),
    };
    match confirmed {
        Ok(report) if likes_html(&headers) => {
            Ok(private(respond(StatusCode::OK, language, &receipt::confirmed(&sign, report, language))))
        }
        Ok(report) => Ok(private(Json(report_told(report)).into_response())),
        Err(problem) if likes_html(&headers) => {
            let refusal = Refused { form: CONFIRMATION, typed: &Params::default(), problem: &problem };
            refused(&sign, &open, refusal, language)
        }
        Err(problem) => Err(problem),
    }
}

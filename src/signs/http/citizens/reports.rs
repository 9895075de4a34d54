//! How far a report is, to who knows its code, and *not fixed*.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{CitizensState, sign::report_told, wire::CodeBody};
use crate::{
    http::{
        Access, FormOrJson, Language, Operation, Param, Params, Problem, Route, accept::likes_html,
        forwarded::ClientAddress,
    },
    kernel::{actor::Actor, pass_code::PassCode},
    pages::{
        layout::{escape, private, respond},
        refused::Refused,
    },
    signs::{
        citizens::{PublicReport, service},
        page::{LOOK_UP, receipt, sign::by_number},
    },
};

pub(super) fn routes(state: &CitizensState) -> Vec<Route> {
    let public = |method, path, operation, handler| Route::new(method, path, Access::Public, operation, handler);
    let by_number = Param::query("number", json!({ "type": "string" }), "报告编号", "number of the report");
    let schema = json!({
        "type": "object", "required": ["code"], "additionalProperties": false,
        "properties": { "code": { "type": "string", "description": "the code told with the number" } },
    });
    vec![
        public(
            Method::GET,
            "/reports",
            look_up("findReport", "按编号和查询码查询报告", "A report, by a form").params([by_number, code()]),
            get(find).with_state(state.clone()),
        ),
        public(
            Method::GET,
            "/reports/{report_number}",
            look_up("reportOfCitizen", "查询报告进展", "How far a report is").params([report_number(), code()]),
            get(look).with_state(state.clone()),
        ),
        public(
            Method::POST,
            "/reports/{report_number}/not-fixed",
            look_up("sayNotFixed", "反映未修复", "Say that a repair did not help")
                .describes(
                    "验收后 90 天内：维修单及其所办结的报告重新打开，重新计算期限。",
                    "Within 90 days of its acceptance: the repair order and the reports that it closed are open again, and \
                     due anew.",
                )
                .params([report_number()])
                .body("application/json", schema.clone())
                .body("application/x-www-form-urlencoded", schema),
            post(not_fixed).with_state(state.clone()),
        ),
    ]
}

fn look_up(id: &'static str, zh: &str, en: &str) -> Operation {
    Operation::new("citizens", id, zh, en)
        .answers(200, "application/json", json!({ "type": "object" }), "how far it is")
        .answers(200, "text/html", json!({ "type": "string" }), "the same as a page")
}

fn report_number() -> Param {
    let schema = json!({ "type": "string", "example": "D2023-0001" });
    Param::path("report_number", schema, "报告编号", "number of the report")
}

fn code() -> Param {
    Param::query("code", json!({ "type": "string" }), "查询码", "the code told with the number")
}

async fn find(
    State(state): State<CitizensState>,
    params: Params,
    language: Language,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let number = params.require::<String>("number")?;
    state.followed(&number, &params, language, &headers).await
}

async fn look(
    State(state): State<CitizensState>,
    Path(number): Path<String>,
    params: Params,
    language: Language,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    state.followed(&number, &params, language, &headers).await
}

async fn not_fixed(
    State(state): State<CitizensState>,
    Path(number): Path<String>,
    address: ClientAddress,
    language: Language,
    headers: HeaderMap,
    body: FormOrJson<CodeBody>,
) -> Result<Response, Problem> {
    let code = match body {
        FormOrJson::Json(body) => body.code,
        FormOrJson::Form(form) => form.typed.text("code").unwrap_or_default().to_owned(),
    };
    let found = state.found(&number, &code).await?;
    match state.reopened(&found.0, address).await {
        Err(problem) if likes_html(&headers) && problem.kind().status().is_client_error() => {
            let alert = format!("<p class=\"note\" role=\"alert\">{}</p>", escape(problem.detail(language)));
            let html = receipt::followed(&found.0, &found.1, &code, &alert, language);
            Ok(private(problem.on(respond(StatusCode::OK, language, &html))))
        }
        reopened => {
            reopened?;
            Ok(told(&state.found(&number, &code).await?, &code, language, &headers))
        }
    }
}

/// A report and the one that it is the same as, or itself.
type Followed = (PublicReport, PublicReport);

impl CitizensState {
    async fn followed(
        &self,
        number: &str,
        params: &Params,
        language: Language,
        headers: &HeaderMap,
    ) -> Result<Response, Problem> {
        let code = params.text("code").unwrap_or_default();
        match self.found(number, code).await {
            Ok(found) => Ok(told(&found, code, language, headers)),
            Err(problem) if likes_html(headers) && problem.kind().status().is_client_error() => {
                let mut typed = Params::default();
                typed.add("number", number)?;
                let html = by_number(Some(Refused { form: LOOK_UP, typed: &typed, problem: &problem }), language);
                Ok(private(problem.on(respond(StatusCode::OK, language, &html))))
            }
            Err(problem) => Err(problem),
        }
    }

    async fn found(&self, number: &str, code: &str) -> Result<Followed, Problem> {
        let tx = self.signs.db.read("signs.look_up_report").await?;
        let number = number.trim().to_ascii_uppercase();
        let report = service::look_up(&tx, &number, &PassCode::typed(code)).await?;
        let original = service::original(&tx, report.clone()).await?;
        tx.finish().await?;
        Ok((report, original))
    }

    async fn reopened(&self, report: &PublicReport, address: ClientAddress) -> Result<(), Problem> {
        self.intake.admit(address.0, report.sign.as_ref().map(|sign| sign.id)).await?;
        Ok(self.intake.not_fixed(&Actor::Public, report.id).await?)
    }
}

fn told((report, original): &Followed, code: &str, language: Language, headers: &HeaderMap) -> Response {
    if likes_html(headers) {
        let html = receipt::followed(report, original, code, "", language);
        return private(respond(StatusCode::OK, language, &html));
    }
    let mut document = report_told(report);
    if let (Value::Object(members), true) = (&mut document, original.id != report.id) {
        members.insert("original".to_owned(), report_told(original));
    }
    private(Json(document).into_response())
}

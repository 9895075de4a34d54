//! What citizens send and look up, without an account.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{
    PublicationsState, notice_id, schema,
    shown::published,
    wire::{CodeBody, OpinionBody},
};
use crate::{
    http::{
        Access, Form as SentForm, FormOrJson, Language, Operation, Param, Params, Problem, Route, accept::likes_html,
        forwarded::ClientAddress,
    },
    kernel::{actor::Actor, dates::office_date, pass_code::PassCode},
    pages::{
        layout::{private, respond},
        refused::Refused,
    },
    publications::{
        document::rfc3339,
        number,
        opinion::{NewOpinion, Opinion, Receipt},
        page::{self, Form},
        refusal::Refusal,
        service::{self, Sent},
        store,
    },
};

/// Largest body of an opinion: 4,000 characters, each of up to nine bytes in a form, and the rest.
const LARGEST: usize = 64 * 1024;

pub(super) fn routes(state: &PublicationsState) -> Vec<Route> {
    let public = |method, path, operation, handler| Route::new(method, path, Access::Public, operation, handler);
    let (all, one) = ("/notices/{notice_id}/opinions", "/notices/{notice_id}/opinions/{receipt}");
    vec![
        public(Method::POST, all, send_operation(), post(send).with_state(state.clone())).body_limit(LARGEST),
        public(Method::GET, all, find_operation(), get(find).with_state(state.clone())),
        public(Method::GET, one, look_operation(), get(look).with_state(state.clone())),
        public(
            Method::POST,
            "/notices/{notice_id}/confirmation",
            confirm_operation(),
            post(confirm).with_state(state.clone()),
        )
        .body_limit(LARGEST),
    ]
}

fn send_operation() -> Operation {
    Operation::new("notices", "sendOpinion", "对公示提出意见", "Say something to a public notice")
        .describes(
            "公示期内任何人可提交；电话和电子邮箱至少填写一项。姓名和联系方式另行保存，不公开。答复含查询码，因此不接受 \
             Idempotency-Key",
            "Open to anyone while the period runs; a telephone number or an e-mail address must be given. Name and contact \
             are kept apart and never public. The answer holds a code, so that no Idempotency-Key is taken",
        )
        .params([notice_id()])
        .body("application/json", OpinionBody::schema(&[]))
        .body("application/x-www-form-urlencoded", OpinionBody::schema(&[]))
        .answers(201, "application/json", schema::receipt(), "its number and the code to read the answer")
        .answers(201, "text/html", json!({ "type": "string" }), "the same as a page, to a form")
}

fn code() -> Param {
    Param::query("code", json!({ "type": "string" }), "查询码", "the code given with the receipt")
}

fn find_operation() -> Operation {
    let receipt = Param::query("receipt", json!({ "type": "string" }), "回执号", "number of the receipt");
    look_up("findOpinion", "按回执号和查询码查看答复", "The answer to an opinion, by a form").params([receipt, code()])
}

fn look_operation() -> Operation {
    let receipt = Param::path("receipt", json!({ "type": "string" }), "回执号", "number of the receipt");
    look_up("opinion", "查看答复", "The answer to an opinion").params([receipt, code()])
}

fn look_up(id: &'static str, zh: &str, en: &str) -> Operation {
    Operation::new("notices", id, zh, en)
        .params([notice_id()])
        .answers(200, "application/json", schema::answered(), "how far it is, and the answer")
        .answers(200, "text/html", json!({ "type": "string" }), "the same as a page")
}

fn confirm_operation() -> Operation {
    let schema = json!({
        "type": "object", "required": ["receipt", "code"], "additionalProperties": false,
        "properties": { "receipt": { "type": "string" }, "code": { "type": "string" } },
    });
    Operation::new(
        "notices",
        "confirmOpinion",
        "用邮件中的确认码确认意见",
        "Confirm an opinion by the code from the mail",
    )
    .params([notice_id()])
    .body("application/json", schema.clone())
    .body("application/x-www-form-urlencoded", schema)
    .answers_nothing(204, "it counts now")
    .answers(200, "text/html", json!({ "type": "string" }), "the same as a page, to a form")
}

async fn send(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    ClientAddress(address): ClientAddress,
    language: Language,
    body: FormOrJson<OpinionBody>,
) -> Result<Response, Problem> {
    let sent = Sent::ByCitizen(address);
    match body {
        FormOrJson::Json(body) => {
            let (_, receipt, location) = state.received(&key, sent, body.of_citizen()?).await?;
            let told = (StatusCode::CREATED, axum::Json(told(&receipt, &location))).into_response();
            Ok(private(with_location(told, &location)))
        }
        FormOrJson::Form(SentForm { typed, .. }) => {
            let received = match OpinionBody::from_form(&typed).and_then(OpinionBody::of_citizen) {
                Ok(new) => state.received(&key, sent, new).await,
                Err(problem) => Err(problem),
            };
            match received {
                Ok((number, receipt, location)) => {
                    let html = page::opinion::received(&number, &receipt, language);
                    Ok(private(with_location(respond(StatusCode::CREATED, language, &html), &location)))
                }
                Err(problem) => state.refused(&key, Form::Opinion, &typed, problem, language).await,
            }
        }
    }
}

impl PublicationsState {
    /// Takes an opinion: number of the notice, what is told to who sent it, and where its answer will be.
    async fn received(&self, key: &str, sent: Sent, new: NewOpinion) -> Result<(String, Receipt, String), Problem> {
        let tx = self.db.write("publications.receive", &Actor::Public).await?;
        let id = published(&tx, key).await?;
        let (now, how) = (self.db.clock().now(), (sent, self.confirmation));
        let receipt = service::receive(&tx, &self.ids, &Actor::Public, now, id, new, how).await?;
        let number = service::find(&tx, id).await?.standing.issue().map(|issue| issue.number.clone());
        tx.commit().await?;
        let number = number.unwrap_or_else(|| id.to_string());
        let location = format!("/notices/{number}/opinions/{}", receipt.number);
        Ok((number, receipt, location))
    }

    /// The page of the notice once more, with what was typed into a form of it and why that was not taken. What is not
    /// the sender's fault stays a problem, and so does a notice that is not there.
    async fn refused(
        &self,
        key: &str,
        form: Form,
        typed: &Params,
        problem: Problem,
        language: Language,
    ) -> Result<Response, Problem> {
        if !problem.kind().status().is_client_error() {
            return Err(problem);
        }
        let shown = self.shown(key, None).await?;
        let refused = Refused { form: form.place(), typed, problem: &problem };
        let html = page::notice::html(&shown, office_date(self.db.clock().now()), Some(refused), language);
        Ok(private(problem.on(respond(StatusCode::OK, language, &html))))
    }
}

fn told(receipt: &Receipt, location: &str) -> Value {
    json!({
        "receipt": receipt.number, "code": receipt.code.reveal(), "needs_confirmation": receipt.needs_confirmation,
        "href": location,
    })
}

async fn find(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    params: Params,
    language: Language,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let receipt = params.require::<String>("receipt")?;
    state.told(&key, &receipt, &params, language, &headers).await
}

async fn look(
    State(state): State<PublicationsState>,
    Path((key, receipt)): Path<(String, String)>,
    params: Params,
    language: Language,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    state.told(&key, &receipt, &params, language, &headers).await
}

impl PublicationsState {
    /// How far the opinion is that has this number, to who knows its code.
    async fn told(
        &self,
        key: &str,
        receipt: &str,
        params: &Params,
        language: Language,
        headers: &HeaderMap,
    ) -> Result<Response, Problem> {
        let html = likes_html(headers);
        match self.found(key, receipt, params.text("code").unwrap_or_default()).await {
            Ok(opinion) if html => {
                let html = page::opinion::answered(key, &opinion, language);
                Ok(private(respond(StatusCode::OK, language, &html)))
            }
            Ok(opinion) => Ok(private(axum::Json(answered(&opinion)).into_response())),
            Err(problem) if html => self.refused(key, Form::Answer, params, problem, language).await,
            Err(problem) => Err(problem),
        }
    }

    async fn found(&self, key: &str, receipt: &str, code: &str) -> Result<Opinion, Problem> {
        let tx = self.db.read("publications.look_up_opinion").await?;
        let id = published(&tx, key).await?;
        let receipt = number::typed(receipt).ok_or(Refusal::UnknownOpinion)?;
        let found = store::by_receipt(&tx, &receipt, PassCode::typed(code).digest()).await?;
        tx.finish().await?;
        Ok(found.filter(|opinion| opinion.publication == id).ok_or(Refusal::UnknownOpinion)?)
    }

    /// Confirms an opinion.
    async fn confirmed(&self, key: &str, CodeBody { receipt, code }: CodeBody) -> Result<(), Problem> {
        let tx = self.db.write("publications.confirm", &Actor::Public).await?;
        let id = published(&tx, key).await?;
        let receipt = number::typed(&receipt).ok_or(Refusal::UnknownOpinion)?;
        service::confirm(&tx, &self.ids, self.db.clock().now(), id, &receipt, &PassCode::typed(&code)).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// How far an opinion is: not its own text, and nothing of who sent it.
fn answered(opinion: &Opinion) -> Value {
    let answer = opinion.answer.as_ref();
    json!({
        "receipt": opinion.receipt, "stance": opinion.stance, "received_on": office_date(opinion.received.at),
        "is_counted": opinion.is_counted,
        "answer": answer.map(|answer| json!({
            "outcome": answer.outcome, "summary": answer.summary, "text": answer.text,
            "answered_at": rfc3339(answer.stamp.at),
        })),
    })
}

async fn confirm(
    State(state): State<PublicationsState>,
    Path(key): Path<String>,
    language: Language,
    body: FormOrJson<CodeBody>,
) -> Result<Response, Problem> {
    match body {
        FormOrJson::Json(body) => {
            state.confirmed(&key, body).await?;
            Ok(private(StatusCode::NO_CONTENT.into_response()))
        }
        FormOrJson::Form(SentForm { typed, .. }) => match state.confirmed(&key, CodeBody::from_form(&typed)).await {
            Ok(()) => {
                let html = page::opinion::confirmed(&key, language);
                Ok(private(respond(StatusCode::OK, language, &html)))
            }
            Err(problem) => state.refused(&key, Form::Confirmation, &typed, problem, language).await,
        },
    }
}

fn with_location(mut response: Response, location: &str) -> Response {
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

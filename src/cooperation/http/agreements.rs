//! Agreements on a peaceful boundary.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    response::Response,
    routing::{get, post, put},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    CooperationState, Viewer, answers, as_read, attest, based_on, listing, step,
    told::{self, Told},
    wire::{lines, lines_schema, scope, scoped},
};
use crate::{
    cooperation::{
        Clerk, Head, Noun,
        agreements::{
            Agreement, AgreementLevel, AgreementState, NewAgreement,
            model::MOST_PARTIES,
            service::{self, Signing},
        },
        policy::{DECIDERS, READERS, WRITERS},
    },
    http::{
        Access, Body, Operation, Param, Params, Problem, Route, SignedIn, Text,
        content::{day, line, prose},
        idempotency::{self, Idempotent, Outcome},
        schema::{self, object, text, word},
    },
    kernel::actor::Role,
    records,
};

impl Told for Agreement {
    const NOUN: Noun = Noun::Agreement;

    fn head(&self) -> &Head {
        &self.head
    }

    fn open_steps(&self, viewer: Viewer) -> Vec<(&'static str, Text, &'static [Role])> {
        match self.state_on(viewer.today()) {
            AgreementState::Draft => vec![("sign", Text::new("签订", "be signed"), DECIDERS)],
            _ => Vec::new(),
        }
    }

    fn computed(&self, viewer: Viewer) -> Value {
        let (state, today) = (self.state_on(viewer.today()), viewer.today());
        let days_left = matches!(state, AgreementState::InForce | AgreementState::Expiring)
            .then(|| (self.valid_to - today).whole_days());
        json!({ "state": state, "days_left": days_left })
    }
}

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let (all, one) = ("/api/v1/peace-agreements", "/api/v1/peace-agreements/{agreement_id}");
    let (readers, writers) = (Access::Roles(READERS), Access::Roles(WRITERS));
    let title = ("peaceAgreements", "平安边界协议列表", "Agreements on a peaceful boundary, the newest number first");
    vec![
        Route::new(
            Method::GET,
            all,
            readers,
            listing::operation(title, ("agreements", answers::agreement()), &[]),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            all,
            writers,
            Operation::new(
                "cooperation",
                "draftPeaceAgreement",
                "起草平安边界协议或续签协议",
                "Draft an agreement, or the one that renews it",
            )
            .params([idempotency::param()])
            .body("application/json", draft_schema())
            .answers(201, "application/json", answers::agreement(), "the draft"),
            post(draft).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new(
                "cooperation",
                "peaceAgreement",
                "一份平安边界协议",
                "One agreement and what happened to it",
            )
            .params([agreement_id()])
            .answers(200, "application/json", answers::agreement(), "the agreement as it stands today"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::PUT,
            one,
            writers,
            Operation::new(
                "cooperation",
                "redraftPeaceAgreement",
                "修改草案",
                "Draft it anew; what is signed is not changed",
            )
            .params([agreement_id(), based_on(), idempotency::param()])
            .body("application/json", draft_schema())
            .answers(200, "application/json", answers::agreement(), "the draft"),
            put(redraft).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/peace-agreements/{agreement_id}/sign",
            Access::Roles(DECIDERS),
            Operation::new(
                "cooperation",
                "signPeaceAgreement",
                "签订协议",
                "The leader signs; the neighbour has signed on its own",
            )
            .params([agreement_id(), as_read(), idempotency::param()])
            .body(
                "application/json",
                object(
                    &["on", "their_signatory", "document_number"],
                    json!({ "on": schema::day("civil day on which both had signed"),
                                "their_signatory": text(100, "who signed for the neighbour"),
                                "document_number": text(100, "number of the signed paper") }),
                ),
            )
            .answers(200, "application/json", answers::agreement(), "the agreement as it stands today"),
            post(sign).with_state(state.clone()),
        ),
    ]
}

fn agreement_id() -> Param {
    schema::id("agreement_id", "协议", "id of the agreement")
}

fn draft_schema() -> Value {
    scoped(
        &["title", "level", "parties", "text", "valid_from", "valid_to"],
        json!({
            "title": text(200, "what it is called"), "level": word(AgreementLevel::ALL.iter().map(|level| level.code())),
            "parties": lines_schema(MOST_PARTIES, 100, "who agrees, at least two"),
            "text": text(50_000, "what is agreed"), "valid_from": schema::day("first day on which it holds"),
            "valid_to": schema::day("last day on which it holds"),
            "renews": { "type": "string", "format": "uuid", "nullable": true, "description": "the agreement that it follows" },
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgreementBody {
    neighbour: String,
    line_id: Option<Uuid>,
    title: String,
    level: AgreementLevel,
    parties: Vec<String>,
    text: String,
    valid_from: String,
    valid_to: String,
    renews: Option<Uuid>,
}

impl AgreementBody {
    fn checked(self) -> Result<NewAgreement, Problem> {
        Ok(NewAgreement {
            scope: scope(&self.neighbour, self.line_id)?,
            title: line("/title", self.title, 200)?,
            level: self.level,
            parties: lines("/parties", self.parties, 2..=MOST_PARTIES, 100)?,
            text: prose("/text", &self.text, 50_000)?,
            valid_from: day("/valid_from", &self.valid_from)?,
            valid_to: day("/valid_to", &self.valid_to)?,
            renews: self.renews,
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SigningBody {
    on: String,
    their_signatory: String,
    document_number: String,
}

async fn list(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let (page, filter) = listing::asked(&params, &[])?;
    let tx = state.db.read("cooperation.list_agreements").await?;
    let agreements = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    told::page("agreements", page, agreements, state.viewer(&caller))
}

async fn show(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("cooperation.show_agreement").await?;
    let agreement = service::find(&tx, id).await?;
    let events = records::of_subject(&tx, Noun::Agreement.subject(id)).await?;
    tx.finish().await?;
    told::file(&agreement, state.viewer(&caller), json!({}), &events)
}

async fn draft(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<AgreementBody>>,
) -> Result<Outcome, Problem> {
    let (new, viewer) = (body.checked()?, state.viewer(&caller));
    let draft = async |clerk: &Clerk<'_>| told::answer(StatusCode::CREATED, &clerk.draft_agreement(new).await?, viewer);
    state.work(&caller, "cooperation.draft_agreement", key.as_ref(), draft).await
}

async fn redraft(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<AgreementBody>>,
) -> Result<Outcome, Problem> {
    let new = body.checked()?;
    let act = async |clerk: &Clerk<'_>, id, version| clerk.redraft_agreement(id, version, new).await;
    step("cooperation.redraft_agreement", (state, caller, id, headers), key, act).await
}

async fn sign(
    state: State<CooperationState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SigningBody>>,
) -> Result<Outcome, Problem> {
    let signing = Signing {
        on: day("/on", &body.on)?,
        theirs: line("/their_signatory", body.their_signatory, 100)?,
        document_number: line("/document_number", body.document_number, 100)?,
    };
    let act = async |clerk: &Clerk<'_>, id, version| clerk.sign_agreement(id, version, signing).await;
    attest("cooperation.sign_agreement", (state, caller, id, headers), key, act).await
}

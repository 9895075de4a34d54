//! Screenings and joint patrols.

use axum::{
    Json,
    extract::{Path, State},
    http::{Method, StatusCode},
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    CooperationState, Viewer, answers, listing,
    told::{self, Told},
    wire::{participants, participants_schema, scope, scoped},
};
use crate::{
    cooperation::{
        Clerk, Head, Noun, Participant,
        policy::{READERS, WRITERS},
        prevention::{NewScreening, Screening, ScreeningKind, service},
    },
    http::{
        Access, Body, Operation, Param, Params, Problem, Route, SignedIn, Text,
        content::{day, prose},
        idempotency::{self, Idempotent, Outcome},
        schema::{self, text, word},
    },
    kernel::actor::Role,
    records,
};

impl Told for Screening {
    const NOUN: Noun = Noun::Screening;

    fn head(&self) -> &Head {
        &self.head
    }

    fn open_steps(&self, _: Viewer) -> Vec<(&'static str, Text, &'static [Role])> {
        Vec::new()
    }

    fn computed(&self, _: Viewer) -> Value {
        json!({})
    }
}

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let (all, one) = ("/api/v1/screenings", "/api/v1/screenings/{screening_id}");
    let readers = Access::Roles(READERS);
    let title = ("screenings", "排查和联合巡查列表", "Screenings and joint patrols, the newest number first");
    let kind = Param::query("kind", kinds(), "排查或联合巡查", "screenings or joint patrols");
    let id = || schema::id("screening_id", "排查或联合巡查", "id of the screening or patrol");
    vec![
        Route::new(
            Method::GET,
            all,
            readers,
            listing::operation(title, ("screenings", answers::screening()), &[]).params([kind]),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            all,
            Access::Roles(WRITERS),
            Operation::new(
                "cooperation",
                "enterScreening",
                "登记排查或联合巡查",
                "Enter a screening or a joint patrol",
            )
            .params([idempotency::param()])
            .body("application/json", new_schema())
            .answers(201, "application/json", answers::screening(), "as it was entered"),
            post(enter).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new("cooperation", "screening", "一次排查或联合巡查", "One screening or joint patrol")
                .params([id()])
                .answers(200, "application/json", answers::screening(), "as it was entered"),
            get(show).with_state(state.clone()),
        ),
    ]
}

fn kinds() -> Value {
    word(ScreeningKind::ALL.iter().map(|kind| kind.code()))
}

fn new_schema() -> Value {
    scoped(
        &["kind", "held_on", "route", "participants", "findings"],
        json!({
            "kind": kinds(), "held_on": schema::day("civil day"), "route": text(2_000, "where it went, in words"),
            "participants": participants_schema(), "findings": text(10_000, "what was found, also that nothing was"),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScreeningBody {
    neighbour: String,
    line_id: Option<Uuid>,
    kind: ScreeningKind,
    held_on: String,
    route: String,
    participants: Vec<Participant>,
    findings: String,
}

impl ScreeningBody {
    fn checked(self) -> Result<NewScreening, Problem> {
        Ok(NewScreening {
            scope: scope(&self.neighbour, self.line_id)?,
            kind: self.kind,
            held_on: day("/held_on", &self.held_on)?,
            route: prose("/route", &self.route, 2_000)?,
            participants: participants("/participants", self.participants)?,
            findings: prose("/findings", &self.findings, 10_000)?,
        })
    }
}

async fn list(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let (page, mut filter) = listing::asked(&params, &[])?;
    filter.states = params.parse::<ScreeningKind>("kind")?.map(|kind| vec![kind.code()]);
    let tx = state.db.read("cooperation.list_screenings").await?;
    let screenings = service::screenings(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    told::page("screenings", page, screenings, state.viewer(&caller))
}

async fn show(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("cooperation.show_screening").await?;
    let screening = service::screening(&tx, id).await?;
    let events = records::of_subject(&tx, Noun::Screening.subject(id)).await?;
    tx.finish().await?;
    told::file(&screening, state.viewer(&caller), json!({}), &events)
}

async fn enter(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ScreeningBody>>,
) -> Result<Outcome, Problem> {
    let (new, viewer) = (body.checked()?, state.viewer(&caller));
    let enter = async |clerk: &Clerk<'_>| told::answer(StatusCode::CREATED, &clerk.enter_screening(new).await?, viewer);
    state.work(&caller, "cooperation.enter_screening", key.as_ref(), enter).await
}

//! Drills.

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
    wire::{participants, participants_schema, prose_option, scope, scoped, text_option},
};
use crate::{
    cooperation::{
        Clerk, Head, Noun, Participant,
        emergencies::{Drill, NewDrill, drills},
        policy::{READERS, WRITERS},
    },
    http::{
        Access, Body, Operation, Params, Problem, Route, SignedIn, Text,
        content::{day, prose},
        idempotency::{self, Idempotent, Outcome},
        schema::{self, text},
    },
    kernel::actor::Role,
    records,
};

impl Told for Drill {
    const NOUN: Noun = Noun::Drill;

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
    let (all, one) = ("/api/v1/drills", "/api/v1/drills/{drill_id}");
    let readers = Access::Roles(READERS);
    let title = ("drills", "应急演练列表", "Drills, the newest number first");
    vec![
        Route::new(
            Method::GET,
            all,
            readers,
            listing::operation(title, ("drills", answers::drill()), &[]),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            all,
            Access::Roles(WRITERS),
            Operation::new("cooperation", "enterDrill", "登记应急演练", "Enter a drill")
                .params([idempotency::param()])
                .body("application/json", new_schema())
                .answers(201, "application/json", answers::drill(), "as it was entered"),
            post(enter).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new("cooperation", "drill", "一次应急演练", "One drill")
                .params([schema::id("drill_id", "演练", "id of the drill")])
                .answers(200, "application/json", answers::drill(), "as it was entered"),
            get(show).with_state(state.clone()),
        ),
    ]
}

fn new_schema() -> Value {
    scoped(
        &["held_on", "scenario", "participants", "findings"],
        json!({
            "plan_id": { "type": "string", "format": "uuid", "nullable": true, "description": "the edition that was exercised" },
            "held_on": schema::day("civil day"), "scenario": text(4_000, "what was supposed to have happened"),
            "participants": participants_schema(), "findings": text(10_000, "what was found"),
            "improvement": text_option(4_000, "what is to be better"),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DrillBody {
    neighbour: String,
    line_id: Option<Uuid>,
    plan_id: Option<Uuid>,
    held_on: String,
    scenario: String,
    participants: Vec<Participant>,
    findings: String,
    improvement: Option<String>,
}

impl DrillBody {
    fn checked(self) -> Result<NewDrill, Problem> {
        Ok(NewDrill {
            scope: scope(&self.neighbour, self.line_id)?,
            plan: self.plan_id,
            held_on: day("/held_on", &self.held_on)?,
            scenario: prose("/scenario", &self.scenario, 4_000)?,
            participants: participants("/participants", self.participants)?,
            findings: prose("/findings", &self.findings, 10_000)?,
            improvement: prose_option("/improvement", self.improvement, 4_000)?,
        })
    }
}

async fn list(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    params: Params,
) -> Result<Json<Value>, Problem> {
    let (page, filter) = listing::asked(&params, &[])?;
    let tx = state.db.read("cooperation.list_drills").await?;
    let drills = drills::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    told::page("drills", page, drills, state.viewer(&caller))
}

async fn show(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("cooperation.show_drill").await?;
    let drill = drills::find(&tx, id).await?;
    let events = records::of_subject(&tx, Noun::Drill.subject(id)).await?;
    tx.finish().await?;
    told::file(&drill, state.viewer(&caller), json!({}), &events)
}

async fn enter(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<DrillBody>>,
) -> Result<Outcome, Problem> {
    let (new, viewer) = (body.checked()?, state.viewer(&caller));
    let enter = async |clerk: &Clerk<'_>| told::answer(StatusCode::CREATED, &clerk.enter_drill(new).await?, viewer);
    state.work(&caller, "cooperation.enter_drill", key.as_ref(), enter).await
}

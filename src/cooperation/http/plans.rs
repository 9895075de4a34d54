//! Editions of the emergency plan.

use axum::{
    Json,
    extract::{Path, State},
    http::{Method, StatusCode},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    CooperationState, answers,
    wire::{of_length, text_option},
};
use crate::{
    cooperation::{
        Clerk, Noun,
        emergencies::{Grade, Level, NewPlan, plans},
        policy::{READERS, WRITERS},
    },
    http::{
        Access, Body, Operation, Problem, Route, SignedIn,
        content::{day, line, prose, unfit},
        idempotency::{self, Answer, Idempotent, Outcome},
        schema::{self, object, text, word},
    },
};

/// Hours within which the first report is due, at most.
const MOST_HOURS: u16 = 720;

/// Days within which the final report is due, at most.
const MOST_DAYS: i32 = 366;

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let (all, one) = ("/api/v1/emergency-plans", "/api/v1/emergency-plans/{plan_id}");
    let readers = Access::Roles(READERS);
    let operation = |id, zh, en| Operation::new("cooperation", id, zh, en);
    vec![
        Route::new(
            Method::GET,
            all,
            readers,
            operation("emergencyPlans", "应急预案各版", "Editions of the emergency plan").answers(
                200,
                "application/json",
                answers::all("plans", answers::plan()),
                "the newest first",
            ),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            all,
            Access::Roles(WRITERS),
            operation("enterEmergencyPlan", "登记一版应急预案", "Enter an edition of the emergency plan")
                .params([idempotency::param()])
                .body("application/json", new_schema())
                .answers(201, "application/json", answers::plan(), "the edition"),
            post(enter).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            readers,
            operation("emergencyPlan", "一版应急预案", "One edition of the emergency plan")
                .params([schema::id("plan_id", "预案", "id of the edition")])
                .answers(200, "application/json", answers::plan(), "the edition"),
            get(show).with_state(state.clone()),
        ),
    ]
}

fn new_schema() -> Value {
    let grade = object(
        &["level", "criteria", "first_report_hours"],
        json!({
            "level": word(Level::ALL.iter().map(|level| level.code())),
            "criteria": text(4_000, "what makes an emergency one of this level"),
            "first_report_hours": { "type": "integer", "minimum": 1, "maximum": MOST_HOURS,
                                    "description": "hours from the alert to the first report" },
        }),
    );
    object(
        &["title", "edition", "headquarters", "grades", "final_report_days", "valid_from"],
        json!({
            "neighbour": text_option(9, "code of the neighbour with which it was made; for all unless said"),
            "title": text(200, "what it is called"), "edition": text(40, "which edition"),
            "headquarters": text(2_000, "who leads, and where"),
            "grades": { "type": "array", "minItems": 4, "maxItems": 4, "items": grade },
            "final_report_days": { "type": "integer", "minimum": 1, "maximum": MOST_DAYS,
                                   "description": "calendar days from the end to the final report" },
            "valid_from": schema::day("civil day from which it holds"),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanBody {
    neighbour: Option<String>,
    title: String,
    edition: String,
    headquarters: String,
    grades: Vec<Grade>,
    final_report_days: i32,
    valid_from: String,
}

impl PlanBody {
    fn checked(self) -> Result<NewPlan, Problem> {
        if !(1..=MOST_DAYS).contains(&self.final_report_days) {
            let (zh, en) = (format!("须为 1 至 {MOST_DAYS}"), format!("takes 1 to {MOST_DAYS}"));
            return Err(unfit("/final_report_days", zh, en));
        }
        of_length("/grades", self.grades.len(), 4..=4)?;
        let grades = self.grades.into_iter().enumerate().map(|(at, grade)| {
            if !(1..=MOST_HOURS).contains(&grade.first_report_hours) {
                let (zh, en) = (format!("须为 1 至 {MOST_HOURS}"), format!("takes 1 to {MOST_HOURS}"));
                return Err(unfit(&format!("/grades/{at}/first_report_hours"), zh, en));
            }
            let criteria = prose(&format!("/grades/{at}/criteria"), &grade.criteria, 4_000)?;
            Ok(Grade { criteria, ..grade })
        });
        Ok(NewPlan {
            neighbour: self.neighbour.map(|code| line("/neighbour", code, 9)).transpose()?,
            title: line("/title", self.title, 200)?,
            edition: line("/edition", self.edition, 40)?,
            headquarters: prose("/headquarters", &self.headquarters, 2_000)?,
            grades: grades.collect::<Result<_, _>>()?,
            final_report_days: self.final_report_days,
            valid_from: day("/valid_from", &self.valid_from)?,
        })
    }
}

async fn list(State(state): State<CooperationState>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("cooperation.list_plans").await?;
    let plans = plans::list(&tx).await?;
    tx.finish().await?;
    Ok(Json(json!({ "plans": plans })))
}

async fn show(State(state): State<CooperationState>, Path(id): Path<Uuid>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("cooperation.show_plan").await?;
    let plan = plans::find(&tx, id).await?;
    tx.finish().await?;
    Ok(Json(json!(plan)))
}

async fn enter(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<PlanBody>>,
) -> Result<Outcome, Problem> {
    let new = body.checked()?;
    let enter = async |clerk: &Clerk<'_>| {
        let plan = clerk.enter_plan(new).await?;
        Ok(Answer::json(StatusCode::CREATED, &plan)?.location(format!("{}/{}", Noun::Plan.path(), plan.id)))
    };
    state.work(&caller, "cooperation.enter_plan", key.as_ref(), enter).await
}

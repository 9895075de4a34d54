//! `/api/v1/calendar-years`: holidays and make-up days.

use axum::{
    Json,
    extract::{Path, State},
    http::{Method, StatusCode},
    routing::{get, put},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{INSIDE, ObligationsState, day_schema};
use crate::{
    http::{
        Access, Body, Operation, Param, Problem, Route, SignedIn,
        content::{self, unfit},
        idempotency::{Answer, Outcome, once},
    },
    kernel::actor::Role,
    obligations::years::{self, Arrangement, SpecialDay},
};

/// Years that can be arranged.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=9998;

/// Most special days of a year.
const MOST_DAYS: usize = 100;

pub(super) fn routes(state: &ObligationsState) -> Vec<Route> {
    let admins = Access::Roles(&[Role::Admin]);
    let (all, one) = ("/api/v1/calendar-years", "/api/v1/calendar-years/{year}");
    vec![
        Route::new(Method::GET, all, INSIDE, list_operation(), get(list).with_state(state.clone())),
        Route::new(Method::PUT, one, admins, arrange_operation(), put(arrange).with_state(state.clone())),
    ]
}

fn days_schema() -> Value {
    json!({ "type": "array", "maxItems": MOST_DAYS, "items": {
        "type": "object", "required": ["day", "is_working", "occasion"],
        "properties": {
            "day": day_schema(), "is_working": { "type": "boolean" },
            "occasion": { "type": "string", "minLength": 1, "maxLength": 60 },
        },
    } })
}

fn list_operation() -> Operation {
    Operation::new("obligations", "listCalendarYears", "节假日与调休安排", "Holidays and make-up days").answers(
        200,
        "application/json",
        json!({ "type": "object", "properties": { "years": { "type": "array", "items": {
            "type": "object",
            "properties": { "year": { "type": "integer" }, "basis": { "type": "string" }, "days": days_schema() },
        } } } }),
        "the arrangement of each known year",
    )
}

fn arrange_operation() -> Operation {
    Operation::new("obligations", "arrangeCalendarYear", "录入一年的节假日与调休安排", "Enter the arrangement of a year")
        .describes(
            "取代该年原有安排；未办结的按工作日计算的期限随即重算。",
            "In place of what was known of the year; what is open and counted in working days is counted anew.",
        )
        .params([Param::path("year", json!({ "type": "integer" }), "年份", "the year")])
        .body(
            "application/json",
            json!({
                "type": "object", "required": ["basis", "days"], "additionalProperties": false,
                "properties": {
                    "basis": {
                        "type": "string", "minLength": 1, "maxLength": 200,
                        "description": "国务院办公厅通知的文号 / number of the notice of the State Council's General Office",
                    },
                    "days": days_schema(),
                },
            }),
        )
        .answers(
            200,
            "application/json",
            json!({ "type": "object", "properties": { "recounted": { "type": "integer" } } }),
            "entered; how many obligations were counted anew",
        )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArrangementBody {
    basis: String,
    days: Vec<DayBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayBody {
    day: String,
    is_working: bool,
    occasion: String,
}

impl ArrangementBody {
    fn of(self, year: i32) -> Result<Arrangement, Problem> {
        let basis = content::line("/basis", self.basis, 200)?;
        if self.days.len() > MOST_DAYS {
            return Err(unfit("/days", "至多 100 天", "at most 100 days"));
        }
        let days: Result<_, _> = self.days.into_iter().enumerate().map(|(at, day)| day.checked(at)).collect();
        Ok(Arrangement { year, basis, days: days? })
    }
}

impl DayBody {
    fn checked(self, at: usize) -> Result<SpecialDay, Problem> {
        let day = content::day(&format!("/days/{at}/day"), &self.day)?;
        let occasion = content::line(&format!("/days/{at}/occasion"), self.occasion, 60)?;
        Ok(SpecialDay { day, is_working: self.is_working, occasion })
    }
}

async fn list(State(state): State<ObligationsState>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("obligations.list_years").await?;
    let years = years::arrangements(&tx).await?;
    tx.finish().await?;
    Ok(Json(json!({ "years": years })))
}

async fn arrange(
    State(state): State<ObligationsState>,
    SignedIn(caller): SignedIn,
    Path(year): Path<String>,
    Body(body): Body<ArrangementBody>,
) -> Result<Outcome, Problem> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year));
    let arrangement = body.of(year.ok_or_else(|| Problem::not_found("年份", "year"))?)?;
    once(&state.db, "obligations.arrange_year", &caller.actor, None, async |tx| {
        let recounted = years::arrange(tx, &arrangement).await?;
        Answer::json(StatusCode::OK, &json!({ "recounted": recounted }))
    })
    .await
}

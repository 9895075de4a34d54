//! `/api/v1/time-limits`

use axum::{
    Json,
    extract::{Path, State},
    http::{Method, StatusCode},
    routing::{get, put},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::Date;

use super::{INSIDE, ObligationsState, day_schema};
use crate::{
    http::{
        Access, Body, Operation, Param, Params, Problem, Route, SignedIn,
        content::{self, unfit},
        idempotency::{Answer, Outcome, once},
    },
    kernel::{
        actor::Role,
        calendar::DayCount,
        dates::{office_date, parse_date},
    },
    obligations::{
        limits::{self, Change},
        model::{LimitKind, TimeLimit, TimeLimitId},
        shown::{Named, ShownBasis},
    },
};

/// Most days of a limit.
const MOST_DAYS: u32 = 366;

pub(super) fn routes(state: &ObligationsState) -> Vec<Route> {
    let all = "/api/v1/time-limits";
    let one = "/api/v1/time-limits/{kind}";
    let admins = Access::Roles(&[Role::Admin]);
    vec![
        Route::new(Method::GET, all, INSIDE, list_operation(), get(list).with_state(state.clone())),
        Route::new(Method::PUT, one, admins, change_operation(), put(change).with_state(state.clone())),
    ]
}

fn limit_schema() -> Value {
    json!({
        "type": "object",
        "properties": {
            "id": { "type": "string", "format": "uuid" }, "kind": { "type": "object" },
            "days": { "type": "integer" }, "day_count": { "type": "string", "enum": DayCount::ALL },
            "starts_from": { "type": "object" }, "basis": { "type": "object" },
            "valid_from": day_schema(), "valid_to": { "type": "string", "format": "date", "nullable": true },
        },
    })
}

fn list_operation() -> Operation {
    Operation::new("obligations", "listTimeLimits", "某日有效的期限及其依据", "The limits in force on a day, and why")
        .params([Param::query("on", day_schema(), "日期，默认今天", "the day; today if absent")])
        .answers(
            200,
            "application/json",
            json!({
                "type": "object",
                "properties": { "on": day_schema(), "time_limits": { "type": "array", "items": limit_schema() } },
            }),
            "the limits in force on that day",
        )
}

fn change_operation() -> Operation {
    Operation::new("obligations", "changeTimeLimit", "修改本地期限", "Change a limit of the office")
        .describes(
            "现行期限至新期限起日为止，另起一条；此前起算的事项仍按原期限。法定期限不能修改。",
            "The last limit ends where the new one begins; what began before keeps the old one. Limits of the law cannot be \
             changed.",
        )
        .params([Param::path(
            "kind",
            json!({ "type": "string", "enum": LimitKind::ALL }),
            "事项",
            "what is limited",
        )])
        .body(
            "application/json",
            json!({
                "type": "object", "required": ["replaces", "days", "valid_from"], "additionalProperties": false,
                "properties": {
                    "replaces": {
                        "type": "string", "format": "uuid",
                        "description": "所读到的该事项最后一条期限的编号 / id of the last limit of this kind, as it was read",
                    },
                    "days": { "type": "integer", "minimum": 1, "maximum": MOST_DAYS },
                    "day_count": { "type": "string", "enum": DayCount::ALL, "nullable": true },
                    "valid_from": day_schema(),
                },
            }),
        )
        .answers(200, "application/json", limit_schema(), "the new limit")
}

#[derive(Debug, Serialize)]
struct LimitView {
    id: TimeLimitId,
    kind: Named,
    days: u32,
    day_count: DayCount,
    starts_from: Named,
    basis: ShownBasis,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
}

impl From<TimeLimit> for LimitView {
    fn from(limit: TimeLimit) -> Self {
        Self {
            id: limit.id,
            kind: Named { code: limit.kind.code(), title: limit.kind.title() },
            days: limit.days,
            day_count: limit.count,
            starts_from: Named { code: limit.starts_from.code(), title: limit.starts_from.title() },
            basis: (&limit).into(),
            valid_from: limit.valid.from(),
            valid_to: limit.valid.to(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeBody {
    replaces: TimeLimitId,
    days: u32,
    day_count: Option<DayCount>,
    valid_from: String,
}

impl ChangeBody {
    fn checked(self) -> Result<Change, Problem> {
        let valid_from = content::day("/valid_from", &self.valid_from)?;
        if !(1..=MOST_DAYS).contains(&self.days) {
            return Err(unfit("/days", "天数应为 1 至 366", "days are 1 to 366"));
        }
        Ok(Change { replaces: self.replaces, days: self.days, count: self.day_count, valid_from })
    }
}

async fn list(State(state): State<ObligationsState>, params: Params) -> Result<Json<Value>, Problem> {
    let on = params.parse_with("on", parse_date)?.unwrap_or_else(|| office_date(state.clock.now()));
    let tx = state.db.read("obligations.list_limits").await?;
    let limits = limits::limits(&tx, Some(on)).await?;
    tx.finish().await?;
    let limits: Vec<_> = limits.into_iter().map(LimitView::from).collect();
    Ok(Json(json!({ "on": on, "time_limits": limits })))
}

async fn change(
    State(state): State<ObligationsState>,
    SignedIn(caller): SignedIn,
    Path(kind): Path<String>,
    Body(body): Body<ChangeBody>,
) -> Result<Outcome, Problem> {
    let kind = kind.parse().map_err(|_| Problem::not_found("期限", "limit"))?;
    let (change, now) = (body.checked()?, state.clock.now());
    once(&state.db, "obligations.change_limit", &caller.actor, None, async |tx| {
        let changed = limits::change(tx, &state.ids, &caller.actor, kind, change, (now, office_date(now))).await?;
        Answer::json(StatusCode::OK, &LimitView::from(changed))
    })
    .await
}

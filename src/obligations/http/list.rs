//! `GET /api/v1/obligations`

use axum::{Json, extract::State, http::Method, routing::get};
use serde_json::{Value, json};

use super::{INSIDE, ObligationsState, cursor::Cursor, day_schema};
use crate::{
    accounts::Me,
    http::{Operation, Param, Params, Problem, Route},
    kernel::dates::{office_date, parse_date},
    obligations::{
        model::{LimitKind, Standing},
        policy::Sees,
        shown::Shown,
        store::{self, Filter},
        years,
    },
};

/// Obligations on a page when nothing is said, and the most.
const PAGE: (usize, usize) = (50, 500);

pub(super) fn routes(state: &ObligationsState) -> Vec<Route> {
    vec![Route::new(Method::GET, "/api/v1/obligations", INSIDE, operation(), get(list).with_state(state.clone()))]
}

fn operation() -> Operation {
    let states: Vec<_> = Standing::ALL.iter().map(|state| state.code()).collect();
    let kinds: Vec<_> = LimitKind::ALL.iter().map(|kind| kind.code()).collect();
    let (usual, most) = PAGE;
    Operation::new("obligations", "listObligations", "待办期限", "What is due")
        .describes(
            "按到期日排列。乡镇民政办只看到本乡镇的。到期日遇节假日不顺延，另示其后首个工作日；逾期只记录和显示，不妨碍办理。",
            "By due day. A township clerk sees those of the own township. A due day that is a holiday is not shifted; the next \
             working day is told beside it. Being late is recorded and shown, and forbids nothing.",
        )
        .params([
            Param::query("due_before", day_schema(), "到期日早于该日", "due before this day"),
            Param::query("due_after", day_schema(), "到期日晚于该日", "due after this day"),
            Param::query(
                "state",
                json!({ "type": "string", "enum": states, "default": "open" }),
                "状态，默认未办结（含中止计时的）",
                "state; those that stand still are open",
            ),
            Param::query(
                "subject",
                json!({ "type": "string", "format": "uuid" }),
                "所属案件的编号",
                "id of the case they belong to",
            ),
            Param::query("kind", json!({ "type": "string", "enum": kinds }), "事项", "what is to be done"),
            Param::query(
                "limit",
                json!({ "type": "integer", "minimum": 1, "maximum": most, "default": usual }),
                "每页条数",
                "obligations on a page",
            ),
            Param::query(
                "cursor",
                json!({ "type": "string" }),
                "上一页答复中的 next_cursor",
                "next_cursor of the page before",
            ),
        ])
        .answers(
            200,
            "application/json",
            json!({
                "type": "object", "required": ["today", "counts", "obligations", "next_cursor"],
                "properties": {
                    "today": day_schema(),
                    "working_days_known_until": { "type": "string", "format": "date", "nullable": true },
                    "counts": { "type": "object", "properties": {
                        "open": { "type": "integer" }, "due_within_3_days": { "type": "integer" },
                        "overdue": { "type": "integer" }, "stopped": { "type": "integer" },
                    } },
                    "obligations": { "type": "array", "items": { "type": "object" } },
                    "next_cursor": { "type": "string", "nullable": true },
                },
            }),
            "a page of obligations, and how many the caller sees in all",
        )
}

async fn list(State(state): State<ObligationsState>, me: Me, params: Params) -> Result<Json<Value>, Problem> {
    let today = office_date(state.clock.now());
    let filter = Filter {
        sees: Sees::of(&me.user),
        standing: params.parse("state")?.unwrap_or(Standing::Open),
        before: params.parse_with("due_before", parse_date)?,
        after: params.parse_with("due_after", parse_date)?,
        subject: params.parse("subject")?,
        kind: params.parse("kind")?,
        beyond: params.parse("cursor")?.map(|Cursor { due_on, id }| (due_on, id)),
    };
    let limit = params.limit(PAGE.0, PAGE.1)?;
    let tx = state.db.read("obligations.list").await?;
    let calendar = years::calendar(&tx).await?;
    let counts = store::counts(&tx, &filter.sees, today).await?;
    let mut page = store::list(&tx, &filter, limit + 1).await?;
    tx.finish().await?;
    let more = page.len() > limit;
    page.truncate(limit);
    let last = page.last().filter(|_| more);
    let next = last.map(|last| Cursor { due_on: last.due_on, id: last.id }.to_string());
    let page: Vec<_> = page.into_iter().map(|obligation| Shown::of(obligation, &calendar, today)).collect();
    Ok(Json(json!({
        "today": today,
        "working_days_known_until": calendar.known_days().map(|(_, last)| last),
        "counts": counts,
        "obligations": page,
        "next_cursor": next,
    })))
}

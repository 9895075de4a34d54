//! `/api/v1/obligations/feed`: the secret calendar address of the caller.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use serde_json::json;

use super::{INSIDE, ObligationsState};
use crate::{
    accounts::InPerson,
    http::{Access, Operation, Param, Problem, Route, etag::ETag, forwarded::base},
    obligations::feed,
};

/// Where the addresses begin.
const ADDRESS: &str = "/api/v1/obligations/feed";

const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

pub(super) fn routes(state: &ObligationsState) -> Vec<Route> {
    let secret = Param::path("secret", json!({ "type": "string" }), "地址的秘密部分", "the secret part of the address");
    vec![
        Route::new(
            Method::POST,
            ADDRESS,
            INSIDE,
            Operation::new("obligations", "makeCalendarFeed", "新建我的日历订阅地址", "Make my calendar address")
                .describes(
                    "须本人登录。地址只显示一次，持有者即可查看；新地址使旧地址失效。",
                    "Takes a person who is signed in. The address is shown once, and whoever has it can read it; a new one \
                     ends the old one.",
                )
                .answers(
                    201,
                    "application/json",
                    json!({ "type": "object", "properties": { "address": { "type": "string", "format": "uri" } } }),
                    "the address",
                ),
            post(make).with_state(state.clone()),
        ),
        Route::new(
            Method::DELETE,
            ADDRESS,
            INSIDE,
            Operation::new("obligations", "endCalendarFeed", "停用我的日历订阅地址", "End my calendar address")
                .answers_nothing(204, "it opens nothing any more"),
            delete(end).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/obligations/feed/{secret}",
            Access::Public,
            Operation::new("obligations", "readCalendarFeed", "日历订阅（iCalendar）", "What is due, as a calendar")
                .params([secret])
                .answers(200, MEDIA_TYPE, json!({ "type": "string" }), "RFC 5545, in Chinese")
                .answers_nothing(304, "as it was"),
            get(read).with_state(state.clone()),
        ),
    ]
}

/// Takes no `Idempotency-Key`: the answer holds a secret, and who lost it makes another one anyway.
async fn make(
    State(state): State<ObligationsState>,
    person: InPerson,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let secret = feed::make(&state.db, &person.0.actor(), person.0.id).await?;
    let address = format!("{}{ADDRESS}/{}", base(&headers, state.trust_proxy), secret.reveal());
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(json!({ "address": address })))
        .into_response())
}

async fn end(State(state): State<ObligationsState>, person: InPerson) -> Result<StatusCode, Problem> {
    feed::end(&state.db, &person.0.actor(), person.0.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn read(
    State(state): State<ObligationsState>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let calendar = feed::read(&state.db, &secret, &base(&headers, state.trust_proxy)).await?;
    let tag = ETag::of_content(calendar.as_bytes());
    Ok(if tag.matches(&headers) { tag.not_modified() } else { tag.answer(MEDIA_TYPE, calendar) })
}

//! Readings of names, confirmed by a person.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    routing::post,
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{KEEPERS, RegisterState, based_on};
use crate::{
    http::{
        Access, Body, Operation, Param, Problem, ProblemType, Route, SignedIn, Text,
        idempotency::{self, Answer, Idempotent, Outcome, once},
    },
    kernel::pinyin::Syllable,
    register::{model::NameId, service},
};

pub(super) fn routes(state: &RegisterState) -> Vec<Route> {
    vec![Route::new(
        Method::POST,
        "/api/v1/names/{name_id}/pinyin",
        Access::Roles(KEEPERS),
        confirm_operation(),
        post(confirm).with_state(state.clone()),
    )]
}

fn confirm_operation() -> Operation {
    Operation::new("register", "confirmPinyin", "逐字确认读音", "Confirm the reading of each character")
        .params([
            Param::path("name_id", json!({ "type": "string", "format": "uuid" }), "地名编号", "id of the name"),
            Param::header(
                "If-Match",
                json!({ "type": "string" }),
                "读取地名实体时的 ETag",
                "the ETag of the place as you read it",
            )
            .required(),
            idempotency::param(),
        ])
        .body(
            "application/json",
            json!({
                "type": "object", "required": ["choices"], "additionalProperties": false,
                "properties": { "choices": {
                    "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": 200,
                    "description": "one syllable for each Chinese character, such as guǎng or guang3",
                } },
            }),
        )
        .answers(200, "application/json", json!({ "type": "object" }), "the spelling, now confirmed")
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Choices {
    choices: Vec<String>,
}

async fn confirm(
    State(state): State<RegisterState>,
    SignedIn(caller): SignedIn,
    Path(name_id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<Choices>>,
) -> Result<Outcome, Problem> {
    let version = based_on(&headers)?;
    let choices = body.choices.iter().enumerate().map(syllable).collect::<Result<Vec<_>, _>>()?;
    let outcome = once(&state.db, "register.confirm_pinyin", &caller.actor, key.as_ref(), async |tx| {
        let spelling = service::confirm_pinyin(tx, NameId(name_id), version, &choices).await?;
        let confirmed = json!({ "id": name_id, "pinyin": spelling.text, "pinyin_source": "confirmed" });
        Answer::json(StatusCode::OK, &confirmed)
    });
    state.shown(outcome.await?).await
}

fn syllable((at, text): (usize, &String)) -> Result<Syllable, Problem> {
    text.parse().map_err(|_| {
        let (zh, en) = (format!("“{text}”不是带声调的音节"), format!("`{text}` is no syllable with a tone"));
        Problem::new(ProblemType::Unprocessable, zh.clone(), en.clone()).at(format!("/choices/{at}"), Text { zh, en })
    })
}

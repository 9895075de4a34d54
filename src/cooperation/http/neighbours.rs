//! Neighbours.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{CooperationState, answers, based_on, told};
use crate::{
    cooperation::{
        Clerk, Noun,
        neighbours::{
            Neighbour, NewNeighbour,
            model::{MeetingPeriod, is_code},
            service,
        },
        policy::{READERS, WRITERS},
    },
    http::{
        Access, Body, Operation, Param, Problem, Route, SignedIn,
        content::{line, unfit},
        idempotency::{self, Answer, Idempotent, Outcome},
        if_match,
        schema::{object, text, word},
    },
};

const ALL: &str = "/api/v1/neighbours";
const ONE: &str = "/api/v1/neighbours/{code}";

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let (readers, writers) = (Access::Roles(READERS), Access::Roles(WRITERS));
    let operation = |id, zh, en| Operation::new("cooperation", id, zh, en);
    vec![
        Route::new(
            Method::GET,
            ALL,
            readers,
            operation("neighbours", "邻方列表", "Neighbours by code").answers(
                200,
                "application/json",
                answers::all("neighbours", answers::neighbour()),
                "all of them",
            ),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            ALL,
            writers,
            operation("enterNeighbour", "登记邻方", "Enter a neighbour")
                .params([idempotency::param()])
                .body("application/json", schema(true))
                .answers(201, "application/json", answers::neighbour(), "the neighbour"),
            post(enter).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            ONE,
            readers,
            operation("neighbour", "一个邻方", "One neighbour and what happened to it").params([code()]).answers(
                200,
                "application/json",
                answers::neighbour(),
                "the neighbour, without who is reached there",
            ),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::PUT,
            ONE,
            writers,
            operation("amendNeighbour", "更正邻方", "Another name, another period of meetings")
                .params([code(), based_on(), idempotency::param()])
                .body("application/json", schema(false))
                .answers(200, "application/json", answers::neighbour(), "the neighbour"),
            put(amend).with_state(state.clone()),
        ),
    ]
}

/// The neighbour in the address.
pub(super) fn code() -> Param {
    Param::path("code", json!({ "type": "string", "pattern": "^[0-9]{6}([0-9]{3})?$" }), "邻方代码", "its code")
}

fn schema(with_code: bool) -> Value {
    let members = |code: Value| {
        let mut members = json!({
            "name": text(100, "what it is called"),
            "meeting_period": word(MeetingPeriod::ALL.iter().map(|period| period.code())),
        });
        if let Some(members) = members.as_object_mut()
            && with_code
        {
            members.insert("code".into(), code);
        }
        members
    };
    let required: &[&str] = if with_code { &["code", "name", "meeting_period"] } else { &["name", "meeting_period"] };
    object(required, members(text(9, "GB/T 2260, 6 digits; GB/T 10114, 9 digits for a township")))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewBody {
    code: String,
    name: String,
    meeting_period: MeetingPeriod,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AmendBody {
    name: String,
    meeting_period: MeetingPeriod,
}

impl NewBody {
    fn checked(self) -> Result<NewNeighbour, Problem> {
        if !is_code(&self.code) {
            return Err(unfit("/code", "行政区划代码为 6 位，乡级为 9 位数字", "a code has 6 digits, of a township 9"));
        }
        let name = line("/name", self.name, 100)?;
        Ok(NewNeighbour { code: self.code, name, meeting_period: self.meeting_period })
    }
}

/// A neighbour as the answer to what was done with it.
pub(super) fn answer(status: StatusCode, neighbour: &Neighbour) -> Result<Answer, Problem> {
    let answer = Answer::json(status, neighbour)?.etag(if_match::tag(neighbour.version));
    let address = format!("{}/{}", Noun::Neighbour.path(), neighbour.code);
    Ok(if status == StatusCode::CREATED { answer.location(address) } else { answer })
}

async fn list(State(state): State<CooperationState>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("cooperation.list_neighbours").await?;
    let neighbours = service::list(&tx).await?;
    tx.finish().await?;
    Ok(Json(json!({ "neighbours": neighbours })))
}

async fn show(State(state): State<CooperationState>, Path(code): Path<String>) -> Result<Response, Problem> {
    let tx = state.db.read("cooperation.show_neighbour").await?;
    let neighbour = service::find(&tx, &code).await?;
    let events = service::events(&tx, &neighbour).await?;
    tx.finish().await?;
    let mut document = serde_json::to_value(&neighbour).map_err(|error| Problem::internal(&error))?;
    if let Some(members) = document.as_object_mut() {
        members.insert("events".into(), events.iter().map(told::event).collect());
    }
    Ok(([(header::ETAG, if_match::tag(neighbour.version))], Json(document)).into_response())
}

async fn enter(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<NewBody>>,
) -> Result<Outcome, Problem> {
    let new = body.checked()?;
    let enter = async |clerk: &Clerk<'_>| answer(StatusCode::CREATED, &clerk.enter_neighbour(&new).await?);
    state.work(&caller, "cooperation.enter_neighbour", key.as_ref(), enter).await
}

async fn amend(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path(code): Path<String>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<AmendBody>>,
) -> Result<Outcome, Problem> {
    let version = if_match::version(&headers)?;
    let AmendBody { name, meeting_period } = body;
    let new = NewNeighbour { code, name: line("/name", name, 100)?, meeting_period };
    let amend = async |clerk: &Clerk<'_>| answer(StatusCode::OK, &clerk.amend_neighbour(&new, version).await?);
    state.work(&caller, "cooperation.amend_neighbour", key.as_ref(), amend).await
}

//! Whom one reaches at a neighbour's office, for those who call there.

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
    neighbours::{answer, code},
    wire::{line_option, text_option},
};
use crate::{
    cooperation::{
        Clerk,
        neighbours::{NewContact, service},
        policy::{CALLERS, ERASERS, WRITERS},
    },
    http::{
        Access, Body, Operation, Param, Problem, Route, SignedIn,
        content::{day, line, prose, unfit},
        idempotency::{self, Idempotent, Outcome},
        schema::{self, object, text},
    },
    kernel::contact::is_phone,
};

const ALL: &str = "/api/v1/neighbours/{code}/contacts";

pub(super) fn routes(state: &CooperationState) -> Vec<Route> {
    let operation = |id, zh, en| Operation::new("cooperation", id, zh, en).params([code()]);
    vec![
        Route::new(
            Method::GET,
            ALL,
            Access::Roles(CALLERS),
            operation("neighbourContacts", "联络员及办公电话", "Whom one reaches there, and on which office telephone")
                .answers(
                    200,
                    "application/json",
                    answers::all("contacts", answers::contact()),
                    "those of today first; who was erased is not told",
                ),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            ALL,
            Access::Roles(WRITERS),
            operation("addNeighbourContact", "登记联络员", "Enter whom one reaches there")
                .params([idempotency::param()])
                .body("application/json", contact_schema())
                .answers(201, "application/json", answers::neighbour(), "the neighbour"),
            post(add).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/neighbours/{code}/contacts/{contact_id}/confirm",
            Access::Roles(WRITERS),
            operation("confirmNeighbourContact", "核实联络员", "A contact was right on a day")
                .params([contact_id(), idempotency::param()])
                .body("application/json", object(&["on"], json!({ "on": schema::day("civil day") })))
                .answers(200, "application/json", answers::neighbour(), "the neighbour"),
            post(confirm).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/neighbours/{code}/contacts/{contact_id}/erasure",
            Access::Roles(ERASERS),
            operation(
                "eraseNeighbourContact",
                "注销联络员并删除其个人信息",
                "A contact no more, and who it was is erased",
            )
            .params([contact_id(), idempotency::param()])
            .body("application/json", object(&["reason"], json!({ "reason": text(500, "why, naming nobody") })))
            .answers(200, "application/json", answers::neighbour(), "the neighbour"),
            post(erase).with_state(state.clone()),
        ),
    ]
}

fn contact_id() -> Param {
    schema::id("contact_id", "联络员", "id of the contact")
}

fn contact_schema() -> Value {
    object(
        &["name", "unit", "confirmed_on"],
        json!({
            "name": text(100, "who"), "unit": text(100, "the office or township"),
            "duty": text_option(100, "what that person does there"),
            "office_phone": text_option(100, "telephone of the office"),
            "confirmed_on": schema::day("civil day on which it was known to be right"),
        }),
    )
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactBody {
    name: String,
    unit: String,
    duty: Option<String>,
    office_phone: Option<String>,
    confirmed_on: String,
}

impl ContactBody {
    fn checked(self) -> Result<NewContact, Problem> {
        let office_phone = line_option("/office_phone", self.office_phone, 100)?;
        if office_phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
            return Err(unfit("/office_phone", "不是电话号码", "is no telephone number"));
        }
        Ok(NewContact {
            name: line("/name", self.name, 100)?,
            unit: line("/unit", self.unit, 100)?,
            duty: line_option("/duty", self.duty, 100)?,
            office_phone,
            confirmed_on: day("/confirmed_on", &self.confirmed_on)?,
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayBody {
    on: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ErasureBody {
    reason: String,
}

async fn list(State(state): State<CooperationState>, Path(code): Path<String>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("cooperation.list_contacts").await?;
    let contacts = service::contacts(&tx, &code).await?;
    tx.finish().await?;
    Ok(Json(json!({ "contacts": contacts })))
}

async fn add(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path(code): Path<String>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ContactBody>>,
) -> Result<Outcome, Problem> {
    let new = body.checked()?;
    let add = async |clerk: &Clerk<'_>| answer(StatusCode::CREATED, &clerk.add_contact(&code, &new).await?);
    state.work(&caller, "cooperation.add_contact", key.as_ref(), add).await
}

async fn confirm(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path((code, contact)): Path<(String, Uuid)>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<DayBody>>,
) -> Result<Outcome, Problem> {
    let on = day("/on", &body.on)?;
    let confirm = async |clerk: &Clerk<'_>| answer(StatusCode::OK, &clerk.confirm_contact(&code, contact, on).await?);
    state.work(&caller, "cooperation.confirm_contact", key.as_ref(), confirm).await
}

async fn erase(
    State(state): State<CooperationState>,
    SignedIn(caller): SignedIn,
    Path((code, contact)): Path<(String, Uuid)>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ErasureBody>>,
) -> Result<Outcome, Problem> {
    let reason = prose("/reason", &body.reason, 500)?;
    let erase = async |clerk: &Clerk<'_>| answer(StatusCode::OK, &clerk.erase_contact(&code, contact, &reason).await?);
    state.work(&caller, "cooperation.erase_contact", key.as_ref(), erase).await
}

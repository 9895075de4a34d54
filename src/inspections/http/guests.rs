//! What the neighbour's people read and write by an invitation, without an account.

use axum::{
    Json,
    extract::{Path, State},
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{
    InspectionsState,
    acts::{ActsBody, LARGEST, acts_schema},
    answers, told,
};
use crate::{
    http::{Access, Body, Operation, Param, Problem, Route},
    inspections::{
        Act,
        invitation::Token,
        service::{self, Case, Guest, Inspector},
    },
    kernel::{actor::Actor, dates::office_date},
    records::Pen,
};

pub(super) fn routes(state: &InspectionsState) -> Vec<Route> {
    vec![
        Route::new(
            Method::GET,
            "/api/v1/joint/{token}",
            Access::Outsiders,
            Operation::new(
                "inspections",
                "guestDossier",
                "邻方：凭邀请查看本次联检",
                "The neighbour: the inspection that an invitation opens",
            )
            .params([token()])
            .answers(
                200,
                "application/json",
                answers::guest(),
                "the dossier, and whose side the link writes for",
            ),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/joint/{token}/acts",
            Access::Outsiders,
            Operation::new(
                "inspections",
                "sayAsGuest",
                "邻方：凭邀请登记、签字",
                "The neighbour: say something and sign by an invitation",
            )
            .describes(
                "已登录本单位账号的人不能使用：任何一方都不能代另一方填写或签字。",
                "Nobody who is signed in to this office can use it: no side writes or signs for the other.",
            )
            .params([token()])
            .body("application/json", acts_schema())
            .answers(200, "application/json", answers::guest(), "the dossier"),
            post(say).with_state(state.clone()),
        )
        .body_limit(LARGEST),
    ]
}

pub(super) fn token() -> Param {
    Param::path("token", json!({ "type": "string" }), "邀请链接中的密钥", "the secret of the link")
}

impl InspectionsState {
    /// Whoever presents an open invitation.
    pub(super) async fn guest(&self, token: &str) -> Result<Guest, Problem> {
        let tx = self.db.read("inspections.open_invitation").await?;
        let guest = service::opened(&tx, &Token::presented(token), self.now()).await?;
        tx.finish().await?;
        Ok(guest)
    }

    /// Says something in the name of the neighbour.
    pub(super) async fn say_as(&self, guest: &Guest, acts: Vec<Act>) -> Result<Case, Problem> {
        let tx = self.db.write("inspections.say_as_guest", &Actor::Public).await?;
        let pen = Pen { tx: &tx, ids: &self.ids, actor: &Actor::Public, now: self.now() };
        match Inspector(pen).say_as_guest(guest, acts).await {
            Ok(case) => {
                tx.commit().await?;
                Ok(case)
            }
            Err(refusal) => {
                // Nothing is kept, whether or not the rollback arrives.
                let _ = tx.roll_back().await;
                Err(refusal.into())
            }
        }
    }
}

/// The dossier as the neighbour's people see it: nothing of what this office keeps for itself.
fn answer(state: &InspectionsState, guest: &Guest, case: &Case) -> Response {
    let mut told = told::dossier(case, office_date(state.now()));
    for member in ["volume_id", "number", "version"] {
        told.remove(member);
    }
    let invitation = &guest.invitation;
    let you = json!({ "side": case.inspection.theirs, "person": invitation.person, "unit": invitation.unit });
    told.insert("you".into(), you);
    let headers = [(header::CACHE_CONTROL, "private, no-store"), (header::REFERRER_POLICY, "no-referrer")];
    (StatusCode::OK, headers, Json(Value::Object(told))).into_response()
}

async fn show(State(state): State<InspectionsState>, Path(token): Path<String>) -> Result<Response, Problem> {
    let guest = state.guest(&token).await?;
    Ok(answer(&state, &guest, &guest.case))
}

async fn say(
    State(state): State<InspectionsState>,
    Path(token): Path<String>,
    Body(body): Body<ActsBody>,
) -> Result<Response, Problem> {
    let guest = state.guest(&token).await?;
    let case = state.say_as(&guest, body.checked()?).await?;
    Ok(answer(&state, &guest, &case))
}

//! The page behind an invitation, and what is sent from it.

use axum::{
    extract::{Path, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde_json::json;

use super::{InspectionsState, acts::LARGEST, guests::token};
use crate::{
    http::{Access, Form, Language, Operation, Params, Problem, Route},
    inspections::{
        Act,
        page::{self, Rejected, form},
        scope,
        service::{self, Guest},
    },
    pages::layout::{private, respond},
};

pub(super) fn routes(state: &InspectionsState) -> Vec<Route> {
    let html = || json!({ "type": "string" });
    vec![
        Route::new(
            Method::GET,
            "/joint/{token}",
            Access::Outsiders,
            Operation::new(
                "inspections",
                "guestPage",
                "邻方：邀请链接打开的页面",
                "The neighbour: the page that an invitation opens",
            )
            .params([token()])
            .answers(200, "text/html", html(), "the inspection, with forms to enter and to sign"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/joint/{token}/acts",
            Access::Outsiders,
            Operation::new(
                "inspections",
                "sayFromGuestPage",
                "邻方：页面上的表单",
                "The neighbour: a form of the page",
            )
            .params([token()])
            .body("application/x-www-form-urlencoded", json!({ "type": "object", "required": ["act"] }))
            .answers_nothing(303, "taken: back to the page")
            .answers(200, "text/html", html(), "not taken: the page with what was typed, and why"),
            post(say).with_state(state.clone()),
        )
        .body_limit(LARGEST),
    ]
}

async fn show(State(state): State<InspectionsState>, Path(token): Path<String>, language: Language) -> Response {
    match state.guest(&token).await {
        Ok(guest) => private(respond(StatusCode::OK, language, &page::whole(&guest, &token, None, language))),
        Err(problem) => closed(problem, language),
    }
}

/// A link that opens nothing, said on a page; what is not the reader's fault stays a problem.
fn closed(problem: Problem, language: Language) -> Response {
    if !problem.kind().status().is_client_error() {
        return problem.into_response();
    }
    let html = page::closed(&problem, language);
    private(problem.on(respond(StatusCode::OK, language, &html)))
}

async fn say(
    State(state): State<InspectionsState>,
    Path(token): Path<String>,
    language: Language,
    form: Form,
) -> Response {
    let guest = match state.guest(&token).await {
        Ok(guest) => guest,
        Err(problem) => return closed(problem, language),
    };
    let said = match state.read_form(&guest, &form.typed).await {
        Ok(act) => state.say_as(&guest, vec![act]).await,
        Err(problem) => Err(problem),
    };
    match said {
        Ok(_) => {
            let place = form.typed.text("subject").or(form.typed.text("item")).unwrap_or_default();
            let known = place.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-'));
            let anchor = if known { place } else { "" };
            private(Redirect::to(&format!("/joint/{token}#{anchor}")).into_response())
        }
        Err(problem) if problem.kind().status().is_client_error() => {
            // What the other side said meanwhile is shown, too.
            let guest = match state.guest(&token).await {
                Ok(guest) => guest,
                Err(problem) => return closed(problem, language),
            };
            let rejected = Rejected { typed: &form.typed, problem: &problem };
            let html = page::whole(&guest, &token, Some(rejected), language);
            private(problem.on(respond(StatusCode::OK, language, &html)))
        }
        Err(problem) => problem.into_response(),
    }
}

impl InspectionsState {
    /// The act that a form says.
    async fn read_form(&self, guest: &Guest, typed: &Params) -> Result<Act, Problem> {
        let items = if typed.text("act") == Some("scheme") {
            let tx = self.db.read("inspections.items").await?;
            let drawn = service::drawn_line(&tx, &guest.case.inspection).await?;
            tx.finish().await?;
            scope::items(&drawn)
        } else {
            Vec::new()
        };
        form::act(typed, &guest.case.frame, self.ids.next(), &items)
    }
}

//! Signing in and out: `/api/v1/accounts/login`, `/logout`, `/me`, `/me/password`.

use axum::{
    Json,
    extract::State,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{
    super::{
        Accounts,
        model::{Password, Secret},
        service::{self, Attempt},
    },
    client::{Client, NotForeign},
    cookie, csrf_header,
    me::{InPerson, Me, OwnSession},
    route,
    users::{UserView, user_schema},
};
use crate::http::{Access, Body, Operation, Problem, Route};

/// Where one signs in: the one address at which earlier credentials do not matter.
pub(super) const LOG_IN: &str = "/api/v1/accounts/login";

pub(super) fn routes(accounts: &Accounts) -> Vec<Route> {
    let password = json!({ "type": "string", "format": "password", "minLength": 10 });
    vec![
        route(
            Method::POST,
            LOG_IN,
            Access::Public,
            Operation::new("accounts", "logIn", "登录", "sign in")
                .body("application/json", log_in_schema())
                .answers(200, "application/json", me_schema(), "the person; the cookie holds the session")
                .answers_nothing(429, "too many failed attempts; Retry-After says how long to wait"),
            post(log_in).with_state(accounts.clone()),
        ),
        route(
            Method::POST,
            "/api/v1/accounts/logout",
            Access::SignedIn,
            Operation::new("accounts", "logOut", "退出登录", "sign out")
                .params([csrf_header()])
                .answers_nothing(204, "the session is over"),
            post(log_out).with_state(accounts.clone()),
        ),
        route(
            Method::GET,
            "/api/v1/accounts/me",
            Access::SignedIn,
            Operation::new("accounts", "getMe", "当前账户", "who I am").answers(
                200,
                "application/json",
                me_schema(),
                "the person, and the session's token against forged requests",
            ),
            get(me),
        ),
        route(
            Method::POST,
            "/api/v1/accounts/me/password",
            Access::SignedIn,
            Operation::new("accounts", "changePassword", "修改口令（所有会话随即结束）", "change my password; all my sessions end")
                .params([csrf_header()])
                .body("application/json", json!({
                    "type": "object", "required": ["present_password", "password"],
                    "properties": { "present_password": { "type": "string", "format": "password" }, "password": password },
                }))
                .answers_nothing(204, "changed; sign in again"),
            post(change_password).with_state(accounts.clone()),
        ),
    ]
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogIn {
    login: String,
    password: Secret<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangePassword {
    present_password: Secret<String>,
    password: Secret<String>,
}

/// The person, and what a session's pages need to know of it.
#[derive(Debug, Serialize)]
struct MeView {
    user: UserView,
    #[serde(skip_serializing_if = "Option::is_none")]
    csrf_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "time::serde::rfc3339::option")]
    expires_at: Option<OffsetDateTime>,
}

impl From<Me> for MeView {
    fn from(Me { user, session }: Me) -> Self {
        let (csrf_token, expires_at) = session.map(|s| (s.ticket.csrf_token(), s.expires_at)).unzip();
        Self { user: user.into(), csrf_token, expires_at }
    }
}

fn log_in_schema() -> Value {
    json!({
        "type": "object", "required": ["login", "password"],
        "properties": { "login": { "type": "string" }, "password": { "type": "string", "format": "password" } },
    })
}

fn me_schema() -> Value {
    json!({
        "type": "object", "required": ["user"],
        "properties": {
            "user": user_schema(),
            "csrf_token": { "type": "string", "description": "X-CSRF-Token 的值，仅会话有 / for X-CSRF-Token; sessions only" },
            "expires_at": { "type": "string", "format": "date-time" },
        },
    })
}

/// Not for another site: it could sign its visitor in to an account of its own and watch what he enters.
async fn log_in(
    State(accounts): State<Accounts>,
    client: Client,
    _: NotForeign,
    Body(typed): Body<LogIn>,
) -> Result<Response, Problem> {
    let attempt = Attempt { login: typed.login.parse().ok(), password: typed.password, address: client.address };
    let (session, ticket) = service::log_in(&accounts.db, attempt).await?;
    let set_cookie = cookie::holding(&ticket, client.over_tls)?;
    let expires_at = session.expires_at();
    let me = Me { user: session.user, session: Some(OwnSession { ticket, expires_at }) };
    Ok(([(header::SET_COOKIE, set_cookie)], Json(MeView::from(me))).into_response())
}

async fn log_out(
    State(accounts): State<Accounts>,
    client: Client,
    InPerson(user, session): InPerson,
) -> Result<Response, Problem> {
    service::log_out(&accounts.db, &user, &session.ticket, client.address).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie::forgotten(client.over_tls)?)]).into_response())
}

async fn me(me: Me) -> Json<MeView> {
    Json(me.into())
}

async fn change_password(
    State(accounts): State<Accounts>,
    client: Client,
    InPerson(user, _): InPerson,
    Body(typed): Body<ChangePassword>,
) -> Result<Response, Problem> {
    let new = Password::new(typed.password, &user.login)?;
    service::change_password(&accounts.db, &user, typed.present_password, new, client.address).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie::forgotten(client.over_tls)?)]).into_response())
}

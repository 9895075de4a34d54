//! The caller's own API tokens: `/api/v1/accounts/me/tokens`.

use axum::{
    Json,
    extract::{Path, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{
    super::{
        Accounts,
        model::{ApiToken, NewToken, Scope, TokenId},
        refusal::{Invalid, Refusal},
        service,
    },
    csrf_header,
    me::{InPerson, Me},
    route,
};
use crate::{
    http::{Access, Body, Operation, Param, Problem, Route},
    kernel::dates,
};

pub(super) fn routes(accounts: &Accounts) -> Vec<Route> {
    let id = Param::path("id", json!({ "type": "string", "format": "uuid" }), "令牌编号", "id of the token");
    vec![
        route(
            Method::GET,
            "/api/v1/accounts/me/tokens",
            Access::SignedIn,
            Operation::new("accounts", "listMyTokens", "我的令牌", "my tokens").answers(
                200,
                "application/json",
                json!({ "type": "object", "properties": { "tokens": { "type": "array", "items": token_schema() } } }),
                "every token, the newest first, without the secrets",
            ),
            get(list).with_state(accounts.clone()),
        ),
        route(
            Method::POST,
            "/api/v1/accounts/me/tokens",
            Access::SignedIn,
            Operation::new(
                "accounts",
                "makeToken",
                "新建令牌（内容只显示一次）",
                "make a token; its text is shown once",
            )
            .params([csrf_header()])
            .body("application/json", new_token_schema())
            .answers(201, "application/json", token_schema(), "the token, with its text in `token`"),
            post(make).with_state(accounts.clone()),
        ),
        route(
            Method::DELETE,
            "/api/v1/accounts/me/tokens/{id}",
            Access::SignedIn,
            Operation::new("accounts", "revokeToken", "撤销令牌", "revoke a token")
                .params([id, csrf_header()])
                .answers_nothing(204, "it opens nothing any more"),
            delete(revoke).with_state(accounts.clone()),
        ),
    ]
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MakeToken {
    name: String,
    scopes: Vec<Scope>,
    expires_at: String,
}

impl MakeToken {
    fn at(self, now: OffsetDateTime) -> Result<NewToken, Invalid> {
        let expires_at = dates::parse_instant(&self.expires_at).ok_or(Invalid::TokenExpiry)?;
        NewToken::new(self.name.parse()?, self.scopes, expires_at, now)
    }
}

/// A token on the wire; its text only in the answer to its making.
#[derive(Debug, Serialize)]
struct TokenView {
    token_id: TokenId,
    name: String,
    scopes: Vec<Scope>,
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    expires_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    last_used_at: Option<OffsetDateTime>,
    #[serde(with = "time::serde::rfc3339::option")]
    revoked_at: Option<OffsetDateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

impl From<ApiToken> for TokenView {
    fn from(token: ApiToken) -> Self {
        Self {
            token_id: token.id,
            name: token.name.as_str().to_owned(),
            scopes: token.scopes,
            created_at: token.created_at,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
            revoked_at: token.revoked_at,
            token: None,
        }
    }
}

fn scopes_schema() -> Value {
    json!({ "type": "array", "minItems": 1, "items": { "type": "string", "enum": Scope::ALL } })
}

fn token_schema() -> Value {
    let instant = json!({ "type": "string", "format": "date-time" });
    let maybe = json!({ "type": "string", "format": "date-time", "nullable": true });
    json!({
        "type": "object", "required": ["token_id", "name", "scopes", "created_at", "expires_at"],
        "properties": {
            "token_id": { "type": "string", "format": "uuid" }, "name": { "type": "string" },
            "scopes": scopes_schema(), "created_at": instant, "expires_at": instant,
            "last_used_at": maybe, "revoked_at": maybe, "token": { "type": "string" },
        },
    })
}

fn new_token_schema() -> Value {
    json!({
        "type": "object", "required": ["name", "scopes", "expires_at"],
        "properties": {
            "name": { "type": "string", "minLength": 1, "maxLength": 60 },
            "scopes": scopes_schema(),
            "expires_at": {
                "type": "string",
                "description": "时刻或日期（当日终了），今后 365 天之内 / an instant, or a day (its end), within 365 days",
            },
        },
    })
}

async fn list(State(accounts): State<Accounts>, me: Me) -> Result<Json<Value>, Problem> {
    let tokens = service::tokens_of(&accounts.db, &me.user.actor(), &me.user.login).await?;
    Ok(Json(json!({ "tokens": tokens.into_iter().map(TokenView::from).collect::<Vec<_>>() })))
}

/// Takes no `Idempotency-Key`: the answer holds a secret, and who lost it needs another token anyway.
async fn make(
    State(Accounts { db, ids, .. }): State<Accounts>,
    InPerson(user, _): InPerson,
    Body(wanted): Body<MakeToken>,
) -> Result<Response, Problem> {
    let new = wanted.at(db.clock().now())?;
    let (token, text) = service::make_token(&db, &ids, &user.actor(), &user.login, new).await?;
    let view = TokenView { token: Some(text.reveal().clone()), ..token.into() };
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

async fn revoke(
    State(accounts): State<Accounts>,
    InPerson(user, _): InPerson,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(|_| Refusal::UnknownToken)?;
    service::revoke_token(&accounts.db, &user.actor(), &user.login, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

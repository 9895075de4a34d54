//! Keeping accounts: `/api/v1/accounts/users`.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{Method, StatusCode},
    routing::{get, post},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{
    super::{
        Accounts,
        model::{DisplayName, Login, NewUser, Secret, TownshipCode, User},
        refusal::{Invalid, Refusal},
        service,
    },
    csrf_header, route,
};
use crate::{
    http::{
        Access, Body, Idempotent, Operation, Param, Problem, Route, SignedIn,
        idempotency::{self, Answer, Outcome},
    },
    kernel::actor::Role,
};

const ADMINS: Access = Access::Roles(&[Role::Admin]);

pub(super) fn routes(accounts: &Accounts) -> Vec<Route> {
    let login = || Param::path("login", json!({ "type": "string" }), "登录名", "log-in name");
    vec![
        route(
            Method::GET,
            "/api/v1/accounts/users",
            ADMINS,
            Operation::new("accounts", "listUsers", "全部账户", "all accounts").answers(
                200,
                "application/json",
                json!({ "type": "object", "properties": { "users": { "type": "array", "items": user_schema() } } }),
                "every account, by log-in name",
            ),
            get(list).with_state(accounts.clone()),
        ),
        route(
            Method::POST,
            "/api/v1/accounts/users",
            ADMINS,
            Operation::new("accounts", "addUser", "新建账户", "make an account")
                .params([csrf_header(), idempotency::param()])
                .body("application/json", new_user_schema())
                .answers(201, "application/json", user_schema(), "the new account"),
            post(add).with_state(accounts.clone()),
        ),
        route(
            Method::POST,
            "/api/v1/accounts/users/{login}/disable",
            ADMINS,
            Operation::new(
                "accounts",
                "disableUser",
                "停用账户（会话结束，令牌撤销）",
                "disable an account; its sessions and tokens end",
            )
            .params([login(), csrf_header(), idempotency::param()])
            .answers(200, "application/json", user_schema(), "the disabled account"),
            post(disable).with_state(accounts.clone()),
        ),
        route(
            Method::POST,
            "/api/v1/accounts/users/{login}/enable",
            ADMINS,
            Operation::new("accounts", "enableUser", "重新启用账户", "put an account in use again")
                .params([login(), csrf_header(), idempotency::param()])
                .answers(200, "application/json", user_schema(), "the account, in use"),
            post(enable).with_state(accounts.clone()),
        ),
    ]
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AddUser {
    login: String,
    display_name: String,
    role: Role,
    township_code: Option<String>,
    password: Secret<String>,
}

impl TryFrom<AddUser> for NewUser {
    type Error = Invalid;

    fn try_from(wanted: AddUser) -> Result<Self, Invalid> {
        let township = wanted.township_code.as_deref().map(str::parse).transpose()?;
        Self::new(wanted.login.parse()?, wanted.display_name.parse()?, wanted.role, township, wanted.password)
    }
}

/// An account on the wire.
#[derive(Debug, Serialize)]
pub(super) struct UserView {
    login: String,
    display_name: String,
    role: Role,
    township_code: Option<String>,
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    disabled_at: Option<OffsetDateTime>,
}

impl From<User> for UserView {
    fn from(user: User) -> Self {
        Self {
            login: user.login.to_string(),
            display_name: DisplayName::as_str(&user.display_name).to_owned(),
            role: user.role,
            township_code: user.township.as_ref().map(TownshipCode::as_str).map(str::to_owned),
            created_at: user.created_at,
            disabled_at: user.disabled_at,
        }
    }
}

pub(super) fn user_schema() -> Value {
    json!({
        "type": "object", "required": ["login", "display_name", "role", "created_at"],
        "properties": {
            "login": { "type": "string" }, "display_name": { "type": "string" }, "role": role_schema(),
            "township_code": { "type": "string", "nullable": true },
            "created_at": { "type": "string", "format": "date-time" },
            "disabled_at": { "type": "string", "format": "date-time", "nullable": true },
        },
    })
}

fn new_user_schema() -> Value {
    json!({
        "type": "object", "required": ["login", "display_name", "role", "password"],
        "properties": {
            "login": { "type": "string", "pattern": "^[a-z0-9._-]{2,40}$" },
            "display_name": { "type": "string", "minLength": 1, "maxLength": 60 },
            "role": role_schema(),
            "township_code": { "type": "string", "pattern": "^[0-9]{9}$", "nullable": true },
            "password": { "type": "string", "format": "password", "minLength": 10 },
        },
    })
}

fn role_schema() -> Value {
    json!({ "type": "string", "enum": Role::ALL.map(Role::code) })
}

async fn list(State(accounts): State<Accounts>, SignedIn(caller): SignedIn) -> Result<Json<Value>, Problem> {
    let users = service::list_users(&accounts.db, &caller.actor).await?;
    Ok(Json(json!({ "users": users.into_iter().map(UserView::from).collect::<Vec<_>>() })))
}

async fn add(
    State(Accounts { db, ids, .. }): State<Accounts>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(wanted) }: Idempotent<Body<AddUser>>,
) -> Result<Outcome, Problem> {
    let new = NewUser::try_from(wanted)?;
    let hash = service::hash(&new).await?;
    idempotency::once(&db, "accounts.add_user", &caller.actor, key.as_ref(), async |tx| {
        let user = service::add(tx, db.clock(), &ids, &caller.actor, new, &hash).await?;
        Answer::json(StatusCode::CREATED, &UserView::from(user))
    })
    .await
}

async fn disable(
    State(Accounts { db, .. }): State<Accounts>,
    SignedIn(caller): SignedIn,
    Path(login): Path<String>,
    Idempotent { key, .. }: Idempotent<Bytes>,
) -> Result<Outcome, Problem> {
    let login = known(&login)?;
    idempotency::once(&db, "accounts.disable_user", &caller.actor, key.as_ref(), async |tx| {
        let user = service::disable(tx, db.clock(), &caller.actor, &login).await?;
        Answer::json(StatusCode::OK, &UserView::from(user))
    })
    .await
}

async fn enable(
    State(Accounts { db, .. }): State<Accounts>,
    SignedIn(caller): SignedIn,
    Path(login): Path<String>,
    Idempotent { key, .. }: Idempotent<Bytes>,
) -> Result<Outcome, Problem> {
    let login = known(&login)?;
    idempotency::once(&db, "accounts.enable_user", &caller.actor, key.as_ref(), async |tx| {
        let user = service::enable(tx, db.clock(), &caller.actor, &login).await?;
        Answer::json(StatusCode::OK, &UserView::from(user))
    })
    .await
}

/// A log-in name in an address; what cannot be one is nobody's.
fn known(login: &str) -> Result<Login, Refusal> {
    login.parse().map_err(|_| Refusal::UnknownUser)
}

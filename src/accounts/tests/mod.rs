//! The slice on a real database, through its router.

mod idempotency;
mod sessions;
mod tokens;
mod users;

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header},
    middleware,
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use time::macros::datetime;
use tower::{ServiceExt, layer::util::Identity};

use super::{Accounts, NewUser, Secret, authenticate, routes, service};
use crate::{
    http::{layers, route},
    kernel::{
        actor::{Actor, Role},
        clock::Clock,
        ids::Ids,
    },
    testing::TestDatabase,
};

const PASSWORD: &str = "correct horse";

/// The routes of the slice over a database with one administrator and one naming officer, at a set time.
struct Office {
    router: Router,
    accounts: Accounts,
    clock: Clock,
    _database: TestDatabase,
}

/// A browser or a program: the headers that it sends with every request.
#[derive(Clone, Default)]
struct Client(Vec<(&'static str, String)>);

/// What came back.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    json: Value,
}

impl Office {
    async fn open() -> Self {
        let clock = Clock::set_to(datetime!(2023-03-01 00:00 UTC));
        let database = TestDatabase::new().await;
        let db = database.db(&clock);
        let accounts = Accounts { db, ids: Ids::new(clock.clone()), trust_proxy: false };
        let router = route::router(routes(&accounts));
        let router = router.layer(middleware::from_fn_with_state(Arc::new(accounts.clone()), authenticate));
        let office = Self {
            router: layers::around(router, Arc::default(), Identity::new()),
            accounts,
            clock,
            _database: database,
        };
        office.add("chen", Role::Admin).await;
        office.add("wang", Role::NamingOfficer).await;
        office
    }

    async fn add(&self, login: &str, role: Role) {
        let password = Secret::new(PASSWORD.to_owned());
        let new = NewUser::new(login.parse().unwrap(), "某人".parse().unwrap(), role, None, password).unwrap();
        service::add_user(&self.accounts.db, &self.accounts.ids, &Actor::Operator, new).await.unwrap();
    }

    async fn send(&self, client: &Client, method: &str, path: &str, body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/api/v1/accounts{path}"));
        for (name, value) in &client.0 {
            request = request.header(*name, value);
        }
        let body = match body {
            Some(json) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(json.to_string())
            }
            None => Body::empty(),
        };
        let mut request = request.header(header::ACCEPT_LANGUAGE, "en").body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 7], 50_000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let json = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        Answer { status: parts.status, headers: parts.headers, json }
    }

    async fn get(&self, client: &Client, path: &str) -> Answer {
        self.send(client, "GET", path, None).await
    }

    async fn post(&self, client: &Client, path: &str, body: Value) -> Answer {
        self.send(client, "POST", path, Some(body)).await
    }

    async fn try_to_log_in(&self, login: &str, password: &str) -> Answer {
        self.post(&Client::default(), "/login", json!({ "login": login, "password": password })).await
    }

    /// A browser with a session and its token against forged requests.
    async fn log_in(&self, login: &str) -> Client {
        let answer = self.try_to_log_in(login, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        let (pair, _) = cookie.split_once(';').unwrap();
        let csrf = answer.json["csrf_token"].as_str().unwrap();
        Client::default().with("Cookie", pair).with("X-CSRF-Token", csrf)
    }

    /// The kinds of what happened to an account, in order.
    async fn events_of(&self, login: &str) -> Vec<String> {
        let (client, connection) = self.accounts.db.config().connect(tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        let sql = "select kind::text from account_event where login = $1 order by event_id";
        client.query(sql, &[&login]).await.unwrap().iter().map(|row| row.get(0)).collect()
    }
}

impl Client {
    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.retain(|(other, _)| *other != name);
        self.0.push((name, value.into()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.0.retain(|(other, _)| *other != name);
        self
    }
}

impl Answer {
    /// The last part of the problem's type.
    fn problem(&self) -> &str {
        self.json["type"].as_str().and_then(|of| of.strip_prefix("/problems/")).unwrap_or("none")
    }
}

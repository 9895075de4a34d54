//! `/api/v1/neighbours`, `/api/v1/bulletins`, `/api/v1/meetings` and the other mechanisms of the peaceful boundary

mod agreements;
mod answers;
mod bulletins;
mod disputes;
mod emergencies;
mod evaluation;
mod meetings;
mod neighbours;
mod prevention;

use axum::http::{Method, StatusCode};
use mingjie::{
    accounts::{NewToken, NewUser, Scope, Secret, service as accounts},
    kernel::actor::{Actor, Role},
};
use serde_json::{Value, json};
use time::Duration;

use crate::support::{Answer, TestApp};

/// The neighbour of most stories, 汉川市.
const HANCHUAN: &str = "420984";

/// An office with a neighbour, on 1 July 2023 at noon.
struct Office {
    app: TestApp,
}

impl Office {
    async fn new() -> Self {
        let office = Self { app: TestApp::new().await };
        let body = json!({ "code": HANCHUAN, "name": "汉川市", "meeting_period": "half_year" });
        office.entered("/api/v1/neighbours", &body).await;
        office
    }

    async fn get(&self, path: &str) -> Value {
        self.app.get(path).role(Role::Auditor).send().await.expect(StatusCode::OK).json()
    }

    async fn post(&self, role: Role, path: &str, body: &Value) -> Answer {
        let call = self.app.post(path).role(role).json(body);
        if role != Role::Leader {
            return call.send().await;
        }
        // A leader answers for what was read.
        let (record, _) = path.rsplit_once('/').unwrap();
        let read = self.app.get(record).role(role).send().await;
        call.header("If-Match", read.header("etag")).send().await
    }

    /// The boundary officer enters something.
    async fn entered(&self, path: &str, body: &Value) -> Value {
        self.post(Role::BoundaryOfficer, path, body).await.expect(StatusCode::CREATED).json()
    }

    /// The boundary officer takes a step.
    async fn step(&self, path: &str, body: &Value) -> Value {
        self.post(Role::BoundaryOfficer, path, body).await.expect(StatusCode::OK).json()
    }

    /// The leader takes a step.
    async fn leader(&self, path: &str, body: &Value) -> Value {
        self.post(Role::Leader, path, body).await.expect(StatusCode::OK).json()
    }

    /// What the boundary officer sends is not taken.
    async fn refused(&self, status: StatusCode, path: &str, body: &Value) -> Value {
        self.post(Role::BoundaryOfficer, path, body).await.expect(status).json()
    }

    /// A body that cannot be accepted, with what is wrong at this place.
    async fn unfit(&self, path: &str, body: &Value, pointer: &str) {
        let problem = self.refused(StatusCode::UNPROCESSABLE_ENTITY, path, body).await;
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }

    /// The line with this neighbour, as the register has it.
    async fn line(&self, neighbour: &str) -> String {
        let sql = "insert into boundary_line (line_id, line_code, level, name, left_code, right_code, state, agreed_on,
                                              approved_on, published_on, source)
                   values (gen_random_uuid(), $1 || '429006', 'county', '县级界线', '429006', $1, 'managed', '2001-06-18',
                           '2002-03-01', '2002-05-01', '协议书附图')
                   returning line_id::text";
        self.app.client().await.query_one(sql, &[&neighbour]).await.unwrap().get(0)
    }

    /// A token of a clerk of a township.
    async fn clerk(&self, township: &str) -> String {
        let (db, ids, now) = (self.app.db(), self.app.ids(), self.app.clock().now());
        let login = format!("clerk-{township}").parse().unwrap();
        let password = Secret::new("correct-horse-battery".to_owned());
        let township = Some(township.parse().unwrap());
        let user = NewUser::new(login, "经办".parse().unwrap(), Role::TownshipClerk, township, password).unwrap();
        let user = accounts::add_user(db, ids, &Actor::Operator, user).await.unwrap();
        let scopes = vec![Scope::Read, Scope::Write];
        let new = NewToken::new("tests".parse().unwrap(), scopes, now + Duration::days(30), now).unwrap();
        let (_, secret) = accounts::make_token(db, ids, &Actor::Operator, &user.login, new).await.unwrap();
        secret.reveal().clone()
    }

    /// What somebody with a token of the own does.
    async fn with_token(&self, token: &str, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let call = self.app.call(method, path).header("authorization", &format!("Bearer {token}"));
        match body {
            Some(body) => call.json(body).send().await,
            None => call.send().await,
        }
    }
}

/// One of each side.
fn both() -> Value {
    json!([
        { "name": "李明", "unit": "天门市民政局", "side": "ours" },
        { "name": "王强", "unit": "汉川市民政局", "side": "theirs" },
    ])
}

fn id(record: &Value) -> &str {
    record["id"].as_str().unwrap()
}

/// The actions that a record offers.
fn offered(record: &Value) -> Vec<&str> {
    record["steps"].as_array().unwrap().iter().map(|step| step["action"].as_str().unwrap()).collect()
}

/// The same body with one member told otherwise.
fn with(body: &Value, member: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[member] = value;
    body
}

//! A bureau at work: a county of two townships, its people, and naming cases that are brought to any state through the
//! public interface.

mod proposals;
mod steps;

use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use axum::http::{Method, StatusCode};
use mingjie::{
    accounts::{NewToken, NewUser, Scope, Secret, service as accounts},
    kernel::{
        actor::{Actor, Role},
        dates::office_date,
    },
};
use serde_json::{Value, json};
use time::{Date, Duration};
use tokio::sync::Mutex;

pub(crate) use proposals::{line, street};

use super::{
    TestApp,
    app::{Answer, Call},
    entering::enter_division,
};

/// Where cases are.
pub(crate) const CASES: &str = "/api/v1/naming-cases";

/// The township of [`Who::Clerk`], and the other one.
pub(crate) const TOWNSHIPS: [&str; 2] = ["429006101", "429006102"];

/// The people of the bureau.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Who {
    /// Applies for the first township.
    Clerk,
    /// Applies for the other one.
    OtherClerk,
    /// Does the daily work.
    Officer,
    /// A second naming officer, who prepares nothing.
    Deputy,
    /// Goes out.
    Field,
    /// Signs, reports and enters decisions.
    Leader,
}

impl Who {
    fn account(self) -> (&'static str, Role, Option<&'static str>) {
        match self {
            Self::Clerk => ("clerk", Role::TownshipClerk, Some(TOWNSHIPS[0])),
            Self::OtherClerk => ("other-clerk", Role::TownshipClerk, Some(TOWNSHIPS[1])),
            Self::Officer => ("officer", Role::NamingOfficer, None),
            Self::Deputy => ("deputy", Role::NamingOfficer, None),
            Self::Field => ("field", Role::FieldCrew, None),
            Self::Leader => ("leader", Role::Leader, None),
        }
    }
}

/// The bureau.
pub(crate) struct Bureau {
    /// The program.
    pub(crate) app: TestApp,
    tokens: Mutex<HashMap<Who, String>>,
    proposed: AtomicUsize,
}

impl Bureau {
    /// On 1 July 2023, with nothing named yet.
    pub(crate) async fn new() -> Self {
        let app = TestApp::new().await;
        let client = app.client().await;
        let square = |west: f64, east: f64| {
            format!("POLYGON(({west} 30.4, {east} 30.4, {east} 30.9, {west} 30.9, {west} 30.4))")
        };
        enter_division(&client, "429006", "天门市", &square(113.0, 113.6)).await;
        enter_division(&client, TOWNSHIPS[0], "甲镇", &square(113.0, 113.3)).await;
        enter_division(&client, TOWNSHIPS[1], "乙镇", &square(113.3, 113.6)).await;
        app.catch_up().await;
        Self { app, tokens: Mutex::default(), proposed: AtomicUsize::new(0) }
    }

    /// Today in the office.
    pub(crate) fn today(&self) -> Date {
        office_date(self.app.clock().now())
    }

    /// Lets days go by.
    pub(crate) fn wait(&self, days: i64) {
        self.app.clock().advance(Duration::days(days));
    }

    /// A number that no proposal had before.
    pub(crate) fn number(&self) -> usize {
        self.proposed.fetch_add(1, Ordering::Relaxed)
    }

    /// A request of somebody's.
    pub(crate) async fn call(&self, who: Who, method: Method, path: &str) -> Call<'_> {
        self.app.call(method, path).header("authorization", &format!("Bearer {}", self.token(who).await))
    }

    /// The answer to a step in a case.
    pub(crate) async fn act(&self, who: Who, case: &str, step: &str, body: &Value) -> Answer {
        self.call(who, Method::POST, &format!("{CASES}/{case}/{step}")).await.json(body).send().await
    }

    /// A step in a case that is taken.
    pub(crate) async fn done(&self, who: Who, case: &str, step: &str, body: &Value) -> Value {
        let answer = self.act(who, case, step, body).await;
        assert!(answer.status.is_success(), "{step}: {} {}", answer.status, answer.text());
        answer.json()
    }

    /// Everything that belongs to a case.
    pub(crate) async fn file(&self, case: &str) -> Value {
        let call = self.call(Who::Officer, Method::GET, &format!("{CASES}/{case}")).await;
        call.send().await.expect(StatusCode::OK).json()
    }

    /// Where a case stands.
    pub(crate) async fn state(&self, case: &str) -> String {
        self.file(case).await["state"].as_str().unwrap().to_owned()
    }

    /// Ids of the items of a case.
    pub(crate) async fn items(&self, case: &str) -> Vec<String> {
        let file = self.file(case).await;
        file["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Adds a paper of this kind to a case.
    pub(crate) async fn attach(&self, case: &str, kind: &str) {
        let path = format!("{CASES}/{case}/attachments?kind={kind}&title={kind}");
        let call = self.call(Who::Officer, Method::POST, &path).await.header("content-type", "text/plain");
        call.body("材料").send().await.expect(StatusCode::CREATED);
    }

    /// The version of a case, for `If-Match`.
    pub(crate) async fn tag(&self, case: &str) -> String {
        format!("\"{}\"", self.file(case).await["version"])
    }

    /// Enters a decision as the leader.
    pub(crate) async fn decide(&self, case: &str, decision: &Value) -> Answer {
        self.decide_as(Who::Leader, case, decision).await
    }

    /// Enters a decision as somebody.
    pub(crate) async fn decide_as(&self, who: Who, case: &str, decision: &Value) -> Answer {
        let tag = self.tag(case).await;
        let call = self.call(who, Method::POST, &format!("{CASES}/{case}/decide")).await;
        call.header("if-match", &tag).json(decision).send().await
    }

    /// A token of somebody who may read and write.
    async fn token(&self, who: Who) -> String {
        let mut tokens = self.tokens.lock().await;
        if let Some(token) = tokens.get(&who) {
            return token.clone();
        }
        let (login, role, township) = who.account();
        let (app, now) = (&self.app, self.app.clock().now());
        let township = township.map(|code| code.parse().unwrap());
        let password = Secret::new("correct-horse-battery".to_owned());
        let new = NewUser::new(login.parse().unwrap(), "某人".parse().unwrap(), role, township, password).unwrap();
        let user = accounts::add_user(app.db(), app.ids(), &Actor::Operator, new).await.unwrap();
        let scopes = vec![Scope::Read, Scope::Write];
        let new = NewToken::new("tests".parse().unwrap(), scopes, now + Duration::days(300), now).unwrap();
        let (_, secret) = accounts::make_token(app.db(), app.ids(), &Actor::Operator, &user.login, new).await.unwrap();
        tokens.insert(who, secret.reveal().clone());
        secret.reveal().clone()
    }

    /// A case in draft with these items and the application.
    pub(crate) async fn open(&self, case_type: &str, items: &[Value]) -> String {
        self.open_as(Who::Clerk, case_type, items).await
    }

    /// The same, opened by somebody.
    pub(crate) async fn open_as(&self, who: Who, case_type: &str, items: &[Value]) -> String {
        let township = who.account().2.unwrap_or(TOWNSHIPS[0]);
        let body = json!({
            "type": case_type, "title": "镇区道路", "applicant": format!("{township}人民政府"),
            "township_code": township, "reasons": "新建道路已通车。", "items": items,
        });
        let opened = self.call(who, Method::POST, CASES).await.json(&body).send().await;
        let case = opened.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned();
        self.attach(&case, "application").await;
        case
    }

    /// A case that names one new street.
    pub(crate) async fn naming(&self) -> String {
        self.open("name", &[street(self.number())]).await
    }

    /// A street that has been in the register since 2020; its id and its name.
    pub(crate) async fn known_street(&self) -> (String, String) {
        let proposed = street(self.number());
        let body = json!({
            "category": "23514", "division_code": TOWNSHIPS[0], "valid_from": "2020-01-01",
            "geometry": proposed["geometry"], "street": proposed["street"],
            "name": { "text": proposed["name"], "valid_from": "2020-01-01" },
        });
        let added = self.call(Who::Officer, Method::POST, "/api/v1/places").await.json(&body).send().await;
        let added = added.expect(StatusCode::CREATED).json();
        (added["id"].as_str().unwrap().to_owned(), proposed["name"].as_str().unwrap().to_owned())
    }
}

//! A story: requests to the public interface, each at its own hour of a set clock, replayed one after another.
//!
//! `fixtures/scenarios/*/story.json` holds them. Answers are looked at, never assumed: a step that is answered otherwise
//! than the story says ends the replay with what was said.

use std::collections::HashMap;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use serde::Deserialize;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use tower::ServiceExt;

use crate::kernel::{clock::Clock, dates::parse_instant};

/// Largest answer that a story looks at, in bytes.
const LARGEST_ANSWER: usize = 64 << 20;

/// How long the tokens of the people in a story are good for.
const TOKEN_LIFE: Duration = Duration::days(300);

/// January to June 2023: names and signs, and boundaries.
pub const FIRST_HALF_OF_2023: [&str; 2] = [
    include_str!("../../fixtures/scenarios/2023h1/story.json"),
    include_str!("../../fixtures/scenarios/2023h1/boundaries.json"),
];

/// A story to be replayed.
#[derive(Debug, Deserialize)]
pub struct Story {
    /// What it is about.
    pub title: String,
    /// When it begins, RFC 3339.
    pub begins_at: String,
    /// When it is over, RFC 3339.
    pub ends_at: String,
    steps: Vec<Step>,
}

/// One step of a story: a request, or settling the warnings of a case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// When, RFC 3339.
    at: String,
    /// Log-in name; nobody's for the public.
    #[serde(rename = "as")]
    actor: Option<String>,
    method: Option<String>,
    /// Address; `{word}` stands for what was kept under that word.
    path: Option<String>,
    body: Option<Value>,
    /// Plain text as the body.
    paper: Option<String>,
    /// Status of the answer.
    expect: Option<u16>,
    /// Address whose ETag goes into `If-Match`.
    based_on: Option<String>,
    /// Words to look up before: address, and JSON Pointer into its answer.
    #[serde(default)]
    before: HashMap<String, (String, String)>,
    /// Words to keep: JSON Pointers into the answer.
    #[serde(default)]
    keep: HashMap<String, String>,
    /// The case whose open warnings are settled, each with `reason`.
    settle: Option<String>,
    reason: Option<String>,
}

/// Why a story could not be told to its end.
#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    /// The file is no story.
    #[error("the story cannot be read")]
    Unreadable(#[from] serde_json::Error),
    /// A step has no instant.
    #[error("`{0}` is no instant")]
    Instant(String),
    /// A request that cannot be made.
    #[error("a step of the story is no request: {0}")]
    NoRequest(String),
    /// An answer that the story does not expect.
    #[error("step {number}, {request}: {status} {answer}")]
    Unexpected {
        /// Which step, from 1.
        number: usize,
        /// Method and address.
        request: String,
        /// Status of the answer.
        status: StatusCode,
        /// What it says.
        answer: String,
    },
}

impl Story {
    /// Reads a story.
    pub fn read(text: &str) -> Result<Self, StoryError> {
        Ok(serde_json::from_str(text)?)
    }

    /// January to June 2023 as one story, told hour by hour.
    pub fn first_half_of_2023() -> Result<Self, StoryError> {
        let [names, boundaries] = FIRST_HALF_OF_2023.map(Self::read);
        Ok(names?.with(boundaries?))
    }

    /// Two strands as one story, from the beginning to the end of the first.
    #[must_use]
    fn with(mut self, other: Self) -> Self {
        self.title = format!("{}；{}", self.title, other.title);
        self.steps.extend(other.steps);
        // All instants are written alike, with the office's offset: they sort as texts.
        self.steps.sort_by(|one, two| one.at.cmp(&two.at));
        self
    }

    /// The instant at which it begins.
    pub fn begins(&self) -> Result<OffsetDateTime, StoryError> {
        instant(&self.begins_at)
    }

    /// Replays it against `router`, whose clock is `clock` and where each person signs in with `password`.
    pub async fn replay(&self, router: &Router, clock: &Clock, password: &str) -> Result<(), StoryError> {
        let mut teller = Teller { router, clock, password, tokens: HashMap::new(), kept: HashMap::new(), number: 0 };
        for step in &self.steps {
            teller.number += 1;
            teller.go_to(&step.at)?;
            teller.tell(step).await?;
        }
        teller.go_to(&self.ends_at)
    }
}

/// A story being told.
struct Teller<'s> {
    router: &'s Router,
    clock: &'s Clock,
    password: &'s str,
    tokens: HashMap<String, String>,
    kept: HashMap<String, String>,
    number: usize,
}

/// An answer, read to its end.
struct Told {
    headers: HeaderMap,
    content: Vec<u8>,
}

impl Told {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.content).unwrap_or_default()
    }

    fn header(&self, name: header::HeaderName) -> String {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }
}

impl Teller<'_> {
    fn go_to(&self, at: &str) -> Result<(), StoryError> {
        let ahead = instant(at)? - self.clock.now();
        // A clock that stands still would give two steps of one minute the same instant; none goes back.
        if ahead.is_positive() {
            self.clock.advance(ahead);
        }
        Ok(())
    }

    async fn tell(&mut self, step: &Step) -> Result<(), StoryError> {
        let actor = step.actor.as_deref();
        for (word, (address, pointer)) in &step.before {
            let found = self.get(actor, address).await?.json();
            self.keep(word, found.pointer(pointer));
        }
        if let Some(case) = &step.settle {
            return self.settle(actor, case, step.reason.as_deref().unwrap_or_default()).await;
        }
        let (Some(method), Some(path)) = (&step.method, &step.path) else {
            return Err(StoryError::NoRequest(format!("{step:?}")));
        };
        let mut request = self.request(actor, method, path).await?;
        if let Some(address) = &step.based_on {
            let tag = self.get(actor, address).await?.header(header::ETAG);
            request = request.header(header::IF_MATCH, tag);
        }
        let (media_type, body) = match (&step.body, &step.paper) {
            (Some(body), _) => ("application/json", self.filled(&body.to_string())),
            (None, Some(paper)) => ("text/plain", paper.clone()),
            (None, None) => ("application/json", String::new()),
        };
        request = request.header(header::CONTENT_TYPE, media_type);
        let expected = step.expect.unwrap_or(200);
        let told = self.send(request, body, expected).await?;
        let document = told.json();
        for (word, pointer) in &step.keep {
            self.keep(word, document.pointer(pointer));
        }
        Ok(())
    }

    /// Settles every warning of the last check of a case that nobody has settled yet.
    async fn settle(&mut self, actor: Option<&str>, case: &str, reason: &str) -> Result<(), StoryError> {
        let told = self.get(actor, case).await?.json();
        let settled: Vec<&Value> = told.get("settlements").and_then(Value::as_array).into_iter().flatten().collect();
        let Some(check) = told.pointer("/checks/0/address").and_then(Value::as_str) else { return Ok(()) };
        let check = self.get(actor, check).await?.json();
        for item in check.get("items").and_then(Value::as_array).into_iter().flatten() {
            let verdicts = item.pointer("/examination/verdicts").and_then(Value::as_array).into_iter().flatten();
            for verdict in verdicts.filter(|verdict| text(verdict, "severity") == "warn") {
                let known = |one: &&&Value| {
                    text(one, "item_id") == text(item, "item_id") && text(one, "verdict") == text(verdict, "key")
                };
                if settled.iter().find(known).is_some() {
                    continue;
                }
                let path = format!("{case}/items/{}/settle", text(item, "item_id"));
                let request = self.request(actor, "POST", &path).await?;
                let body = json!({ "verdict": text(verdict, "key"), "reason": reason }).to_string();
                self.send(request.header(header::CONTENT_TYPE, "application/json"), body, 200).await?;
            }
        }
        Ok(())
    }

    async fn get(&mut self, actor: Option<&str>, path: &str) -> Result<Told, StoryError> {
        let request = self.request(actor, "GET", path).await?;
        self.send(request, String::new(), 200).await
    }

    /// A request of somebody's, without its body.
    async fn request(
        &mut self,
        actor: Option<&str>,
        method: &str,
        path: &str,
    ) -> Result<axum::http::request::Builder, StoryError> {
        let method = method.parse::<Method>().map_err(|_| StoryError::NoRequest(method.to_owned()))?;
        let request = Request::builder().method(method).uri(self.filled(path));
        Ok(match actor {
            None => request,
            Some(login) => request.header(header::AUTHORIZATION, format!("Bearer {}", self.token(login).await?)),
        })
    }

    /// A token of somebody who signs in for it once.
    async fn token(&mut self, login: &str) -> Result<String, StoryError> {
        if let Some(token) = self.tokens.get(login) {
            return Ok(token.clone());
        }
        let json = |path: &str| Request::post(path).header(header::CONTENT_TYPE, "application/json");
        let body = json!({ "login": login, "password": self.password }).to_string();
        let told = self.send(json("/api/v1/accounts/login"), body, 200).await?;
        let (cookie, document) = (told.header(header::SET_COOKIE), told.json());
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let request = json("/api/v1/accounts/me/tokens")
            .header(header::COOKIE, cookie)
            .header("X-CSRF-Token", text(&document, "csrf_token"));
        let expires_at = (self.clock.now() + TOKEN_LIFE).format(&time::format_description::well_known::Rfc3339);
        let body = json!({
            "name": "story", "scopes": ["read", "write"], "expires_at": expires_at.unwrap_or_default(),
        });
        let token = self.send(request, body.to_string(), 201).await?.json();
        let token = text(&token, "token").to_owned();
        self.tokens.insert(login.to_owned(), token.clone());
        Ok(token)
    }

    async fn send(
        &self,
        request: axum::http::request::Builder,
        body: String,
        expected: u16,
    ) -> Result<Told, StoryError> {
        let request = request.body(Body::from(body)).map_err(|error| StoryError::NoRequest(error.to_string()))?;
        let line = format!("{} {}", request.method(), request.uri());
        let answer = match self.router.clone().oneshot(request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        let (parts, body) = answer.into_parts();
        let content = to_bytes(body, LARGEST_ANSWER).await.map(|bytes| bytes.to_vec()).unwrap_or_default();
        if parts.status.as_u16() != expected {
            let answer = String::from_utf8_lossy(&content).into_owned();
            return Err(StoryError::Unexpected { number: self.number, request: line, status: parts.status, answer });
        }
        Ok(Told { headers: parts.headers, content })
    }

    fn keep(&mut self, word: &str, value: Option<&Value>) {
        let text = value.and_then(Value::as_str).unwrap_or_default();
        self.kept.insert(word.to_owned(), text.to_owned());
    }

    /// A text with what was kept in place of its words.
    fn filled(&self, text: &str) -> String {
        self.kept.iter().fold(text.to_owned(), |text, (word, kept)| text.replace(&format!("{{{word}}}"), kept))
    }
}

/// The text of a member; empty where there is none.
fn text<'v>(document: &'v Value, member: &str) -> &'v str {
    document.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn instant(text: &str) -> Result<OffsetDateTime, StoryError> {
    parse_instant(text).ok_or_else(|| StoryError::Instant(text.to_owned()))
}

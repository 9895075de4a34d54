//! A naming officer at work: a token, and places entered through a running program.

use std::{io::Write, process::Stdio};

use serde_json::{Value, json};

use super::running::{Running, agent, mingjie};

/// An officer who may write, and the connection kept for it.
#[derive(Clone)]
pub(super) struct Officer {
    token: String,
    agent: ureq::Agent,
}

/// What became of a place that was sent.
pub(super) struct Entered {
    pub(super) status: u16,
    /// What the header tells of the register's version; 0 when it tells nothing.
    pub(super) version: i64,
    pub(super) answer: Value,
}

impl Officer {
    /// Made at the command line while the server runs; `place` says where the data is, such as `--data-dir DIR`.
    pub(super) fn at(place: [&str; 2]) -> Self {
        Self::called("officer", "naming_officer", place)
    }

    /// The same with another log-in name and role.
    pub(super) fn called(login: &str, role: &str, place: [&str; 2]) -> Self {
        let mut add = mingjie();
        add.args(["user", "add", login, "--role", role, "--name", "测试员"]).args(place);
        let mut adding = add.stdin(Stdio::piped()).spawn().unwrap();
        adding.stdin.take().unwrap().write_all(b"correct-horse-battery\n").unwrap();
        assert!(adding.wait().unwrap().success());
        let mut token = mingjie();
        token.args(["user", "token", login, "--name", "tests", "--scope", "read", "--scope", "write", "--days", "1"]);
        let output = token.args(place).output().unwrap();
        assert!(output.status.success());
        Self { token: String::from_utf8(output.stdout).unwrap().trim().to_owned(), agent: agent() }
    }

    /// The value of `Authorization`.
    pub(super) fn authorization(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// Posts bytes that must be taken; the answer.
    pub(super) fn post(&self, address: &str, media_type: &str, body: &[u8]) -> Value {
        let request = self.agent.post(address).header("authorization", self.authorization());
        let mut response = request.header("content-type", media_type).send(body).unwrap();
        let text = response.body_mut().read_to_string().unwrap();
        assert!(response.status().is_success(), "{text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Enters a village; an error is a connection that broke.
    pub(super) fn enter(&self, server: &str, name: &str, lon: f64) -> Result<Entered, ureq::Error> {
        let place = json!({
            "category": "22200",
            "geometry": { "type": "Point", "coordinates": [lon, 30.5] },
            "name": { "text": name },
        });
        let mut response = self
            .agent
            .post(format!("{server}/api/v1/places"))
            .header("authorization", self.authorization())
            .header("content-type", "application/json")
            .send(place.to_string())?;
        let text = response.body_mut().read_to_string()?;
        let version = version_of(&response);
        Ok(Entered {
            status: response.status().as_u16(),
            version,
            answer: serde_json::from_str(&text).unwrap_or(Value::String(text)),
        })
    }
}

/// The data version that an answer tells; 0 when it tells none.
pub(super) fn version_of<B>(response: &ureq::http::Response<B>) -> i64 {
    let told = response.headers().get("mingjie-data-version");
    told.map_or(0, |version| version.to_str().unwrap().parse().unwrap())
}

impl Running {
    /// What a client reads that has seen `version`: it asks again while the instance says that it is not that far.
    pub(super) fn read_seeing(&self, agent: &ureq::Agent, path: &str, version: i64) -> (i64, Value) {
        loop {
            let asked = agent.get(format!("{}{path}", self.address()));
            let mut response = asked.header("mingjie-data-version", version.to_string()).call().unwrap();
            let text = response.body_mut().read_to_string().unwrap();
            match response.status().as_u16() {
                200 => return (version_of(&response), serde_json::from_str(&text).unwrap()),
                status => assert_eq!(status, 503, "{path}: {text}"),
            }
        }
    }
}

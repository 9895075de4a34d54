//! `/api/v1/joint-inspections`, `/api/v1/joint/{token}`, `/api/v1/neighbour-keys`

mod calendar;
mod exchange;
mod invitations;
mod misuse;
mod page;
mod papers;
mod story;

use axum::http::{Method, StatusCode};
use mingjie::kernel::actor::Role;
use serde_json::{Value, json};

use crate::support::{Answer, TestApp};

const ALL: &str = "/api/v1/joint-inspections";

/// 汉川市, and 天门市 on the other side.
const HANCHUAN: &str = "420984";
const TIANMEN: &str = "429006";
const LINE: &str = "420984429006";
const MARKER: &str = "M420984429006001Q";

/// An office with the line between both and the other side as its neighbour, on 1 July 2023 at noon.
struct Office {
    app: TestApp,
    neighbour: &'static str,
}

impl Office {
    /// 天门市民政局
    async fn tianmen() -> Self {
        Self::beside(HANCHUAN, "汉川市").await
    }

    /// 汉川市民政局
    async fn hanchuan() -> Self {
        Self::beside(TIANMEN, "天门市").await
    }

    async fn beside(neighbour: &'static str, name: &str) -> Self {
        let office = Self { app: TestApp::new().await, neighbour };
        let body = json!({ "code": neighbour, "name": name, "meeting_period": "half_year" });
        office
            .app
            .post("/api/v1/neighbours")
            .role(Role::BoundaryOfficer)
            .json(&body)
            .send()
            .await
            .expect(StatusCode::CREATED);
        office.has_line(LINE).await;
        office
    }

    /// A county line that both sides keep, approved in 2002.
    async fn has_line(&self, code: &str) {
        let sql = "insert into boundary_line (line_id, line_code, level, name, left_code, right_code, state, agreed_on,
                                              approved_on, published_on, source)
                   values (gen_random_uuid(), $1, 'county', '汉天线', left($1, 6), right($1, 6), 'managed', '2001-06-18',
                           '2002-03-01', '2002-05-01', '协议书附图')";
        self.app.client().await.execute(sql, &[&code]).await.unwrap();
    }

    async fn sent(&self, role: Role, method: Method, path: &str, body: &Value) -> Answer {
        self.app.call(method, path).role(role).json(body).send().await
    }

    async fn get(&self, path: &str) -> Value {
        self.app.get(path).role(Role::Auditor).send().await.expect(StatusCode::OK).json()
    }

    /// The officer posts something.
    async fn posts(&self, path: &str, body: &Value) -> Answer {
        self.sent(Role::BoundaryOfficer, Method::POST, path, body).await
    }

    /// The officer plans the fifth round, which this side leads.
    async fn planned(&self, lead: &str) -> Value {
        let body =
            json!({ "line": LINE, "neighbour": self.neighbour, "round": 5, "lead": lead, "due_on": "2023-12-31" });
        self.posts(ALL, &body).await.expect(StatusCode::CREATED).json()
    }

    /// Somebody of this office says something.
    async fn says(&self, role: Role, case: &str, acts: &[Value]) -> Answer {
        self.sent(role, Method::POST, &format!("{ALL}/{case}/acts"), &json!({ "acts": acts })).await
    }

    /// The officer says something, and it is taken.
    async fn said(&self, case: &str, acts: &[Value]) -> Value {
        self.says(Role::BoundaryOfficer, case, acts).await.expect(StatusCode::OK).json()
    }

    /// What the officer says is not taken.
    async fn refused(&self, status: StatusCode, case: &str, acts: &[Value]) -> Value {
        self.says(Role::BoundaryOfficer, case, acts).await.expect(status).json()
    }

    /// Invites somebody of the neighbour's office; the link's secret.
    async fn invited(&self, case: &str) -> (String, Value) {
        let body = json!({ "person": "王强", "unit": "汉川市民政局", "expires_at": "2023-12-01T00:00:00+08:00" });
        let invitation =
            self.posts(&format!("{ALL}/{case}/invitations"), &body).await.expect(StatusCode::CREATED).json();
        let token = invitation["href"].as_str().unwrap().strip_prefix("/joint/").unwrap().to_owned();
        (token, invitation)
    }

    /// What somebody with a link says.
    async fn guest_says(&self, token: &str, acts: &[Value]) -> Answer {
        self.app.post(&format!("/api/v1/joint/{token}/acts")).json(&json!({ "acts": acts })).send().await
    }
}

fn id(told: &Value) -> String {
    told["id"].as_str().unwrap().to_owned()
}

/// A scheme for one segment and one marker.
fn scheme() -> Value {
    json!({
        "kind": "scheme", "text": "一、检查内容……\n二、时间安排……",
        "members": [
            { "name": "李明", "unit": "天门市民政局", "side": TIANMEN, "duty": "组长" },
            { "name": "王强", "unit": "汉川市民政局", "side": HANCHUAN, "duty": "副组长" },
        ],
        "field_from": "2023-07-10", "field_to": "2023-07-14",
        "items": [
            { "key": "S01-001", "title": "001号界桩至三交点", "description": "汉北河" },
            { "key": MARKER, "title": "001号界桩" },
        ],
    })
}

fn entry(item: &str, finding: Value) -> Value {
    json!({ "kind": "enter", "item": item, "finding": finding })
}

fn desk() -> Value {
    entry("S01-001", json!({ "check": "desk", "agreement": "agrees", "text": "agrees", "map": "agrees" }))
}

fn segment() -> Value {
    entry("S01-001", json!({ "check": "segment", "changed": false, "clear": true, "crossed": false }))
}

fn sound() -> Value {
    json!({ "check": "marker", "position": "in_place", "body": "good", "text": "good", "base": "good", "surroundings": "good",
            "tie_points": "complete", "action": "none" })
}

/// The marker with some judgements of its own.
fn marker(more: &Value) -> Value {
    let mut finding = sound();
    for (member, value) in more.as_object().unwrap() {
        finding[member] = value.clone();
    }
    entry(MARKER, finding)
}

/// What reads in a dossier under a subject.
fn subject<'a>(dossier: &'a Value, name: &str) -> &'a Value {
    let named = |told: &&Value| told["subject"] == name;
    let lists = ["checks", "issues"].into_iter().flat_map(|list| dossier[list].as_array().unwrap());
    lists.chain([&dossier["scheme"], &dossier["report"]]).find(named).unwrap()
}

/// A signature under what a dossier says.
fn signature(dossier: &Value, name: &str) -> Value {
    json!({ "kind": "sign", "subject": name, "digest": subject(dossier, name)["digest"] })
}

fn report() -> Value {
    json!({
        "kind": "report", "course": "双方于7月10日至14日开展联检。", "agreement": "协议执行良好。", "markers": "界桩1座，完好。",
        "features": "标志物无变化。", "crossings": "无跨界生产建设。", "conclusion": "界线清楚，双方无争议。",
    })
}

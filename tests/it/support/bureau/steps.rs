//! The way of a case, step by step.

use axum::http::StatusCode;
use mingjie::naming::StateCode;
use serde_json::{Value, json};

use super::{Bureau, Who};

/// The states on the straight way.
const WAY: [StateCode; 12] = [
    StateCode::Draft,
    StateCode::Submitted,
    StateCode::Accepted,
    StateCode::Surveyed,
    StateCode::Consulted,
    StateCode::Argued,
    StateCode::InNotice,
    StateCode::NoticeDone,
    StateCode::Reported,
    StateCode::Approved,
    StateCode::Recorded,
    StateCode::Closed,
];

impl Bureau {
    /// A case that names one new street, in this state.
    pub(crate) async fn case_in(&self, state: StateCode) -> String {
        let case = self.naming().await;
        self.bring(&case, state).await;
        case
    }

    /// Brings a case on, until it is in this state.
    pub(crate) async fn bring(&self, case: &str, to: StateCode) {
        let before = match to {
            StateCode::Returned | StateCode::Lapsed | StateCode::Withdrawn => StateCode::Submitted,
            StateCode::Suspended => StateCode::Accepted,
            StateCode::Rejected => StateCode::Reported,
            StateCode::Revoked => StateCode::Approved,
            on_the_way => on_the_way,
        };
        let now = self.state(case).await;
        let passed = WAY.iter().position(|state| state.code() == now).expect("it is on the straight way");
        let last = WAY.iter().position(|state| *state == before).unwrap();
        for state in WAY.iter().take(last + 1).skip(passed + 1) {
            self.step_to(case, *state).await;
        }
        match to {
            StateCode::Returned => drop(self.done(Who::Officer, case, "return", &self.body("return")).await),
            StateCode::Lapsed => {
                self.done(Who::Officer, case, "return", &self.body("return")).await;
                self.wait(60);
                self.done(Who::Officer, case, "lapse", &self.body("lapse")).await;
            }
            StateCode::Withdrawn => drop(self.done(Who::Clerk, case, "withdraw", &self.body("withdraw")).await),
            StateCode::Suspended => drop(self.done(Who::Officer, case, "suspend", &self.body("suspend")).await),
            StateCode::Rejected => {
                let refused = self.items(case).await.into_iter().map(|id| json!({ "item_id": id, "reason": "另拟" }));
                let mut decision = self.body("decide");
                decision["refused"] = refused.collect();
                self.decide(case, &decision).await.expect(StatusCode::OK);
            }
            StateCode::Revoked => {
                self.wait(1);
                self.done(Who::Leader, case, "revoke", &self.body("revoke")).await;
            }
            _ => {}
        }
        assert_eq!(self.state(case).await, to.code());
    }

    /// Takes the step that leads from the state before to this one.
    pub(crate) async fn step_to(&self, case: &str, state: StateCode) {
        match state {
            StateCode::Submitted => drop(self.done(Who::Officer, case, "submit", &json!({})).await),
            StateCode::Accepted => drop(self.done(Who::Officer, case, "accept", &json!({})).await),
            StateCode::Surveyed => drop(self.done(Who::Field, case, "survey", &self.body("survey")).await),
            StateCode::Consulted => drop(self.done(Who::Officer, case, "consult", &self.body("consult")).await),
            StateCode::Argued => {
                self.attach(case, "argumentation_report").await;
                self.settle(case).await;
                self.done(Who::Officer, case, "argue", &self.body("argue")).await;
            }
            StateCode::InNotice => {
                let notice = self.signed_notice(case).await;
                self.done(Who::Officer, case, &format!("notices/{notice}/publish"), &json!({})).await;
            }
            StateCode::NoticeDone => {
                self.wait(8);
                self.done(Who::Officer, case, "close-notice", &json!({})).await;
            }
            StateCode::Reported => {
                self.attach(case, "assessment_report").await;
                self.attach(case, "opinions_report").await;
                self.settle(case).await;
                self.done(Who::Leader, case, "report", &json!({})).await;
            }
            StateCode::Approved => drop(self.decide(case, &self.body("decide")).await.expect(StatusCode::OK)),
            StateCode::Recorded => {
                let decision = self.decision(case).await;
                self.file_decision(case, &decision).await;
                self.announce(case, &decision).await;
            }
            StateCode::Closed => {
                self.sync(case).await;
                self.done(Who::Officer, case, "close", &self.body("close")).await;
            }
            other => panic!("{other} is not on the straight way"),
        }
    }

    /// A notice of the case that runs from today, drafted and signed.
    pub(crate) async fn signed_notice(&self, case: &str) -> String {
        let notice = self.done(Who::Officer, case, "notices", &json!({ "starts_on": self.today() })).await;
        let notice = notice["drafted"].as_str().unwrap().to_owned();
        self.done(Who::Leader, case, &format!("notices/{notice}/sign"), &json!({})).await;
        notice
    }

    /// The last decision of a case.
    pub(crate) async fn decision(&self, case: &str) -> String {
        self.file(case).await["decisions"].as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// Sends a decision's package and notes that it was taken on file.
    pub(crate) async fn file_decision(&self, case: &str, decision: &str) {
        self.attach(case, "decision_document").await;
        let sent = json!({ "sent_on": self.today() });
        self.done(Who::Officer, case, &format!("filings/{decision}/send"), &sent).await;
        let filed = json!({ "filed_on": self.today() });
        self.done(Who::Officer, case, &format!("filings/{decision}/file"), &filed).await;
    }

    /// An announcement of a decision, drafted and signed.
    pub(crate) async fn signed_announcement(&self, case: &str, decision: &str) -> String {
        let drafted = self.done(Who::Officer, case, "announcements", &json!({ "decision_id": decision })).await;
        let announcement = drafted["drafted"].as_str().unwrap().to_owned();
        self.done(Who::Leader, case, &format!("announcements/{announcement}/sign"), &json!({})).await;
        announcement
    }

    /// Announces what a decision approved.
    pub(crate) async fn announce(&self, case: &str, decision: &str) {
        let announcement = self.signed_announcement(case, decision).await;
        self.done(Who::Officer, case, &format!("announcements/{announcement}/publish"), &json!({})).await;
    }

    /// Notes of every announcement of a case that it is in the national base, where nobody has.
    pub(crate) async fn sync(&self, case: &str) {
        for one in self.file(case).await["publications"].as_array().unwrap() {
            if one["kind"] == "announcement" && !one["number"].is_null() && one["synced_on"].is_null() {
                let step = format!("announcements/{}/sync", one["id"].as_str().unwrap());
                self.done(Who::Officer, case, &step, &json!({ "on": self.today() })).await;
            }
        }
    }

    /// Settles every warning about the case that nobody has settled.
    pub(crate) async fn settle(&self, case: &str) {
        let file = self.done(Who::Officer, case, "check", &json!({})).await;
        let settled = file["settlements"].as_array().unwrap();
        let address = file["checks"][0]["address"].as_str().unwrap();
        let call = self.call(Who::Officer, axum::http::Method::GET, address).await;
        let check = call.send().await.expect(StatusCode::OK).json();
        for item in check["items"].as_array().unwrap() {
            let verdicts = item["examination"]["verdicts"].as_array().unwrap();
            for verdict in verdicts.iter().filter(|verdict| verdict["severity"] == "warn") {
                let known = |one: &&Value| one["item_id"] == item["item_id"] && one["verdict"] == verdict["key"];
                if settled.iter().find(known).is_none() {
                    let step = format!("items/{}/settle", item["item_id"].as_str().unwrap());
                    let body = json!({ "verdict": verdict["key"], "reason": "不致混淆。" });
                    self.done(Who::Officer, case, &step, &body).await;
                }
            }
        }
    }

    /// A body with which a step can be taken today.
    pub(crate) fn body(&self, step: &str) -> Value {
        let today = self.today();
        match step {
            "return" => json!({ "reasons": "请补充附图。" }),
            "survey" => json!({ "surveyed_on": today, "surveyors": ["周志平"], "findings": "与申报一致。" }),
            "consult" => json!({ "replies": [{ "department": "市公安局", "position": "agree", "replied_on": today }] }),
            "argue" => json!({
                "held_on": today, "conclusion": "同意。",
                "experts": [{ "name": "陈守礼" }, { "name": "郑文清" }, { "name": "黄秀英" }],
            }),
            "decide" => json!({
                "authority": "天门市人民政府", "authority_kind": "government", "document_number": "天政函〔2023〕67号",
                "decided_on": today,
            }),
            "close" => json!({ "signs_installed_on": today, "archive_reference": "DM·2023·1" }),
            "revoke" => json!({
                "authority": "湖北省民政厅", "document_number": "鄂民函〔2023〕9号", "revoked_on": today, "reason": "纠正",
            }),
            "lapse" | "withdraw" | "suspend" | "uphold-objection" => json!({ "reason": "原因" }),
            _ => json!({}),
        }
    }
}

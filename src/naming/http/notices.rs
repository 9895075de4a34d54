//! Public notices of a case.

use axum::{
    extract::{Path, State},
    http::{Method, StatusCode},
    routing::{MethodRouter, post, put},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    NamingState,
    cases::whole,
    schema::{self, case_id, day, object, text},
    wire::{LONGEST_LINE, WordsBody, case_day},
};
use crate::{
    http::{
        Access, Body, Operation, Param, Problem, Route, SignedIn,
        content::line,
        idempotency::{self, Idempotent, Outcome},
    },
    kernel::actor::Role,
    naming::{
        Action, ContactPoint,
        model::CaseId,
        policy::roles,
        service::{self, Desk, NoticeWords},
    },
    publications::PublicationId,
};

const ALL: &str = "/api/v1/naming-cases/{case_id}/notices";
const ONE: &str = "/api/v1/naming-cases/{case_id}/notices/{notice_id}";
const SIGN: &str = "/api/v1/naming-cases/{case_id}/notices/{notice_id}/sign";
const PUBLISH: &str = "/api/v1/naming-cases/{case_id}/notices/{notice_id}/publish";

/// Who signs what is published.
pub(super) const SIGNERS: &[Role] = &[Role::Leader];

pub(super) fn routes(state: &NamingState) -> Vec<Route> {
    let officers = Access::Roles(roles(Action::OpenNotice));
    let route = |method, path, access, operation: Operation, handler: MethodRouter<NamingState>| {
        let operation = schema::step(Action::OpenNotice, operation).answers(
            200,
            "application/json",
            schema::case(),
            "the whole case",
        );
        Route::new(method, path, access, operation, handler.with_state(state.clone()))
    };
    vec![
        route(
            Method::POST,
            ALL,
            officers,
            Operation::new("naming", "draftNotice", "起草公示", "Draft a public notice")
                .describes(
                    "标题、正文、异议方式和期限不填时按案件内容生成，联系人、电话、地址和邮箱不填时按系统设置。起草后由局领导签发，再发布。",
                    "What is not said is composed from the case, the contact from the settings. A leader signs the draft \
                     before it can be published.",
                )
                .params([case_id(), idempotency::param()])
                .body("application/json", words())
                .answers(201, "application/json", schema::case(), "the whole case"),
            post(draft),
        ),
        route(
            Method::PUT,
            ONE,
            officers,
            Operation::new("naming", "redraftNotice", "重新起草公示", "Draft a notice anew")
                .params([case_id(), notice_id()])
                .body("application/json", words()),
            put(redraft),
        ),
        route(
            Method::POST,
            SIGN,
            Access::Roles(SIGNERS),
            Operation::new("naming", "signNotice", "签发公示", "Sign a notice").params([
                case_id(),
                notice_id(),
                idempotency::param(),
            ]),
            post(sign),
        ),
        route(
            Method::POST,
            PUBLISH,
            officers,
            Operation::new("naming", "publishNotice", "发布公示", "Publish a notice; its text is frozen").params([
                case_id(),
                notice_id(),
                idempotency::param(),
            ]),
            post(publish),
        ),
    ]
}

fn notice_id() -> Param {
    schema::id("notice_id", "公示编号", "id of the notice")
}

fn words() -> Value {
    let mut members = schema::words();
    if let Some(members) = members.as_object_mut() {
        members.insert("starts_on".into(), day("first day, not before today; tomorrow unless said"));
        members.insert("ends_on".into(), day("last day, included; by the usual length unless said"));
        members.insert(
            "objection".into(),
            json!({ "type": "array", "items": { "type": "string" },
                    "description": "how and where to object; composed unless said. The contact follows in any case" }),
        );
        members.insert(
            "contact".into(),
            object(
                &[],
                json!({
                    "person": text(LONGEST_LINE, "whom to ask; that of the settings unless said"),
                    "phone": text(LONGEST_LINE, "telephone number; that of the settings unless said"),
                    "address": text(LONGEST_LINE, "postal address; that of the settings unless said"),
                    "email": text(LONGEST_LINE, "e-mail address; that of the settings unless said"),
                }),
            ),
        );
    }
    object(&[], members)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeBody {
    #[serde(flatten)]
    words: WordsBody,
    #[serde(default)]
    contact: ContactBody,
    starts_on: Option<String>,
    ends_on: Option<String>,
}

/// Whom to ask about this notice.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactBody {
    person: Option<String>,
    phone: Option<String>,
    address: Option<String>,
    email: Option<String>,
}

impl NoticeBody {
    /// What it says, and of the contact what it leaves open as `usual` says.
    fn checked(self, usual: &ContactPoint) -> Result<NoticeWords, Problem> {
        let day = |pointer, text: Option<String>| text.map(|text| case_day(pointer, &text)).transpose();
        Ok(NoticeWords {
            words: self.words.checked()?,
            contact: self.contact.checked()?.or(usual),
            starts_on: day("/starts_on", self.starts_on)?,
            ends_on: day("/ends_on", self.ends_on)?,
        })
    }
}

impl ContactBody {
    fn checked(self) -> Result<ContactPoint, Problem> {
        let one_line = |member: &str, text: Option<String>| {
            text.map(|text| line(&format!("/contact/{member}"), text, LONGEST_LINE)).transpose()
        };
        Ok(ContactPoint {
            person: one_line("person", self.person)?,
            phone: one_line("phone", self.phone)?,
            address: one_line("address", self.address)?,
            email: one_line("email", self.email)?,
        })
    }
}

async fn draft(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<NoticeBody>>,
) -> Result<Outcome, Problem> {
    let words = body.checked(&state.contact)?;
    state
        .work(&caller, "naming.draft_notice", key.as_ref(), None, async |desk| {
            let notice = service::draft_notice(desk, CaseId(id), None, words).await?;
            whole(desk, StatusCode::CREATED, CaseId(id), json!({ "drafted": notice })).await
        })
        .await
}

async fn redraft(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, notice)): Path<(Uuid, Uuid)>,
    Body(body): Body<NoticeBody>,
) -> Result<Outcome, Problem> {
    let words = body.checked(&state.contact)?;
    state
        .work(&caller, "naming.redraft_notice", None, None, async |desk| {
            service::draft_notice(desk, CaseId(id), Some(PublicationId(notice)), words).await?;
            whole(desk, StatusCode::OK, CaseId(id), json!({})).await
        })
        .await
}

async fn sign(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, notice)): Path<(Uuid, Uuid)>,
    Idempotent { key, .. }: Idempotent,
) -> Result<Outcome, Problem> {
    state
        .work(&caller, "naming.sign_notice", key.as_ref(), None, async |desk| {
            service::sign_notice(desk, CaseId(id), PublicationId(notice)).await?;
            whole(desk, StatusCode::OK, CaseId(id), json!({})).await
        })
        .await
}

async fn publish(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, notice)): Path<(Uuid, Uuid)>,
    Idempotent { key, .. }: Idempotent,
) -> Result<Outcome, Problem> {
    let step = async |desk: &Desk<'_>| service::open_notice(desk, CaseId(id), PublicationId(notice)).await;
    state.step(&caller, "naming.publish_notice", key.as_ref(), None, step).await
}

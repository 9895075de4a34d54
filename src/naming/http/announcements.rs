//! Announcements of approved names.

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
    notices::SIGNERS,
    schema::{self, case_id, day, object},
    wire::{WordsBody, case_day},
};
use crate::{
    http::{
        Access, Body, Operation, Param, Problem, Route, SignedIn,
        idempotency::{self, Idempotent, Outcome},
    },
    naming::{
        Action,
        model::{CaseId, DecisionId},
        policy::roles,
        service::{self, Desk},
    },
    publications::{Announced, PublicationId, Synced},
};

const ALL: &str = "/api/v1/naming-cases/{case_id}/announcements";
const ONE: &str = "/api/v1/naming-cases/{case_id}/announcements/{announcement_id}";
const SIGN: &str = "/api/v1/naming-cases/{case_id}/announcements/{announcement_id}/sign";
const PUBLISH: &str = "/api/v1/naming-cases/{case_id}/announcements/{announcement_id}/publish";
const SYNC: &str = "/api/v1/naming-cases/{case_id}/announcements/{announcement_id}/sync";

pub(super) fn routes(state: &NamingState) -> Vec<Route> {
    let officers = Access::Roles(roles(Action::Announce));
    let route = |method, path, access, operation: Operation, handler: MethodRouter<NamingState>| {
        let operation = operation.answers(200, "application/json", schema::case(), "the whole case");
        Route::new(method, path, access, operation, handler.with_state(state.clone()))
    };
    let step = |operation| schema::step(Action::Announce, operation);
    vec![
        route(
            Method::POST,
            ALL,
            officers,
            step(Operation::new(
                "naming",
                "draftAnnouncement",
                "起草公告",
                "Draft the announcement of a decision's names",
            ))
            .describes(
                "案件已撤销的，起草的是撤销公告：撤销该批复原来的公告，发布后原公告页面注明已被撤销",
                "In a case that was revoked this is the announcement of the revocation: it follows the announcement \
                 of the decision, whose page then says that it was revoked",
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
            step(Operation::new("naming", "redraftAnnouncement", "重新起草公告", "Draft an announcement anew"))
                .params([case_id(), announcement_id()])
                .body("application/json", words()),
            put(redraft),
        ),
        route(
            Method::POST,
            SIGN,
            Access::Roles(SIGNERS),
            Operation::new("naming", "signAnnouncement", "签发公告", "Sign an announcement").params([
                case_id(),
                announcement_id(),
                idempotency::param(),
            ]),
            post(sign),
        ),
        route(
            Method::POST,
            PUBLISH,
            officers,
            step(Operation::new(
                "naming",
                "publishAnnouncement",
                "发布公告",
                "Publish an announcement; its text is frozen",
            ))
            .params([case_id(), announcement_id(), idempotency::param()]),
            post(publish),
        ),
        route(
            Method::POST,
            SYNC,
            officers,
            Operation::new(
                "naming",
                "syncAnnouncement",
                "登记已汇入国家地名信息库",
                "Note that it is in the national base",
            )
            .describes("案件在任何状态都可登记一次。", "Once, in any state of the case.")
            .params([case_id(), announcement_id(), idempotency::param()])
            .body(
                "application/json",
                object(
                    &["on"],
                    json!({
                        "on": day("since it was published, not in the future"),
                        "channels": { "type": "array", "maxItems": 20, "items": object(
                            &["channel"],
                            json!({ "channel": schema::text(200, "where it was announced, too"),
                                    "evidence": { "type": "string", "nullable": true } }),
                        ) },
                    }),
                ),
            ),
            post(sync),
        ),
    ]
}

fn announcement_id() -> Param {
    schema::id("announcement_id", "公告编号", "id of the announcement")
}

fn words() -> Value {
    let mut members = schema::words();
    if let Some(members) = members.as_object_mut() {
        members.insert("decision_id".into(), json!({ "type": "string", "format": "uuid" }));
    }
    object(&["decision_id"], members)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnnouncementBody {
    #[serde(flatten)]
    words: WordsBody,
    decision_id: Uuid,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SyncBody {
    on: String,
    #[serde(default)]
    channels: Vec<Announced>,
}

async fn draft(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<AnnouncementBody>>,
) -> Result<Outcome, Problem> {
    let (decision, words) = (DecisionId(body.decision_id), body.words.checked()?);
    state
        .work(&caller, "naming.draft_announcement", key.as_ref(), None, async |desk| {
            let drafted = service::draft_announcement(desk, CaseId(id), decision, None, words).await?;
            whole(desk, StatusCode::CREATED, CaseId(id), json!({ "drafted": drafted })).await
        })
        .await
}

async fn redraft(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, announcement)): Path<(Uuid, Uuid)>,
    Body(body): Body<AnnouncementBody>,
) -> Result<Outcome, Problem> {
    let (decision, words) = (DecisionId(body.decision_id), body.words.checked()?);
    let existing = Some(PublicationId(announcement));
    state
        .work(&caller, "naming.redraft_announcement", None, None, async |desk| {
            service::draft_announcement(desk, CaseId(id), decision, existing, words).await?;
            whole(desk, StatusCode::OK, CaseId(id), json!({})).await
        })
        .await
}

async fn sign(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, announcement)): Path<(Uuid, Uuid)>,
    Idempotent { key, .. }: Idempotent,
) -> Result<Outcome, Problem> {
    state
        .work(&caller, "naming.sign_announcement", key.as_ref(), None, async |desk| {
            service::sign_announcement(desk, CaseId(id), PublicationId(announcement)).await?;
            whole(desk, StatusCode::OK, CaseId(id), json!({})).await
        })
        .await
}

async fn publish(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, announcement)): Path<(Uuid, Uuid)>,
    Idempotent { key, .. }: Idempotent,
) -> Result<Outcome, Problem> {
    let step = async |desk: &Desk<'_>| service::announce(desk, CaseId(id), PublicationId(announcement)).await;
    state.step(&caller, "naming.announce", key.as_ref(), None, step).await
}

async fn sync(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path((id, announcement)): Path<(Uuid, Uuid)>,
    Idempotent { key, body: Body(body) }: Idempotent<Body<SyncBody>>,
) -> Result<Outcome, Problem> {
    let synced = Synced { on: case_day("/on", &body.on)?, channels: body.channels };
    state
        .work(&caller, "naming.sync_announcement", key.as_ref(), None, async |desk| {
            service::mark_synced(desk, CaseId(id), PublicationId(announcement), &synced).await?;
            whole(desk, StatusCode::OK, CaseId(id), json!({})).await
        })
        .await
}

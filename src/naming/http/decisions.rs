//! The decision of the approving authority.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    routing::post,
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{
    NamingState,
    cases::whole,
    schema::{case_id, day, if_match, object, step, text},
    wire::{LONGEST_LINE, LONGEST_PROSE, case_day},
};
use crate::{
    http::{
        Access, Body, Operation, Problem, Route, SignedIn,
        content::{line, prose},
        idempotency::{self, Idempotent, Outcome},
        if_match,
    },
    naming::{
        Action, ItemId,
        model::{AuthorityKind, CaseId, NewDecision, Refused},
        policy::roles,
        service,
    },
};

pub(super) fn routes(state: &NamingState) -> Vec<Route> {
    let kinds = AuthorityKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>();
    let ids = json!({ "type": "array", "items": { "type": "string", "format": "uuid" } });
    let refused = object(
        &["item_id", "reason"],
        json!({ "item_id": { "type": "string", "format": "uuid" }, "reason": text(5000, "why") }),
    );
    let operation = Operation::new("naming", "decideNamingCase", "录入批准决定", "Enter the decision")
        .describes(
            "批准的名称自文件日期起成为标准地名，旧名转为曾用名，地名代码同时生成。不写 approved 时，除 refused 外的待定条目全部批准。\
             经办过此案件的人不能录入。",
            "Approved names are standard names from the day of the document on; the place code is given in the same moment. \
             Without `approved` all open items are approved that are not refused. Who prepared the case may not enter it.",
        )
        .params([case_id(), if_match(), idempotency::param()])
        .body(
            "application/json",
            object(
                &["authority", "authority_kind", "document_number", "decided_on"],
                json!({
                    "authority": text(200, "who decided, such as 天门市人民政府"),
                    "authority_kind": { "type": "string", "enum": kinds },
                    "document_number": text(200, "such as 天政函〔2023〕67号"),
                    "decided_on": day("since the case was reported, not in the future"),
                    "approved": ids,
                    "refused": { "type": "array", "items": refused },
                }),
            ),
        )
        .answers(200, "application/json", json!({ "type": "object" }), "the whole case; look-ups already show the names");
    let operation = step(Action::Approve, operation);
    vec![Route::new(
        Method::POST,
        "/api/v1/naming-cases/{case_id}/decide",
        Access::Roles(roles(Action::Approve)),
        operation,
        post(decide).with_state(state.clone()),
    )]
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionBody {
    authority: String,
    authority_kind: AuthorityKind,
    document_number: String,
    decided_on: String,
    approved: Option<Vec<Uuid>>,
    #[serde(default)]
    refused: Vec<RefusedBody>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RefusedBody {
    item_id: Uuid,
    reason: String,
}

impl DecisionBody {
    fn checked(self) -> Result<NewDecision, Problem> {
        let refused = self.refused.into_iter().enumerate().map(|(at, one)| {
            let reason = prose(&format!("/refused/{at}/reason"), &one.reason, LONGEST_PROSE)?;
            Ok(Refused { item: ItemId(one.item_id), reason })
        });
        Ok(NewDecision {
            authority: line("/authority", self.authority, LONGEST_LINE)?,
            authority_kind: self.authority_kind,
            document_number: line("/document_number", self.document_number, LONGEST_LINE)?,
            decided_on: case_day("/decided_on", &self.decided_on)?,
            approved: self.approved.map(|ids| ids.into_iter().map(ItemId).collect()),
            refused: refused.collect::<Result<_, Problem>>()?,
        })
    }
}

async fn decide(
    State(state): State<NamingState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<DecisionBody>>,
) -> Result<Outcome, Problem> {
    let (version, decision) = (if_match::based_on(&headers)?, body.checked()?);
    state
        .work(&caller, "naming.decide", key.as_ref(), Some(version), async |desk| {
            service::decide(desk, CaseId(id), decision).await?;
            whole(desk, StatusCode::OK, CaseId(id), json!({})).await
        })
        .await
}

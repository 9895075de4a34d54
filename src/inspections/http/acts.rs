//! What this office says, and both chains.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{InspectionsState, answers, based_on, inspection_id, inspections::answer, step, told};
use crate::{
    http::{
        Access, Body, Operation, Problem, Route, SignedIn,
        content::unfit,
        idempotency::{self, Idempotent, Outcome},
        schema::{list, object},
    },
    inspections::{
        Act,
        policy::{READERS, SPEAKERS},
        service,
    },
};

/// Most acts of one request.
const MOST: usize = 2_000;

/// Largest request.
pub(super) const LARGEST: usize = 4 << 20;

pub(super) fn routes(state: &InspectionsState) -> Vec<Route> {
    let path = "/api/v1/joint-inspections/{inspection_id}/acts";
    vec![
        Route::new(
            Method::GET,
            path,
            Access::Roles(READERS),
            Operation::new(
                "inspections",
                "jointInspectionActs",
                "双方各自的记录链（只增不改）及每条的效力",
                "Both chains as they were said, and what became of each act",
            )
            .params([inspection_id()])
            .answers(200, "application/json", answers::all("acts", answers::link()), "each chain in its order"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            path,
            Access::Roles(SPEAKERS),
            Operation::new(
                "inspections",
                "sayInJointInspection",
                "以我方名义登记：方案、检查情况、问题、处理、报告、签字、备案",
                "Say something for this office: scheme, findings, issues, what was put right, report, signatures, filing",
            )
            .describes(
                "一次可提交多条，全部成功或全部不记。签字须带所读内容的 digest；方案和报告由局领导签，其余由界线管理人员办理。\
                 对方的内容只能由对方以邀请链接或签名交换包写入。",
                "All acts of a request or none. A signature says by digest what was read; the leader signs scheme and report, \
                 all else is the boundary officer's. What the neighbour says is written by an invitation or a signed package only.",
            )
            .params([inspection_id(), based_on(), idempotency::param()])
            .body("application/json", acts_schema())
            .answers(200, "application/json", answers::dossier(), "the dossier"),
            post(say).with_state(state.clone()),
        )
        .body_limit(LARGEST),
    ]
}

/// Schema of [`ActsBody`].
pub(super) fn acts_schema() -> Value {
    object(&["acts"], json!({ "acts": list(answers::act()) }))
}

/// Acts to be said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActsBody {
    acts: Vec<Act>,
}

impl ActsBody {
    pub(super) fn checked(self) -> Result<Vec<Act>, Problem> {
        if (1..=MOST).contains(&self.acts.len()) {
            return Ok(self.acts);
        }
        Err(unfit("/acts", format!("须有 1 至 {MOST} 条"), format!("takes 1 to {MOST} acts")))
    }
}

async fn show(State(state): State<InspectionsState>, Path(id): Path<Uuid>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("inspections.acts").await?;
    let case = service::find(&tx, id).await?;
    tx.finish().await?;
    let dossier = case.dossier();
    Ok(Json(json!({ "acts": case.links.iter().map(|link| told::link(&dossier, link)).collect::<Vec<_>>() })))
}

async fn say(
    state: State<InspectionsState>,
    caller: SignedIn,
    id: Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ActsBody>>,
) -> Result<Outcome, Problem> {
    let acts = body.checked()?;
    step("inspections.say", (state, caller, id, headers), key, async |clerk, id, version, _| {
        answer(StatusCode::OK, &clerk.say(id, version, acts).await?, clerk.today())
    })
    .await
}

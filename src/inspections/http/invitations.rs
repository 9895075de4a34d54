//! Inviting the neighbour.

use axum::{
    Json,
    extract::{Path, State},
    http::{Method, StatusCode},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    InspectionsState, answers, inspection_id,
    inspections::{ReasonBody, reason_schema},
};
use crate::{
    http::{
        Access, Body, Operation, Problem, Route, SignedIn,
        content::{instant, line},
        idempotency::Answer,
        schema::{self, object, text},
    },
    inspections::{
        invitation::Invitation,
        policy::{PLANNERS, READERS},
        service,
    },
    kernel::dates::rfc3339,
    records::Pen,
};

pub(super) fn routes(state: &InspectionsState) -> Vec<Route> {
    let path = "/api/v1/joint-inspections/{inspection_id}/invitations";
    vec![
        Route::new(
            Method::GET,
            path,
            Access::Roles(READERS),
            Operation::new("inspections", "invitations", "发给邻方的邀请", "Invitations of the neighbour")
                .params([inspection_id()])
                .answers(200, "application/json", answers::all("invitations", answers::invitation()), "the oldest first"),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            path,
            Access::Roles(PLANNERS),
            Operation::new(
                "inspections",
                "invite",
                "邀请邻方人员参加本次联检（无需账号）",
                "Invite somebody of the neighbour's office to this inspection",
            )
            .describes(
                "答复中的链接只显示一次，因此不接受 Idempotency-Key。链接只打开这一次联检，可随时撤回。",
                "The link is told once, so that no Idempotency-Key is taken. It opens this inspection only, and can be revoked.",
            )
            .params([inspection_id()])
            .body(
                "application/json",
                object(
                    &["person", "unit", "expires_at"],
                    json!({ "person": text(100, "who"), "unit": text(100, "from which office"), "expires_at": schema::instant() }),
                ),
            )
            .answers(201, "application/json", answers::new_invitation(), "the invitation and its link"),
            post(invite).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/joint-inspections/{inspection_id}/invitations/{invitation_id}/revoke",
            Access::Roles(PLANNERS),
            Operation::new("inspections", "revokeInvitation", "撤回邀请", "Revoke an invitation")
                .params([inspection_id(), schema::id("invitation_id", "邀请", "id of the invitation")])
                .body("application/json", reason_schema())
                .answers(200, "application/json", answers::all("invitations", answers::invitation()), "all of them"),
            post(revoke).with_state(state.clone()),
        ),
    ]
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InvitationBody {
    person: String,
    unit: String,
    expires_at: String,
}

fn told(invitation: &Invitation) -> Value {
    json!({
        "id": invitation.id, "person": invitation.person, "unit": invitation.unit, "made_by": invitation.made_by,
        "made_at": rfc3339(invitation.made_at), "expires_at": rfc3339(invitation.expires_at),
        "revoked_at": invitation.revoked_at.map(rfc3339), "revoke_reason": invitation.revoke_reason,
        "last_used_at": invitation.last_used_at.map(rfc3339),
    })
}

fn all(invitations: &[Invitation]) -> Value {
    json!({ "invitations": invitations.iter().map(told).collect::<Vec<_>>() })
}

async fn list(State(state): State<InspectionsState>, Path(id): Path<Uuid>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("inspections.invitations").await?;
    service::find(&tx, id).await?;
    let invitations = service::invitations(&tx, id).await?;
    tx.finish().await?;
    Ok(Json(all(&invitations)))
}

async fn invite(
    State(state): State<InspectionsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    Body(body): Body<InvitationBody>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let people = (line("/person", body.person, 100)?, line("/unit", body.unit, 100)?);
    let expires_at = instant("/expires_at", &body.expires_at)?;
    let tx = state.db.write("inspections.invite", &caller.actor).await?;
    let pen = Pen { tx: &tx, ids: &state.ids, actor: &caller.actor, now: state.now() };
    let (invitation, token) = service::Inspector(pen).invite(id, people, expires_at).await?;
    tx.commit().await?;
    let mut answer = schema::members(told(&invitation));
    answer.insert("href".into(), json!(format!("/joint/{}", token.reveal())));
    Ok((StatusCode::CREATED, Json(Value::Object(answer))))
}

async fn revoke(
    State(state): State<InspectionsState>,
    SignedIn(caller): SignedIn,
    Path((id, invitation)): Path<(Uuid, Uuid)>,
    Body(body): Body<ReasonBody>,
) -> Result<crate::http::idempotency::Outcome, Problem> {
    let reason = body.checked()?;
    state
        .work(&caller.actor, "inspections.revoke_invitation", None, async |clerk| {
            Answer::json(StatusCode::OK, &all(&clerk.revoke_invitation(id, invitation, &reason).await?))
        })
        .await
}

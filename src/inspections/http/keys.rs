//! The key of this office, and the keys of neighbours' offices.

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
    InspectionsState, answers,
    inspections::{ReasonBody, reason_schema},
};
use crate::{
    http::{
        Access, Body, Operation, Param, Params, Problem, Route, SignedIn,
        content::{line, unfit},
        idempotency::{self, Answer, Idempotent, Outcome},
        schema::{self, object, text},
    },
    inspections::{
        keys::{self, NeighbourKey},
        policy::{KEY_KEEPERS, READERS},
        service,
    },
    kernel::{actor::Actor, dates::rfc3339},
    records::Pen,
};

pub(super) fn routes(state: &InspectionsState) -> Vec<Route> {
    let path = "/api/v1/neighbour-keys";
    let keepers = Access::Roles(KEY_KEEPERS);
    vec![
        Route::new(
            Method::GET,
            "/api/v1/exchange-key",
            Access::Public,
            Operation::new(
                "inspections",
                "exchangeKey",
                "本单位签署交换包的公钥（JWK）",
                "The public key with which this office signs packages, a JWK",
            )
            .answers(200, "application/json", answers::jwk(), "the key; `kid` is its thumbprint (RFC 7638)"),
            get(own).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            path,
            Access::Roles(READERS),
            Operation::new("inspections", "neighbourKeys", "邻方单位的公钥", "Keys of neighbours' offices")
                .params([Param::query("neighbour", json!({ "type": "string" }), "邻方代码", "code of the neighbour")])
                .answers(200, "application/json", answers::all("keys", answers::neighbour_key()), "the newest first"),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            path,
            keepers,
            Operation::new("inspections", "enterNeighbourKey", "登记邻方单位的公钥", "Enter the key of a neighbour's office")
                .describes(
                    "登记前请以电话或来函与邻方核对指纹（kid），并在 confirmed 中写明。",
                    "Compare the thumbprint (kid) with the neighbour first, by telephone or letter, and say so in `confirmed`.",
                )
                .params([idempotency::param()])
                .body(
                    "application/json",
                    object(
                        &["neighbour", "x", "confirmed"],
                        json!({
                            "neighbour": text(9, "code of the neighbour"),
                            "x": text(60, "member x of its JWK: the key, base64url"),
                            "confirmed": text(200, "how its thumbprint was compared"),
                        }),
                    ),
                )
                .answers(201, "application/json", answers::neighbour_key(), "the key"),
            post(enter).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/neighbour-keys/{key_id}/revoke",
            keepers,
            Operation::new("inspections", "revokeNeighbourKey", "吊销邻方单位的公钥", "Revoke the key of a neighbour's office")
                .params([schema::id("key_id", "密钥", "id of the key")])
                .body("application/json", reason_schema())
                .answers(200, "application/json", answers::all("keys", answers::neighbour_key()), "all of the neighbour"),
            post(revoke).with_state(state.clone()),
        ),
    ]
}

fn told(key: &NeighbourKey) -> Value {
    json!({
        "id": key.id, "neighbour": key.neighbour, "jwk": keys::jwk(&key.thumbprint, &key.public),
        "confirmed": key.confirmed, "entered_by": key.entered_by, "entered_at": rfc3339(key.entered_at),
        "revoked_at": key.revoked_at.map(rfc3339), "revoke_reason": key.revoke_reason,
    })
}

fn all(keys: &[NeighbourKey]) -> Value {
    json!({ "keys": keys.iter().map(told).collect::<Vec<_>>() })
}

async fn own(State(state): State<InspectionsState>) -> Result<Json<Value>, Problem> {
    let tx = state.db.write("inspections.exchange_key", &Actor::Operator).await?;
    let pen = Pen { tx: &tx, ids: &state.ids, actor: &Actor::Operator, now: state.now() };
    let key = keys::public(&pen).await?;
    tx.commit().await?;
    Ok(Json(key))
}

async fn list(State(state): State<InspectionsState>, params: Params) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("inspections.neighbour_keys").await?;
    let keys = service::neighbour_keys(&tx, params.text("neighbour")).await?;
    tx.finish().await?;
    Ok(Json(all(&keys)))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyBody {
    neighbour: String,
    x: String,
    confirmed: String,
}

async fn enter(
    State(state): State<InspectionsState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<KeyBody>>,
) -> Result<Outcome, Problem> {
    let public = keys::decoded(&body.x).ok_or_else(|| {
        unfit("/x", "应为 32 字节公钥的 base64url", "takes the 32 bytes of a public key in base64url")
    })?;
    let (neighbour, confirmed) = (line("/neighbour", body.neighbour, 9)?, line("/confirmed", body.confirmed, 200)?);
    state
        .work(&caller.actor, "inspections.enter_key", key.as_ref(), async |clerk| {
            Answer::json(StatusCode::CREATED, &told(&clerk.enter_key(&neighbour, public, confirmed).await?))
        })
        .await
}

async fn revoke(
    State(state): State<InspectionsState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    Body(body): Body<ReasonBody>,
) -> Result<Outcome, Problem> {
    let reason = body.checked()?;
    state
        .work(&caller.actor, "inspections.revoke_key", None, async |clerk| {
            Answer::json(StatusCode::OK, &all(&clerk.revoke_key(id, &reason).await?))
        })
        .await
}

//! Items.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode},
    routing::{post, put},
};
use uuid::Uuid;

use super::{
    ArchivesState, answers, based_on, item_id, json as told, volume_id,
    wire::{ItemBody, ReasonBody},
};
use crate::{
    archives::{Clerk, ItemId, Refusal, VolumeId, model::Contents, policy::COLLECTORS},
    http::{
        Access, Body, Operation, Problem, Route, SignedIn,
        idempotency::{self, Answer, Idempotent, Outcome},
        if_match,
    },
};

pub(super) fn routes(state: &ArchivesState) -> Vec<Route> {
    let one = "/api/v1/archive-volumes/{volume_id}/items/{item_id}";
    let collectors = Access::Roles(COLLECTORS);
    vec![
        Route::new(
            Method::POST,
            "/api/v1/archive-volumes/{volume_id}/items",
            collectors,
            Operation::new("archives", "addArchiveItem", "添加卷内文件", "Add an item to a volume")
                .describes("收集和整理阶段可添加。", "While the volume is collected or arranged.")
                .params([volume_id(), based_on(), idempotency::param()])
                .body("application/json", ItemBody::schema())
                .answers(201, "application/json", answers::item(), "the item; the ETag is that of the volume"),
            post(add).with_state(state.clone()),
        ),
        Route::new(
            Method::PUT,
            one,
            collectors,
            Operation::new("archives", "correctArchiveItem", "更正卷内文件著录", "Correct what is said of an item")
                .params([volume_id(), item_id(), based_on().required()])
                .body("application/json", ItemBody::schema())
                .answers(200, "application/json", answers::item(), "the item; the ETag is that of the volume"),
            put(correct).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/archive-volumes/{volume_id}/items/{item_id}/remove",
            collectors,
            Operation::new("archives", "removeArchiveItem", "移出卷内文件", "Take an item out of a volume")
                .describes(
                    "收集和整理阶段可移出，须写明原因。",
                    "While the volume is collected or arranged, with the reason.",
                )
                .params([volume_id(), item_id(), based_on(), idempotency::param()])
                .body("application/json", ReasonBody::schema())
                .answers(200, "application/json", answers::item(), "the item as it stays on record"),
            post(remove).with_state(state.clone()),
        ),
    ]
}

async fn add(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path(volume): Path<Uuid>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ItemBody>>,
) -> Result<Outcome, Problem> {
    let (version, facts) = (if_match::version(&headers)?, body.checked(state.today())?);
    let add = async |clerk: &Clerk<'_>| {
        let (contents, id) = clerk.add_item(VolumeId(volume), version, facts).await?;
        let address = format!("{}/items/{id}", told::address(&contents.volume));
        Ok(answer(StatusCode::CREATED, &contents, id)?.location(address))
    };
    state.work(&caller, "archives.add_item", key.as_ref(), add).await
}

async fn correct(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path((volume, item)): Path<(Uuid, Uuid)>,
    headers: HeaderMap,
    Body(body): Body<ItemBody>,
) -> Result<Outcome, Problem> {
    let (version, facts) = (if_match::based_on(&headers)?, body.checked(state.today())?);
    let correct = async |clerk: &Clerk<'_>| {
        let contents = clerk.correct_item(VolumeId(volume), ItemId(item), version, facts).await?;
        answer(StatusCode::OK, &contents, ItemId(item))
    };
    state.work(&caller, "archives.correct_item", None, correct).await
}

async fn remove(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path((volume, item)): Path<(Uuid, Uuid)>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let (version, reason) = (if_match::version(&headers)?, body.checked()?);
    let remove = async |clerk: &Clerk<'_>| {
        let contents = clerk.remove_item(VolumeId(volume), ItemId(item), version, &reason).await?;
        answer(StatusCode::OK, &contents, ItemId(item))
    };
    state.work(&caller, "archives.remove_item", key.as_ref(), remove).await
}

fn answer(status: StatusCode, contents: &Contents, id: ItemId) -> Result<Answer, Problem> {
    let item = contents.items.iter().find(|item| item.id == id).ok_or(Refusal::UnknownItem)?;
    Ok(Answer::json(status, &told::item(&contents.volume, item))?.etag(if_match::tag(contents.volume.version)))
}

//! Volumes.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    ArchivesState, answer, answers, cursor, json as told, limit, volume_id,
    wire::{VolumeBody, words},
};
use crate::{
    archives::{
        Clerk, VolumeId,
        codes::{Class, VolumeState},
        missing,
        policy::{KEEPERS, READERS},
        service::{self, Filter},
    },
    http::{
        Access, Body, Operation, Page, Param, Params, Problem, Route, SignedIn,
        idempotency::{self, Idempotent, Outcome},
        if_match,
    },
};

/// Volumes of one page: usual and most.
const PAGE: (usize, usize) = (50, 200);

pub(super) fn routes(state: &ArchivesState) -> Vec<Route> {
    let (all, one) = ("/api/v1/archive-volumes", "/api/v1/archive-volumes/{volume_id}");
    let (readers, keepers) = (Access::Roles(READERS), Access::Roles(KEEPERS));
    vec![
        Route::new(Method::GET, all, readers, list_operation(), get(list).with_state(state.clone())),
        Route::new(
            Method::POST,
            all,
            keepers,
            Operation::new("archives", "openArchiveVolume", "新建案卷", "Open an archive volume")
                .params([idempotency::param()])
                .body("application/json", VolumeBody::schema())
                .answers(201, "application/json", answers::volume(), "the volume"),
            post(open).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            readers,
            Operation::new("archives", "archiveVolume", "一个案卷及其经过", "One volume and what happened to it")
                .params([volume_id()])
                .answers(200, "application/json", answers::volume(), "the volume with items, borrowings and events"),
            get(show).with_state(state.clone()),
        ),
        Route::new(
            Method::PUT,
            one,
            keepers,
            Operation::new("archives", "describeArchiveVolume", "更正案卷著录", "Correct what is said of a volume")
                .params([volume_id(), super::based_on().required()])
                .body("application/json", VolumeBody::schema())
                .answers(200, "application/json", answers::volume(), "the volume"),
            put(describe).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/archive-volumes/{volume_id}/missing",
            readers,
            Operation::new("archives", "missingInVolume", "案卷缺什么", "What is missing in a volume")
                .params([volume_id()])
                .answers(200, "application/json", answers::missing(), "what is missing"),
            get(missing_in_volume).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/archive-volumes/missing",
            readers,
            Operation::new("archives", "missingOfLine", "一条界线的档案缺什么", "What is missing of a line")
                .describes("所需材料在该界线任一案卷中即可。", "A required type may be in any volume of the line.")
                .params([Param::query(
                    "line",
                    json!({ "type": "string", "format": "uuid" }),
                    "界线",
                    "the boundary line",
                )
                .required()])
                .answers(200, "application/json", answers::missing(), "what is missing in all its volumes together"),
            get(missing_of_line).with_state(state.clone()),
        ),
    ]
}

fn list_operation() -> Operation {
    Operation::new("archives", "archiveVolumes", "案卷列表", "Archive volumes, the newest first, with what is missing")
        .params([
            Param::query("class", words(Class::ALL.iter().map(|code| code.code())), "门类", "class"),
            Param::query(
                "state",
                json!({ "type": "array", "items": words(VolumeState::ALL.iter().map(|code| code.code())) }),
                "状态，可用逗号列出多个",
                "states, parted by commas",
            ),
            Param::query("line", json!({ "type": "string", "format": "uuid" }), "界线", "boundary line"),
            Param::query("year", json!({ "type": "integer" }), "年度", "year"),
            limit(),
            cursor(),
        ])
        .answers(200, "application/json", answers::page("volumes", answers::volume()), "volumes and `next`")
}

async fn list(State(state): State<ArchivesState>, params: Params) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let states = |text: &str| text.split(',').map(|word| word.trim().parse().ok()).collect();
    let filter = Filter {
        ids: None,
        class: params.parse("class")?,
        states: params.parse_with("state", states)?,
        line: params.parse("line")?,
        year: params.parse("year")?,
        before: params.parse("cursor")?,
    };
    let tx = state.db.read("archives.list").await?;
    let volumes = service::list(&tx, &filter, page.rows()).await?;
    tx.finish().await?;
    let (volumes, next) = page.cut(volumes, |last| last.volume.id.to_string());
    let volumes: Vec<Value> = volumes.iter().map(told::volume).collect();
    Ok(Json(json!({ "volumes": volumes, "next": next })))
}

async fn show(State(state): State<ArchivesState>, Path(id): Path<Uuid>) -> Result<Response, Problem> {
    let tx = state.db.read("archives.show").await?;
    let file = service::file(&tx, VolumeId(id)).await?;
    tx.finish().await?;
    let tag = if_match::tag(file.contents.volume.version);
    Ok(([(header::ETAG, tag)], Json(told::file(&file, state.today()))).into_response())
}

async fn open(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<VolumeBody>>,
) -> Result<Outcome, Problem> {
    let facts = body.checked()?;
    let open = async |clerk: &Clerk<'_>| {
        let contents = clerk.open(facts).await?;
        Ok(answer(StatusCode::CREATED, &contents)?.location(told::address(&contents.volume)))
    };
    state.work(&caller, "archives.open", key.as_ref(), open).await
}

async fn describe(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Body(body): Body<VolumeBody>,
) -> Result<Outcome, Problem> {
    let (version, facts) = (if_match::based_on(&headers)?, body.checked()?);
    let describe =
        async |clerk: &Clerk<'_>| answer(StatusCode::OK, &clerk.describe(VolumeId(id), version, facts).await?);
    state.work(&caller, "archives.describe", None, describe).await
}

async fn missing_in_volume(State(state): State<ArchivesState>, Path(id): Path<Uuid>) -> Result<Json<Value>, Problem> {
    let tx = state.db.read("archives.missing").await?;
    let file = service::file(&tx, VolumeId(id)).await?;
    tx.finish().await?;
    let lacks: Vec<Value> = missing::of_volume(&file.contents).iter().map(told::lack).collect();
    Ok(Json(json!({ "volume_id": id, "complete": lacks.is_empty(), "missing": lacks })))
}

async fn missing_of_line(State(state): State<ArchivesState>, params: Params) -> Result<Json<Value>, Problem> {
    let line: Uuid = params.require("line")?;
    let tx = state.db.read("archives.missing_of_line").await?;
    let (volumes, lacks) = service::lacks_of_line(&tx, line).await?;
    tx.finish().await?;
    let ids: Vec<VolumeId> = volumes.iter().map(|contents| contents.volume.id).collect();
    let lacks: Vec<Value> = lacks.iter().map(told::lack).collect();
    Ok(Json(json!({ "line_id": line, "volumes": ids, "complete": lacks.is_empty(), "missing": lacks })))
}

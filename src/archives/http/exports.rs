//! Packages.

use std::time::Duration;

use axum::{
    Json, body,
    extract::{Path, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ArchivesState, answers, cursor, json as told, limit};
use crate::{
    archives::{
        Clerk, Refusal, VolumeId,
        export::{ExportId, MOST_VOLUMES, NewExport, package, service},
        policy::{KEEPERS, READERS},
    },
    http::{
        Access, Body, Operation, Page, Param, Params, Problem, Route, SignedIn,
        content::{line, unfit},
        idempotency::{self, Answer, Idempotent, Outcome},
        schema::{self, object, text},
    },
    kernel::actor::Actor,
    photos::objects,
};

/// Packages of one page: usual and most.
const PAGE: (usize, usize) = (50, 200);

/// How long an archive may take to be made.
const PACKED_WITHIN: Duration = Duration::from_mins(10);

pub(super) fn routes(state: &ArchivesState) -> Vec<Route> {
    let (all, one) = ("/api/v1/archive-exports", "/api/v1/archive-exports/{export_id}");
    vec![
        Route::new(
            Method::GET,
            all,
            Access::Roles(READERS),
            Operation::new("archives", "archiveExports", "移交数据包列表", "Packages, the newest first")
                .params([limit(), cursor()])
                .answers(200, "application/json", answers::page("exports", answers::export()), "packages and `next`"),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            all,
            Access::Roles(KEEPERS),
            export_operation(),
            post(export).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            one,
            Access::Roles(READERS),
            Operation::new("archives", "archiveExport", "移交数据包的清单", "The manifest of a package")
                .params([export_id()])
                .answers(200, "application/json", json!({ "type": "object" }), "manifest.json, byte by byte"),
            get(manifest).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/archive-exports/{export_id}/package",
            Access::Roles(KEEPERS),
            Operation::new("archives", "archivePackage", "下载移交数据包", "Download a package")
                .describes(
                    "数据包标有导出人，只能由本人下载；解压后可用 sha256sum -c MANIFEST.sha256 核对。",
                    "It bears the name of its maker, who alone fetches it; unpacked, `sha256sum -c MANIFEST.sha256` proves it.",
                )
                .params([export_id()])
                .answers(200, "application/zip", json!({ "type": "string", "format": "binary" }), "the ZIP archive"),
            get(download).with_state(state.clone()),
        )
        .time_limit(PACKED_WITHIN),
    ]
}

fn export_operation() -> Operation {
    Operation::new("archives", "exportVolumes", "制作移交数据包", "Make a package of stored volumes")
        .describes("清单随即固定，并记入每个案卷的经过。", "Its manifest is frozen, and it is noted with each volume.")
        .params([idempotency::param()])
        .body(
            "application/json",
            object(
                &["volumes", "recipient", "purpose"],
                json!({
                    "volumes": { "type": "array", "minItems": 1, "maxItems": MOST_VOLUMES,
                                 "items": { "type": "string", "format": "uuid" } },
                    "recipient": text(200, "for whom"), "purpose": text(500, "what for"),
                }),
            ),
        )
        .answers(201, "application/json", answers::export(), "the package, to be fetched at `package`")
}

fn export_id() -> Param {
    schema::id("export_id", "数据包编号", "id of the package")
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExportBody {
    volumes: Vec<VolumeId>,
    recipient: String,
    purpose: String,
}

impl ExportBody {
    fn checked(self) -> Result<NewExport, Problem> {
        if !(1..=MOST_VOLUMES).contains(&self.volumes.len()) {
            let (zh, en) = (format!("须有 1 至 {MOST_VOLUMES} 个案卷"), format!("takes 1 to {MOST_VOLUMES} volumes"));
            return Err(unfit("/volumes", zh, en));
        }
        Ok(NewExport {
            volumes: self.volumes,
            recipient: line("/recipient", self.recipient, 200)?,
            purpose: line("/purpose", self.purpose, 500)?,
        })
    }
}

async fn list(State(state): State<ArchivesState>, params: Params) -> Result<Json<Value>, Problem> {
    let page = Page::read(&params, PAGE.0, PAGE.1)?;
    let before = params.parse("cursor")?;
    let tx = state.db.read("archives.exports").await?;
    let exports = service::list(&tx, before, page.rows()).await?;
    tx.finish().await?;
    let (exports, next) = page.cut(exports, |last| last.id.to_string());
    let exports: Vec<Value> = exports.iter().map(told::export).collect();
    Ok(Json(json!({ "exports": exports, "next": next })))
}

async fn export(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ExportBody>>,
) -> Result<Outcome, Problem> {
    let new = body.checked()?;
    let export = async |clerk: &Clerk<'_>| {
        let export = clerk.export(new).await?;
        let answer = Answer::json(StatusCode::CREATED, &told::export(&export))?;
        Ok(answer.location(format!("/api/v1/archive-exports/{}", export.id)))
    };
    state.work(&caller, "archives.export", key.as_ref(), export).await
}

async fn manifest(State(state): State<ArchivesState>, Path(id): Path<Uuid>) -> Result<Response, Problem> {
    let tx = state.db.read("archives.manifest").await?;
    let export = service::find(&tx, ExportId(id)).await?;
    tx.finish().await?;
    let media_type = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, media_type)], export.manifest).into_response())
}

async fn download(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let tx = state.db.read("archives.package").await?;
    let export = service::find(&tx, ExportId(id)).await?;
    let volumes = service::volumes_of(&tx, &export).await?;
    tx.finish().await?;
    if !matches!(&caller.actor, Actor::User { id, .. } if *id == export.exported_by) {
        return Err(Refusal::OtherExporter.into());
    }
    // The semaphore is never closed.
    let _turn = state.turns.acquire().await.ok();
    let objects = state.objects.clone();
    let packing = tokio::task::spawn_blocking(move || package::pack(&export, &volumes, &objects));
    let file = packing.await.map_err(Refusal::from)??;
    let size = file.metadata().map_err(|error| Problem::internal(&error))?.len();
    let name = format!("attachment; filename=\"archives-{id}.zip\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_LENGTH, HeaderValue::from(size)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(|error| Problem::internal(&error))?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, body::Body::from_stream(objects::streamed(Box::new(file)))).into_response())
}

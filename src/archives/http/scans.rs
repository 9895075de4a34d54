//! Scans.

use std::time::Duration;

use axum::{
    body,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;
use uuid::Uuid;

use super::{ArchivesState, answers, based_on, item_id, json as told, volume_id, wire::ReasonBody};
use crate::{
    archives::{
        Clerk, ItemId, Refusal, ScanId, VolumeId,
        codes::MediaType,
        model::{Contents, LARGEST_SCAN, MOST_PAGES},
        policy::{KEEPERS, READERS},
        service::scans::{self, ScanFile},
    },
    http::{
        Access, Body, Operation, Param, Params, Problem, ProblemType, Route, SignedIn, Spool, Text,
        etag::ETag,
        idempotency::{self, Answer, Idempotent, Key, Outcome},
        if_match,
        params::bad_parameter,
        schema,
    },
    photos::{self, Digest},
};

/// How long a scan may take to come in.
const SENT_WITHIN: Duration = Duration::from_mins(10);

pub(super) fn routes(state: &ArchivesState) -> Vec<Route> {
    let one = "/api/v1/archive-volumes/{volume_id}/items/{item_id}/scans/{scan_id}";
    vec![
        Route::new(
            Method::POST,
            "/api/v1/archive-volumes/{volume_id}/items/{item_id}/scans",
            Access::Roles(KEEPERS),
            add_operation(),
            post(add).with_state(state.clone()),
        )
        .body_limit(LARGEST_SCAN)
        .time_limit(SENT_WITHIN),
        Route::new(
            Method::GET,
            one,
            Access::Roles(READERS),
            MediaType::ALL.iter().fold(
                Operation::new("archives", "archiveScan", "下载扫描件", "Download a scan").params([
                    volume_id(),
                    item_id(),
                    scan_id(),
                ]),
                |operation, kind| {
                    operation.answers(200, kind.mime(), binary(), "the file; its ETag follows its SHA-256")
                },
            ),
            get(download).with_state(state.clone()),
        ),
        Route::new(
            Method::POST,
            "/api/v1/archive-volumes/{volume_id}/items/{item_id}/scans/{scan_id}/withdraw",
            Access::Roles(KEEPERS),
            Operation::new("archives", "withdrawScan", "撤下扫描件", "Withdraw a scan")
                .describes("文件仍保留，以便追溯。", "Its file is kept.")
                .params([volume_id(), item_id(), scan_id(), based_on(), idempotency::param()])
                .body("application/json", ReasonBody::schema())
                .answers(200, "application/json", answers::scan(), "the scan as it stays on record"),
            post(withdraw).with_state(state.clone()),
        ),
    ]
}

fn add_operation() -> Operation {
    let operation = Operation::new("archives", "addScan", "上传扫描件", "Add a scan of an item")
        .describes(
            "文件种类以内容为准，至多 100 MiB；PDF 的页数从文件中数出。",
            "What kind of file it is is found out by its bytes; at most 100 MiB. The pages of a PDF are counted in it.",
        )
        .params([
            volume_id(),
            item_id(),
            Param::query(
                "pages",
                json!({ "type": "integer", "minimum": 1, "maximum": MOST_PAGES }),
                "扫描件的页数",
                "pages that it shows",
            )
            .required(),
            based_on(),
            idempotency::param(),
        ])
        .answers(201, "application/json", answers::scan(), "the scan; the ETag is that of the volume");
    MediaType::ALL.iter().fold(operation, |operation, kind| operation.body(kind.mime(), binary()))
}

fn scan_id() -> Param {
    schema::id("scan_id", "扫描件编号", "id of the scan")
}

fn binary() -> serde_json::Value {
    json!({ "type": "string", "format": "binary" })
}

async fn add(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path((volume, item)): Path<(Uuid, Uuid)>,
    params: Params,
    request: Request,
) -> Result<Outcome, Problem> {
    let pages: i32 = params.require("pages")?;
    if !(1..=MOST_PAGES).contains(&pages) {
        let text = Text::new(format!("pages 须为 1 至 {MOST_PAGES}"), format!("pages takes 1 to {MOST_PAGES}"));
        return Err(bad_parameter("pages", text));
    }
    let (parts, sent) = request.into_parts();
    let version = if_match::version(&parts.headers)?;
    let spool = Spool::take(sent, LARGEST_SCAN, too_large).await?;
    let key = Key::of(&parts, spool.digest())?;
    let file = state.look_at(&spool).await?;
    photos::deposit((&state.db, &state.objects), &caller.actor, (file.digest, file.size), spool.path())
        .await
        .map_err(Refusal::from)?;
    let add = async |clerk: &Clerk<'_>| {
        let place = (VolumeId(volume), ItemId(item));
        let (contents, id) = clerk.add_scan(place, version, file, pages).await?;
        let address = format!("{}/items/{item}/scans/{id}", told::address(&contents.volume));
        Ok(answer(StatusCode::CREATED, &contents, id)?.location(address))
    };
    state.work(&caller, "archives.add_scan", key.as_ref(), add).await
}

impl ArchivesState {
    /// What kind of file came in and how many pages it has.
    async fn look_at(&self, spool: &Spool) -> Result<ScanFile, Refusal> {
        // The semaphore is never closed.
        let _turn = self.turns.acquire().await.ok();
        let size = i64::try_from(spool.size()).unwrap_or(i64::MAX);
        let digest = Digest::try_from(spool.digest().as_slice()).map_err(|error| Refusal::BrokeOff(Box::new(error)))?;
        ScanFile::of(spool.path().to_owned(), digest, size).await
    }
}

async fn download(
    State(state): State<ArchivesState>,
    Path((volume, item, scan)): Path<(Uuid, Uuid, Uuid)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let tx = state.db.read("archives.scan").await?;
    let scan = scans::find(&tx, (VolumeId(volume), ItemId(item), ScanId(scan))).await?;
    tx.finish().await?;
    let tag = ETag::of_digest(scan.digest.as_bytes());
    if tag.matches(&headers) {
        return Ok(tag.not_modified());
    }
    let bytes = body::Body::from_stream(state.objects.read(scan.digest).await.map_err(Refusal::from)?);
    let name = format!("attachment; filename=\"{}.{}\"", scan.id, scan.media_type.ending());
    let headers = [
        (header::CONTENT_LENGTH, HeaderValue::from(scan.size)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(|error| Problem::internal(&error))?),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, tag.answer(scan.media_type.mime(), bytes)).into_response())
}

async fn withdraw(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path((volume, item, scan)): Path<(Uuid, Uuid, Uuid)>,
    headers: HeaderMap,
    Idempotent { key, body: Body(body) }: Idempotent<Body<ReasonBody>>,
) -> Result<Outcome, Problem> {
    let (version, reason) = (if_match::version(&headers)?, body.checked()?);
    let withdraw = async |clerk: &Clerk<'_>| {
        let place = (VolumeId(volume), ItemId(item), ScanId(scan));
        answer(StatusCode::OK, &clerk.withdraw_scan(place, version, &reason).await?, ScanId(scan))
    };
    state.work(&caller, "archives.withdraw_scan", key.as_ref(), withdraw).await
}

fn answer(status: StatusCode, contents: &Contents, id: ScanId) -> Result<Answer, Problem> {
    let mut scans = contents.items.iter().flat_map(|item| &item.scans);
    let scan = scans.find(|scan| scan.id == id).ok_or(Refusal::UnknownScan)?;
    Ok(Answer::json(status, &told::scan(&contents.volume, scan))?.etag(if_match::tag(contents.volume.version)))
}

fn too_large() -> Problem {
    let mebibytes = LARGEST_SCAN >> 20;
    Problem::new(
        ProblemType::TooLarge,
        format!("扫描件超过 {mebibytes} MiB，请分成几个文件"),
        format!("a scan has at most {mebibytes} MiB: send several"),
    )
}

//! The in-volume list 卷内目录, as data and on paper.

use std::time::Duration;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, Method, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{ArchivesState, answers, json as told, volume_id};
use crate::{
    archives::{Refusal, VolumeId, model::Contents, policy::READERS, service, sheets},
    documents::{self, Sheet, Unprintable},
    http::{Access, Caller, Operation, Problem, Route, SignedIn},
};

/// Media type of DOCX.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// How long setting a paper may take.
const SET_WITHIN: Duration = Duration::from_mins(2);

pub(super) fn routes(state: &ArchivesState) -> Vec<Route> {
    let readers = Access::Roles(READERS);
    let paper = |id, zh: &str, en: &str, media_type: &str| {
        let binary = json!({ "type": "string", "format": "binary" });
        Operation::new("archives", id, zh, en).params([volume_id()]).answers(
            200,
            media_type,
            binary,
            "cover, list and note",
        )
    };
    vec![
        Route::new(
            Method::GET,
            "/api/v1/archive-volumes/{volume_id}/list",
            readers,
            Operation::new("archives", "volumeList", "卷内目录", "The list of a volume").params([volume_id()]).answers(
                200,
                "application/json",
                answers::volume_list(),
                "the items by their places",
            ),
            get(list).with_state(state.clone()),
        ),
        Route::new(
            Method::GET,
            "/api/v1/archive-volumes/{volume_id}/list.pdf",
            readers,
            paper(
                "volumeListPdf",
                "案卷封面和卷内目录（PDF）",
                "Cover and list of a volume, to be printed",
                "application/pdf",
            ),
            get(pdf).with_state(state.clone()),
        )
        .time_limit(SET_WITHIN),
        Route::new(
            Method::GET,
            "/api/v1/archive-volumes/{volume_id}/list.docx",
            readers,
            paper("volumeListDocx", "案卷封面和卷内目录（DOCX）", "Cover and list of a volume, to be edited", DOCX),
            get(docx).with_state(state.clone()),
        )
        .time_limit(SET_WITHIN),
    ]
}

impl ArchivesState {
    async fn contents(&self, id: Uuid) -> Result<Contents, Problem> {
        let tx = self.db.read("archives.volume_list").await?;
        let file = service::file(&tx, VolumeId(id)).await?;
        tx.finish().await?;
        Ok(file.contents)
    }

    /// Sets the paper of a volume, beside what others wait for; who prints it and when stands at the foot of each page.
    async fn paper(
        &self,
        (id, caller): (Uuid, &Caller),
        set: fn(&Sheet) -> Result<Vec<u8>, Unprintable>,
        (media_type, file_name): (&'static str, &'static str),
    ) -> Result<Response, Problem> {
        let contents = self.contents(id).await?;
        let mark =
            format!("内部资料　打印人：{}　打印时间：{}", caller.actor.label(), sheets::minute(self.db.clock().now()));
        let setting = tokio::task::spawn_blocking(move || set(&sheets::list(&contents, &mark)));
        let bytes = setting.await.map_err(Refusal::from)?.map_err(Refusal::from)?;
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
            (header::CONTENT_DISPOSITION, HeaderValue::from_static(file_name)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        Ok((headers, bytes).into_response())
    }
}

async fn list(State(state): State<ArchivesState>, Path(id): Path<Uuid>) -> Result<Json<Value>, Problem> {
    Ok(Json(told::list(&state.contents(id).await?)))
}

async fn pdf(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let form = ("application/pdf", "inline; filename=\"list.pdf\"");
    state.paper((id, &caller), documents::pdf, form).await
}

async fn docx(
    State(state): State<ArchivesState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    state.paper((id, &caller), documents::docx, (DOCX, "attachment; filename=\"list.docx\"")).await
}

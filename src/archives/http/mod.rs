//! `/api/v1/archive-volumes`, `/api/v1/archive-borrowings`, `/api/v1/archive-exports`

mod answers;
mod borrowings;
mod completion;
mod exports;
mod items;
pub(super) mod json;
mod lists;
mod scans;
mod steps;
mod volumes;
mod wire;

use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::json;
use time::Date;
use tokio::sync::Semaphore;

use super::{Clerk, model::Contents};
use crate::{
    config::ArchiveSettings,
    db::Db,
    http::{
        Caller, Param, Problem, Route,
        idempotency::{Answer, Key, Outcome, once},
        if_match, schema,
    },
    kernel::{dates::office_date, ids::Ids},
    photos::ObjectStore,
    records::Pen,
};

/// Works that are done at once, of those that take much room: a scan is held in memory while its pages are counted, and a
/// package lies on disk until it is fetched.
const AT_ONCE: usize = 2;

/// What the routes of archives need. Cheap to clone.
#[derive(Debug, Clone)]
pub struct ArchivesState {
    db: Db,
    ids: Ids,
    objects: ObjectStore,
    settings: Arc<ArchiveSettings>,
    turns: Arc<Semaphore>,
}

impl ArchivesState {
    /// Archives known to `db`, with their scans in `objects`.
    #[must_use]
    pub fn new(db: Db, ids: Ids, objects: ObjectStore, settings: ArchiveSettings) -> Self {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        Self { db, ids, objects, settings: Arc::new(settings), turns }
    }

    /// Today in the office.
    fn today(&self) -> Date {
        office_date(self.db.clock().now())
    }

    /// Does `work` in one transaction called `name`, unless the request of this `key` was answered before.
    async fn work<W>(&self, caller: &Caller, name: &'static str, key: Option<&Key>, work: W) -> Result<Outcome, Problem>
    where
        W: AsyncFnOnce(&Clerk<'_>) -> Result<Answer, Problem>,
    {
        let (now, fonds) = (self.db.clock().now(), self.settings.fonds.as_str());
        once(&self.db, name, &caller.actor, key, async |tx| {
            work(&Clerk { pen: Pen { tx, ids: &self.ids, actor: &caller.actor, now }, fonds }).await
        })
        .await
    }
}

/// The routes.
#[must_use]
pub fn routes(state: &ArchivesState) -> Vec<Route> {
    [
        volumes::routes(state),
        completion::routes(state),
        steps::routes(state),
        items::routes(state),
        scans::routes(state),
        lists::routes(state),
        borrowings::routes(state),
        exports::routes(state),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn volume_id() -> Param {
    schema::id("volume_id", "案卷编号", "id of the volume")
}

fn item_id() -> Param {
    schema::id("item_id", "卷内文件编号", "id of the item")
}

fn limit() -> Param {
    Param::query("limit", json!({ "type": "integer" }), "条数", "how many")
}

fn cursor() -> Param {
    Param::query("cursor", json!({ "type": "string" }), "上一页给出的 next", "`next` of the page before")
}

/// The version that a step may say it is based on.
fn based_on() -> Param {
    Param::header(
        "If-Match",
        json!({ "type": "string" }),
        "所依据的版本（读取时的 ETag）；他人已修改则拒绝",
        "the ETag of what you read; refused if someone changed it since",
    )
}

/// A volume as the answer to what was done with it.
fn answer(status: StatusCode, contents: &Contents) -> Result<Answer, Problem> {
    Ok(Answer::json(status, &json::volume(contents))?.etag(if_match::tag(contents.volume.version)))
}

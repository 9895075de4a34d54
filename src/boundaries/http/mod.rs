//! `/api/v1/boundary-lines`, `/api/v1/boundary-markers`, `/api/v1/boundary-source`

mod answers;
mod json;
mod lines;
mod markers;
mod source;
mod wire;

use std::{sync::Arc, time::Duration};

use serde_json::json;

use crate::{
    db::Db,
    http::{
        Caller, Param, Problem, Route,
        idempotency::{Answer, Key, Outcome, once},
    },
    index::live::Index,
    kernel::ids::Ids,
    records::Pen,
};

/// How long an answer waits until the index has seen what was written.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// What the routes of boundaries need.
#[derive(Debug, Clone)]
pub struct BoundariesState {
    /// Where they are kept.
    pub db: Db,
    /// Waited for, so that a client reads its own write.
    pub index: Arc<Index>,
    /// For new things.
    pub ids: Ids,
}

/// The routes.
#[must_use]
pub fn routes(state: &BoundariesState) -> Vec<Route> {
    [lines::routes(state), markers::routes(state), source::routes(state)].into_iter().flatten().collect()
}

impl BoundariesState {
    /// Does `work` in one transaction called `name`, unless the request of this `key` was answered before.
    async fn work<W>(&self, caller: &Caller, name: &'static str, key: Option<&Key>, work: W) -> Result<Outcome, Problem>
    where
        W: AsyncFnOnce(&Pen<'_>) -> Result<Answer, Problem>,
    {
        let outcome = once(&self.db, name, &caller.actor, key, async |tx| {
            work(&Pen { tx, ids: &self.ids, actor: &caller.actor, now: self.db.clock().now() }).await
        });
        Ok(outcome.await?.shown(&self.index, SHOWN_WITHIN).await)
    }
}

/// The header that keeps one from passing over somebody else's change.
fn based_on() -> Param {
    Param::header(
        "If-Match",
        json!({ "type": "string" }),
        "读取时的 ETag；带上则不会覆盖他人的修改",
        "the ETag of what you read; with it nobody else's change is passed over",
    )
}

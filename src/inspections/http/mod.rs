//! `/api/v1/joint-inspections/*`, `/api/v1/neighbour-keys`, `/api/v1/exchange-key`, `/api/v1/joint/{token}`

mod acts;
mod answers;
mod guests;
mod inspections;
mod invitations;
mod keys;
mod packages;
mod page;
mod papers;
mod told;

use axum::{
    extract::{Path, State},
    http::HeaderMap,
};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::service::Inspector;
use crate::{
    db::Db,
    http::{
        Caller, Param, Problem, Route, SignedIn,
        idempotency::{Answer, Key, Outcome, once},
        if_match, schema,
    },
    kernel::{actor::Actor, ids::Ids},
    records::Pen,
};

/// What the routes of joint inspections need.
#[derive(Debug, Clone)]
pub struct InspectionsState {
    /// Where they are kept.
    pub db: Db,
    /// For new things.
    pub ids: Ids,
}

/// The routes.
#[must_use]
pub fn routes(state: &InspectionsState) -> Vec<Route> {
    [
        inspections::routes(state),
        acts::routes(state),
        invitations::routes(state),
        packages::routes(state),
        keys::routes(state),
        guests::routes(state),
        papers::routes(state),
        page::routes(state),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl InspectionsState {
    /// Does `work` in one transaction called `name`, unless the request of this `key` was answered before.
    async fn work<W>(&self, actor: &Actor, name: &'static str, key: Option<&Key>, work: W) -> Result<Outcome, Problem>
    where
        W: AsyncFnOnce(&Inspector<'_>) -> Result<Answer, Problem>,
    {
        once(&self.db, name, actor, key, async |tx| {
            let pen = Pen { tx, ids: &self.ids, actor, now: self.now() };
            work(&Inspector(pen)).await
        })
        .await
    }

    fn now(&self) -> OffsetDateTime {
        self.db.clock().now()
    }
}

/// Who steps, on which inspection, based on which version.
type Asked = (State<InspectionsState>, SignedIn, Path<Uuid>, HeaderMap);

/// Takes a step on an inspection, in one transaction called `name`.
async fn step<W>(
    name: &'static str,
    (State(state), SignedIn(caller), Path(id), headers): Asked,
    key: Option<Key>,
    work: W,
) -> Result<Outcome, Problem>
where
    W: AsyncFnOnce(&Inspector<'_>, Uuid, Option<i64>, &Caller) -> Result<Answer, Problem>,
{
    let version = if_match::version(&headers)?;
    state.work(&caller.actor, name, key.as_ref(), async |clerk| work(clerk, id, version, &caller).await).await
}

fn inspection_id() -> Param {
    schema::id("inspection_id", "联检", "id of the inspection")
}

/// `If-Match`, which may be there.
fn based_on() -> Param {
    Param::header(
        "If-Match",
        json!({ "type": "string" }),
        "读取时的 ETag；带上则不会覆盖他人的修改",
        "the ETag of what you read; with it nobody else's change is passed over",
    )
}

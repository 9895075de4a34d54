//! `/api/v1/neighbours`, `/api/v1/bulletins`, `/api/v1/meetings`, `/api/v1/screenings`, `/api/v1/risk-points`,
//! `/api/v1/disputes`, `/api/v1/emergency-plans`, `/api/v1/emergencies`, `/api/v1/drills`, `/api/v1/peace-agreements`,
//! `/api/v1/peaceful-boundary/*`

mod agreements;
mod answers;
mod bulletins;
mod contacts;
mod disputes;
mod drills;
mod emergencies;
mod evaluation;
mod listing;
mod meetings;
mod minutes;
mod neighbours;
mod plans;
mod risks;
mod screenings;
mod told;
mod wire;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde_json::json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use told::Told;

use super::{Clerk, Filter, Refusal, clerk};
use crate::{
    db::{Db, tx::Tx},
    http::{
        Caller, Param, Problem, Route, SignedIn,
        idempotency::{Answer, Key, Outcome, once},
        if_match,
    },
    kernel::{actor::Role, dates::office_date, ids::Ids},
    records::Pen,
};

/// What the routes of the work with neighbours need.
#[derive(Debug, Clone)]
pub struct CooperationState {
    /// Where it is kept.
    pub db: Db,
    /// For new things.
    pub ids: Ids,
}

/// The routes.
#[must_use]
pub fn routes(state: &CooperationState) -> Vec<Route> {
    [
        neighbours::routes(state),
        contacts::routes(state),
        bulletins::routes(state),
        meetings::routes(state),
        screenings::routes(state),
        risks::routes(state),
        disputes::routes(state),
        plans::routes(state),
        emergencies::routes(state),
        drills::routes(state),
        agreements::routes(state),
        evaluation::routes(state),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// To whom something is told, and when: what can be done next depends on both.
#[derive(Debug, Clone, Copy)]
struct Viewer {
    role: Role,
    now: OffsetDateTime,
}

impl Viewer {
    /// The civil day in the office.
    fn today(self) -> Date {
        office_date(self.now)
    }
}

impl CooperationState {
    /// Does `work` in one transaction called `name`, unless the request of this `key` was answered before.
    async fn work<W>(&self, caller: &Caller, name: &'static str, key: Option<&Key>, work: W) -> Result<Outcome, Problem>
    where
        W: AsyncFnOnce(&Clerk<'_>) -> Result<Answer, Problem>,
    {
        once(&self.db, name, &caller.actor, key, async |tx| {
            let pen = Pen { tx, ids: &self.ids, actor: &caller.actor, now: self.db.clock().now() };
            work(&Clerk(pen)).await
        })
        .await
    }

    fn viewer(&self, caller: &Caller) -> Viewer {
        Viewer { role: caller.role, now: self.db.clock().now() }
    }

    fn today(&self) -> Date {
        office_date(self.db.clock().now())
    }
}

/// Who steps, on which record, based on which version.
type Asked = (State<CooperationState>, SignedIn, Path<Uuid>, HeaderMap);

/// Takes a step on a record, in one transaction called `name`.
async fn step<T, W>(name: &'static str, asked: Asked, key: Option<Key>, work: W) -> Result<Outcome, Problem>
where
    T: Told,
    W: AsyncFnOnce(&Clerk<'_>, Uuid, Option<i64>) -> Result<T, Refusal>,
{
    let version = if_match::version(&asked.3)?;
    take(name, asked, version, key, work).await
}

/// The same where somebody answers for words with a name: which words were read has to be said.
async fn attest<T, W>(name: &'static str, asked: Asked, key: Option<Key>, work: W) -> Result<Outcome, Problem>
where
    T: Told,
    W: AsyncFnOnce(&Clerk<'_>, Uuid, Option<i64>) -> Result<T, Refusal>,
{
    let version = Some(if_match::based_on(&asked.3)?);
    take(name, asked, version, key, work).await
}

async fn take<T, W>(
    name: &'static str,
    (State(state), SignedIn(caller), Path(id), _): Asked,
    version: Option<i64>,
    key: Option<Key>,
    work: W,
) -> Result<Outcome, Problem>
where
    T: Told,
    W: AsyncFnOnce(&Clerk<'_>, Uuid, Option<i64>) -> Result<T, Refusal>,
{
    let viewer = state.viewer(&caller);
    let act = async |clerk: &Clerk<'_>| told::answer(StatusCode::OK, &work(clerk, id, version).await?, viewer);
    state.work(&caller, name, key.as_ref(), act).await
}

/// The same filter for somebody who sees the own township only.
async fn within_sight(tx: &Tx, caller: &Caller, filter: Filter) -> Result<Filter, Refusal> {
    if caller.role != Role::TownshipClerk {
        return Ok(filter);
    }
    // Nothing belongs to the township of a clerk who has none.
    let own = clerk::own_township(tx, &caller.actor).await?.unwrap_or_default();
    Ok(Filter { township: Some(own), ..filter })
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

/// `If-Match`, which must be there.
fn as_read() -> Param {
    Param::header(
        "If-Match",
        json!({ "type": "string" }),
        "所读文本的 ETag：确认和签订的正是所读的文本",
        "the ETag of what was read: that is what is confirmed or signed",
    )
    .required()
}

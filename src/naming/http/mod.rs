//! `/api/v1/naming-cases`

mod announcements;
mod cases;
mod decisions;
mod filings;
mod items;
mod json;
mod notices;
mod papers;
mod schema;
mod steps;
mod tables;
mod wire;

use std::{sync::Arc, time::Duration};

use axum::http::StatusCode;

use crate::{
    db::Db,
    http::{
        Caller, Problem, Route,
        idempotency::{Answer, Key, Outcome, once},
        if_match,
    },
    index::live::Index,
    kernel::{clock::Clock, ids::Ids},
    naming::{ContactPoint, Refusal, model::NamingCase, service::Desk},
};

/// How long an answer waits until the index shows what was approved.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// What the routes of naming cases need.
#[derive(Debug, Clone)]
pub struct NamingState {
    /// Where cases are kept.
    pub db: Db,
    /// What names are checked against; waited for, so that a client reads its own write.
    pub index: Arc<Index>,
    /// For today.
    pub clock: Clock,
    /// For new things.
    pub ids: Ids,
    /// Whom notices tell people to ask, unless a draft says otherwise.
    pub contact: ContactPoint,
}

/// The routes.
#[must_use]
pub fn routes(state: &NamingState) -> Vec<Route> {
    [
        cases::routes(state),
        items::routes(state),
        tables::routes(state),
        papers::routes(state),
        steps::routes(state),
        notices::routes(state),
        decisions::routes(state),
        announcements::routes(state),
        filings::routes(state),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl NamingState {
    /// Does `work` at a desk of the caller's, in one transaction called `name`, unless the request of this `key` was
    /// answered before; the answer waits until the index shows it.
    async fn work<W>(
        &self,
        caller: &Caller,
        name: &'static str,
        key: Option<&Key>,
        based_on: Option<i64>,
        work: W,
    ) -> Result<Outcome, Problem>
    where
        W: AsyncFnOnce(&Desk<'_>) -> Result<Answer, Problem>,
    {
        let snapshot = self.index.snapshot().map_err(Refusal::from)?;
        let outcome = once(&self.db, name, &caller.actor, key, async |tx| {
            let desk = Desk::of(tx, &self.ids, &snapshot, &caller.actor, based_on, self.clock.now()).await?;
            work(&desk).await
        });
        Ok(outcome.await?.shown(&self.index, SHOWN_WITHIN).await)
    }

    /// Takes a step that ends in a case, which is the answer.
    async fn step<W>(
        &self,
        caller: &Caller,
        name: &'static str,
        key: Option<&Key>,
        based_on: Option<i64>,
        step: W,
    ) -> Result<Outcome, Problem>
    where
        W: AsyncFnOnce(&Desk<'_>) -> Result<NamingCase, Refusal>,
    {
        self.work(caller, name, key, based_on, async |desk| {
            let case = step(desk).await?;
            answer(StatusCode::OK, &case, desk)
        })
        .await
    }
}

/// A case as the answer to a step: what it is now and what can be done next.
fn answer(status: StatusCode, case: &NamingCase, desk: &Desk<'_>) -> Result<Answer, Problem> {
    Ok(Answer::json(status, &json::cover(case, &desk.officer))?.etag(tag(case)))
}

/// The ETag of a case: its version.
fn tag(case: &NamingCase) -> String {
    if_match::tag(case.version)
}

//! `/api/v1/signs`, `/api/v1/damage-reports`, `/api/v1/repair-orders`, `/api/v1/survey-campaigns`

pub mod answers;
pub mod captured;
mod checks;
pub mod citizens;
pub mod json;
mod nearest;
mod orders;
mod reports;
mod signs;
mod steps;
mod surveys;
mod wire;

use std::{sync::Arc, time::Duration};

use axum::http::StatusCode;

use super::{
    model::Sign,
    policy::{ENTERERS, KEEPERS, READERS},
    service::Clerk,
};
use crate::{
    db::Db,
    http::{
        Caller, Problem, Route,
        idempotency::{Answer, Key, Outcome, once},
        if_match,
    },
    index::live::Index,
    kernel::{clock::Clock, ids::Ids, words::Exactness},
};

/// How long an answer waits until the index shows what was written.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// What the routes of signs need.
#[derive(Debug, Clone)]
pub struct SignsState {
    /// Where they are kept.
    pub db: Db,
    /// Waited for, so that a client reads its own write.
    pub index: Arc<Index>,
    /// For today.
    pub clock: Clock,
    /// For new things.
    pub ids: Ids,
    /// How exactly faces are to spell, unless a question says otherwise.
    pub exactness: Exactness,
}

/// The routes.
#[must_use]
pub fn routes(state: &SignsState) -> Vec<Route> {
    [
        signs::routes(state),
        steps::routes(state),
        checks::routes(state),
        nearest::routes(state),
        reports::routes(state),
        orders::routes(state),
        surveys::routes(state),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl SignsState {
    /// Does `work` in one transaction called `name`, unless the request of this `key` was answered before; the answer
    /// waits until the index shows it.
    async fn work<W>(&self, caller: &Caller, name: &'static str, key: Option<&Key>, work: W) -> Result<Outcome, Problem>
    where
        W: AsyncFnOnce(&Clerk<'_>) -> Result<Answer, Problem>,
    {
        let outcome = once(&self.db, name, &caller.actor, key, async |tx| {
            work(&Clerk { tx, ids: &self.ids, actor: &caller.actor, now: self.db.clock().now() }).await
        });
        Ok(outcome.await?.shown(&self.index, SHOWN_WITHIN).await)
    }
}

/// A sign as the answer to what was done with it.
fn answer_sign(status: StatusCode, sign: &Sign) -> Result<Answer, Problem> {
    Ok(Answer::json(status, &json::sign(sign))?.etag(if_match::tag(sign.version)))
}

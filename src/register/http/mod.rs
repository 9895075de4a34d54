//! `/api/v1/places`, `/api/v1/names`, `/api/v1/pinyin`.

mod names;
mod places;
mod readings;
mod wire;

use std::{sync::Arc, time::Duration};

use axum::http::{HeaderMap, header};

use crate::{
    db::Db,
    http::{Problem, ProblemType, Route, idempotency::Outcome},
    index::live::Index,
    kernel::{actor::Role, clock::Clock, ids::Ids},
};

use super::service::PlaceVersion;

/// How long an answer waits until the index shows what was written.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// Who keeps the register.
const KEEPERS: &[Role] = &[Role::NamingOfficer];

/// What the routes of the register need.
#[derive(Debug, Clone)]
pub struct RegisterState {
    /// Where it is kept.
    pub db: Db,
    /// Waited for, so that a client reads its own write.
    pub index: Arc<Index>,
    /// For today.
    pub clock: Clock,
    /// For new things.
    pub ids: Ids,
}

impl RegisterState {
    /// Waits until look-ups show what was written; a slow index does not undo it.
    async fn shown(&self, outcome: Outcome) -> Result<Outcome, Problem> {
        Ok(outcome.shown(&self.index, SHOWN_WITHIN).await)
    }
}

/// The routes.
#[must_use]
pub fn routes(state: &RegisterState) -> Vec<Route> {
    [places::routes(state), names::routes(state), readings::routes(state)].into_iter().flatten().collect()
}

/// The version in `If-Match`, as the place's ETag gave it: `"<version>-<day>"`.
fn based_on(headers: &HeaderMap) -> Result<PlaceVersion, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else {
        return Err(Problem::new(
            ProblemType::PreconditionRequired,
            "请用 If-Match 说明所依据的版本（读取时的 ETag）",
            "say in If-Match which version you change: the ETag of what you read",
        ));
    };
    let tag = value.to_str().unwrap_or_default().trim().trim_matches('"');
    tag.split('-').next().and_then(|version| version.parse().ok()).ok_or_else(|| {
        Problem::new(ProblemType::LostUpdate, "If-Match 不是此处给出的 ETag", "If-Match is no ETag that was given here")
    })
}

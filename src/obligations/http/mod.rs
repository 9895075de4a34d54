//! `/api/v1/obligations`, `/api/v1/time-limits`, `/api/v1/calendar-years`.

mod cursor;
mod feed;
mod limits;
mod list;
mod years;

use serde_json::{Value, json};

use crate::{
    db::Db,
    http::{Access, Route},
    kernel::{actor::Role, clock::Clock, ids::Ids},
};

/// Who sees obligations: everybody who works here. Who comes by invitation to one inspection does not.
const INSIDE: Access = Access::Roles(&[
    Role::TownshipClerk,
    Role::NamingOfficer,
    Role::FieldCrew,
    Role::BoundaryOfficer,
    Role::Leader,
    Role::Archivist,
    Role::Auditor,
    Role::Admin,
]);

/// What the routes of the legal clock need.
#[derive(Debug, Clone)]
pub struct ObligationsState {
    /// Where obligations are kept.
    pub db: Db,
    /// For today.
    pub clock: Clock,
    /// For new limits.
    pub ids: Ids,
    /// Whether `X-Forwarded-*` is believed.
    pub trust_proxy: bool,
}

/// The routes.
#[must_use]
pub fn routes(state: &ObligationsState) -> Vec<Route> {
    [list::routes(state), limits::routes(state), years::routes(state), feed::routes(state)]
        .into_iter()
        .flatten()
        .collect()
}

/// A civil day in the API document.
fn day_schema() -> Value {
    json!({ "type": "string", "format": "date" })
}

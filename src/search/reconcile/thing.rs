//! `GET /api/v1/reconcile/things/{id}`: where the id of an entity leads.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;
use time::Date;

use super::super::{Search, meant::Meant};
use crate::http::{Access, Operation, Param, Problem, Route};

/// The addresses of entities begin so.
pub(super) const THINGS: &str = "/api/v1/reconcile/things/";

pub(super) fn route(search: &Arc<Search>) -> Route {
    let id = Param::path("id", json!({ "type": "string", "format": "uuid" }), "实体编号", "the entity's id");
    let operation =
        Operation::new("reconciliation", "reconcileThing", "转至该实体的要素", "Leads to the feature of an entity")
            .params([id])
            .answers_nothing(303, "the feature is there; of what has ended in its last days");
    let path = "/api/v1/reconcile/things/{id}";
    Route::new(Method::GET, path, Access::Public, operation, get(thing).with_state(Arc::clone(search)))
}

async fn thing(State(search): State<Arc<Search>>, Path(id): Path<String>) -> Result<Response, Problem> {
    let snapshot = search.index.snapshot()?;
    let unknown = || Problem::not_found("实体", "entity");
    let meant = id.parse().ok().and_then(|id| Meant::find(&snapshot, id)).ok_or_else(unknown)?;
    let last_day = meant.thing.valid.to().filter(|_| !meant.is_in_force).and_then(Date::previous_day);
    let at = last_day.map_or_else(String::new, |day| format!("?at={day}"));
    let feature = format!("/ogc/collections/{}/items/{}{at}", meant.collection, meant.id);
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, feature)]).into_response())
}

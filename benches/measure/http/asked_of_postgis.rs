//! The look-up asked of PostGIS through the service's own pool, behind the same layers.

use axum::{
    extract::State,
    http::{Method, header},
    response::{IntoResponse, Response},
    routing::get,
};
use mingjie::{
    app::App,
    http::{Access, Operation, Param, Params, Problem, Route},
    kernel::dates::office_date,
};
use serde_json::json;

use crate::register::ask;

/// `GET` at `address` with `lon` and `lat`.
pub(super) fn route(app: &App, address: &'static str) -> Route {
    let params = ["lon", "lat"].map(|name| Param::query(name, json!({ "type": "number" }), "", ""));
    let operation = Operation::new("bench", address, "look-up", "look-up").params(params);
    Route::new(Method::GET, address, Access::Public, operation, get(look_up).with_state(app.clone()))
}

async fn look_up(State(app): State<App>, params: Params) -> Result<Response, Problem> {
    let (lon, lat): (f64, f64) = (params.require("lon")?, params.require("lat")?);
    let today = office_date(app.clock.now());
    let tx = app.db.read("bench.look_up").await?;
    let row = tx.query_one(&ask::LOOK_UP, &[&lon, &lat, &today]).await?;
    tx.finish().await?;
    let answer: String = row.try_get("answer").map_err(mingjie::db::Error::from)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], answer).into_response())
}

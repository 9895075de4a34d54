//! The routes of the slice, and the layer that finds out who calls.

mod authenticate;
mod client;
mod cookie;
mod me;
mod problem;
mod sessions;
mod tokens;
mod users;

pub use authenticate::{authenticate, caller};
use axum::{
    http::{HeaderValue, Method, header},
    routing::MethodRouter,
};
pub use me::{InPerson, Me};
use tower_http::set_header::SetResponseHeaderLayer;

use super::Accounts;
use crate::http::{Access, Operation, Param, Route};

/// Every route of the slice.
#[must_use]
pub fn routes(accounts: &Accounts) -> Vec<Route> {
    [sessions::routes(accounts), users::routes(accounts), tokens::routes(accounts)].into_iter().flatten().collect()
}

/// A route whose answers no cache may keep: all of them are about one person.
fn route(method: Method, path: &'static str, access: Access, operation: Operation, handler: MethodRouter) -> Route {
    let no_store = SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Route::new(method, path, access, operation, handler.layer(no_store))
}

/// The header without which a session changes nothing.
fn csrf_header() -> Param {
    Param::header(
        client::CSRF_TOKEN,
        serde_json::json!({ "type": "string" }),
        "会话的防伪令牌（登录时取得；使用令牌时不需要）",
        "the session's token against forged requests, from log-in; not needed with a bearer token",
    )
}

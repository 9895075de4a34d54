//! Finding things by their names: searching, typing ahead, and matching whole lists.
//!
//! Answered from memory alone, as the names stand today: which name a query matches and how well is the business of
//! `index::names`, what a name is the name of comes from the snapshot. Every hit says by which of its names a thing was
//! found and how, and what it is called now.

mod asked;
mod explanation;
mod filter;
mod find;
mod geocoding;
mod label;
mod meant;
mod reconcile;
mod status;
mod suggest;
pub mod units;

use std::sync::Arc;

use axum::{
    http::{HeaderMap, Uri},
    response::Response,
};
use tokio::sync::Semaphore;

pub(crate) use units::Units;

use crate::{
    http::{Language, Problem, Route, etag::ETag},
    index::live::{Index, Snapshot},
    lookup::Json,
};

/// What the routes need.
#[derive(Debug)]
pub struct Search {
    /// The names.
    pub index: Arc<Index>,
    /// Whether `X-Forwarded-*` is believed.
    pub behind_proxy: bool,
    /// The turn of one batch of reconciliation.
    turns: Semaphore,
}

impl Search {
    /// What the routes need, from the parts of the program.
    #[must_use]
    pub fn new(index: Arc<Index>, behind_proxy: bool) -> Self {
        Self { index, behind_proxy, turns: Semaphore::new(1) }
    }
}

/// The routes, all public.
#[must_use]
pub fn routes(search: Search) -> Vec<Route> {
    let search = Arc::new(search);
    let mut routes = vec![find::route(&search), suggest::route(&search)];
    routes.extend(reconcile::routes(&search));
    routes
}

impl Search {
    /// What `tell` makes of the names as they stand, in this language, unless the client has it already.
    fn answer(
        &self,
        (uri, headers): (&Uri, &HeaderMap),
        language: Language,
        media_type: &'static str,
        tell: impl FnOnce(&Snapshot) -> Result<Json, Problem>,
    ) -> Result<Response, Problem> {
        let snapshot = self.index.snapshot()?;
        let etag = ETag::of(snapshot.version, snapshot.day, uri, &[media_type, ";", language.tag()]);
        if etag.matches(headers) {
            return Ok(language.told(etag.not_modified()));
        }
        let json = tell(&snapshot)?;
        Ok(language.told(etag.answer(media_type, json.into_bytes())))
    }
}

//! Matching of lists against the register: the Reconciliation Service API, version 0.2 (Final Community Group Report of
//! the W3C Entity Reconciliation Community Group, 10 April 2023), as OpenRefine speaks it.
//!
//! | section of the report | state |
//! | --- | --- |
//! | 3.1 service manifest | done |
//! | 3.3 cross-origin access | CORS on every address; JSONP, which it leaves open, is not offered |
//! | 3.5 authentication | none: everything here is public |
//! | 4 reconciliation queries by POST and GET | done; a query with properties alone finds nothing |
//! | 5 preview service | not here |
//! | 6 suggest services | done for entities, properties and types; no flyouts |
//! | 7 data extension | not here |
//!
//! An entity is a thing, not a name: whichever of its names a query matches, the thing is told once, with the name that it
//! has now. Nothing is changed, so that `POST` takes no `Idempotency-Key`.

mod candidate;
mod condition;
mod http;
mod kind;
mod manifest;
mod question;
mod score;
mod suggest;
mod thing;

pub(super) use http::routes;

/// Most queries in a batch.
const MOST_QUERIES: usize = 100;

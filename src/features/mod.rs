//! The published register by OGC API - Features - Part 1: Core (OGC 17-069r4), below `/ogc`.
//!
//! | clause | state |
//! | --- | --- |
//! | 7.2 landing page, 7.3 API document, 7.4 conformance | done; OpenAPI 3.0.3 |
//! | 7.5 GET and HEAD, 400 for unknown parameters, absolute links | done |
//! | 7.13, 7.14 collections with extents | done; the extents are of every day, not of today |
//! | 7.15 `limit`, `bbox`, `datetime`, a parameter for each queryable | done; today without `datetime` |
//! | 7.16 pages with `next`, `timeStamp`, `numberReturned` | done; `numberMatched` on the first page only |
//! | 7.17 one feature | done; the run in the days asked for |
//! | 8.3 GeoJSON, 9 OpenAPI 3.0 | done |
//! | 8.2 HTML | not here: people have the map |
//! | part 2 (other reference systems) | not done: everything is CRS84 |
//!
//! Beyond the standard: `at` (one civil day) and `recorded-at` (what the register said at an earlier instant, with
//! a conformance class of our own). Things are valid on civil days in the office; without `datetime` or `at` a request
//! is for today.

mod api;
mod asked;
mod collections;
mod cursor;
mod days;
mod extent;
mod item;
mod items;
mod landing;
mod links;
mod media;
mod page;
mod select;
mod visit;

#[cfg(test)]
mod tests;

use std::{ops::Deref, sync::Arc};

use axum::{http::Method, routing::get};
use time::{Date, OffsetDateTime};

use self::{extent::Extents, select::Counts};
use crate::{
    db::Db,
    http::{Access, Route},
    index::live::Index,
    kernel::dates::office_date,
    published::{BuiltUpArea, Division, Name, Place, Sign, Street},
};

/// WGS 84, longitude before latitude, degrees: the reference system of every answer.
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// What the handlers need. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Features(Arc<Parts>);

impl Deref for Features {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What the interface is made of.
#[derive(Debug)]
pub struct Parts {
    db: Db,
    index: Arc<Index>,
    behind_proxy: bool,
    extents: Extents,
    counts: Counts,
}

impl Features {
    /// The interface over `index`, and over `db` for what that cannot tell and for what day it is. Behind a proxy that sets them, `X-Forwarded-Host` and
    /// `X-Forwarded-Proto` are believed.
    #[must_use]
    pub fn new(db: Db, index: Arc<Index>, behind_proxy: bool) -> Self {
        Self(Arc::new(Parts { db, index, behind_proxy, extents: Extents::default(), counts: Counts::default() }))
    }
}

impl Parts {
    fn now(&self) -> OffsetDateTime {
        self.db.clock().now()
    }

    /// The civil day in the office.
    fn today(&self) -> Date {
        office_date(self.now())
    }
}

/// The routes of the interface, all public.
#[must_use]
pub fn routes(features: &Features) -> Vec<Route> {
    let open = |path, operation, handler: axum::routing::MethodRouter<Features>| {
        Route::new(Method::GET, path, Access::Public, operation, handler.with_state(features.clone()))
    };
    let mut routes = vec![
        open("/ogc/", landing::landing_operation("landing-slash"), get(landing::landing)),
        open("/ogc", landing::landing_operation("landing"), get(landing::landing)),
        open("/ogc/conformance", landing::conformance_operation(), get(landing::conformance)),
        open("/ogc/collections", collections::collections_operation(), get(collections::collections)),
    ];
    macro_rules! collection {
        ($row:ty, $id:literal) => {
            routes.extend([
                open(
                    concat!("/ogc/collections/", $id),
                    collections::collection_operation::<$row>(concat!($id, ".collection")),
                    get(collections::collection::<$row>),
                ),
                open(
                    concat!("/ogc/collections/", $id, "/items"),
                    items::operation::<$row>(concat!($id, ".items")),
                    get(items::items::<$row>),
                ),
                open(
                    concat!("/ogc/collections/", $id, "/items/{featureId}"),
                    item::operation::<$row>(concat!($id, ".item")),
                    get(item::item::<$row>),
                ),
            ]);
        };
    }
    collection!(Division, "divisions");
    collection!(BuiltUpArea, "built-up-areas");
    collection!(Place, "places");
    collection!(Street, "streets");
    collection!(Name, "names");
    collection!(Sign, "signs");
    routes.push(api::route(features, &routes));
    routes
}

//! Where and when the features of a collection lie (OGC API Features part 1, 7.14.2).

use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
};

use geo::Rect;
use serde::Serialize;
use time::{Date, format_description::well_known::Rfc3339};
use tokio::sync::Mutex;

use crate::{
    http::Problem,
    index::live::{Indexed, Snapshot},
    kernel::{dates::OFFICE_OFFSET, validity::ValidPeriod},
    published::{BuiltUpArea, Collection, Division, Name, Place, Sign, Street},
};

/// The extent of one collection.
#[derive(Debug, Serialize)]
pub(super) struct Extent {
    #[serde(skip_serializing_if = "Option::is_none")]
    spatial: Option<Spatial>,
    temporal: Temporal,
}

#[derive(Debug, Serialize)]
struct Spatial {
    /// West, south, east, north in degrees.
    bbox: [[f64; 4]; 1],
    crs: &'static str,
}

/// The midnights in the office with which the first day begins and the last one ends; null is open.
#[derive(Debug, Serialize)]
struct Temporal {
    interval: [[Option<String>; 2]; 1],
    trs: &'static str,
}

/// The extents of all collections.
type All = Arc<BTreeMap<Collection, Extent>>;

/// The extents, found out once for each snapshot, because that takes a look at every feature.
#[derive(Debug, Default)]
pub(super) struct Extents(Mutex<Option<(Weak<Snapshot>, All)>>);

impl Extents {
    /// The extents in `snapshot`.
    pub(super) async fn of(&self, snapshot: &Arc<Snapshot>) -> Result<All, Problem> {
        // Held while they are found out, so that many readers of a new version wait for one.
        let mut known = self.0.lock().await;
        // By address, not by version: a register that was set back comes to the same versions again.
        if let Some((of, extents)) = known.as_ref()
            && of.as_ptr() == Arc::as_ptr(snapshot)
        {
            return Ok(Arc::clone(extents));
        }
        let of = Arc::clone(snapshot);
        let found = tokio::task::spawn_blocking(move || {
            Collection::ALL.map(|collection| (collection, Extent::of(collection, &of))).into()
        });
        let extents = Arc::new(found.await.map_err(|failed| Problem::internal(&failed))?);
        *known = Some((Arc::downgrade(snapshot), Arc::clone(&extents)));
        Ok(extents)
    }
}

impl Extent {
    fn of(collection: Collection, snapshot: &Snapshot) -> Self {
        match collection {
            Collection::Divisions => Self::among::<Division>(snapshot),
            Collection::BuiltUpAreas => Self::among::<BuiltUpArea>(snapshot),
            Collection::Places => Self::among::<Place>(snapshot),
            Collection::Streets => Self::among::<Street>(snapshot),
            Collection::Names => Self::among::<Name>(snapshot),
            Collection::Signs => Self::among::<Sign>(snapshot),
        }
    }

    fn among<R: Indexed>(snapshot: &Snapshot) -> Self {
        let entries = || R::records(snapshot).iter().map(|(_, entry)| entry);
        let around = entries().filter_map(|entry| entry.shape.bounds()).reduce(|a, b| {
            Rect::new(
                (a.min().x.min(b.min().x), a.min().y.min(b.min().y)),
                (a.max().x.max(b.max().x), a.max().y.max(b.max().y)),
            )
        });
        let valid = || entries().map(|entry| entry.row.valid);
        // No first day is earlier than every day, and no last day later.
        let from = valid().map(ValidPeriod::from).min().flatten();
        let ends = valid().map(ValidPeriod::to).max_by_key(|to| (to.is_none(), *to)).flatten();
        Self {
            spatial: around.filter(|_| snapshot.tells_outlines || !R::IS_OUTLINE).map(|around| Spatial {
                bbox: [[around.min().x, around.min().y, around.max().x, around.max().y]],
                crs: super::CRS84,
            }),
            temporal: Temporal {
                interval: [[from.and_then(midnight), ends.and_then(midnight)]],
                trs: "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
            },
        }
    }
}

fn midnight(day: Date) -> Option<String> {
    day.midnight().assume_offset(OFFICE_OFFSET).format(&Rfc3339).ok()
}

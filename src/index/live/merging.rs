//! Merging of what many small changes leave in pieces: heavy work, done beside the follower and taken in by the
//! version that is shown when it is done.

use std::{fmt, panic::resume_unwind};

use tokio::task::{JoinHandle, spawn_blocking};

use super::Snapshot;
use crate::index::tiers::{Block, Compacted, Compaction};

/// One collection's merging, and how its result gets into a later version.
type Merge = Box<dyn FnOnce() -> Adoption + Send>;
pub(super) type Adoption = Box<dyn FnOnce(&mut Snapshot) + Send>;

/// The merging under way, if there is any.
#[derive(Default)]
pub(super) struct Merging(Option<JoinHandle<Vec<Adoption>>>);

impl fmt::Debug for Merging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Merging").field(&self.0.is_some()).finish()
    }
}

impl Merging {
    /// Starts what `shown` would gain from, in a thread of its own, unless something is under way.
    pub(super) fn start(&mut self, shown: &Snapshot) {
        let merges = merges(shown);
        if self.0.is_none() && !merges.is_empty() {
            self.0 = Some(spawn_blocking(|| merges.into_iter().map(|merge| merge()).collect()));
        }
    }

    /// Waits for the end of what is under way, for ever if nothing is. A fault in it goes on here.
    pub(super) async fn done(&mut self) -> Vec<Adoption> {
        let Some(merging) = &mut self.0 else { return std::future::pending().await };
        let merged = merging.await;
        self.0 = None;
        merged
            .unwrap_or_else(|failed| failed.try_into_panic().map_or_else(|_| Vec::new(), |panic| resume_unwind(panic)))
    }
}

impl Snapshot {
    /// This version with what was merged meanwhile; what was begun before the register was loaded anew is left out.
    pub(super) fn adopt(&self, merged: Vec<Adoption>) -> Self {
        let mut next = self.clone();
        for adopt in merged {
            adopt(&mut next);
        }
        next
    }
}

fn merges(shown: &Snapshot) -> Vec<Merge> {
    let merges = [
        merge(shown.divisions.compaction(), |later, merged| later.divisions = later.divisions.adopt(merged)),
        merge(shown.built_up_areas.compaction(), |later, merged| {
            later.built_up_areas = later.built_up_areas.adopt(merged);
        }),
        merge(shown.places.compaction(), |later, merged| later.places = later.places.adopt(merged)),
        merge(shown.streets.compaction(), |later, merged| later.streets = later.streets.adopt(merged)),
        merge(shown.names.compaction(), |later, merged| later.names = later.names.adopt(merged)),
        merge(shown.signs.compaction(), |later, merged| later.signs = later.signs.adopt(merged)),
        merge(shown.called.compaction(), |later, merged| later.called = later.called.adopt(merged)),
    ];
    merges.into_iter().flatten().collect()
}

fn merge<B: Block + Send + Sync + 'static>(
    compaction: Option<Compaction<B>>,
    adopt: fn(&mut Snapshot, Compacted<B>),
) -> Option<Merge> {
    let compaction = compaction?;
    Some(Box::new(move || {
        let compacted = compaction.run();
        Box::new(move |later| adopt(later, compacted))
    }))
}

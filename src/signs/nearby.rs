//! The signs near a position, found in memory.

use std::collections::BTreeMap;

use time::Date;

use crate::{
    index::live::{SignFacts, Snapshot, on},
    kernel::geometry::Position,
    lookup::{Json, Near, Search, nearest},
    published,
    signs::SignId,
};

/// How far away a sign may stand to be the one that somebody is at, unless the question says otherwise, in metres.
pub const REACH_M: f64 = 100.0;

/// Signs near a position, the nearest first. Those that are planned or gone are none of them.
#[derive(Debug)]
pub struct Nearby<'s>(Vec<Near<'s, SignFacts>>);

/// Whether a sign stands on that day within `reach_m` metres of a position.
#[must_use]
pub fn is_sign_within(snapshot: &Snapshot, at: Date, position: Position, reach_m: f64) -> bool {
    !snapshot.signs.nearest(position, 1, Some(reach_m), on(at)).is_empty()
}

impl<'s> Nearby<'s> {
    /// The signs in `snapshot` that `search` finds.
    #[must_use]
    pub fn of(snapshot: &'s Snapshot, search: &Search) -> Self {
        Self(nearest::<published::Sign>(snapshot, search))
    }

    /// Which signs they are.
    #[must_use]
    pub fn ids(&self) -> Vec<SignId> {
        self.0.iter().map(|near| SignId(near.record.id)).collect()
    }

    /// A JSON array of the features of the collection of signs, each with `distance_m` among its properties: geodesic metres.
    /// With `open`, the open reports on each sign, also `open_report_count`.
    pub fn write(&self, json: &mut Json, open: Option<&BTreeMap<SignId, usize>>) {
        json.list(&self.0, |json, near| {
            near.open_feature(json);
            if let Some(open) = open {
                let count = open.get(&SignId(near.record.id)).unwrap_or(&0);
                json.text(",\"open_report_count\":").show(count);
            }
            json.text("}}");
        });
    }
}

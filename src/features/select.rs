//! Which features a page shows, chosen from the register in memory.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use uuid::Uuid;

use super::{
    asked::{Asked, Window},
    days::Days,
};
use crate::{
    http::Problem,
    index::{
        live::{Indexed, Record, Records, Snapshot},
        spatial::Entry,
    },
    published::Collection,
};

/// So many features in a box are sorted by their ids; of more the pages are cut from all features in that order.
const MOST_SORTED: usize = 20_000;

/// Some of the records that were asked for.
pub(super) struct Selection<'s, F> {
    /// In order of their ids; one more than the limit if there are so many.
    pub(super) records: Vec<&'s Record<F>>,
    /// How many there are on all pages, if that was found out on the way.
    pub(super) matched: Option<usize>,
}

/// The records of `R` that `asked` wants after its cursor.
pub(super) fn select<'s, R: Indexed>(snapshot: &'s Snapshot, asked: &Asked) -> Selection<'s, R::Facts> {
    let records = R::records(snapshot);
    match asked.window() {
        Some(window) => in_window(records, asked, window)
            .unwrap_or_else(|| in_order(records, asked, |entry| window.meets(&entry.shape))),
        None => in_order(records, asked, |_| true),
    }
}

/// What lies in a window; `None` if that is too much to be sorted.
fn in_window<'s, F>(records: &'s Records<F>, asked: &Asked, window: Window) -> Option<Selection<'s, F>> {
    let wanted = |record: &Record<F>| asked.days.meet(record.valid);
    let found = records.in_box_at_most(MOST_SORTED, window.southwest, window.northeast, wanted)?;
    let latest = found.into_iter().map(AsRef::as_ref).filter(|record| is_latest(records, record, asked.days));
    let mut found: Vec<&Record<F>> = latest.collect();
    let matched = found.len();
    if let Some(after) = asked.after() {
        found.drain(..found.partition_point(|record| record.id <= after));
    }
    found.truncate(asked.limit + 1);
    Some(Selection { records: found, matched: Some(matched) })
}

/// What `wanted` wants of everything, found in the order of the ids.
fn in_order<'s, F>(
    records: &'s Records<F>,
    asked: &Asked,
    wanted: impl Fn(&Entry<Record<F>>) -> bool,
) -> Selection<'s, F> {
    // No feature has the nil id.
    let entries = records.after(asked.after().unwrap_or(Uuid::nil())).map(|(_, entry)| entry);
    let found = entries
        .filter(|entry| asked.days.meet(entry.row.valid) && wanted(entry))
        .map(|entry| entry.row.as_ref())
        .filter(|record| is_latest(records, record, asked.days));
    Selection { records: found.take(asked.limit + 1).collect(), matched: None }
}

/// Whether a record in `days` is the last one of its feature in them.
fn is_latest<F>(records: &Records<F>, record: &Record<F>, days: Days) -> bool {
    days.is_one_day()
        || !records
            .get(record.id)
            .any(|entry| entry.row.valid.from() > record.valid.from() && days.meet(entry.row.valid))
}

/// How many features of each collection there are on some days in the newest snapshot asked about: a first page tells,
/// and finding out takes a look at every feature.
#[derive(Debug, Default)]
pub(super) struct Counts(Mutex<Counted>);

/// The snapshot that was counted, and what was.
type Counted = (Weak<Snapshot>, BTreeMap<(Collection, Days), usize>);

/// Days that are remembered for each snapshot.
const MOST_COUNTS: usize = 256;

impl Counts {
    /// How many features of `R` there are on `days`.
    pub(super) async fn of<R: Indexed>(&self, snapshot: &Arc<Snapshot>, days: Days) -> Result<usize, Problem> {
        let key = (R::COLLECTION, days);
        if let Some(count) = self.known(snapshot).1.get(&key) {
            return Ok(*count);
        }
        let of = Arc::clone(snapshot);
        let counted = tokio::task::spawn_blocking(move || {
            let records = R::records(&of);
            let rows = records.iter().map(|(_, entry)| entry.row.as_ref());
            rows.filter(|record| days.meet(record.valid) && is_latest(records, record, days)).count()
        });
        let count = counted.await.map_err(|failed| Problem::internal(&failed))?;
        self.known(snapshot).1.insert(key, count);
        Ok(count)
    }

    /// What is known of a snapshot.
    fn known(&self, snapshot: &Arc<Snapshot>) -> MutexGuard<'_, Counted> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // By address, not by version: a register that was set back comes to the same versions again.
        if known.0.as_ptr() != Arc::as_ptr(snapshot) || known.1.len() >= MOST_COUNTS {
            *known = (Arc::downgrade(snapshot), BTreeMap::new());
        }
        known
    }
}

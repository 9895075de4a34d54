//! Divisions by their codes.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{DivisionFacts, Record, Records, Snapshot};

/// Which divisions have a code on any day.
#[derive(Debug, Default)]
pub struct DivisionCodes(BTreeMap<Box<str>, Vec<Uuid>>);

impl DivisionCodes {
    /// The codes of these divisions.
    #[must_use]
    pub fn of(divisions: &Records<DivisionFacts>) -> Self {
        let mut codes: BTreeMap<Box<str>, Vec<Uuid>> = BTreeMap::new();
        for (id, entry) in divisions.iter() {
            let ids = codes.entry(entry.row.facts.code.clone()).or_default();
            if ids.last() != Some(id) {
                ids.push(*id);
            }
        }
        Self(codes)
    }
}

impl Snapshot {
    /// The division with this code on the day of the snapshot, or else the one that had it last.
    #[must_use]
    pub fn division(&self, code: &str) -> Option<&Record<DivisionFacts>> {
        let ids = self.codes.0.get(code)?;
        let runs = ids.iter().flat_map(|id| self.divisions.get(*id)).map(|entry| entry.row.as_ref());
        runs.filter(|run| &*run.facts.code == code).max_by_key(|run| (run.valid.holds_on(self.day), run.valid.from()))
    }
}

//! What a comparison came to.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::db::tx::DataVersion;

/// Ids that a report names for each collection; of more only the number is told.
const NAMED: usize = 100;

/// One index compared with the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The version that both were compared at.
    pub data_version: DataVersion,
    /// What was found in each collection.
    pub collections: Vec<CollectionReport>,
    /// Names that a search for themselves does not find, or that stand to their things otherwise than the search says.
    pub misfiled_names: Ids,
}

/// One collection of an index compared with the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionReport {
    /// The collection.
    pub collection: String,
    /// How many runs the index holds.
    pub runs: u64,
    /// SHA-256 over all runs of the index, and over all runs of the register, in order.
    pub digests: [String; 2],
    /// Features of which the index and the register say different things, or only one of them anything.
    pub differing: Ids,
    /// Features that the trees do not lead to, or lead to wrongly.
    pub misfiled: Ids,
}

/// Some ids, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ids {
    /// How many.
    pub count: u64,
    /// The first of them, at most a hundred.
    pub first: Vec<Uuid>,
}

impl Report {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        let clean = |report: &CollectionReport| report.differing.is_empty() && report.misfiled.is_empty();
        self.collections.iter().all(clean) && self.misfiled_names.is_empty()
    }
}

impl Ids {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(super) fn add(&mut self, id: Uuid) {
        if self.first.last() == Some(&id) {
            return;
        }
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(id);
        }
    }
}

impl IntoIterator for Ids {
    type Item = Uuid;
    type IntoIter = std::vec::IntoIter<Uuid>;

    fn into_iter(self) -> Self::IntoIter {
        self.first.into_iter()
    }
}

impl FromIterator<Uuid> for Ids {
    fn from_iter<I: IntoIterator<Item = Uuid>>(ids: I) -> Self {
        let mut all = Self::default();
        ids.into_iter().for_each(|id| all.add(id));
        all
    }
}

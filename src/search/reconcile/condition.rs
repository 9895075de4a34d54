//! What a query demands of a candidate beyond its name.

use super::{
    super::{meant, units::Units},
    kind::bears,
};
use crate::{
    index::{
        live::{Called, Snapshot},
        names::Standing,
    },
    published::Collection,
};

/// One demand.
#[derive(Debug)]
pub(super) struct Condition {
    /// What it is called among the matching features of a candidate.
    pub(super) id: &'static str,
    pub(super) what: What,
    /// Whether those who do not meet it are left out. Otherwise they score less and are no match.
    pub(super) is_hard: bool,
}

/// One of several values is demanded; of none, the impossible.
#[derive(Debug)]
pub(super) enum What {
    Kind(Vec<Collection>),
    Units(Vec<Units>),
    Category(Vec<String>),
    Status(Vec<Standing>),
}

impl Condition {
    /// Whether a name, or its thing, meets it.
    pub(super) fn is_met_by(&self, called: &Called, snapshot: &Snapshot) -> bool {
        match &self.what {
            What::Kind(kinds) => {
                let facts = &called.record.facts;
                bears(meant::collection(snapshot, facts.kind, facts.thing)).iter().any(|kind| kinds.contains(kind))
            }
            What::Units(units) => units.iter().flat_map(Units::codes).any(|code| called.division.starts_with(code)),
            What::Category(categories) => categories.iter().any(|category| called.category.starts_with(category)),
            What::Status(standings) => standings.contains(&called.standing),
        }
    }
}

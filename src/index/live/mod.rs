//! The register in memory, kept current: loaded at start, then following the commits.

mod facts;
mod follow;
mod record;
mod snapshot;

pub use facts::{BuiltUpAreaFacts, DivisionFacts, NameFacts, PlaceFacts};
pub use follow::{Follower, Index, Lag, NotLoaded};
pub use record::{Indexed, Record, Records, on};
pub use snapshot::Snapshot;

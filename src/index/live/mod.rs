//! The register in memory, kept current: loaded at start, then following the commits.

mod follow;
mod snapshot;

pub use follow::{Follower, Index, Lag, NotLoaded};
pub use snapshot::{Snapshot, on};

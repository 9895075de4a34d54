//! The register in memory, kept current: loaded at start, then following the commits.

mod bell;
mod follower;
mod index;
mod lag;
mod pause;
mod snapshot;
mod standing;
mod trouble;

pub use follower::Follower;
pub use index::{Index, NotLoaded};
pub use lag::Lag;
pub use snapshot::{Snapshot, on};

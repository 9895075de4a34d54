//! The register in memory, kept current: loaded at start, then following the commits.

mod bell;
mod called;
mod changed;
mod codes;
mod facts;
mod follower;
mod index;
mod lag;
mod merging;
mod pause;
mod record;
mod shelving;
mod snapshot;
mod standing;
mod trouble;

pub use called::{Called, Code, Thing, said};
pub use codes::DivisionCodes;
pub use facts::{BuiltUpAreaFacts, DivisionFacts, LEVELS, NameFacts, PlaceFacts, SignFacts, ThingKind};
pub use follower::Follower;
pub use index::{Index, NotLoaded};
pub use lag::Lag;
pub use record::{Filed, Indexed, Loose, Record, Records, file, on};
pub use shelving::shelve;
pub use snapshot::Snapshot;

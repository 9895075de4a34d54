//! The register in memory.
//!
//! [`spatial`] is the pure part: shapes, trees, what can be asked of one collection; [`tiers`] keeps its versions.
//! [`live`] feeds them from the published rows and keeps them at the version of the database.

pub mod live;
pub mod spatial;
pub mod tiers;

//! The register in memory.
//!
//! [`spatial`] is the pure part: shapes, trees, what can be asked of one collection; [`names`] finds names as they are
//! written, spelled and mistyped; [`tiers`] keeps the versions of both.
//! [`live`] feeds them from the published rows and keeps them at the version of the database.

pub mod live;
pub mod names;
pub mod spatial;
pub mod tiers;

//! The register in memory.
//!
//! [`spatial`] is the pure part: shapes, trees, versions of one collection. [`live`] feeds it from the published
//! rows and keeps it at the version of the database.

pub mod live;
pub mod spatial;

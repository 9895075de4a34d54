//! The database: the private cluster.

pub mod cluster;

//! Naming: from a proposed name to the announced standard name.

pub mod clinic;

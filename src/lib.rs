//! Mingjie (名界): the register and workbench of a county's geographic names and boundaries.

pub mod db;
pub mod exports;
pub mod features;
pub mod http;
pub mod imports;
pub mod kernel;
pub mod published;

#[cfg(test)]
mod testing;

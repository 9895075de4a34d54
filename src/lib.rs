//! Mingjie (名界): the register and workbench of a county's geographic names and boundaries.

pub mod db;
pub mod demo;
pub mod http;
pub mod imports;
pub mod kernel;
pub mod published;

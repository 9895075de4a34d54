//! Mingjie (名界): the register and workbench of a county's geographic names and boundaries.

pub mod accounts;
pub mod app;
pub mod config;
pub mod db;
pub mod exports;
pub mod features;
pub mod http;
pub mod imports;
pub mod index;
pub mod kernel;
pub mod lookup;
pub mod operations;
pub mod pages;
pub mod published;
pub mod register;
pub mod telemetry;

#[cfg(test)]
mod testing;

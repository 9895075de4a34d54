//! Mingjie (名界): the register and workbench of a county's geographic names and boundaries.

pub mod accounts;
pub mod app;
pub mod archives;
pub mod boundaries;
pub mod cli;
pub mod config;
pub mod cooperation;
pub mod coverage;
pub mod custody;
pub mod db;
pub mod demo;
pub mod documents;
pub mod exports;
pub mod features;
pub mod field;
pub mod http;
pub mod imports;
pub mod index;
pub mod inspections;
pub mod jobs;
pub mod kernel;
pub mod lookup;
pub mod naming;
pub mod obligations;
pub mod open311;
pub mod operations;
pub mod pages;
pub mod photos;
pub mod publications;
pub mod published;
pub mod reader;
pub mod records;
pub mod register;
pub mod search;
pub mod signs;
pub mod telemetry;
pub mod verification;

// The test support is one file for the tests inside and outside of the library.
#[cfg(test)]
extern crate self as mingjie;
#[cfg(test)]
mod testing;

//! Custody of markers 界桩管护: defects from the report to the repair that both sides have confirmed (R353 art. 6, 16, 17).
//!
//! A defect turns its marker from state to state; a marker is in service again only when people of both sides were present at its
//! repair and each side has confirmed that for itself. As in the work with neighbours (ADR 0030), one act never does both.

pub mod codes;
pub mod http;
pub mod model;
pub mod policy;
mod problem;
pub mod refusal;
pub mod service;
pub mod state;
mod store;

pub use model::Defect;
pub use refusal::Refusal;

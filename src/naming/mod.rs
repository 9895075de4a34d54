//! Naming cases: from a proposed name to the announced standard name (R753 art. 9 to 15, 25).
//!
//! A case travels through the states of [`state`]; every state and action stands in `docs/naming-cases.md`. Each step is
//! one transaction: it locks the case, asks who may ([`policy`]) and whether the state allows it, changes what is to be
//! changed and appends exactly one event. A decision makes the standard name in the register in that same transaction.
//!
//! What belongs to a case elsewhere: its events and papers are `records`, what is due is `obligations`, what the public
//! sees is `publications`. None of them knows of cases.

pub mod action;
pub mod bulk;
pub mod clinic;
pub mod http;

pub mod model;
pub mod package;
mod papers;
pub mod policy;
mod problem;
pub mod refusal;
pub mod service;
pub mod state;
mod store;

pub use action::Action;
pub use model::{CaseId, CaseType, ContactPoint, ItemId};
pub use refusal::Refusal;
pub use state::{CaseState, StateCode};

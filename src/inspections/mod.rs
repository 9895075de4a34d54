//! Joint inspection of boundary lines 界线联合检查 (R353 art. 12; measures of the Ministry of Civil Affairs, M28): every five
//! years, or when a flood, a shifted river or a new road asks for it.
//!
//! Both sides write, each with a pen of its own. What a side says is a chain of [`acts`]: an act holds the digest of the one
//! before, and none is ever changed. A dossier is read off both chains ([`dossier`]), so that two offices that exchanged all
//! acts read the same, in whatever order these came. Our chain is written by accounts of this office; the neighbour's by
//! whoever holds an [`invitation`], or by a signed package of its own office ([`package`]). There is no other way, in the program
//! or in the database, to write it.

pub mod acts;
pub mod calendar;
pub mod chain;
pub mod codes;
pub mod dossier;
pub mod findings;
pub mod http;
pub mod invitation;
pub mod keys;
pub mod model;
pub mod package;
pub mod page;
pub mod policy;
mod problem;
pub mod refusal;
pub mod rules;
pub mod scope;
pub mod service;
pub mod sheets;
mod store;
pub mod subject;

pub use acts::Act;
pub use chain::Link;
pub use dossier::Dossier;
pub use model::{Inspection, Side};
pub use refusal::Refusal;
pub use subject::{ItemKey, Subject};

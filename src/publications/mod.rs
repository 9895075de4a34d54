//! Public notices 公示 and announcements 公告 as web resources, and what citizens say to them.
//!
//! A public notice asks for opinions before a name is approved; how long it runs is local practice. An announcement makes
//! an approved name known (R753 art. 14) and has six facts for each name (《地名备案公告管理办法（试行）》). A publication
//! belongs to a `subject` and perhaps a `part` of it, which are ids that mean nothing here; its content is handed over.
//!
//! ```mermaid
//! stateDiagram-v2
//!   [*] --> draft
//!   draft --> signed: sign (a leader who did not write on it)
//!   signed --> draft: take back
//!   signed --> published: publish (from now on its bytes never change)
//!   published --> sealed: seal (the period is over, every opinion answered)
//!   published --> ended_early: end early (objection upheld, case withdrawn, another notice takes its place)
//! ```
//!
//! An announcement stays published. A change to what is published is another publication that follows the first; the
//! revocation of what was announced is an announcement that follows the first and revokes it. Who
//! sent an opinion stands in the schema `personal`, reaches no public answer and can be erased; digests and the seal do not
//! cover it.

pub mod codes;
mod content;
mod counts;
mod digest;
mod document;
mod feed;
pub mod http;
pub mod item;
pub mod mail;
pub mod model;
mod number;
pub mod opinion;
mod page;
mod paper;
pub mod refusal;
mod seal;
pub mod service;
mod state;
mod store;
#[cfg(test)]
mod tests;
mod throttle;

pub use codes::{Action, Channel, Kind, Outcome, Stance, State, Succession};
pub use counts::Counts;
pub use item::{Extent, PublishedItem};
pub use model::{Announced, Closing, Draft, Follows, Issue, Mentioned, Publication, PublicationId, Stamp, Synced};
pub use opinion::{Answer, Answered, Contact, NewOpinion, Opinion, OpinionId, Receipt};
pub use paper::names_table;
pub use refusal::{Refusal, Step};
pub use store::KeptContact;

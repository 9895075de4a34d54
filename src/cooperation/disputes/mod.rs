//! Joint mediation 联合调处: disputes at a boundary, each on its legal track.
//!
//! - *demarcated*: the line was demarcated and the spot is disputed. The authority that approved the line decides by its
//!   agreement (R353 art. 15); both may find out on the spot that they agree.
//! - *undemarcated*: there never was a clear line. Both negotiate, the next higher government mediates and at last decides
//!   (State Council Order 26 of 1989, art. 12), then the line is surveyed and mapped (art. 15) and filed (art. 16).
//! - *civil*: rights to land, water or forest. The competent department handles it.

pub mod codes;
pub mod model;
pub mod service;
pub mod state;
mod store;

pub use codes::{DisputeState, Track};
pub use model::{Dispute, DisputeStep, NewDispute, Said};

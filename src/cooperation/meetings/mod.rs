//! Regular meetings 定期会晤: agenda, attendance, minutes that each side confirms for itself, and decisions that are
//! followed until the last of them is done or dropped.

pub mod codes;
pub mod due;
pub mod model;
pub mod service;
pub mod state;
mod store;

pub use codes::{MeetingKind, MeetingState};
pub use model::{Decision, Meeting, NewDecision, NewMeeting, Session, TheirWord};

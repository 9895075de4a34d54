//! The legal clock: what has to be done by which day, and why.
//!
//! Limits are data with days in force (`time_limit`): those of the law cite an article and cannot be changed here, those of
//! the office can. A slice opens an obligation on the day of the event and meets or drops it later. The law sets days for
//! filing and announcing a name (R753 art. 13, 14); what the law leaves open is practice of the office.
//!
//! Being late forbids nothing: it is recorded and shown. How days are counted: `kernel::calendar`.

pub mod feed;
pub mod http;
mod icalendar;
pub mod limits;
mod model;
mod policy;
mod refusal;
pub mod service;
mod shown;
mod store;
pub mod years;

#[cfg(test)]
mod tests;

pub use model::{
    Basis, End, LimitKind, LimitStart, Met, New, Obligation, ObligationId, Standing, Standstill, Subject, SubjectKind,
    TimeLimit, TimeLimitId,
};
pub use refusal::Refusal;
pub use shown::{Named, Shown, ShownBasis, shown_of_subject};

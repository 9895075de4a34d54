//! Damage reports 损坏报告: somebody says that a sign is damaged, wrong or gone.
//!
//! A report on a sign that has an open one is offered that one instead ([`Refusal::AlreadyReported`]); who insists says
//! that it is another damage, and a crew's report that was captured offline is kept in any case. What becomes of a report
//! whose repair was ordered follows from the order.
//!
//! [`Refusal::AlreadyReported`]: crate::signs::Refusal::AlreadyReported

pub mod codes;
pub mod doubt;
pub mod model;
pub mod service;
pub mod state;
pub(super) mod store;

pub use codes::{DamageType, ReportState, Severity, Source};
pub use model::{Filter, Fix, NewReport, Report, ReportId};

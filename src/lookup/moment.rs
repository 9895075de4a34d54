//! The two clocks of a question.

use time::{Date, OffsetDateTime};

use crate::{
    http::{Params, Problem},
    kernel::dates::{parse_date, parse_instant},
};

/// When a fact should have been true, and when the register should have said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Valid time: a civil day in the office.
    pub at: Date,
    /// Record time; `None` is now.
    pub recorded_at: Option<OffsetDateTime>,
}

impl Moment {
    /// Reads `at` and `recorded-at`; `today` when nothing is said.
    pub fn from_params(params: &Params, today: Date) -> Result<Self, Problem> {
        Ok(Self {
            at: params.parse_with("at", parse_date)?.unwrap_or(today),
            recorded_at: params.parse_with("recorded-at", parse_instant)?,
        })
    }
}

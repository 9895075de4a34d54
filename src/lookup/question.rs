//! What is asked of a position.

use time::Date;

use super::{LookUp, Parts, params};
use crate::{
    http::{Params, Problem},
    index::live::Snapshot,
    kernel::geometry::Position,
};

/// What is asked of each position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// Valid time: a civil day in the office.
    pub at: Date,
    /// How far away a street may be to be named, in metres.
    pub reach_m: f64,
    /// Which parts of the answer are wanted.
    pub parts: Parts,
}

impl Question {
    /// Reads `fields` and `reach`, about the day `at`.
    pub fn from_params(params: &Params, at: Date) -> Result<Self, Problem> {
        Ok(Self { at, reach_m: params::reach_m(params)?, parts: params::parts(params)? })
    }

    /// The answer for `position`.
    #[must_use]
    pub fn ask<'s>(&self, snapshot: &'s Snapshot, position: Position) -> LookUp<'s> {
        LookUp::of(snapshot, position, self.at, self.reach_m, self.parts)
    }
}

//! What came of the rows, in numbers.

use crate::kernel::text::Text;
use crate::lookup::LookUp;

/// How many bad rows are remembered one by one.
const REMEMBERED: usize = 20;

/// What came of some rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// All rows.
    pub rows: u64,
    /// Rows that lie in no division, where divisions were asked for.
    pub outside: u64,
    /// Rows without a usable position.
    pub bad: u64,
    /// The first of them: number and problem.
    pub first_bad: Vec<(u64, Text)>,
}

impl Tally {
    /// Rows that were answered.
    #[must_use]
    pub fn located(&self) -> u64 {
        self.rows - self.bad
    }

    /// Counts one row.
    pub(super) fn count(&mut self, number: u64, found: &Result<LookUp<'_>, Text>) {
        self.rows += 1;
        match found {
            Ok(answer) => self.outside += u64::from(answer.is_outside()),
            Err(problem) => {
                self.bad += 1;
                self.remember([(number, problem.clone())]);
            }
        }
    }

    /// Adds what came of later rows.
    pub fn add(&mut self, later: Self) {
        self.rows += later.rows;
        self.outside += later.outside;
        self.bad += later.bad;
        self.remember(later.first_bad);
    }

    fn remember(&mut self, bad: impl IntoIterator<Item = (u64, Text)>) {
        self.first_bad.extend(bad.into_iter().take(REMEMBERED.saturating_sub(self.first_bad.len())));
    }
}

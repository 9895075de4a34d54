//! Valid time: the days on which a fact was true in the world.

use serde::{Deserialize, Serialize};
use time::Date;

/// A half-open run of civil days in the office, `[from, to)`.
///
/// No `from` means "for longer than anyone recorded", no `to` means "still". A fact never holds for no day:
/// [`ValidPeriod::new`] refuses an end that is not after the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ValidPeriod {
    from: Option<Date>,
    to: Option<Date>,
}

/// The end of a period does not lie after its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period from {from} to {to} holds no day")]
pub struct EmptyPeriod {
    from: Date,
    to: Date,
}

impl ValidPeriod {
    /// Always: no known start, no end.
    pub const ALWAYS: Self = Self { from: None, to: None };

    /// A period from the first day on which the fact holds to the first day on which it no longer does.
    pub fn new(from: Option<Date>, to: Option<Date>) -> Result<Self, EmptyPeriod> {
        match (from, to) {
            (Some(from), Some(to)) if to <= from => Err(EmptyPeriod { from, to }),
            _ => Ok(Self { from, to }),
        }
    }

    /// The first day, if known.
    #[must_use]
    pub fn from(self) -> Option<Date> {
        self.from
    }

    /// The first day after the last, if it has ended or will.
    #[must_use]
    pub fn to(self) -> Option<Date> {
        self.to
    }

    /// Whether the fact holds on `day`.
    #[must_use]
    pub fn holds_on(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_period_holds_from_its_first_day_and_not_on_its_end() {
        let period = ValidPeriod::new(Some(date!(2019 - 05 - 01)), Some(date!(2021 - 11 - 16))).unwrap();
        assert!(!period.holds_on(date!(2019 - 04 - 30)));
        assert!(period.holds_on(date!(2019 - 05 - 01)));
        assert!(period.holds_on(date!(2021 - 11 - 15)));
        assert!(!period.holds_on(date!(2021 - 11 - 16)));
        assert!(ValidPeriod::ALWAYS.holds_on(date!(0001 - 01 - 01)));
    }

    #[test]
    fn a_period_that_holds_no_day_cannot_be_made() {
        let day = date!(2019 - 05 - 01);
        assert!(ValidPeriod::new(Some(day), Some(day)).is_err());
    }
}

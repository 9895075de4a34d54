//! Borrowings.

use time::Date;

use crate::{
    archives::{VolumeId, codes::Condition},
    code_enum, typed_id,
};

typed_id!(
    /// One borrowing.
    BorrowingId
);

/// Longest time for which a volume is lent at once, in days.
pub const LONGEST_LOAN_DAYS: i64 = 366;

/// What is to be lent to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBorrowing {
    /// Who takes it.
    pub borrower: String,
    /// For which unit.
    pub unit: String,
    /// What for.
    pub purpose: String,
    /// Civil day by which it is to be back.
    pub due_on: Date,
}

/// How a volume came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// In which condition.
    pub condition: Condition,
    /// In words.
    pub note: Option<String>,
}

/// A borrowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Borrowing {
    /// Identifier.
    pub id: BorrowingId,
    /// The volume.
    pub volume: VolumeId,
    /// Its catalogue number.
    pub catalogue_number: Option<String>,
    /// Its title.
    pub title: String,
    /// Who took it.
    pub borrower: String,
    /// For which unit.
    pub unit: String,
    /// What for.
    pub purpose: String,
    /// Civil day on which it went.
    pub lent_on: Date,
    /// Civil day by which it is to be back.
    pub due_on: Date,
    /// Civil day on which it came back, and how.
    pub returned: Option<(Date, Returned)>,
    /// Counts changes.
    pub version: i64,
}

impl Borrowing {
    /// By how many days it is late on a day.
    #[must_use]
    pub fn overdue_by(&self, today: Date) -> i64 {
        let until = self.returned.as_ref().map_or(today, |(on, _)| *on);
        (until - self.due_on).whole_days().max(0)
    }
}

code_enum! {
    /// Which borrowings are asked for.
    Standing as "text" {
        /// Not yet back.
        Open = "open",
        /// Not yet back, though the due day is over.
        Overdue = "overdue",
        /// Back.
        Returned = "returned",
    }
}

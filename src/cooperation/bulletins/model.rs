//! Bulletins.

use serde::Serialize;
use time::Date;

use super::codes::{BulletinKind, BulletinState, Direction};
use crate::cooperation::{Head, Scope, codes::Grade};

/// A bulletin to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBulletin {
    /// With whom, about which line.
    pub scope: Scope,
    /// Which way it goes.
    pub direction: Direction,
    /// Civil day on which it was sent.
    pub sent_on: Date,
    /// What it tells.
    pub content: Content,
}

/// What a bulletin tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Something.
    Told {
        /// In a line.
        subject: String,
        /// In full.
        text: String,
        /// How grave a risk it tells of.
        risk: Option<Grade>,
        /// Whether the sender asks for an answer.
        wants_reply: bool,
    },
    /// That there was nothing in the month that begins on this day.
    Nothing(Date),
}

/// A bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bulletin {
    /// Number, neighbour, line, version.
    #[serde(flatten)]
    pub head: Head,
    /// What is sent.
    pub kind: BulletinKind,
    /// Which way it goes.
    pub direction: Direction,
    /// How far it is.
    pub state: BulletinState,
    /// Civil day on which it was sent.
    pub sent_on: Date,
    /// First day of the month of which a nil report tells.
    pub month: Option<Date>,
    /// In a line.
    pub subject: Option<String>,
    /// What is told.
    pub text: Option<String>,
    /// How grave a risk it tells of.
    pub risk: Option<Grade>,
    /// Whether the sender asks for an answer.
    pub wants_reply: bool,
    /// Civil day by which receipt is to be confirmed.
    pub receipt_due: Date,
    /// Civil day by which it is to be answered.
    pub reply_due: Option<Date>,
    /// Who confirmed receipt, on the receiving side.
    pub received_by: Option<String>,
    /// Civil day of the receipt.
    pub received_on: Option<Date>,
    /// The answer.
    pub reply: Option<String>,
    /// Who answered, on the receiving side.
    pub replied_by: Option<String>,
    /// Civil day of the answer.
    pub replied_on: Option<Date>,
}

/// An answer to a bulletin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// In words.
    pub text: String,
    /// Who answered, on the receiving side.
    pub by: String,
    /// Civil day.
    pub on: Date,
}

impl Bulletin {
    /// By how many days receipt was late, or is by now.
    #[must_use]
    pub fn receipt_late_days(&self, today: Date) -> Option<i64> {
        late_days(Some(self.receipt_due), self.received_on, today)
    }

    /// By how many days the answer was late, or is by now.
    #[must_use]
    pub fn reply_late_days(&self, today: Date) -> Option<i64> {
        late_days(self.reply_due, self.replied_on, today)
    }
}

/// Days between what was due and when it was done, or today; none when it was, or is, in time.
fn late_days(due: Option<Date>, done: Option<Date>, today: Date) -> Option<i64> {
    Some((done.unwrap_or(today) - due?).whole_days()).filter(|days| *days > 0)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::late_days;

    #[test]
    fn what_was_done_late_stays_late_and_what_is_open_gets_later() {
        let due = Some(date!(2023 - 06 - 10));
        assert_eq!(late_days(due, Some(date!(2023 - 06 - 10)), date!(2023 - 07 - 01)), None);
        assert_eq!(late_days(due, Some(date!(2023 - 06 - 12)), date!(2023 - 07 - 01)), Some(2));
        assert_eq!(late_days(due, None, date!(2023 - 06 - 10)), None);
        assert_eq!(late_days(due, None, date!(2023 - 06 - 11)), Some(1));
        assert_eq!(late_days(None, None, date!(2023 - 06 - 11)), None);
    }
}

//! The five-year calendar 联检计划: by when each line is due, in which round, and which side leads.
//!
//! A line is inspected every five years (R353 art. 12), counted from the day on which its last round was filed, or from its
//! approval. The side that leads swaps from round to round (order of the fifth round of provincial lines, 2023 to 2027).

use serde::Serialize;
use time::{Date, util::days_in_month};
use uuid::Uuid;

use super::codes::InspectionState;
use crate::boundaries::number::LineCode;

/// Years between rounds (R353 art. 12).
pub const YEARS: i32 = 5;

/// A line in force with its last round and the one that is planned or under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineInCalendar {
    /// The line.
    pub line: Uuid,
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Civil day of its approval.
    pub approved_on: Option<Date>,
    /// Its last round that was filed.
    pub last_round: Option<i32>,
    /// Civil day on which that was.
    pub last_filed_on: Option<Date>,
    /// Code of the side that led it.
    pub last_lead: Option<String>,
    /// That inspection.
    pub last_id: Option<Uuid>,
    /// The inspection that is planned or under way.
    pub open_id: Option<Uuid>,
    /// Its number.
    pub open_number: Option<String>,
    /// How far it is.
    pub open_state: Option<InspectionState>,
    /// Its round.
    pub open_round: Option<i32>,
    /// Its year.
    pub open_year: Option<i32>,
    /// Civil day by which it is due.
    pub open_due_on: Option<Date>,
    /// Code of the side that leads it.
    pub open_lead: Option<String>,
}

/// The next round of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextRound {
    /// Round, from 1.
    pub round: i32,
    /// Civil day by which it is to be filed.
    pub due_on: Date,
    /// Code of the side that leads; none before the first round, for which both agree on it.
    pub lead: Option<String>,
}

impl LineInCalendar {
    /// The next round: the one that is planned, or what follows from the last.
    #[must_use]
    pub fn next(&self) -> Option<NextRound> {
        if let (Some(round), Some(due_on)) = (self.open_round, self.open_due_on) {
            return Some(NextRound { round, due_on, lead: self.open_lead.clone() });
        }
        let since = self.last_filed_on.or(self.approved_on)?;
        let lead = self.last_lead.as_deref().and_then(|last| self.other(last));
        Some(NextRound { round: self.last_round.unwrap_or_default() + 1, due_on: years_later(since, YEARS), lead })
    }

    fn other(&self, side: &str) -> Option<String> {
        let code: LineCode = self.code.parse().ok()?;
        let (lower, higher) = code.sides();
        Some(if side == lower { higher } else { lower }.to_owned())
    }
}

/// The same day so many years later; the last of February where it has no such day.
#[must_use]
pub fn years_later(day: Date, years: i32) -> Date {
    let year = day.year() + years;
    let last = days_in_month(day.month(), year);
    Date::from_calendar_date(year, day.month(), day.day().min(last)).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn line() -> LineInCalendar {
        LineInCalendar {
            line: Uuid::nil(),
            code: "429006001429006002".into(),
            name: "甲乙线".into(),
            approved_on: Some(date!(2003 - 02 - 28)),
            last_round: None,
            last_filed_on: None,
            last_lead: None,
            last_id: None,
            open_id: None,
            open_number: None,
            open_state: None,
            open_round: None,
            open_year: None,
            open_due_on: None,
            open_lead: None,
        }
    }

    #[test]
    fn a_line_is_due_five_years_after_its_last_round_and_the_other_side_leads() {
        let next = LineInCalendar {
            last_round: Some(3),
            last_filed_on: Some(date!(2018 - 11 - 30)),
            last_lead: Some("429006001".into()),
            ..line()
        }
        .next();
        let expected = NextRound { round: 4, due_on: date!(2023 - 11 - 30), lead: Some("429006002".into()) };
        assert_eq!(next, Some(expected));
    }

    #[test]
    fn a_line_that_was_never_inspected_is_due_five_years_after_its_approval() {
        let expected = NextRound { round: 1, due_on: date!(2008 - 02 - 28), lead: None };
        assert_eq!(line().next(), Some(expected));
        assert_eq!(LineInCalendar { approved_on: None, ..line() }.next(), None);
        assert_eq!(years_later(date!(2020 - 02 - 29), 5), date!(2025 - 02 - 28));
    }
}

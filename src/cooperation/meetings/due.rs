//! By when the next regular meeting with a neighbour is due.

use serde::Serialize;
use time::{Date, util::days_in_month};

/// A neighbour with which a regular meeting is to be held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueMeeting {
    /// Code of the neighbour.
    pub neighbour: String,
    /// What it is called.
    pub neighbour_name: String,
    /// Civil day of the last regular meeting.
    pub last_held_on: Option<Date>,
    /// Months between regular meetings.
    pub months: i32,
    /// Civil day by which the next one is due: counted from the last one, or from the day on which the neighbour was
    /// entered.
    pub due_on: Date,
    /// By how many days it is overdue; 0 when it is not.
    pub overdue_by_days: i64,
    /// Number of the regular meeting that is planned or invited to.
    pub planned: Option<String>,
}

/// The same day so many months later; the last of the month where it has no such day.
#[must_use]
pub fn months_later(day: Date, months: i32) -> Date {
    let count = i32::from(u8::from(day.month())) - 1 + months;
    let year = day.year() + count.div_euclid(12);
    let month = u8::try_from(count.rem_euclid(12) + 1).ok().and_then(|month| time::Month::try_from(month).ok());
    let later = month.and_then(|month| {
        let last = days_in_month(month, year);
        Date::from_calendar_date(year, month, day.day().min(last)).ok()
    });
    later.unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::months_later;

    #[test]
    fn half_a_year_ends_on_the_same_day_or_on_the_last_of_the_month() {
        assert_eq!(months_later(date!(2023 - 01 - 15), 6), date!(2023 - 07 - 15));
        assert_eq!(months_later(date!(2023 - 08 - 31), 6), date!(2024 - 02 - 29));
        assert_eq!(months_later(date!(2024 - 02 - 29), 12), date!(2025 - 02 - 28));
        assert_eq!(months_later(date!(2023 - 12 - 01), 12), date!(2024 - 12 - 01));
    }
}

//! A civil year, as far as it has gone.

use time::{Date, Month};

/// A year that has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// Civil year.
    pub number: i32,
    /// 1 January.
    pub first: Date,
    /// 31 December, or today.
    pub last: Date,
}

impl Year {
    /// The year, unless it has not begun today or lies before 1949.
    #[must_use]
    pub fn until(number: i32, today: Date) -> Option<Self> {
        let first = Date::from_calendar_date(number, Month::January, 1).ok()?;
        let last = Date::from_calendar_date(number, Month::December, 31).ok()?.min(today);
        (number >= 1949 && first <= today).then_some(Self { number, first, last })
    }

    /// How many of its months are over, 0 to 12.
    #[must_use]
    pub fn months_over(self) -> u8 {
        let month = u8::from(self.last.month());
        let is_over = self.last.next_day().is_none_or(|next| next.month() != self.last.month());
        if is_over { month } else { month - 1 }
    }

    /// Whether a day lies in it, as far as it has gone.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::Year;

    #[test]
    fn a_year_goes_until_today_and_a_month_is_over_on_its_last_day() {
        let year = Year::until(2023, date!(2023 - 06 - 29)).unwrap();
        assert_eq!((year.last, year.months_over()), (date!(2023 - 06 - 29), 5));
        assert_eq!(Year::until(2023, date!(2023 - 06 - 30)).unwrap().months_over(), 6);
        assert_eq!(Year::until(2023, date!(2024 - 03 - 01)).unwrap().months_over(), 12);
        assert_eq!(Year::until(2023, date!(2023 - 01 - 01)).unwrap().months_over(), 0);
        assert_eq!(Year::until(2024, date!(2023 - 12 - 31)), None);
        assert_eq!(Year::until(1900, date!(2023 - 12 - 31)), None);
    }
}

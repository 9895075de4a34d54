//! Counting days: calendar days, and the working days that the State Council's yearly arrangement leaves.
//!
//! A week has five working days. The arrangement of a year takes some of them for holidays and gives weekends back as
//! make-up days 调休. It is published in the autumn before, so the calendar knows years, and a count that leaves them says
//! so: beyond them only weekends are free.
//!
//! The day of the event is not counted: `n` days from Monday begin with Tuesday. A day on which the count was stopped is not
//! counted either. What ends on a holiday ends there; the next working day is told beside it, and nothing is shifted
//! (docs/adr/0019-counting-days.md).

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use time::{Date, Duration, Weekday};

use crate::code_enum;

code_enum! {
    /// Which days a time limit counts.
    DayCount as "day_count" {
        /// 自然日
        Calendar = "calendar",
        /// 工作日
        Working = "working",
    }
}

/// What a count came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted<T> {
    /// The day or the number.
    pub value: T,
    /// Whether the arrangement of every year that was counted over is known.
    pub known: bool,
}

/// Days on which a count stood still: from the first of them to the first on which it went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// The first day that does not count.
    pub from: Date,
    /// The first day that counts again.
    pub to: Date,
}

/// The working days of the known years.
#[derive(Debug, Clone, Default)]
pub struct WorkCalendar {
    /// Holidays (false) and make-up days (true).
    special: BTreeMap<Date, bool>,
    years: BTreeSet<i32>,
}

impl WorkCalendar {
    /// The calendar of `years`, in which these days are working days or not, whatever weekday they are.
    #[must_use]
    pub fn new(special: impl IntoIterator<Item = (Date, bool)>, years: impl IntoIterator<Item = i32>) -> Self {
        Self { special: special.into_iter().collect(), years: years.into_iter().collect() }
    }

    /// Whether people work on `day`.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        self.special.get(&day).copied().unwrap_or_else(|| !is_weekend(day))
    }

    /// The first and the last day of the years that are known without a gap up to the latest.
    #[must_use]
    pub fn known_days(&self) -> Option<(Date, Date)> {
        let last = *self.years.last()?;
        let first = (0..=last).rev().take_while(|year| self.years.contains(year)).last()?;
        Some((Date::from_ordinal_date(first, 1).ok()?, Date::from_calendar_date(last, time::Month::December, 31).ok()?))
    }

    /// `day` itself if it is a working day, else the next one.
    #[must_use]
    pub fn next_working_day(&self, day: Date) -> Counted<Date> {
        let value = days_from(day).find(|day| self.is_working_day(*day)).unwrap_or(Date::MAX);
        Counted { value, known: self.knows(day, value) }
    }

    /// The `n`th working day after `day`; `day` itself for none.
    #[must_use]
    pub fn add_working_days(&self, day: Date, n: u32) -> Counted<Date> {
        let after = days_from(day).skip(1).filter(|day| self.is_working_day(*day));
        let value = match n {
            0 => day,
            n => after.zip(1..=n).find(|(_, count)| *count == n).map_or(Date::MAX, |(day, _)| day),
        };
        Counted { value, known: self.knows(day, value) }
    }

    /// How many working days lie after `after`, up to and with `to`; none if `to` is not later.
    #[must_use]
    pub fn working_days_between(&self, after: Date, to: Date) -> Counted<u32> {
        let (Some(first), true) = (after.next_day(), after < to) else {
            return Counted { value: 0, known: self.knows(to, to) };
        };
        let days = (to - after).whole_days();
        let (weeks, rest) = (days / 7, days % 7);
        let rest = i64::try_from(days_from(first).zip(0..rest).filter(|(day, _)| !is_weekend(*day)).count());
        let special = self.special.range(first..=to).map(|(day, working)| match (working, is_weekend(*day)) {
            (true, true) => 1,
            (false, false) => -1,
            (true, false) | (false, true) => 0,
        });
        let value = u32::try_from(weeks * 5 + rest.unwrap_or_default() + special.sum::<i64>()).unwrap_or_default();
        Counted { value, known: self.knows(first, to) }
    }

    /// The last of `n` days after `begins`, with those left out on which the count stood still. A stop that began after
    /// that day changes nothing any more. `stops` are in order and do not overlap.
    #[must_use]
    pub fn due(&self, begins: Date, n: u32, count: DayCount, stops: &[Stop]) -> Counted<Date> {
        let add = |day, n| match count {
            DayCount::Calendar => day_after(day, n),
            DayCount::Working => self.add_working_days(day, n).value,
        };
        let mut due = add(begins, n);
        for stop in stops.iter().filter(|stop| stop.to > begins) {
            let from = stop.from.previous_day().unwrap_or(Date::MIN).max(begins);
            let to = stop.to.previous_day().unwrap_or(Date::MIN);
            if from < due && from < to {
                due = add(due, self.days_between(from, to, count));
            }
        }
        Counted { value: due, known: count == DayCount::Calendar || self.knows(begins, due) }
    }

    /// How many days of this count lie after `after`, up to and with `to`.
    fn days_between(&self, after: Date, to: Date, count: DayCount) -> u32 {
        match count {
            DayCount::Calendar => u32::try_from((to - after).whole_days()).unwrap_or_default(),
            DayCount::Working => self.working_days_between(after, to).value,
        }
    }

    /// Whether the arrangements of all years from that of `first` to that of `last` are known.
    fn knows(&self, first: Date, last: Date) -> bool {
        (first.year()..=last.year()).all(|year| self.years.contains(&year))
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// `day` and all that come after it.
fn days_from(day: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(day), |day| day.next_day())
}

/// The `n`th day after `day`, or the last one that there is.
fn day_after(day: Date, n: u32) -> Date {
    day.checked_add(Duration::days(n.into())).unwrap_or(Date::MAX)
}

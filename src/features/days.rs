//! Which days are asked for: `datetime` (OGC API Features part 1, 7.15.4) and its short form `at`.
//!
//! Things are valid on civil days of the office, so that an instant means the day in which it lies there.

use serde_json::json;
use time::Date;

use crate::{
    http::{Param, Params, Problem, Text, params::bad_parameter},
    kernel::{
        dates::{parse_date, parse_day},
        validity::ValidPeriod,
    },
};

/// The days from the first to the last, both included; an absent end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Days {
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

impl Days {
    fn one(day: Date) -> Self {
        Self { first: Some(day), last: Some(day) }
    }

    /// Whether there is only one, so that a feature has at most one run in them.
    pub(super) fn is_one_day(self) -> bool {
        self.first.is_some() && self.first == self.last
    }

    /// Whether something that is valid in a period is so on one of the days.
    pub(super) fn meet(self, valid: ValidPeriod) -> bool {
        let begins = valid.from().is_none_or(|from| self.last.is_none_or(|last| from <= last));
        begins && valid.to().is_none_or(|to| self.first.is_none_or(|first| first < to))
    }

    /// The parameters that [`Days::asked`] reads.
    pub(super) fn params() -> [Param; 2] {
        [
            Param::query(
                "datetime",
                json!({ "type": "string" }),
                "有效时间：日期或时刻，或以“/”分开的起止，“..”为不限；不给为今日",
                "valid time: a day or an instant, or an interval with `/`, `..` for an open end; today if not given",
            ),
            Param::query(
                "at",
                json!({ "type": "string", "format": "date" }),
                "有效时间：某一日",
                "valid time: one civil day",
            ),
        ]
    }

    /// What `datetime` or `at` says; `today` if neither is given.
    pub(super) fn asked(params: &Params, today: Date) -> Result<Self, Problem> {
        let at = params.parse_with("at", parse_date)?;
        let datetime = params.parse_with("datetime", read)?;
        match (at, datetime) {
            (Some(_), Some(_)) => Err(bad_parameter(
                "at",
                Text::new("at 与 datetime 只能给一个", "give either `at` or `datetime`, not both"),
            )),
            (_, Some(Self { first: Some(first), last: Some(last) })) if last < first => Err(bad_parameter(
                "datetime",
                Text::new(format!("起 {first} 在止 {last} 之后"), format!("{first} is after {last}")),
            )),
            (Some(day), None) => Ok(Self::one(day)),
            (None, Some(days)) => Ok(days),
            (None, None) => Ok(Self::one(today)),
        }
    }
}

fn read(text: &str) -> Option<Days> {
    let end = |text: &str| if matches!(text, "" | "..") { Some(None) } else { parse_day(text).map(Some) };
    match text.split_once('/') {
        Some((first, last)) => Some(Days { first: end(first)?, last: end(last)? }),
        None => parse_day(text).map(Days::one),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn an_instant_is_its_day_in_the_office_and_an_interval_may_be_open() {
        let day = date!(2023 - 07 - 01);
        assert_eq!(read("2023-07-01"), Some(Days::one(day)));
        assert_eq!(read("2023-06-30T16:00:00Z"), Some(Days::one(day)));
        let end = date!(2023 - 12 - 31);
        assert_eq!(read("2023-07-01/2023-12-31"), Some(Days { first: Some(day), last: Some(end) }));
        assert_eq!(read("2023-07-01T00:00:00+08:00/.."), Some(Days { first: Some(day), last: None }));
        assert_eq!(read("/2023-12-31"), Some(Days { first: None, last: Some(end) }));
        assert_eq!(read("../.."), Some(Days { first: None, last: None }));
    }

    #[test]
    fn what_is_neither_day_nor_interval_is_refused() {
        for text in ["..", "now", "2023", "2023-02-30", "2023-07-01/2023-08-01/2023-09-01", "2023-07-01T", "20230701"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

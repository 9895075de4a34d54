//! What bodies hold, checked member by member; every fault is told with its place in the body.

use time::{Date, OffsetDateTime};

use super::{Problem, ProblemType, Text};
use crate::kernel::{
    dates::{parse_date, parse_rfc3339},
    plain_text::{self, TextFault, check_visible},
};

/// What is said at `pointer` (RFC 6901) cannot be accepted.
#[must_use]
pub fn unfit(pointer: &str, zh: impl Into<String>, en: impl Into<String>) -> Problem {
    let text = Text::new(zh, en);
    Problem::new(ProblemType::Unprocessable, &text.zh, &text.en).at(pointer, text)
}

/// A civil day in a body.
pub fn day(pointer: &str, text: &str) -> Result<Date, Problem> {
    parse_date(text).ok_or_else(|| {
        unfit(
            pointer,
            format!("“{text}”不是日期，应为 2023-06-30 的形式"),
            format!("`{text}` is no date like 2023-06-30"),
        )
    })
}

/// Nothing that is told here happened before these years or comes after them.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// An instant in a body, RFC 3339, of the years 1900 to 2100.
pub fn instant(pointer: &str, text: &str) -> Result<OffsetDateTime, Problem> {
    parse_rfc3339(text).filter(|instant| YEARS.contains(&instant.year())).ok_or_else(|| {
        unfit(
            pointer,
            format!("“{text}”不是 1900 至 2100 年间的时刻，应为 2023-06-30T09:00:00+08:00 的形式"),
            format!("`{text}` is no instant of 1900 to 2100 like 2023-06-30T09:00:00+08:00"),
        )
    })
}

/// Text as it came, with nothing hidden in it.
pub fn clean(pointer: &str, text: String) -> Result<String, Problem> {
    match check_visible(&text) {
        Ok(()) => Ok(text),
        Err(fault) => Err(faulty(pointer, fault)),
    }
}

/// Text that may be absent, checked like [`clean`].
pub fn clean_option(pointer: &str, text: Option<String>) -> Result<Option<String>, Problem> {
    text.map(|text| clean(pointer, text)).transpose()
}

/// One line of 1 to `most` characters, without blanks around it.
pub fn line(pointer: &str, text: impl AsRef<str>, most: usize) -> Result<String, Problem> {
    plain_text::line(text.as_ref(), most).map(str::to_owned).map_err(|fault| faulty(pointer, fault))
}

/// Text of 1 to `most` characters that may have several lines, without blanks around it.
pub fn prose(pointer: &str, text: &str, most: usize) -> Result<String, Problem> {
    plain_text::prose(&text.replace("\r\n", "\n"), most).map(str::to_owned).map_err(|fault| faulty(pointer, fault))
}

fn faulty(pointer: &str, fault: TextFault) -> Problem {
    let Text { zh, en } = fault.text();
    unfit(pointer, zh, en)
}

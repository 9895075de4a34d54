//! Legal days: civil dates in the office's time zone.
//!
//! Instants are kept in UTC; what the law counts are days, and a day ends at midnight in the office. China
//! has kept UTC+8 without summer time since 1992, so Asia/Shanghai is a fixed offset for every day on which
//! this program may have to act; earlier instants only ever arrive as dates.

use time::{
    Date, OffsetDateTime, UtcOffset,
    format_description::{BorrowedFormatItem, well_known::Rfc3339},
    macros::{format_description, offset},
};

/// The offset of the office's time zone, Asia/Shanghai.
pub const OFFICE_OFFSET: UtcOffset = offset!(+8);

/// ISO 8601 calendar date, `2019-05-01`.
const ISO_DATE: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day]");

/// The civil date in the office at `instant`.
#[must_use]
pub fn office_date(instant: OffsetDateTime) -> Date {
    instant.to_offset(OFFICE_OFFSET).date()
}

/// Reads an ISO 8601 calendar date of the years 0000 to 9999; `None` when it is not one.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    Date::parse(text, ISO_DATE).ok().filter(|date| date.year() >= 0)
}

/// Reads a civil day in the office: an ISO 8601 calendar date, or an RFC 3339 instant, which lies in one.
#[must_use]
pub fn parse_day(text: &str) -> Option<Date> {
    parse_date(text).or_else(|| Some(parse_rfc3339(text)?.checked_to_offset(OFFICE_OFFSET)?.date()))
}

/// Reads an instant: RFC 3339, or a calendar date, which means the last microsecond of that day in the office.
///
/// A day given for record time asks what the register said at the close of that day.
#[must_use]
pub fn parse_instant(text: &str) -> Option<OffsetDateTime> {
    parse_rfc3339(text).or_else(|| {
        let end_of_day = parse_date(text)?.next_day()?.midnight().assume_offset(OFFICE_OFFSET);
        (end_of_day - time::Duration::microseconds(1)).checked_to_offset(UtcOffset::UTC)
    })
}

/// An instant as it is written on the wire: RFC 3339 in UTC.
#[must_use]
pub fn rfc3339(instant: OffsetDateTime) -> String {
    // Only years beyond 9999 cannot be written; no clock gives one.
    instant.to_offset(UtcOffset::UTC).format(&Rfc3339).unwrap_or_default()
}

/// An RFC 3339 instant in UTC; `None` also for the last hours of the year 9999, which have no UTC date.
#[must_use]
pub fn parse_rfc3339(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()?.checked_to_offset(UtcOffset::UTC)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn a_day_ends_at_midnight_in_the_office() {
        assert_eq!(office_date(datetime!(2023-06-30 15:59:59 UTC)), date!(2023 - 06 - 30));
        assert_eq!(office_date(datetime!(2023-06-30 16:00 UTC)), date!(2023 - 07 - 01));
    }

    #[test]
    fn a_day_of_record_time_is_its_last_moment() {
        assert_eq!(parse_instant("2023-06-30").unwrap(), datetime!(2023-06-30 15:59:59.999_999 UTC));
        assert_eq!(parse_instant("2023-06-30T08:00:00+08:00").unwrap(), datetime!(2023-06-30 00:00 UTC));
        assert_eq!(parse_instant("30 June"), None);
    }

    #[test]
    fn an_instant_lies_in_a_day_of_the_office() {
        assert_eq!(parse_day("2023-06-30").unwrap(), date!(2023 - 06 - 30));
        assert_eq!(parse_day("2023-06-30T16:00:00Z").unwrap(), date!(2023 - 07 - 01));
        assert_eq!(parse_day("2023-06-30T23:59:59.5+08:00").unwrap(), date!(2023 - 06 - 30));
        assert_eq!(parse_day("2023-06"), None);
    }

    #[test]
    fn the_ends_of_the_calendar_are_refused_rather_than_overrun() {
        assert_eq!(parse_day("9999-12-31T20:00:00Z"), None);
        assert_eq!(parse_instant("9999-12-31T20:00:00-08:00"), None);
        assert_eq!(parse_day("-0044-03-15"), None);
        assert!(parse_day("9999-12-31").is_some());
    }
}

//! The times between which something is asked for: 90 days at most, and as many when nothing is said.

use time::{Duration, OffsetDateTime};

use super::fault::bad;
use crate::{
    http::{Params, Problem},
    kernel::{
        dates::{OFFICE_OFFSET, parse_rfc3339},
        text::Text,
    },
};

/// Longest time that is asked for at once.
const LONGEST: Duration = Duration::days(90);

/// The first instant, and the first one after the last.
pub(super) type Period = (OffsetDateTime, OffsetDateTime);

/// The instants between two parameters.
pub(super) fn read(params: &Params, [start, end]: [&str; 2], now: OffsetDateTime) -> Result<Period, Problem> {
    let (from, until) = (instant(params, start)?, instant(params, end)?);
    let (from, until) = match (from, until) {
        (Some(from), Some(until)) => (from, until),
        (Some(from), None) => (from, (from + LONGEST).min(now.max(from))),
        (None, until) => {
            let until = until.unwrap_or(now);
            (until.checked_sub(LONGEST).unwrap_or(until), until)
        }
    };
    if from > until || until - from > LONGEST {
        let days = LONGEST.whole_days();
        return Err(bad(
            format!("{start} 至 {end} 须为先后顺序，且不超过 {days} 天"),
            format!("{start} comes before {end}, by at most {days} days"),
        ));
    }
    // The last second itself is asked for, too.
    Ok((from, until + Duration::seconds(1)))
}

fn instant(params: &Params, name: &str) -> Result<Option<OffsetDateTime>, Problem> {
    let read = |text: &str| {
        // Clients forget to encode the sign of the offset, which then reads as a blank.
        parse_rfc3339(&text.replace(' ', "+")).filter(|instant| (1900..=9000).contains(&instant.year())).ok_or(())
    };
    params.text(name).map(read).transpose().map_err(|()| {
        let Text { zh, en } = Text::new(
            "不是时刻，应为 2023-06-30T09:00:00+08:00 的形式",
            "is no instant like 2023-06-30T09:00:00+08:00",
        );
        bad(format!("{name} {zh}"), format!("{name} {en}"))
    })
}

/// An instant as GeoReport writes it, in the time of the office, to the second.
pub(super) fn written(instant: OffsetDateTime) -> String {
    let local = instant.to_offset(OFFICE_OFFSET);
    let (date, hour, minute, second) = (local.date(), local.hour(), local.minute(), local.second());
    format!("{date}T{hour:02}:{minute:02}:{second:02}+08:00")
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn ninety_days_are_asked_for_unless_fewer_are() {
        let now = datetime!(2023-07-01 12:00 +8);
        let period = |query: &str| read(&Params::read(query).unwrap(), ["start_date", "end_date"], now);
        let second = Duration::seconds(1);
        assert_eq!(period("").unwrap(), (now - LONGEST, now + second));
        let (from, until) = period("start_date=2023-01-01T00:00:00Z").unwrap();
        assert_eq!((until - from - second, from), (LONGEST, datetime!(2023-01-01 00:00 UTC)));
        let (from, until) =
            period("start_date=2023-06-30T12:00:00+08:00&end_date=2023-06-30T13:00:00%2B08:00").unwrap();
        assert_eq!(until - from, Duration::hours(1) + second);
        for wrong in [
            "start_date=2023-01-01T00:00:00Z&end_date=2023-06-01T00:00:00Z",
            "start_date=2023-06-02T00:00:00Z&end_date=2023-06-01T00:00:00Z",
            "start_date=yesterday",
        ] {
            assert!(period(wrong).is_err(), "{wrong}");
        }
        assert_eq!(written(datetime!(2023-06-30 16:00:00.5 UTC)), "2023-07-01T00:00:00+08:00");
    }
}

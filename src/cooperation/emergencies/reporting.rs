//! By when the higher office is to know, and whether it knew in time.

use serde::Serialize;
use time::{Duration, OffsetDateTime};

use super::{
    codes::{EmergencyState, EntryKind, Level},
    model::{Emergency, Grade},
};
use crate::{code_enum, cooperation::limits::FIRST_REPORT};

code_enum! {
    /// How a report that is due stands.
    Standing as "text" {
        /// 未到期
        Due = "due",
        /// 已逾期
        Overdue = "overdue",
        /// 按时
        InTime = "in_time",
        /// 迟报
        Late = "late",
    }
}

/// A report to the higher office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DueReport {
    /// First or final.
    pub report: EntryKind,
    /// By when it is due.
    #[serde(with = "time::serde::rfc3339")]
    pub due_at: OffsetDateTime,
    /// When it was made.
    #[serde(with = "time::serde::rfc3339::option")]
    pub reported_at: Option<OffsetDateTime>,
    /// How that stands.
    pub standing: Standing,
}

/// The reports that are due in an emergency; nobody waits for one of a false alarm.
#[must_use]
pub fn due(emergency: &Emergency, now: OffsetDateTime) -> Vec<DueReport> {
    let first = (EntryKind::FirstReport, Some(emergency.first_report_due), emergency.first_report_at);
    let last = (EntryKind::FinalReport, emergency.final_report_due, emergency.final_report_at);
    [first, last]
        .into_iter()
        .filter_map(|(report, due_at, reported_at)| {
            let due_at = due_at?;
            if emergency.state == EmergencyState::Dismissed && reported_at.is_none() {
                return None;
            }
            let standing = standing(due_at, reported_at, now);
            Some(DueReport { report, due_at, reported_at, standing })
        })
        .collect()
}

fn standing(due_at: OffsetDateTime, reported_at: Option<OffsetDateTime>, now: OffsetDateTime) -> Standing {
    match reported_at {
        Some(at) if at <= due_at => Standing::InTime,
        Some(_) => Standing::Late,
        None if now <= due_at => Standing::Due,
        None => Standing::Overdue,
    }
}

/// How long after the alert the first report is due: by the level, or the shortest of the plan while that is not known; by
/// the usual limit where there is no plan, and so no grade.
#[must_use]
pub fn first_report_within(grades: &[Grade], level: Option<Level>) -> Duration {
    let of_level = grades.iter().filter(|grade| level.is_none_or(|level| level == grade.level));
    let hours = of_level.map(|grade| i64::from(grade.first_report_hours)).min();
    hours.map_or(FIRST_REPORT, Duration::hours)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn the_level_says_within_how_many_hours_the_first_report_is_due() {
        let grade = |level, first_report_hours| Grade { level, criteria: "…".into(), first_report_hours };
        let grades = [grade(Level::One, 1), grade(Level::Two, 2), grade(Level::Three, 4), grade(Level::Four, 24)];
        assert_eq!(first_report_within(&grades, Some(Level::Three)), Duration::hours(4));
        assert_eq!(first_report_within(&grades, None), Duration::hours(1));
        assert_eq!(first_report_within(&[], Some(Level::One)), Duration::hours(4));
    }

    #[test]
    fn a_report_at_the_last_minute_is_in_time() {
        let (due, later) = (datetime!(2023-06-01 10:00 UTC), datetime!(2023-06-01 10:01 UTC));
        assert_eq!(standing(due, Some(due), later), Standing::InTime);
        assert_eq!(standing(due, Some(later), later), Standing::Late);
        assert_eq!(standing(due, None, due), Standing::Due);
        assert_eq!(standing(due, None, later), Standing::Overdue);
    }
}

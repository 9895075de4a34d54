//! How far a report is, in the words of the public.

use time::{Date, Duration};

use super::model::PublicReport;
use crate::{
    kernel::{
        dates::office_date,
        text::{Language, Text},
    },
    signs::{damage::ReportState, repair::OrderState},
};

/// How far a report is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Came in; nobody has looked at it yet.
    Received,
    /// Looked at, and so it is.
    Verified,
    /// A repair was ordered, to be done by the end of this civil day.
    Ordered(Date),
    /// Somebody is at it, to be done by the end of this civil day.
    UnderRepair(Date),
    /// Repaired and accepted on this civil day.
    Repaired(Date),
    /// The sign is another's, who was told.
    NotOurs(String),
    /// The report with this number tells of the same.
    Duplicate(String),
    /// Looked at, and nothing was wrong.
    Unfounded,
}

impl PublicReport {
    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let ended_on = self.ended_on.unwrap_or_else(|| office_date(self.updated_at));
        match self.state {
            ReportState::Reported => Progress::Received,
            ReportState::Verified => Progress::Verified,
            ReportState::Ordered => match self.repair {
                Some((OrderState::InProgress | OrderState::Done, _)) => {
                    self.due_on().map_or(Progress::Verified, Progress::UnderRepair)
                }
                _ => self.due_on().map_or(Progress::Verified, Progress::Ordered),
            },
            ReportState::Closed => Progress::Repaired(ended_on),
            ReportState::NotOurs => Progress::NotOurs(self.forwarded_to.clone().unwrap_or_default()),
            ReportState::Duplicate => {
                Progress::Duplicate(self.same_as.as_ref().map(|(_, number)| number.clone()).unwrap_or_default())
            }
            ReportState::Unfounded => Progress::Unfounded,
        }
    }

    /// The last civil day on which the ordered repair is in time.
    #[must_use]
    pub fn due_on(&self) -> Option<Date> {
        // What is due at midnight is due on the day before.
        self.repair.map(|(_, due_at)| office_date(due_at - Duration::seconds(1)))
    }
}

impl Progress {
    /// As people say it.
    #[must_use]
    pub fn text(&self, day: impl Fn(Date, Language) -> String) -> Text {
        let on = |on: Date| (day(on, Language::Chinese), day(on, Language::English));
        match self {
            Self::Received => Text::new("已收到，待核实", "received, not yet looked at"),
            Self::Verified => Text::new("已核实，待安排维修", "verified, to be repaired"),
            Self::Ordered(due) => {
                let (zh, en) = on(*due);
                Text::new(format!("已安排维修，{zh}前完成"), format!("repair ordered, due on {en}"))
            }
            Self::UnderRepair(due) => {
                let (zh, en) = on(*due);
                Text::new(format!("正在维修，{zh}前完成"), format!("being repaired, due on {en}"))
            }
            Self::Repaired(done) => {
                let (zh, en) = on(*done);
                Text::new(format!("已修复（{zh}）"), format!("repaired on {en}"))
            }
            Self::NotOurs(to) => Text::new(
                format!("不属本单位管理，已转交{to}"),
                format!("not a sign of this office; forwarded to {to}"),
            ),
            Self::Duplicate(number) => {
                Text::new(format!("与报告 {number} 为同一问题"), format!("the same as report {number}"))
            }
            Self::Unfounded => Text::new("经核实未发现问题", "looked at; nothing was found to be wrong"),
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};
    use uuid::Uuid;

    use super::*;
    use crate::signs::damage::{DamageType, ReportId};

    fn report(state: ReportState, repair: Option<OrderState>) -> PublicReport {
        PublicReport {
            id: ReportId(Uuid::nil()),
            number: "D2023-0002".into(),
            state,
            outcome: state,
            damage: DamageType::Tilted,
            sign: None,
            received_at: datetime!(2023-06-01 08:00 +8),
            updated_at: datetime!(2023-06-02 08:00 +8),
            ended_on: None,
            forwarded_to: Some("市公安局".into()),
            same_as: Some((ReportId(Uuid::nil()), "D2023-0001".into())),
            repair: repair.map(|state| (state, datetime!(2023-07-01 00:00 +8))),
        }
    }

    #[test]
    fn each_state_has_words_and_what_is_due_at_midnight_is_due_the_day_before() {
        let said = |state, repair| report(state, repair).progress().text(|day, _| day.to_string()).zh;
        assert_eq!(said(ReportState::Ordered, Some(OrderState::Assigned)), "已安排维修，2023-06-30前完成");
        assert_eq!(said(ReportState::Ordered, Some(OrderState::Done)), "正在维修，2023-06-30前完成");
        assert_eq!(said(ReportState::NotOurs, None), "不属本单位管理，已转交市公安局");
        assert_eq!(said(ReportState::Duplicate, None), "与报告 D2023-0001 为同一问题");
        assert_eq!(report(ReportState::Closed, None).progress(), Progress::Repaired(date!(2023 - 06 - 02)));
    }
}

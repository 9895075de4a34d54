//! Code words of meetings, as database and wire have them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// Why both sides meet.
    MeetingKind as "meeting_kind" {
        /// 定期会晤
        Regular = "regular",
        /// 临时会晤: for a reason of its own.
        Extraordinary = "extraordinary",
    }
}

code_enum! {
    /// How far a meeting is.
    MeetingState as "meeting_state" {
        /// 已计划
        Planned = "planned",
        /// 已邀请
        Invited = "invited",
        /// 已召开
        Held = "held",
        /// 双方已确认纪要
        MinutesConfirmed = "minutes_confirmed",
        /// 议定事项跟踪中
        DecisionsTracked = "decisions_tracked",
        /// 已办结
        Closed = "closed",
        /// 已取消
        Cancelled = "cancelled",
    }
}

impl MeetingState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Planned => ("已计划", "planned"),
            Self::Invited => ("已邀请", "invited to"),
            Self::Held => ("已召开", "held"),
            Self::MinutesConfirmed => ("双方已确认纪要", "confirmed by both"),
            Self::DecisionsTracked => ("议定事项跟踪中", "being followed up"),
            Self::Closed => ("已办结", "closed"),
            Self::Cancelled => ("已取消", "cancelled"),
        };
        Text::new(zh, en)
    }
}

//! Code words of emergencies, as database and wire have them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// How grave an emergency is.
    Level as "emergency_level" {
        /// 一般
        Four = "IV",
        /// 较大
        Three = "III",
        /// 重大
        Two = "II",
        /// 特别重大
        One = "I",
    }
}

code_enum! {
    /// How far an emergency is.
    EmergencyState as "emergency_state" {
        /// 预警
        Alert = "alert",
        /// 已定级
        Confirmed = "confirmed",
        /// 响应中
        Responding = "responding",
        /// 已控制
        Controlled = "controlled",
        /// 已结束
        Ended = "ended",
        /// 已总结
        Reviewed = "reviewed",
        /// 误报
        Dismissed = "dismissed",
    }
}

impl EmergencyState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Alert => ("预警", "an alert"),
            Self::Confirmed => ("已定级", "confirmed"),
            Self::Responding => ("响应中", "being responded to"),
            Self::Controlled => ("已控制", "under control"),
            Self::Ended => ("已结束", "over"),
            Self::Reviewed => ("已总结", "reviewed"),
            Self::Dismissed => ("误报", "dismissed"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// What stands in a timeline.
    EntryKind as "emergency_entry_kind" {
        /// 预警
        Alert = "alert",
        /// 定级
        Confirm = "confirm",
        /// 启动响应
        Respond = "respond",
        /// 控制事态
        Control = "control",
        /// 响应结束
        End = "end",
        /// 总结评估
        Review = "review",
        /// 解除误报
        Dismiss = "dismiss",
        /// 处置措施
        Measure = "measure",
        /// 首报
        FirstReport = "first_report",
        /// 续报
        ProgressReport = "progress_report",
        /// 终报
        FinalReport = "final_report",
        /// 善后
        Aftercare = "aftercare",
    }
}

impl EntryKind {
    /// Whether the higher office is told something.
    #[must_use]
    pub const fn is_report(self) -> bool {
        matches!(self, Self::FirstReport | Self::ProgressReport | Self::FinalReport)
    }
}

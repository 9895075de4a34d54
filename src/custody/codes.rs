//! Code words of defects, as database and wire have them.

use crate::{boundaries::codes::MarkerState, code_enum, kernel::text::Text};

code_enum! {
    /// What was found at a marker.
    DefectKind as "defect_kind" {
        /// 损坏
        Damaged = "damaged",
        /// 丢失
        Missing = "missing",
        /// 移位
        Moved = "moved",
        /// 注记不清
        TextWorn = "text_worn",
        /// 方位物灭失
        TiePointLost = "tie_point_lost",
    }
}

impl DefectKind {
    /// The state of a marker with it.
    #[must_use]
    pub const fn marker_state(self) -> MarkerState {
        match self {
            Self::Damaged => MarkerState::Damaged,
            Self::Missing => MarkerState::Missing,
            Self::Moved => MarkerState::Moved,
            Self::TextWorn => MarkerState::TextWorn,
            Self::TiePointLost => MarkerState::TiePointLost,
        }
    }
}

code_enum! {
    /// How far a defect is.
    DefectState as "defect_state" {
        /// 已报告
        Reported = "reported",
        /// 已通知对方
        Notified = "notified",
        /// 双方到场修复
        Repaired = "repaired",
        /// 双方已确认
        Closed = "closed",
        /// 不属实
        Unfounded = "unfounded",
    }
}

impl DefectState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Reported => ("已报告", "reported"),
            Self::Notified => ("已通知对方", "told to the neighbour"),
            Self::Repaired => ("已修复待双方确认", "repaired, to be confirmed by both"),
            Self::Closed => ("双方已确认", "confirmed by both"),
            Self::Unfounded => ("不属实", "unfounded"),
        };
        Text::new(zh, en)
    }
}

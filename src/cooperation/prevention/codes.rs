//! Code words of prevention, as database and wire have them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// How both sides look.
    ScreeningKind as "screening_kind" {
        /// 排查
        Screening = "screening",
        /// 联合巡查
        Patrol = "patrol",
    }
}

code_enum! {
    /// How far a risk point is.
    RiskState as "risk_state" {
        /// 未控制
        Open = "open",
        /// 已采取措施
        Controlled = "controlled",
        /// 已消除
        Closed = "closed",
    }
}

impl RiskState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Open => ("未控制", "open"),
            Self::Controlled => ("已采取措施", "under control"),
            Self::Closed => ("已消除", "closed"),
        };
        Text::new(zh, en)
    }
}

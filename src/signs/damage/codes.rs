//! Code words of damage reports, as database and wire have them, and what people call them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What is wrong with a sign.
    DamageType as "damage_type" {
        /// 立杆损坏
        PoleDamaged = "pole_damaged",
        /// 标识牌面变形
        PlateDeformed = "plate_deformed",
        /// 丢失
        Missing = "missing",
        /// 褪色、字迹模糊
        Faded = "faded",
        /// 遮挡
        Occluded = "occluded",
        /// 名称错误、未更新
        WrongName = "wrong_name",
        /// 拼写错误
        WrongSpelling = "wrong_spelling",
        /// 设置不当
        Misplaced = "misplaced",
        /// 倾斜
        Tilted = "tilted",
        /// 涂改污损
        Defaced = "defaced",
    }
}

impl DamageType {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::PoleDamaged => ("立杆损坏", "pole damaged"),
            Self::PlateDeformed => ("标识牌面变形", "plate deformed"),
            Self::Missing => ("丢失", "missing"),
            Self::Faded => ("褪色、字迹模糊", "faded"),
            Self::Occluded => ("遮挡", "occluded"),
            Self::WrongName => ("名称错误或未更新", "wrong name"),
            Self::WrongSpelling => ("拼写错误", "wrong spelling"),
            Self::Misplaced => ("设置不当", "misplaced"),
            Self::Tilted => ("倾斜", "tilted"),
            Self::Defaced => ("涂改污损", "defaced"),
        };
        Text::new(zh, en)
    }

    /// How urgent it is until an officer has looked at it: what leaves people without a right name is serious.
    #[must_use]
    pub const fn severity(self, is_dangerous: bool) -> Severity {
        match self {
            _ if is_dangerous => Severity::Dangerous,
            Self::PoleDamaged | Self::Missing | Self::WrongName => Severity::Serious,
            Self::PlateDeformed
            | Self::Faded
            | Self::Occluded
            | Self::WrongSpelling
            | Self::Misplaced
            | Self::Tilted
            | Self::Defaced => Severity::Minor,
        }
    }
}

code_enum! {
    /// How urgent it is.
    Severity as "damage_severity" {
        /// 危险: it may hurt somebody.
        Dangerous = "dangerous",
        /// 严重: the sign does not do its work.
        Serious = "serious",
        /// 轻微
        Minor = "minor",
    }
}

impl Severity {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Dangerous => ("危险", "dangerous"),
            Self::Serious => ("严重", "serious"),
            Self::Minor => ("轻微", "minor"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// On which way a report came.
    Source as "report_source" {
        /// 外业巡查
        Crew = "crew",
        /// 乡镇上报
        Clerk = "clerk",
        /// 科室登记
        Officer = "officer",
        /// 12345 热线
        Hotline = "hotline",
        /// 网格员
        GridWorker = "grid_worker",
        /// 群众
        Public = "public",
        /// 排查
        Survey = "survey",
    }
}

code_enum! {
    /// How far a report is.
    ReportState as "report_state" {
        /// Came in.
        Reported = "reported",
        /// Looked at, and so it is.
        Verified = "verified",
        /// The same as an earlier one.
        Duplicate = "duplicate",
        /// The sign of another owner, who was told.
        NotOurs = "not_ours",
        /// Looked at, and nothing is wrong.
        Unfounded = "unfounded",
        /// A repair was ordered.
        Ordered = "ordered",
        /// Repaired.
        Closed = "closed",
    }
}

impl ReportState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Reported => ("已上报", "reported"),
            Self::Verified => ("已核实", "verified"),
            Self::Duplicate => ("重复", "a duplicate"),
            Self::NotOurs => ("已转交", "forwarded"),
            Self::Unfounded => ("不属实", "unfounded"),
            Self::Ordered => ("已派工", "ordered"),
            Self::Closed => ("已办结", "closed"),
        };
        Text::new(zh, en)
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Reported | Self::Verified | Self::Ordered)
    }
}

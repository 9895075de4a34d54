//! Code words of joint inspections, as database and wire have them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// Why a line is inspected.
    InspectionKind as "inspection_kind" {
        /// 五年一轮的联检 (R353 art. 12)
        Periodic = "periodic",
        /// 临时联检: something happened that may have changed the line on the ground.
        AdHoc = "ad_hoc",
    }
}

code_enum! {
    /// What asks for an inspection out of turn (R353 art. 12).
    Trigger as "inspection_trigger" {
        /// 自然灾害
        Disaster = "disaster",
        /// 河流改道
        RiverShift = "river_shift",
        /// 道路变化
        RoadChange = "road_change",
    }
}

impl Trigger {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Disaster => ("自然灾害", "natural disaster"),
            Self::RiverShift => ("河流改道", "shift of a river"),
            Self::RoadChange => ("道路变化", "change of a road"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// How far an inspection is: read off the acts of both sides, but for the last two, which each office says for itself.
    InspectionState as "inspection_state" {
        /// 已计划
        Planned = "planned",
        /// 方案已商定
        SchemeAgreed = "scheme_agreed",
        /// 内业检查完成
        DeskDone = "desk_done",
        /// 外业检查完成
        FieldDone = "field_done",
        /// 问题已处理或移交
        IssuesHandled = "issues_handled",
        /// 报告已签署
        ReportSigned = "report_signed",
        /// 已上报备案
        Filed = "filed",
        /// 已归档
        Archived = "archived",
        /// 已取消
        Cancelled = "cancelled",
    }
}

impl InspectionState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Planned => ("已计划", "planned"),
            Self::SchemeAgreed => ("方案已商定", "scheme agreed"),
            Self::DeskDone => ("内业检查完成", "desk check done"),
            Self::FieldDone => ("外业检查完成", "field check done"),
            Self::IssuesHandled => ("问题已处理或移交", "issues handled"),
            Self::ReportSigned => ("报告已签署", "report signed"),
            Self::Filed => ("已上报备案", "filed"),
            Self::Archived => ("已归档", "archived"),
            Self::Cancelled => ("已取消", "cancelled"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// With which pen an act was written.
    Via as "inspection_via" {
        /// An account of this office.
        Account = "account",
        /// The neighbour, by an invitation.
        Invitation = "invitation",
        /// The neighbour's office, by a signed package.
        Package = "package",
    }
}

code_enum! {
    /// What an issue is about.
    IssueKind as "text" {
        /// 界桩损坏、丢失、移位: repaired with both sides present (R353 art. 6).
        Marker = "marker",
        /// 界线标志物变化: surveyed anew and filed (R353 art. 8).
        FeatureChange = "feature_change",
        /// 越界生产建设 (R353 art. 10)
        Encroachment = "encroachment",
        /// 文字、附图与实地不符
        PaperDiffers = "paper_differs",
        /// 其他
        Other = "other",
    }
}

impl IssueKind {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Marker => ("界桩", "marker"),
            Self::FeatureChange => ("界线标志物变化", "change of a feature that marks the line"),
            Self::Encroachment => ("越界生产建设", "use of land across the line"),
            Self::PaperDiffers => ("文字、附图与实地不符", "paper and ground differ"),
            Self::Other => ("其他", "other"),
        };
        Text::new(zh, en)
    }
}

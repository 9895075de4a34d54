//! The kinds of records, as the record of events, addresses and people call them.

use uuid::Uuid;

use crate::{kernel::text::Text, records::Subject};

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// 邻方
    Neighbour,
    /// 联络员
    Contact,
    /// 情况通报
    Bulletin,
    /// 定期会晤
    Meeting,
    /// 议定事项
    Decision,
    /// 排查、联合巡查
    Screening,
    /// 风险点
    RiskPoint,
    /// 边界纠纷
    Dispute,
    /// 应急预案
    Plan,
    /// 突发事件
    Emergency,
    /// 应急演练
    Drill,
    /// 平安边界协议
    Agreement,
}

impl Noun {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Neighbour => ("邻方", "neighbour"),
            Self::Contact => ("联络员", "contact"),
            Self::Bulletin => ("情况通报", "bulletin"),
            Self::Meeting => ("会晤", "meeting"),
            Self::Decision => ("议定事项", "decision"),
            Self::Screening => ("排查或联合巡查", "screening or patrol"),
            Self::RiskPoint => ("风险点", "risk point"),
            Self::Dispute => ("边界纠纷", "dispute"),
            Self::Plan => ("应急预案", "emergency plan"),
            Self::Emergency => ("突发事件", "emergency"),
            Self::Drill => ("应急演练", "drill"),
            Self::Agreement => ("平安边界协议", "agreement"),
        };
        Text::new(zh, en)
    }

    /// Where records of this kind are found; contacts and decisions are found with what they belong to.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Neighbour | Self::Contact => "/api/v1/neighbours",
            Self::Bulletin => "/api/v1/bulletins",
            Self::Meeting | Self::Decision => "/api/v1/meetings",
            Self::Screening => "/api/v1/screenings",
            Self::RiskPoint => "/api/v1/risk-points",
            Self::Dispute => "/api/v1/disputes",
            Self::Plan => "/api/v1/emergency-plans",
            Self::Emergency => "/api/v1/emergencies",
            Self::Drill => "/api/v1/drills",
            Self::Agreement => "/api/v1/peace-agreements",
        }
    }

    /// One record as the subject of events.
    #[must_use]
    pub const fn subject(self, id: Uuid) -> Subject {
        let kind = match self {
            Self::Neighbour | Self::Contact => "neighbour",
            Self::Bulletin => "bulletin",
            Self::Meeting | Self::Decision => "meeting",
            Self::Screening => "screening",
            Self::RiskPoint => "risk_point",
            Self::Dispute => "dispute",
            Self::Plan => "emergency_plan",
            Self::Emergency => "emergency",
            Self::Drill => "drill",
            Self::Agreement => "peace_agreement",
        };
        Subject { kind, id }
    }
}

//! Code words of disputes, as database and wire have them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// The law by which a dispute is handled.
    Track as "dispute_track" {
        /// 已勘定界线的实地认定争议: R353 art. 15.
        Demarcated = "demarcated",
        /// 未明确划定界线的争议: R26.
        Undemarcated = "undemarcated",
        /// 土地、水利、山林等权属纠纷: for the competent department.
        Civil = "civil",
    }
}

impl Track {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Demarcated => ("已勘定界线争议", "demarcated lines"),
            Self::Undemarcated => ("未划定界线争议", "lines never made clear"),
            Self::Civil => ("权属纠纷", "civil matters"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// How far a dispute is.
    DisputeState as "dispute_state" {
        /// 已上报
        Reported = "reported",
        /// 已先期处置 (R26 art. 10)
        FirstResponse = "first_response",
        /// 已分类
        Classified = "classified",
        /// 协商中
        Negotiating = "negotiating",
        /// 已达成协议
        Agreed = "agreed",
        /// 上级调解中 (R26 art. 12)
        MediationByHigher = "mediation_by_higher",
        /// 已报批准机关 (R353 art. 15)
        WithAuthority = "with_authority",
        /// 已裁决
        Decided = "decided",
        /// 已测绘 (R26 art. 15)
        SurveyedAndMapped = "surveyed_and_mapped",
        /// 已备案 (R26 art. 16)
        Filed = "filed",
        /// 已移送主管部门
        Referred = "referred",
        /// 主管部门已有结果
        OutcomeKnown = "outcome_known",
        /// 已回访
        FollowedUp = "followed_up",
        /// 已办结
        Closed = "closed",
    }
}

impl DisputeState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Reported => ("已上报", "reported"),
            Self::FirstResponse => ("已先期处置", "kept from escalating"),
            Self::Classified => ("已分类", "classified"),
            Self::Negotiating => ("协商中", "under negotiation"),
            Self::Agreed => ("已达成协议", "agreed upon"),
            Self::MediationByHigher => ("上级调解中", "being mediated by the higher government"),
            Self::WithAuthority => ("已报批准机关", "with the approving authority"),
            Self::Decided => ("已裁决", "decided"),
            Self::SurveyedAndMapped => ("已测绘", "surveyed and mapped"),
            Self::Filed => ("已备案", "filed"),
            Self::Referred => ("已移送主管部门", "with the competent department"),
            Self::OutcomeKnown => ("主管部门已有结果", "handled by the department"),
            Self::FollowedUp => ("已回访", "followed up"),
            Self::Closed => ("已办结", "closed"),
        };
        Text::new(zh, en)
    }
}

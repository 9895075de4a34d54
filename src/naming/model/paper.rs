//! Papers of a case.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What a paper is.
    PaperKind as "paper_kind" {
        /// 申请书
        Application = "application",
        /// 附图
        Drawing = "drawing",
        /// 实地调研记录
        SurveyRecord = "survey_record",
        /// 部门意见
        ConsultationReply = "consultation_reply",
        /// 综合评估报告
        AssessmentReport = "assessment_report",
        /// 专家论证报告
        ArgumentationReport = "argumentation_report",
        /// 征求意见报告
        OpinionsReport = "opinions_report",
        /// 保护措施
        ProtectiveMeasures = "protective_measures",
        /// 批复
        DecisionDocument = "decision_document",
        /// 备案报告
        FilingReport = "filing_report",
        /// 备案回执
        FilingReceipt = "filing_receipt",
        /// 其他
        Other = "other",
    }
}

impl PaperKind {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Application => ("申请书", "application"),
            Self::Drawing => ("附图", "drawing"),
            Self::SurveyRecord => ("实地调研记录", "survey record"),
            Self::ConsultationReply => ("部门意见", "reply of a department"),
            Self::AssessmentReport => ("综合评估报告", "comprehensive assessment"),
            Self::ArgumentationReport => ("专家论证报告", "expert argumentation"),
            Self::OpinionsReport => ("征求意见报告", "report on opinions"),
            Self::ProtectiveMeasures => ("保护措施", "protective measures"),
            Self::DecisionDocument => ("批复", "decision document"),
            Self::FilingReport => ("备案报告", "filing report"),
            Self::FilingReceipt => ("备案回执", "filing receipt"),
            Self::Other => ("其他", "other"),
        };
        Text::new(zh, en)
    }
}

//! What can be done with a naming case.

use std::fmt;

use super::model::PaperKind;

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal, $basis:literal;)+) => {
        /// What can be done with a case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $variant,)+ }

        impl Action {
            /// Every action, in the order of the work.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of the record and of the address.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// What people call it, in Chinese and English.
            #[must_use]
            pub const fn title(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($zh, $en)),+ }
            }

            /// The article or practice that it rests on.
            #[must_use]
            pub const fn basis(self) -> &'static str {
                match self { $(Self::$variant => $basis),+ }
            }
        }
    };
}

actions! {
    /// Writing and correcting items.
    Edit = "edit", "编辑", "edit", "R753-11";
    /// Confirming how a name is read.
    Spell = "spell", "确认读音", "confirm readings", "R753-15";
    /// Taking one item out.
    TakeOut = "take-out", "移出条目", "take an item out", "local";
    /// Applying.
    Submit = "submit", "申报", "submit", "R753-11";
    /// Sending back for supplement.
    Return = "return", "退回补正", "return for supplement", "local";
    /// Giving up on a case that was never completed.
    Lapse = "lapse", "按逾期未补正终结", "let lapse", "local";
    /// Taking up.
    Accept = "accept", "受理", "accept", "local";
    /// Seeing it on the spot.
    Survey = "survey", "实地调研", "survey", "local";
    /// Asking other departments.
    Consult = "consult", "部门会商", "consult departments", "local";
    /// Experts.
    Argue = "argue", "专家论证", "argue by experts", "R753-11";
    /// Settling a warning of the name clinic with a written reason.
    Settle = "settle", "书面说明疑点", "settle a warning", "R753-9";
    /// Publishing a notice.
    OpenNotice = "open-notice", "发布公示", "publish a notice", "R753-11";
    /// Sending the case back to the experts.
    UpholdObjection = "uphold-objection", "采纳异议", "uphold an objection", "R753-11";
    /// Sealing the notice.
    CloseNotice = "close-notice", "结束公示", "close the notice", "R753-11";
    /// Laying the case before the approving authority.
    Report = "report", "报批", "report for approval", "R753-12";
    /// Entering a decision on some items; others stay open.
    DecideInPart = "decide-in-part", "部分批复", "decide in part", "R753-12";
    /// Entering the decision that leaves no item open and approved one.
    Approve = "approve", "批准", "approve", "R753-12";
    /// Entering the decision that refused all.
    Reject = "reject", "不予批准", "reject", "R753-12";
    /// Steps of filing.
    File = "file", "备案", "file", "R753-13";
    /// Announcing.
    Announce = "announce", "公告", "announce", "R753-14";
    /// Taking note that everything approved is filed and announced.
    Record = "record", "入库", "record", "R753-15";
    /// Ending the case.
    Close = "close", "办结", "close", "R753-19";
    /// Taking the application back.
    Withdraw = "withdraw", "撤回", "withdraw", "local";
    /// Putting the case to rest.
    Suspend = "suspend", "中止", "suspend", "local";
    /// Going on.
    Resume = "resume", "恢复", "resume", "local";
    /// Undoing an approval.
    Revoke = "revoke", "撤销", "revoke", "R753-34";
}

impl Action {
    /// The papers that a case must hold before this can be done.
    #[must_use]
    pub const fn papers(self) -> &'static [PaperKind] {
        match self {
            Self::Submit => &[PaperKind::Application],
            Self::Argue => &[PaperKind::ArgumentationReport],
            // The three reports of R753 art. 11.
            Self::Report => &[PaperKind::AssessmentReport, PaperKind::ArgumentationReport, PaperKind::OpinionsReport],
            // What is sent first of all: 地名备案公告管理办法（试行）.
            Self::File => &[PaperKind::Application, PaperKind::DecisionDocument],
            Self::Edit
            | Self::Spell
            | Self::TakeOut
            | Self::Return
            | Self::Lapse
            | Self::Accept
            | Self::Survey
            | Self::Consult
            | Self::Settle
            | Self::OpenNotice
            | Self::UpholdObjection
            | Self::CloseNotice
            | Self::DecideInPart
            | Self::Approve
            | Self::Reject
            | Self::Announce
            | Self::Record
            | Self::Close
            | Self::Withdraw
            | Self::Suspend
            | Self::Resume
            | Self::Revoke => &[],
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

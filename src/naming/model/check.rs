//! When names of a case are checked.

use crate::code_enum;

code_enum! {
    /// When names are checked.
    CheckStage as "check_stage" {
        /// 草拟时
        Draft = "draft",
        /// 申报时
        Submission = "submission",
        /// 修改后
        Change = "change",
        /// 批准时
        Approval = "approval",
    }
}

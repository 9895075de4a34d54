//! Code words that several mechanisms share, as database and wire have them.

use crate::code_enum;

code_enum! {
    /// A side of the boundary.
    Side as "cooperation_side" {
        /// 我方
        Ours = "ours",
        /// 邻方
        Theirs = "theirs",
        /// 双方
        Both = "both",
    }
}

code_enum! {
    /// How grave a risk is.
    Grade as "risk_grade" {
        /// 低
        Low = "low",
        /// 中
        Middle = "middle",
        /// 高
        High = "high",
    }
}

//! Code words of surveys, as database and wire have them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What a visitor found.
    Condition as "visit_condition" {
        /// 完好
        Good = "good",
        /// 损坏
        Damaged = "damaged",
        /// 丢失
        Missing = "missing",
        /// 未能到达
        NotReached = "not_reached",
    }
}

impl Condition {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Good => ("完好", "good"),
            Self::Damaged => ("损坏", "damaged"),
            Self::Missing => ("丢失", "missing"),
            Self::NotReached => ("未能到达", "not reached"),
        };
        Text::new(zh, en)
    }
}

//! Code words of repair orders, as database and wire have them, and what people call them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What an order asks for.
    OrderKind as "order_kind" {
        /// 维修
        Repair = "repair",
        /// 更换牌面: it shows another text afterwards.
        ReplaceFace = "replace_face",
        /// 设置: a planned sign is put up.
        Install = "install",
        /// 拆除
        Remove = "remove",
    }
}

impl OrderKind {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Repair => ("维修", "repair"),
            Self::ReplaceFace => ("更换牌面", "new face"),
            Self::Install => ("设置", "installation"),
            Self::Remove => ("拆除", "removal"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// How far an order is.
    OrderState as "order_state" {
        /// Nobody does it yet.
        Created = "created",
        /// A crew or contractor has it.
        Assigned = "assigned",
        /// Somebody is at it.
        InProgress = "in_progress",
        /// Done, says who did it.
        Done = "done",
        /// Done, says the office.
        Accepted = "accepted",
        /// Nobody does it any more.
        Cancelled = "cancelled",
    }
}

impl OrderState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Created => ("待派工", "not yet assigned"),
            Self::Assigned => ("已派工", "assigned"),
            Self::InProgress => ("维修中", "in progress"),
            Self::Done => ("待验收", "done and not yet accepted"),
            Self::Accepted => ("已验收", "accepted"),
            Self::Cancelled => ("已取消", "cancelled"),
        };
        Text::new(zh, en)
    }
}

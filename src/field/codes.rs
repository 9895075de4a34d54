//! Code words of field work.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What became of an item.
    ItemState as "field_item_state" {
        /// An item that it builds upon has not come, or waits itself.
        Waiting = "waiting",
        /// It counts.
        Applied = "applied",
        /// What it changes had changed before it came; an officer decides.
        Conflict = "conflict",
        /// An officer decided against it.
        Dismissed = "dismissed",
    }
}

impl ItemState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Waiting => ("等待前项", "waiting"),
            Self::Applied => ("已入库", "applied"),
            Self::Conflict => ("冲突待定", "conflict"),
            Self::Dismissed => ("不予采用", "dismissed"),
        };
        Text::new(zh, en)
    }
}

//! Code words of bulletins, as database and wire have them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What is sent.
    BulletinKind as "bulletin_kind" {
        /// 情况通报
        Bulletin = "bulletin",
        /// 零报告: there was nothing in a month.
        Nil = "nil",
    }
}

code_enum! {
    /// Which way it goes.
    Direction as "bulletin_direction" {
        /// From this office.
        Out = "out",
        /// To this office.
        In = "in",
    }
}

code_enum! {
    /// How far a bulletin is.
    BulletinState as "bulletin_state" {
        /// 已发送
        Sent = "sent",
        /// 已签收
        Received = "received",
        /// 已回复
        Replied = "replied",
    }
}

impl BulletinState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Sent => ("已发送", "sent"),
            Self::Received => ("已签收", "received"),
            Self::Replied => ("已回复", "replied to"),
        };
        Text::new(zh, en)
    }
}

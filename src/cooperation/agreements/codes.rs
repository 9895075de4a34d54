//! Code words of agreements, as database and wire have them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// Level of those who sign.
    AgreementLevel as "peace_level" {
        /// 省级
        Province = "province",
        /// 地级
        Prefecture = "prefecture",
        /// 县级
        County = "county",
        /// 乡级
        Township = "township",
        /// 村级
        Village = "village",
    }
}

code_enum! {
    /// How an agreement stands on a day.
    AgreementState as "text" {
        /// 草案
        Draft = "draft",
        /// 已签订，未生效
        Signed = "signed",
        /// 有效
        InForce = "in_force",
        /// 即将到期
        Expiring = "expiring",
        /// 已续签
        Renewed = "renewed",
        /// 已到期
        Expired = "expired",
    }
}

impl AgreementState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Draft => ("草案", "a draft"),
            Self::Signed => ("已签订，未生效", "signed"),
            Self::InForce => ("有效", "in force"),
            Self::Expiring => ("即将到期", "expiring"),
            Self::Renewed => ("已续签", "renewed"),
            Self::Expired => ("已到期", "expired"),
        };
        Text::new(zh, en)
    }
}

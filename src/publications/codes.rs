//! Code words of publications and opinions, as database and wire have them, and what people call them.

use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// What is published.
    Kind as "publication_kind" {
        /// 公示: before approval, asks for opinions.
        PublicNotice = "public_notice",
        /// 公告: after approval (R753 art. 14).
        Announcement = "announcement",
    }
}

impl Kind {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::PublicNotice => Text::new("公示", "public notice"),
            Self::Announcement => Text::new("公告", "announcement"),
        }
    }

    /// How its numbers begin: 公示 and 公告 by their initials in pinyin.
    #[must_use]
    pub fn letters(self) -> &'static str {
        match self {
            Self::PublicNotice => "GS",
            Self::Announcement => "GG",
        }
    }
}

code_enum! {
    /// How far a publication is.
    State as "publication_state" {
        /// Being written.
        Draft = "draft",
        /// Signed by a leader.
        Signed = "signed",
        /// Public; of a notice: the period runs, or opinions are being answered.
        Published = "published",
        /// The period is over and every opinion answered.
        Sealed = "sealed",
        /// Ended before its time.
        EndedEarly = "ended_early",
    }
}

impl State {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Draft => Text::new("草拟", "draft"),
            Self::Signed => Text::new("已签发待发布", "signed, not yet published"),
            Self::Published => Text::new("已发布", "published"),
            Self::Sealed => Text::new("已结束并封存", "closed and sealed"),
            Self::EndedEarly => Text::new("提前终止", "ended early"),
        }
    }
}

code_enum! {
    /// What happens to a name.
    Action as "publication_action" {
        /// 命名
        Name = "name",
        /// 更名
        Rename = "rename",
        /// 起止点变更
        ExtentChange = "extent_change",
        /// 销名
        Cancel = "cancel",
        /// 撤销: what was approved holds no more.
        Revoke = "revoke",
    }
}

code_enum! {
    /// What a publication is to the one that it follows.
    Succession as "publication_succession" {
        /// It takes its place.
        Replaces = "replaces",
        /// It makes known that the names of that announcement hold no more (R753 art. 34, 36).
        Revokes = "revokes",
    }
}

impl Action {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Name => Text::new("命名", "naming"),
            Self::Rename => Text::new("更名", "renaming"),
            Self::ExtentChange => Text::new("起止点变更", "change of extent"),
            Self::Cancel => Text::new("销名", "cancellation"),
            Self::Revoke => Text::new("撤销", "revocation"),
        }
    }
}

code_enum! {
    /// What an opinion wants.
    Stance as "opinion_stance" {
        /// 赞成
        Support = "support",
        /// 异议
        Object = "object",
        /// 建议
        Comment = "comment",
    }
}

impl Stance {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Support => Text::new("赞成", "support"),
            Self::Object => Text::new("异议", "objection"),
            Self::Comment => Text::new("建议", "comment"),
        }
    }
}

code_enum! {
    /// By which way an opinion came.
    Channel as "opinion_channel" {
        /// 网上提交
        Web = "web",
        /// 来信
        Letter = "letter",
        /// 来电
        Phone = "phone",
        /// 来访
        Visit = "visit",
    }
}

impl Channel {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Web => Text::new("网上", "web"),
            Self::Letter => Text::new("来信", "letter"),
            Self::Phone => Text::new("来电", "telephone"),
            Self::Visit => Text::new("来访", "visit"),
        }
    }
}

code_enum! {
    /// What came of an opinion.
    Outcome as "opinion_outcome" {
        /// 采纳
        Adopted = "adopted",
        /// 部分采纳
        PartlyAdopted = "partly_adopted",
        /// 未采纳
        NotAdopted = "not_adopted",
        /// 异议成立: the names go back to the experts.
        Upheld = "upheld",
        /// 已答复
        Noted = "noted",
    }
}

impl Outcome {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Adopted => Text::new("采纳", "adopted"),
            Self::PartlyAdopted => Text::new("部分采纳", "partly adopted"),
            Self::NotAdopted => Text::new("未采纳", "not adopted"),
            Self::Upheld => Text::new("异议成立", "objection upheld"),
            Self::Noted => Text::new("已答复", "answered"),
        }
    }
}

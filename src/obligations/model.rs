//! Limits, obligations and what they belong to.

use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    code_enum,
    kernel::{actor::Role, calendar::DayCount, law, text::Text, validity::ValidPeriod},
    typed_id,
};

typed_id!(
    /// One limit in one period.
    TimeLimitId
);

typed_id!(
    /// One thing to be done by a day.
    ObligationId
);

code_enum! {
    /// What is limited in days.
    LimitKind as "limit_kind" {
        /// 备案
        Filing = "filing",
        /// 公告，自批准之日起
        Announcement = "announcement",
        /// 公告，自备案之日起（其他部门批准的地名）
        AnnouncementAfterFiling = "announcement_after_filing",
        /// 受理
        Acceptance = "acceptance",
        /// 补正
        Supplement = "supplement",
        /// 公示期限
        NoticeLength = "notice_length",
        /// 公示最短期限
        NoticeMinimum = "notice_minimum",
        /// 答复意见
        OpinionAnswer = "opinion_answer",
        /// 设置地名标志
        Sign = "sign",
        /// 维修标志
        Repair = "repair",
        /// 排除标志危险
        RepairOfDanger = "repair_of_danger",
    }
}

impl LimitKind {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Filing => ("备案", "filing"),
            Self::Announcement => ("公告", "announcement"),
            Self::AnnouncementAfterFiling => ("公告（备案后）", "announcement after filing"),
            Self::Acceptance => ("受理", "acceptance"),
            Self::Supplement => ("补正", "supplement"),
            Self::NoticeLength => ("公示期限", "length of a public notice"),
            Self::NoticeMinimum => ("公示最短期限", "shortest public notice"),
            Self::OpinionAnswer => ("答复意见", "answer to an opinion"),
            Self::Sign => ("设置地名标志", "setting up the sign"),
            Self::Repair => ("维修标志", "repair of a sign"),
            Self::RepairOfDanger => ("排除标志危险", "removing the danger of a sign"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// The event from which days are counted.
    LimitStart as "limit_start" {
        /// 批准
        Approval = "approval",
        /// 备案
        Filing = "filing",
        /// 申报
        Submission = "submission",
        /// 退回
        Return = "return",
        /// 发布
        Publication = "publication",
        /// 收到
        Receipt = "receipt",
        /// 派工
        Order = "order",
    }
}

impl LimitStart {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Approval => ("批准", "approval"),
            Self::Filing => ("备案", "filing"),
            Self::Submission => ("申报", "submission"),
            Self::Return => ("退回", "return"),
            Self::Publication => ("发布", "publication"),
            Self::Receipt => ("收到", "receipt"),
            Self::Order => ("派工", "order"),
        };
        Text::new(zh, en)
    }
}

code_enum! {
    /// What an obligation may belong to.
    SubjectKind as "obligation_subject" {
        /// 地名案件
        NamingCase = "naming_case",
        /// 维修单
        RepairOrder = "repair_order",
    }
}

/// What an obligation belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// What kind of thing.
    pub kind: SubjectKind,
    /// Which.
    pub id: Uuid,
}

impl Subject {
    /// A naming case.
    #[must_use]
    pub fn naming_case(id: impl Into<Uuid>) -> Self {
        Self { kind: SubjectKind::NamingCase, id: id.into() }
    }

    /// A repair order.
    #[must_use]
    pub fn repair_order(id: impl Into<Uuid>) -> Self {
        Self { kind: SubjectKind::RepairOrder, id: id.into() }
    }

    /// Where it is shown.
    #[must_use]
    pub fn address(self) -> String {
        match self.kind {
            SubjectKind::NamingCase => format!("/api/v1/naming-cases/{}", self.id),
            SubjectKind::RepairOrder => format!("/api/v1/repair-orders/{}", self.id),
        }
    }
}

/// Where the number of days comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The law.
    Article(&'static law::Article),
    /// Practice of the office.
    Local,
}

impl Basis {
    /// How it is cited.
    #[must_use]
    pub fn citation(self) -> Text {
        match self {
            Self::Article(article) => article.citation(),
            Self::Local => Text::new("本地惯例（无法定期限）", "local practice; the law sets no limit"),
        }
    }
}

/// A number of days with the days on which it is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimit {
    /// Identifier.
    pub id: TimeLimitId,
    /// What is limited.
    pub kind: LimitKind,
    /// Days, 1 to 366.
    pub days: u32,
    /// Which days are counted.
    pub count: DayCount,
    /// From which event.
    pub starts_from: LimitStart,
    /// Why so many.
    pub basis: Basis,
    /// The days on which it is in force.
    pub valid: ValidPeriod,
}

impl TimeLimit {
    /// Whether the law sets it: then the office cannot change it, and a suspended case does not stop it.
    #[must_use]
    pub fn is_statutory(&self) -> bool {
        matches!(self.basis, Basis::Article(_))
    }
}

/// Something that is due from an event on.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// What it belongs to.
    pub subject: Subject,
    /// What in it, such as one decision, or one street whose signs are due; nothing for the whole.
    pub part: Option<Uuid>,
    /// What is to be done.
    pub kind: LimitKind,
    /// The day of the event; the count begins on the next.
    pub begins_on: Date,
    /// Code of the township whose clerk sees it, too.
    pub township_code: Option<&'a str>,
    /// Who has to do it.
    pub responsible: Role,
    /// Number and title of the subject, in Chinese, 1 to 300 characters.
    pub label: &'a str,
}

code_enum! {
    /// How obligations stand that are listed together.
    Standing as "text" {
        /// Those that somebody has to meet, also those that stand still.
        Open = "open",
        /// Those that were met.
        Met = "met",
        /// Those that were dropped.
        Dropped = "dropped",
        /// All.
        All = "all",
    }
}

/// How an obligation ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// It was done on that day.
    Met(Date),
    /// From that day on nobody has to do it any more.
    Dropped(Date, String),
}

/// A count that stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standstill {
    /// The first day that is not counted.
    pub from: Date,
    /// Why.
    pub reason: String,
}

/// Something that somebody has to do by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Identifier.
    pub id: ObligationId,
    /// What it belongs to.
    pub subject: Subject,
    /// What in it.
    pub part: Option<Uuid>,
    /// The limit that was in force when it began.
    pub limit: TimeLimit,
    /// Code of the township whose clerk sees it.
    pub township_code: Option<String>,
    /// Who has to do it.
    pub responsible: Role,
    /// Number and title of the subject.
    pub label: String,
    /// The day of the event.
    pub begins_on: Date,
    /// The last day in time; stops that are over have moved it, holidays have not.
    pub due_on: Date,
    /// Whether the holidays of all years counted over are known.
    pub due_is_certain: bool,
    /// The stop that runs.
    pub standstill: Option<Standstill>,
    /// Calendar days of the stops that are over.
    pub stopped_days: u32,
    /// How it ended; nothing while it is open.
    pub end: Option<End>,
    /// Instant of the last change.
    pub changed_at: OffsetDateTime,
}

impl Obligation {
    /// The day on which its count is read when it is asked for on `today`: where it stood still, or ended.
    #[must_use]
    pub fn read_on(&self, today: Date) -> Date {
        match (&self.end, &self.standstill) {
            (Some(End::Met(day) | End::Dropped(day, _)), _) => *day,
            (None, Some(stop)) => today.min(stop.from),
            (None, None) => today,
        }
    }

    /// Calendar days past the due day; 0 in time.
    #[must_use]
    pub fn overdue_by_days(&self, today: Date) -> u32 {
        days_late(self.due_on, self.read_on(today))
    }
}

/// What came of meeting an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// Which.
    pub obligation: ObligationId,
    /// The last day in time.
    pub due_on: Date,
    /// Calendar days past it; 0 in time.
    pub late_by_days: u32,
}

/// Calendar days by which `day` is past `due`.
pub(super) fn days_late(due: Date, day: Date) -> u32 {
    u32::try_from((day - due).whole_days()).unwrap_or_default()
}

//! How this part says no.

use time::{Date, Duration};

use super::codes::{Kind, State};
use crate::{
    db,
    http::{Problem, ProblemType, Text},
    obligations,
};

/// Something that is done to a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Writing the draft anew.
    Redraft,
    /// Signing.
    Sign,
    /// Making a signed one a draft again.
    TakeBack,
    /// Publishing.
    Publish,
    /// Sealing.
    Seal,
    /// Ending before time.
    EndEarly,
    /// Sending an opinion.
    Object,
    /// Answering an opinion.
    Answer,
    /// Noting that it is in the national base.
    Sync,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 9] = [
        Self::Redraft,
        Self::Sign,
        Self::TakeBack,
        Self::Publish,
        Self::Seal,
        Self::EndEarly,
        Self::Object,
        Self::Answer,
        Self::Sync,
    ];

    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Redraft => Text::new("修改", "be written anew"),
            Self::Sign => Text::new("签发", "be signed"),
            Self::TakeBack => Text::new("退回修改", "be taken back"),
            Self::Publish => Text::new("发布", "be published"),
            Self::Seal => Text::new("封存", "be sealed"),
            Self::EndEarly => Text::new("提前终止", "be ended early"),
            Self::Object => Text::new("接收意见", "take opinions"),
            Self::Answer => Text::new("答复意见", "have its opinions answered"),
            Self::Sync => Text::new("登记为已汇入国家地名信息库", "be noted as entered in the national base"),
        }
    }
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such publication, or not a public one.
    #[error("there is no such publication")]
    UnknownPublication,
    /// No such opinion, or another code.
    #[error("there is no such opinion")]
    UnknownOpinion,
    /// The step does not follow the state.
    #[error("a {} that is {} cannot {}", .kind.title().en, .state.title().en, .step.title().en)]
    OutOfOrder {
        /// Notice or announcement.
        kind: Kind,
        /// How far it is.
        state: State,
        /// What was asked for.
        step: Step,
    },
    /// Not a leader.
    #[error("a leader signs")]
    NotLeader,
    /// Who wrote on it does not sign it.
    #[error("who wrote on it does not sign it")]
    FourEyes,
    /// A text is empty, too long or holds what nobody sees.
    #[error("{}", .text.en)]
    Unfit {
        /// JSON Pointer into what was sent.
        pointer: String,
        /// What is wrong.
        text: Text,
    },
    /// The period of a notice is not said.
    #[error("a public notice says its first and its last day")]
    NoPeriod,
    /// The last day comes before the first.
    #[error("the period ends on {ends_on}, before it starts on {starts_on}")]
    EndBeforeStart {
        /// First day.
        starts_on: Date,
        /// Last day.
        ends_on: Date,
    },
    /// Shorter than the office lets a notice be.
    #[error("the period has {days} days; the least is {minimum}")]
    TooShort {
        /// Days, the first and the last included.
        days: i64,
        /// The least.
        minimum: u16,
    },
    /// The first day has gone by.
    #[error("the period starts on {starts_on}, before today, {today}")]
    StartGoneBy {
        /// First day.
        starts_on: Date,
        /// Today.
        today: Date,
    },
    /// An announcement does not have its six facts for each name.
    #[error("the announcement lacks for `{name}`: {}", .fact.en)]
    FactMissing {
        /// Which item, from 0.
        at: usize,
        /// Its name.
        name: String,
        /// The member.
        member: &'static str,
        /// What people call it.
        fact: Text,
    },
    /// What it follows is of another kind or case, or was never published.
    #[error("it follows only a published one of the same kind and the same case")]
    FollowsStranger,
    /// The period is not over.
    #[error("the period runs until {ends_on}, the end of that day")]
    PeriodRuns {
        /// Last day.
        ends_on: Date,
    },
    /// Opinions wait for an answer.
    #[error("opinions are not answered yet: {}", .receipts.join(", "))]
    Unanswered {
        /// Their numbers.
        receipts: Vec<String>,
    },
    /// Opinions are taken while the period runs.
    #[error("opinions are taken from {starts_on} to {ends_on}")]
    NotOpen {
        /// First day.
        starts_on: Date,
        /// Last day.
        ends_on: Date,
    },
    /// The notice has no such name.
    #[error("the notice has no such item")]
    UnknownItem,
    /// Too many opinions in a short time.
    #[error("too many opinions; try again in {} minutes", .0.whole_minutes() + 1)]
    TooMany(Duration),
    /// An objection is upheld, nothing else is.
    #[error("only an objection can be upheld")]
    UpheldWithoutObjection,
    /// What the public will read, or what outlasts an erasure, names the person.
    #[error(
        "the {0} holds name, telephone number or e-mail address of who sent the opinion: summaries are published, answers outlast an erasure"
    )]
    NamesThePerson(&'static str),
    /// The personal data is gone already.
    #[error("the personal data was erased before")]
    ErasedBefore,
    /// The code for confirming is wrong or has expired.
    #[error("the code is wrong or has expired")]
    NotConfirmed,
    /// The operating system gives no randomness.
    #[error("no randomness for a code")]
    Randomness(#[from] getrandom::Error),
    /// The database failed.
    #[error(transparent)]
    Db(db::Error),
    /// The legal clock says no.
    #[error(transparent)]
    Obligation(#[from] obligations::Refusal),
}

impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        match error.constraint() {
            Some("publication_four_eyes") => Self::FourEyes,
            _ => Self::Db(error),
        }
    }
}

impl Refusal {
    /// [`Refusal::Unfit`]
    pub(super) fn unfit(pointer: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Unfit { pointer: pointer.into(), text: Text::new(zh, en) }
    }

    /// What it is in Chinese, and where in the request the fault lies.
    fn in_chinese(&self) -> (String, Option<String>) {
        match self {
            Self::UnknownPublication => ("没有这份公示或公告".into(), None),
            Self::UnknownOpinion => ("没有这条意见，或查询码不符".into(), None),
            Self::OutOfOrder { kind, state, step } => {
                (format!("{}处于“{}”状态，不能{}", kind.title().zh, state.title().zh, step.title().zh), None)
            }
            Self::NotLeader => ("须由局领导签发".into(), None),
            Self::FourEyes => ("起草人不得签发自己起草的文稿".into(), None),
            Self::Unfit { pointer, text } => (text.zh.clone(), Some(pointer.clone())),
            Self::NoPeriod => ("公示须写明起止日期".into(), Some("/ends_on".into())),
            Self::EndBeforeStart { starts_on, ends_on } => {
                (format!("公示截止日 {ends_on} 早于起始日 {starts_on}"), Some("/ends_on".into()))
            }
            Self::TooShort { days, minimum } => {
                (format!("公示期为 {days} 天，少于规定的 {minimum} 天"), Some("/ends_on".into()))
            }
            Self::StartGoneBy { starts_on, today } => {
                (format!("公示起始日 {starts_on} 早于今天（{today}）"), Some("/starts_on".into()))
            }
            Self::FactMissing { at, name, member, fact } => (
                format!("公告中“{name}”缺少{}（地名管理条例第十四条、地名备案公告管理办法）", fact.zh),
                Some(format!("/items/{at}/{member}")),
            ),
            Self::FollowsStranger => ("只能接续同一事项、同一种类且已发布的公示或公告".into(), Some("/follows".into())),
            Self::PeriodRuns { ends_on } => (format!("公示期至 {ends_on} 当日结束，尚未期满"), None),
            Self::Unanswered { receipts } => (format!("尚有意见未答复：{}", receipts.join("、")), None),
            Self::NotOpen { starts_on, ends_on } => {
                (format!("意见征集时间为 {starts_on} 至 {ends_on}，现在不接收意见"), None)
            }
            Self::UnknownItem => ("公示中没有这个地名".into(), Some("/item_id".into())),
            Self::TooMany(wait) => (format!("提交过于频繁，请在 {} 分钟后再试", wait.whole_minutes() + 1), None),
            Self::UpheldWithoutObjection => ("只有异议可以认定为成立".into(), Some("/outcome".into())),
            Self::NamesThePerson(member) => (
                "内容含有提出人的姓名、电话或电子邮箱：摘要封存后公开，答复在删除个人信息后仍留存".into(),
                Some(format!("/{member}")),
            ),
            Self::ErasedBefore => ("该个人信息已删除".into(), None),
            Self::NotConfirmed => ("确认码不符或已过期".into(), Some("/code".into())),
            Self::Randomness(_) | Self::Db(_) | Self::Obligation(_) => ("请凭请求编号与管理员联系".into(), None),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let (zh, pointer) = refusal.in_chinese();
        let en = refusal.to_string();
        let kind = match &refusal {
            Refusal::UnknownPublication | Refusal::UnknownOpinion => ProblemType::NotFound,
            Refusal::NotLeader | Refusal::FourEyes => ProblemType::NotAllowed,
            Refusal::OutOfOrder { .. }
            | Refusal::PeriodRuns { .. }
            | Refusal::Unanswered { .. }
            | Refusal::NotOpen { .. }
            | Refusal::ErasedBefore => ProblemType::Conflict,
            Refusal::TooMany(_) => ProblemType::TooManyRequests,
            Refusal::Randomness(error) => return Self::internal(error),
            Refusal::Unfit { .. }
            | Refusal::NoPeriod
            | Refusal::EndBeforeStart { .. }
            | Refusal::TooShort { .. }
            | Refusal::StartGoneBy { .. }
            | Refusal::FactMissing { .. }
            | Refusal::FollowsStranger
            | Refusal::UnknownItem
            | Refusal::UpheldWithoutObjection
            | Refusal::NamesThePerson(_)
            | Refusal::NotConfirmed
            | Refusal::Db(_)
            | Refusal::Obligation(_) => ProblemType::Unprocessable,
        };
        let mut problem = Self::new(kind, zh.clone(), en.clone());
        if let Some(pointer) = pointer {
            problem = problem.at(pointer, Text { zh, en });
        }
        match refusal {
            Refusal::Db(error) => error.into(),
            Refusal::Obligation(refusal) => refusal.into(),
            Refusal::Unanswered { receipts } => problem.with("receipts", receipts),
            Refusal::TooMany(wait) => problem.retry_after(u64::try_from(wait.whole_seconds()).unwrap_or_default() + 1),
            Refusal::OutOfOrder { state, .. } => problem.with("state", state.code()),
            _ => problem,
        }
    }
}

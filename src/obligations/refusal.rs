//! How the legal clock says no.

use time::Date;

use super::model::{LimitKind, TimeLimit};
use crate::{
    db,
    http::{Problem, ProblemType, Text},
};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No limit of this kind is in force on that day.
    #[error("no limit for {0} is in force on {1}")]
    NoLimit(LimitKind, Date),
    /// The same thing is due already.
    #[error("{0} is due already")]
    AlreadyOpen(LimitKind),
    /// It ends, stops or goes on before the day from which it is counted.
    #[error("{0} lies before {1}, from which it is counted")]
    TooEarly(Date, Date),
    /// The law sets this limit.
    #[error("the law sets this limit")]
    Statutory(Box<TimeLimit>),
    /// Someone else changed the limit since it was read.
    #[error("the limit was changed meanwhile")]
    LostUpdate,
    /// The new limit would begin before the present one does, or before today.
    #[error("a limit begins after {0} at the earliest")]
    LimitTooEarly(Date),
    /// The usual length of a public notice would be less than the shortest.
    #[error("a public notice would last {length} days, the shortest lasts {minimum}")]
    ShorterThanMinimum {
        /// Days that a notice lasts.
        length: u32,
        /// Days that it lasts at least.
        minimum: u32,
    },
    /// A special day that lies elsewhere.
    #[error("{0} does not lie in {1} or the December before")]
    NotOfYear(Date, i32),
    /// A special day is given twice, or belongs to the arrangement of another year.
    #[error("a day is arranged twice")]
    ArrangedTwice,
    /// Nobody has this calendar address, or its owner's account is disabled.
    #[error("there is no such calendar")]
    UnknownFeed,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let unprocessable = |pointer: &str, zh: String, en: String| {
            Self::new(ProblemType::Unprocessable, zh.clone(), en.clone()).at(pointer, Text { zh, en })
        };
        match refusal {
            Refusal::NoLimit(kind, day) => {
                let Text { zh, en } = kind.title();
                Self::new(
                    ProblemType::Conflict,
                    format!("{day} 没有有效的“{zh}”期限"),
                    format!("no limit for {en} is in force on {day}"),
                )
            }
            Refusal::AlreadyOpen(kind) => {
                let Text { zh, en } = kind.title();
                Self::new(ProblemType::Conflict, format!("“{zh}”已在计时"), format!("{en} is due already"))
            }
            Refusal::TooEarly(day, begins) => Self::new(
                ProblemType::Unprocessable,
                format!("{day} 早于起算日 {begins}"),
                format!("{day} lies before {begins}, from which it is counted"),
            ),
            Refusal::Statutory(limit) => {
                let (kind, basis) = (limit.kind.title(), limit.basis.citation());
                Self::new(
                    ProblemType::Conflict,
                    format!("“{}”期限由{}规定，不能修改", kind.zh, basis.zh),
                    format!("the limit for {} is set by {} and cannot be changed here", kind.en, basis.en),
                )
            }
            Refusal::LostUpdate => Self::new(
                ProblemType::LostUpdate,
                "该期限在读取之后已被修改，请重新读取",
                "the limit was changed since you read it; read it again",
            ),
            Refusal::LimitTooEarly(day) => unprocessable(
                "/valid_from",
                format!("新期限须自 {day} 之后开始"),
                format!("a new limit begins after {day} at the earliest"),
            ),
            Refusal::ShorterThanMinimum { length, minimum } => unprocessable(
                "/days",
                format!("公示期限 {length} 日短于最短期限 {minimum} 日"),
                format!("a public notice would last {length} days, less than the shortest, {minimum}"),
            ),
            Refusal::NotOfYear(day, year) => unprocessable(
                "/days",
                format!("{day} 不在 {year} 年或其前一年十二月之内"),
                format!("{day} does not lie in {year} or the December before"),
            ),
            Refusal::ArrangedTwice => unprocessable(
                "/days",
                "有的日期重复，或已列入另一年的安排".to_owned(),
                "a day is given twice, or belongs to the arrangement of another year".to_owned(),
            ),
            Refusal::UnknownFeed => Self::not_found("日历", "calendar"),
            Refusal::Db(error) => error.into(),
        }
    }
}

//! How the sign register says no.

use time::Date;

use super::state::WrongState;
use crate::{
    db,
    http::{Problem, ProblemType, Text},
};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such sign.
    #[error("there is no such sign")]
    UnknownSign,
    /// No such face on the sign.
    #[error("there is no such face on the sign")]
    UnknownFace,
    /// The register has no such place.
    #[error("the register has no place {pointer}")]
    UnknownPlace {
        /// Where it was said.
        pointer: &'static str,
    },
    /// The state does not allow it.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// The sign is not there any more.
    #[error("the sign is not there any more")]
    Gone,
    /// Somebody else changed it first.
    #[error("the sign was changed meanwhile")]
    LostUpdate,
    /// A sign has at least one face, and not too many.
    #[error("a sign has 1 to {0} faces")]
    FaceCount(usize),
    /// A day in the future, or before what it follows.
    #[error("{day} is not between {not_before} and {not_after}")]
    DayOutOfOrder {
        /// Where it was said.
        pointer: &'static str,
        /// What was said.
        day: Date,
        /// The earliest day.
        not_before: Date,
        /// The latest day.
        not_after: Date,
    },
    /// A sign is not its own successor, and a successor is up.
    #[error("this sign cannot stand in its place")]
    NoSuccessor,
    /// All 999,999 numbers are given.
    #[error("no sign number is left")]
    NoNumber,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let conflict = |zh: String, en: String| Self::new(ProblemType::Conflict, zh, en);
        let unfit = |pointer: &str, zh: String, en: String| {
            let text = Text::new(zh, en);
            Self::new(ProblemType::Unprocessable, &text.zh, &text.en).at(pointer, text)
        };
        match refusal {
            Refusal::UnknownSign => Self::not_found("地名标志", "sign"),
            Refusal::UnknownFace => Self::not_found("标志牌面", "face of this sign"),
            Refusal::UnknownPlace { pointer } => {
                unfit(pointer, "登记簿中没有这个地名实体".into(), "the register has no such place".into())
            }
            Refusal::WrongState(WrongState { action, state }) => {
                let ((zh, en), title) = (action.title(), state.title());
                conflict(
                    format!("标志处于“{}”状态，不能{zh}", title.zh),
                    format!("the sign is {}; it cannot {en}", title.en),
                )
                .with("state", state.code())
                .with("action", action.code())
            }
            Refusal::Gone => conflict("标志已不在原处".into(), "the sign is not there any more".into()),
            Refusal::LostUpdate => Self::new(
                ProblemType::LostUpdate,
                "读取之后标志已被他人修改，请重新读取",
                "someone changed the sign since you read it; read it again",
            ),
            Refusal::FaceCount(most) => {
                unfit("/faces", format!("标志须有 1 至 {most} 个牌面"), format!("a sign has 1 to {most} faces"))
            }
            Refusal::DayOutOfOrder { pointer, day, not_before, not_after } => unfit(
                pointer,
                format!("{day} 不在 {not_before} 至 {not_after} 之间"),
                format!("{day} is not between {not_before} and {not_after}"),
            ),
            Refusal::NoSuccessor => unfit(
                "/by",
                "接替的标志须是另一块已设置的标志".into(),
                "the successor is another sign, which is up".into(),
            ),
            Refusal::NoNumber => conflict("标志编号已用完".into(), "no sign number is left".into()),
            Refusal::Db(error) => error.into(),
        }
    }
}

//! What people are told when the work with neighbours says no.

use super::refusal::{Refusal, WrongState};
use crate::{
    http::{Problem, ProblemType, Text, content::unfit},
    kernel::dates::OFFICE_OFFSET,
};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unknown(noun) => {
                let Text { zh, en } = noun.title();
                Self::not_found(&zh, &en)
            }
            Refusal::NoSuch { pointer, noun } => {
                let Text { zh, en } = noun.title();
                unfit(
                    pointer,
                    format!("没有这个{zh}，或与所述不符"),
                    format!("there is no such {en}, or it does not fit"),
                )
            }
            Refusal::OtherLine => unfit(
                "/line_id",
                "没有这条界线，或它不是与该邻方的界线",
                "there is no such line, or it is none with that neighbour",
            ),
            Refusal::NoAccount => {
                Self::new(ProblemType::NotAllowed, "只有登录的工作人员可以办理", "only people with an account do this")
            }
            Refusal::OtherTownship => Self::new(
                ProblemType::NotAllowed,
                "乡镇经办人只能上报本乡镇的情况",
                "a township clerk reports what happens in the own township",
            ),
            Refusal::LostUpdate => Self::new(
                ProblemType::LostUpdate,
                "读取之后已被他人修改，请重新读取",
                "someone changed it since you read it; read it again",
            ),
            Refusal::WrongState(wrong) => wrong_state(*wrong),
            Refusal::NeighbourExists => conflict("该邻方已登记", "the neighbour was entered before"),
            Refusal::NilExists => conflict("该月的零报告已登记", "the nil report of that month was entered before"),
            Refusal::DayOutOfOrder { pointer, day, not_before, not_after } => {
                let Text { zh, en } = out_of_order(day, not_before, not_after);
                unfit(pointer, zh, en)
            }
            Refusal::InstantOutOfOrder { pointer, at, not_before, not_after } => {
                let local = |at: time::OffsetDateTime| at.to_offset(OFFICE_OFFSET);
                let Text { zh, en } = out_of_order(local(at), not_before.map(local), Some(local(not_after)));
                unfit(pointer, zh, en)
            }
            Refusal::Unfit { pointer, text: Text { zh, en } } => unfit(pointer, zh, en),
            Refusal::InTheWay(Text { zh, en }) => conflict(zh, en),
            Refusal::OpenDecisions(open) => {
                conflict("还有议定事项未办结或撤销", "there are decisions that are neither done nor dropped")
                    .with("open_decisions", open)
            }
            Refusal::Db(error) => error.into(),
        }
    }
}

fn out_of_order<T: std::fmt::Display>(said: T, not_before: Option<T>, not_after: Option<T>) -> Text {
    match (not_before, not_after) {
        (Some(first), Some(last)) => Text::new(
            format!("{said} 不在 {first} 至 {last} 之间"),
            format!("{said} is not between {first} and {last}"),
        ),
        (Some(first), None) => Text::new(format!("{said} 早于 {first}"), format!("{said} comes before {first}")),
        (None, Some(last)) => Text::new(format!("{said} 晚于 {last}"), format!("{said} comes after {last}")),
        (None, None) => Text::new(format!("{said} 不可能"), format!("{said} cannot be")),
    }
}

/// 409 that names state, action and, of a dispute, the track.
fn wrong_state(wrong: WrongState) -> Problem {
    let WrongState { noun, state: (state, title), action: (action, done), track } = wrong;
    let name = noun.title();
    let (mut zh, mut en) = (
        format!("{}处于“{}”状态，不能{}", name.zh, title.zh, done.zh),
        format!("the {} is {}; it cannot {}", name.en, title.en, done.en),
    );
    if let Some((_, track)) = &track {
        zh = format!("{}的{zh}", track.zh);
        en = format!("{en} on the track of {}", track.en);
    }
    let problem = conflict(zh, en).with("state", state).with("action", action);
    match track {
        Some((track, _)) => problem.with("track", track),
        None => problem,
    }
}

fn conflict(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemType::Conflict, zh, en)
}

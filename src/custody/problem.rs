//! What people are told when a defect says no.

use super::refusal::Refusal;
use crate::{
    boundaries,
    http::{Problem, ProblemType, Text, content::unfit},
};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unknown => Self::not_found("界桩损毁报告", "defect"),
            Refusal::UnknownInspection => unfit("/inspection_id", "没有这次联检", "there is no such inspection"),
            Refusal::NoAccount => {
                Self::new(ProblemType::NotAllowed, "只有登录的工作人员可以办理", "only people with an account do this")
            }
            Refusal::LostUpdate => Self::new(
                ProblemType::LostUpdate,
                "读取之后已被他人修改，请重新读取",
                "someone changed it since you read it; read it again",
            ),
            Refusal::OpenDefect => Self::new(
                ProblemType::Conflict,
                "该界桩已有未办结的损毁报告",
                "the marker has a defect that is open already",
            ),
            Refusal::WrongState { state, action } => {
                let (is, done) = (state.title(), action.title());
                Self::new(
                    ProblemType::Conflict,
                    format!("报告处于“{}”，不能{}", is.zh, done.zh),
                    format!("the defect is {}; it cannot {}", is.en, done.en),
                )
                .with("state", state.code())
                .with("action", action.code())
            }
            Refusal::NotPresent(side) => unfit(
                "/present",
                format!("{side} 一侧无人在场：修复界桩须双方在场（《行政区域界线管理条例》第六条）"),
                format!("nobody of {side} was there: a marker is repaired with both sides present (R353 art. 6)"),
            ),
            Refusal::DayOutOfOrder { pointer, day, not_before, not_after } => {
                let (zh, en) = match not_before {
                    Some(first) => (
                        format!("{day} 不在 {first} 至 {not_after} 之间"),
                        format!("{day} is not between {first} and {not_after}"),
                    ),
                    None => (format!("{day} 晚于 {not_after}"), format!("{day} comes after {not_after}")),
                };
                unfit(pointer, zh, en)
            }
            Refusal::InFuture(at) => unfit("/seen_at", format!("{at} 尚未到来"), format!("{at} has not come")),
            Refusal::Unfit { pointer, text: Text { zh, en } } => unfit(pointer, zh, en),
            Refusal::Marker(boundaries::Refusal::UnknownMarker) => {
                unfit("/marker", "没有这个界桩", "there is no such marker")
            }
            Refusal::Marker(refusal) => refusal.into(),
            Refusal::Db(error) => error.into(),
        }
    }
}

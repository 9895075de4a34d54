//! What people are told when a joint inspection says no.

use super::{codes::InspectionState, refusal::Refusal, rules::NotNow, subject::ItemKey};
use crate::http::{Problem, ProblemType, Text, content::unfit};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unknown => Self::not_found("联检", "joint inspection"),
            Refusal::UnknownLine => unfit("/line", "没有这条界线", "there is no such line"),
            Refusal::UnknownThing(Text { zh, en }) => Self::not_found(&zh, &en),
            Refusal::OtherLine => unfit(
                "/neighbour",
                "不是该界线的一侧，或尚未登记为邻方",
                "it is no side of that line, or no neighbour of this office",
            ),
            Refusal::NotInForce => conflict("该界线未经批准或已失效", "the line is not approved, or in force no more"),
            Refusal::NoAccount => {
                Self::new(ProblemType::NotAllowed, "只有登录的工作人员可以办理", "only people with an account do this")
            }
            Refusal::OtherRole(role) => {
                let Text { zh, en } = role.title();
                let (zh, en) = (format!("须由{zh}办理"), format!("it takes the role of {en}"));
                Self::new(ProblemType::NotAllowed, zh, en).with("roles", [role.code()])
            }
            Refusal::LostUpdate => Self::new(
                ProblemType::LostUpdate,
                "读取之后已被他人修改，请重新读取",
                "someone changed it since you read it; read it again",
            ),
            Refusal::ClosedInvitation => Self::new(
                ProblemType::NotFound,
                "此链接无效：可能已过期或被撤回，请与对方联系",
                "this link opens nothing: it may have expired or been revoked; ask who sent it",
            ),
            Refusal::WrongState(state) => wrong_state(state),
            Refusal::NotNow { at, why } => not_now(at, &why),
            Refusal::UnfitAct { at, fault } => {
                unfit(&format!("/acts/{at}{}", fault.pointer), fault.text.zh, fault.text.en)
            }
            Refusal::Unfit { pointer, text: Text { zh, en } } => unfit(pointer, zh, en),
            Refusal::DayInFuture { pointer, day, not_after } => {
                unfit(pointer, format!("{day} 晚于 {not_after}"), format!("{day} comes after {not_after}"))
            }
            Refusal::RoundExists => conflict("该界线的这一轮已有联检", "that round of the line has an inspection"),
            Refusal::KeyExists => conflict("该密钥已登记", "the key is in use already"),
            Refusal::BadPackage(bad) => {
                let Text { zh, en } = bad.text();
                Self::new(ProblemType::Unprocessable, zh, en).with("reason", bad.code())
            }
            Refusal::NoKey => Self::new(ProblemType::Unavailable, "密钥暂不可用", "no key can be used for the moment"),
            Refusal::Unprintable(unprintable) => {
                let Text { zh, en } = unprintable.text();
                Self::new(ProblemType::Unprocessable, zh, en)
            }
            Refusal::Line(refusal) => refusal.into(),
            Refusal::Db(error) => error.into(),
        }
    }
}

fn wrong_state(state: InspectionState) -> Problem {
    let Text { zh, en } = state.title();
    conflict(format!("联检处于“{zh}”，不能办理"), format!("the inspection is at: {en}; this cannot be done"))
        .with("state", state.code())
}

fn not_now(at: usize, why: &NotNow) -> Problem {
    let Text { zh, en } = why.text();
    let problem = conflict(zh.clone(), en.clone()).at(format!("/acts/{at}"), Text::new(zh, en));
    match why {
        NotNow::State(state) => problem.with("state", state.code()),
        NotNow::ReadsOtherwise(digest) => problem.with("digest", digest.as_str()),
        NotNow::Differs(members) => problem.with("differences", members.clone()),
        NotNow::Unaddressed(items) => problem.with("items", items.iter().map(ItemKey::as_str).collect::<Vec<_>>()),
        _ => problem,
    }
}

fn conflict(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemType::Conflict, zh, en)
}

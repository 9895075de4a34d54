//! What people are told when signs and the work on them say no.

use serde_json::{Value, json};
use time::OffsetDateTime;

use super::{damage, refusal::Refusal, repair, state};
use crate::{
    http::{Problem, ProblemType, Text, content::unfit},
    kernel::dates::OFFICE_OFFSET,
    photos,
};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        if let Some(problem) = missing(&refusal).or_else(|| forbidden(&refusal)).or_else(|| in_the_way(&refusal)) {
            return problem;
        }
        match refusal {
            Refusal::WrongState(state::WrongState { action, state }) => {
                wrong_state("标志", "sign", (action.code(), action.title()), (state.code(), state.title()))
            }
            Refusal::ReportState(damage::state::WrongState { action, state }) => {
                wrong_state("报告", "report", (action.code(), action.title()), (state.code(), state.title()))
            }
            Refusal::OrderState(repair::state::WrongState { action, state }) => {
                wrong_state("维修单", "order", (action.code(), action.title()), (state.code(), state.title()))
            }
            Refusal::ReportOver(state) => {
                let title = state.title();
                conflict(
                    format!("报告已是“{}”状态，不再需要附议", title.zh),
                    format!("the report is {}; nothing is left to confirm", title.en),
                )
                .with("state", state.code())
            }
            Refusal::AlreadyReported(open) => conflict(
                "这块标志已有同类损坏的未办结报告；可以附议，确属另一处损坏的请注明 distinct",
                "open reports tell of this damage to this sign; confirm one, or say distinct if yours is another",
            )
            .with("open_reports", open.iter().map(offered).collect::<Vec<_>>()),
            Refusal::UnknownPhoto(at) => unfit(
                &format!("/photos/{at}"),
                "没有这张照片，或者尚未传完",
                "there is no such photo, or it has not been uploaded completely",
            ),
            Refusal::Photo(refusal @ (photos::Refusal::Fault(_) | photos::Refusal::TooLarge)) => {
                Problem::from(refusal).about("/photos")
            }
            Refusal::Photo(refusal) => refusal.into(),
            Refusal::Busy => {
                let (zh, en) =
                    ("正在接收的照片较多，请稍后再试", "many photos are being received; try again in a moment");
                Problem::new(ProblemType::Unavailable, zh, en).retry_after(10)
            }
            Refusal::TooMany(wait) => {
                let minutes = wait.whole_minutes() + 1;
                let seconds = u64::try_from(wait.whole_seconds()).unwrap_or_default() + 1;
                let (zh, en) = (
                    format!("提交过于频繁，请在 {minutes} 分钟后再试"),
                    format!("too much was sent; try again in {minutes} minutes"),
                );
                Problem::new(ProblemType::TooManyRequests, zh, en).retry_after(seconds)
            }
            Refusal::NotRepaired(state) => {
                let title = state.title();
                conflict(
                    format!("报告为“{}”状态，修复以后才能反映未修复", title.zh),
                    format!("the report is {}; only what was repaired can be said not to be fixed", title.en),
                )
                .with("state", state.code())
            }
            Refusal::Text(pointer, fault) => {
                let Text { zh, en } = fault.text();
                unfit(pointer, zh, en)
            }
            Refusal::Obligation(refusal) => refusal.into(),
            Refusal::Db(error) => error.into(),
            other => of_body(&other),
        }
    }
}

/// What is not there.
fn missing(refusal: &Refusal) -> Option<Problem> {
    let (zh, en) = match refusal {
        Refusal::UnknownSign => ("地名标志", "sign"),
        Refusal::UnknownFace => ("标志牌面", "face of this sign"),
        Refusal::UnknownReport => ("损坏报告", "damage report"),
        Refusal::UnknownOrder => ("维修单", "repair order"),
        Refusal::UnknownCampaign => ("排查", "survey campaign"),
        Refusal::UnknownReporter => ("上报人信息", "personal data of who reported"),
        _ => return None,
    };
    Some(Problem::not_found(zh, en))
}

/// What is not for this person.
fn forbidden(refusal: &Refusal) -> Option<Problem> {
    let (zh, en) = match refusal {
        Refusal::OtherCrew => ("这张维修单派给了别人", "the order is another crew's"),
        Refusal::OwnWork => ("完工的人不能验收（不相容岗位分离）", "who did the work does not accept it"),
        Refusal::NoAccount => ("只有登录的工作人员可以办理", "only people with an account do this"),
        _ => return None,
    };
    Some(Problem::new(ProblemType::NotAllowed, zh, en))
}

/// What stands in the way whatever is said.
fn in_the_way(refusal: &Refusal) -> Option<Problem> {
    let (zh, en) = match refusal {
        Refusal::LostUpdate => {
            let (zh, en) = ("读取之后已被他人修改，请重新读取", "someone changed it since you read it; read it again");
            return Some(Problem::new(ProblemType::LostUpdate, zh, en));
        }
        Refusal::Gone => ("标志已不在原处", "the sign is not there any more"),
        Refusal::Stands => ("标志已经设置", "the sign stands already"),
        Refusal::NotUp => ("标志尚未设置，不能维修", "the sign does not stand yet"),
        Refusal::FaceOrdered => ("这个牌面已有未完成的更换单", "an open order replaces the face already"),
        Refusal::CampaignClosed => ("这次排查已经结束", "the campaign is closed"),
        Refusal::OtherVisit => ("这个编号已用于另一次查看", "another visit is kept under this id"),
        Refusal::RepairedLongAgo => {
            ("修复已久，请作为新问题上报", "it was repaired long ago; report it as a new damage")
        }
        Refusal::ErasedBefore => ("该个人信息已删除", "the personal data was erased before"),
        Refusal::NoNumber => ("标志编号已用完", "no sign number is left"),
        _ => return None,
    };
    Some(conflict(zh, en))
}

/// What is wrong with the body.
fn of_body(refusal: &Refusal) -> Problem {
    let local = |at: &OffsetDateTime| at.to_offset(OFFICE_OFFSET);
    let (pointer, zh, en) = match refusal {
        Refusal::UnknownPlace { pointer } => {
            (*pointer, "登记簿中没有这个地名实体".to_owned(), "the register has no such place".to_owned())
        }
        Refusal::FaceCount(most) => {
            ("/faces", format!("标志须有 1 至 {most} 个牌面"), format!("a sign has 1 to {most} faces"))
        }
        Refusal::DayOutOfOrder { pointer, day, not_before, not_after } => (
            *pointer,
            format!("{day} 不在 {not_before} 至 {not_after} 之间"),
            format!("{day} is not between {not_before} and {not_after}"),
        ),
        Refusal::NoSuccessor => {
            ("/by", "接替的标志须是另一块已设置的标志".into(), "the successor is another sign, which is up".into())
        }
        Refusal::NotTheSame => (
            "/of",
            "须是另一份报告，且其本身不是重复报告".into(),
            "takes another report, which is no duplicate itself".into(),
        ),
        Refusal::OtherSign(number) => {
            ("/reports", format!("报告 {number} 所指的是另一块标志"), format!("report {number} is of another sign"))
        }
        Refusal::FromTheFuture { pointer, at } => {
            (*pointer, format!("{} 在未来", local(at)), format!("{} lies in the future", local(at)))
        }
        Refusal::DoneBeforeOrdered(at) => {
            ("/done_at", format!("早于派单时间 {}", local(at)), format!("before it was ordered at {}", local(at)))
        }
        Refusal::NewFace => (
            "/new_face",
            "更换牌面须写明新内容，其他维修单不写".into(),
            "a new face needs what it is to show, and nothing else takes it".into(),
        ),
        Refusal::TooManyPhotos(most) => {
            ("/photos", format!("至多 {most} 张照片"), format!("takes at most {most} photos"))
        }
        Refusal::NoCrew => ("/crew", "不是在用的外业账号".into(), "is no account of a crew in use".into()),
        Refusal::EndBeforeStart => {
            ("/ends_on", "结束日期早于开始日期".into(), "the campaign ends before it starts".into())
        }
        Refusal::NoStreets => ("/streets", "没有可以排查的街路".into(), "names no street of the register".into()),
        other => return Problem::internal(other),
    };
    unfit(pointer, zh, en)
}

/// An open report that is offered in place of another one.
/// An open report that may be the one that is meant.
pub(super) fn offered(report: &damage::Report) -> Value {
    let href = format!("/api/v1/damage-reports/{}", report.id);
    json!({
        "id": report.id, "number": report.number, "state": report.state, "href": href, "confirm": format!("{href}/confirm"),
    })
}

/// 409 that names state and action.
fn wrong_state(zh: &str, en: &str, action: (&str, (&str, &str)), state: (&str, Text)) -> Problem {
    let ((action, (action_zh, action_en)), (state, title)) = (action, state);
    conflict(
        format!("{zh}处于“{}”状态，不能{action_zh}", title.zh),
        format!("the {en} is {}; it cannot {action_en}", title.en),
    )
    .with("state", state)
    .with("action", action)
}

fn conflict(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemType::Conflict, zh, en)
}

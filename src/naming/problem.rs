//! What people are told when naming cases say no.

use time::Date;

use super::{
    action::Action,
    policy,
    refusal::{Refusal, Unsettled},
    state::{StateCode, WrongState},
};
use crate::{
    documents,
    http::{Problem, ProblemType, Text},
    kernel::law,
    register,
};

/// What stands in the way whatever the case says: a sentence in both languages, and the article that it rests on.
fn in_the_way(refusal: &Refusal) -> Option<Problem> {
    let (zh, en, basis) = match refusal {
        Refusal::NoOpenItem => ("案件没有待定条目", "the case has no open item", "local"),
        Refusal::LastItem => (
            "这是最后一个待定条目，不能移出；请撤回整个案件",
            "this is the last open item; withdraw the case instead",
            "local",
        ),
        Refusal::SettledBefore => ("这个疑点已经说明过", "this warning was settled before", "local"),
        Refusal::ArgueAgain => (
            "异议已被采纳，须重新组织专家论证后才能再次公示",
            "an objection was upheld: the experts must argue again first",
            "R753-11",
        ),
        Refusal::ObjectionUpheld => (
            "有异议被采纳，案件须退回专家论证，不能结束公示",
            "an objection was upheld: the case goes back to the experts, the notice is not closed",
            "R753-11",
        ),
        Refusal::DraftOutdated => (
            "起草之后案件内容有变化，请重新起草并签发",
            "the case has changed since this was drafted; draft and sign it anew",
            "local",
        ),
        Refusal::NothingUpheld => (
            "公示期间没有被采纳的异议；请先答复意见并注明采纳异议",
            "no opinion on this notice was answered as an upheld objection",
            "local",
        ),
        Refusal::FileFirst => (
            "其他部门批准的地名，自备案之日起公告",
            "names approved by another department are announced after filing",
            "R753-14",
        ),
        Refusal::Announced => {
            ("该批复（或者它的撤销）已经公告", "the decision, or its revocation, was announced", "R753-14")
        }
        Refusal::NeverAnnounced => (
            "该批复没有公告过，没有可以撤销的公告",
            "the decision was never announced; there is no announcement to revoke",
            "R753-34",
        ),
        _ => return None,
    };
    Some(with_article(conflict(zh, en), basis))
}

/// What is not there.
fn missing(refusal: &Refusal) -> Option<Problem> {
    let (zh, en) = match refusal {
        Refusal::UnknownCase => ("地名案件", "naming case"),
        Refusal::UnknownItem => ("条目", "item in this case"),
        Refusal::UnknownPaper => ("材料", "paper in this case"),
        Refusal::UnknownCheck => ("检查", "run of the name clinic over this case"),
        Refusal::UnknownDecision => ("批复", "decision in this case"),
        Refusal::UnknownPublication => ("公示或公告", "notice or announcement in this case"),
        _ => return None,
    };
    Some(Problem::not_found(zh, en))
}

/// What is wrong with the names or papers of a case.
fn content(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Incomplete(faults) => {
            with_article(each_at(unprocessable("条目内容不完整", "items are not complete"), faults), "R753-11")
        }
        Refusal::Blocked(faults) => with_article(
            each_at(conflict("名称违反命名规则，不能继续", "names break rules that cannot be waived"), faults),
            "R753-9",
        ),
        Refusal::Unsettled(warnings) => with_article(unsettled(warnings), "R753-9"),
        Refusal::MissingPaper { kind, action, basis } => {
            let (paper, (zh, en)) = (kind.title(), action.title());
            let problem = unprocessable(
                format!("缺少“{}”，不能{zh}", paper.zh),
                format!("the {} is missing; without it a case cannot {en}", paper.en),
            );
            with_article(problem.with("paper", kind.code()).with("action", action.code()), basis)
        }
        Refusal::Reserved { name, case_number, applicant, pointer } => {
            let text = Text::new(
                format!("“{name}”已被{applicant}的案件 {case_number} 预占"),
                format!("`{name}` is held by case {case_number} of {applicant}"),
            );
            let problem = conflict(text.zh.clone(), text.en.clone()).at(pointer, text);
            with_article(problem.with("held_by", case_number), "R753-9")
        }
        Refusal::PlaceHeld { name, case_number, applicant, pointer } => {
            let text = Text::new(
                format!("“{name}”正由{applicant}的案件 {case_number} 办理，一个地名实体不能同时有两个案件"),
                format!("the place `{name}` is held by case {case_number} of {applicant}"),
            );
            let problem = conflict(text.zh.clone(), text.en.clone()).at(pointer, text);
            with_article(problem.with("held_by", case_number), "R753-4")
        }
        Refusal::NoSuchWarning => unprocessable(
            "最近一次检查中没有这个疑点，或者它不可豁免",
            "the last check has no such warning, or it forbids the name",
        ),
        other => Problem::internal(&other),
    }
}

/// Warnings with the keys by which each is settled.
fn unsettled(warnings: Vec<Unsettled>) -> Problem {
    let keys: serde_json::Value = warnings
        .iter()
        .map(|warning| serde_json::json!({ "item_id": warning.item, "verdict": warning.verdict }))
        .collect();
    let problem = conflict("有疑点尚未书面说明", "warnings need a written reason first").with("unsettled", keys);
    each_at(problem, warnings.into_iter().map(|warning| (warning.pointer, warning.text)).collect())
}

/// A problem with the article that it rests on.
fn with_article(problem: Problem, basis: &str) -> Problem {
    match law::article(basis) {
        Some(article) => {
            let citation = article.citation();
            problem.with("article", serde_json::json!({ "id": basis, "zh": citation.zh, "en": citation.en }))
        }
        None => problem,
    }
}

fn conflict(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemType::Conflict, zh, en)
}

fn unprocessable(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemType::Unprocessable, zh, en)
}

fn each_at(problem: Problem, faults: Vec<(String, Text)>) -> Problem {
    faults.into_iter().fold(problem, |problem, (pointer, text)| problem.at(pointer, text))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        if let Some(problem) = missing(&refusal).or_else(|| in_the_way(&refusal)) {
            return problem;
        }
        match refusal {
            Refusal::NothingDecided => {
                let text =
                    Text::new("没有写明批准或者不批准哪些条目", "it says of no item that it is approved or refused");
                unprocessable(text.zh.clone(), text.en.clone()).at("/approved", text)
            }
            Refusal::Synced { on } => with_article(
                conflict(
                    format!("公告已于 {on} 登记汇入国家地名信息库"),
                    format!("the announcement was entered in the national base on {on}"),
                )
                .with("synced_on", on.to_string()),
                "BG23",
            ),
            Refusal::NotSynced { number } => with_article(
                conflict(
                    format!("公告 {number} 尚未登记汇入国家地名信息库，不能办结"),
                    format!("announcement {number} is not entered in the national base yet; the case cannot close"),
                )
                .with("announcement", number),
                "BG23",
            ),
            Refusal::SignsOpen(orders) => with_article(
                conflict(
                    format!("还有 {} 张标志维修单没有验收，不能办结", orders.len()),
                    format!("{} orders on its signs are not accepted yet; the case cannot close", orders.len()),
                )
                .with("orders", orders),
                "R753-19",
            ),
            Refusal::Signs(refusal) => refusal.into(),
            Refusal::WithTheOffice(_) | Refusal::PartlyApproved | Refusal::NotOverdue { .. } => not_now(&refusal),
            Refusal::NotYours(_)
            | Refusal::NoAccount
            | Refusal::ClerkWithoutTownship
            | Refusal::OtherTownship(_)
            | Refusal::Prepared => not_allowed(&refusal),
            Refusal::WrongState(wrong) => wrong_state(wrong),
            Refusal::PlaceChanged { pointer, name } => {
                let text = Text::new(
                    format!("“{name}”所指的地名实体此后已有变化（更名、销名或者起止点变更），与案件内容不符"),
                    format!("the place of `{name}` has changed since; it is not what the case says"),
                );
                conflict(text.zh.clone(), text.en.clone()).at(pointer, text)
            }
            Refusal::LostUpdate => Self::new(
                ProblemType::LostUpdate,
                "读取之后案件已被他人修改，请重新读取",
                "someone changed the case since you read it; read it again",
            ),
            Refusal::TooManyItems(most) => {
                unprocessable(format!("一个案件最多 {most} 个条目"), format!("a case takes at most {most} items"))
            }
            Refusal::Unfit { pointer, text, basis } => {
                let problem = unprocessable(text.zh.clone(), text.en.clone()).at(pointer, text);
                basis.into_iter().fold(problem, with_article)
            }
            Refusal::DayOutOfOrder { pointer, day, not_before, not_after } => {
                let text = out_of_order(day, not_before, not_after);
                unprocessable(text.zh.clone(), text.en.clone()).at(pointer, text)
            }
            Refusal::FilingState { state, .. } => {
                let title = state.title();
                let problem = conflict(format!("备案处于“{}”状态", title.zh), format!("the filing is {}", title.en));
                with_article(problem.with("filing_state", state.code()), "R753-13")
            }
            Refusal::Unprintable(error @ documents::Unprintable::NoGlyph(_)) => {
                let Text { zh, en } = error.text();
                Self::new(ProblemType::NotAcceptable, zh, en)
            }
            Refusal::Unprintable(error) => Self::internal(&error),
            Refusal::Package => Self::internal(&refusal),
            Refusal::NoPlaceCode(prefix) => conflict(
                format!("以 {prefix} 开头的地名代码已用完"),
                format!("no place code that begins with {prefix} is left"),
            ),
            Refusal::Register(refusal) => refusal.into(),
            Refusal::Publication(refusal) => refusal.into(),
            Refusal::Obligation(refusal) => refusal.into(),
            Refusal::Readings(error) => register::Refusal::Readings(error).into(),
            Refusal::NotLoaded(error) => {
                tracing::warn!(%error, "asked before the index was loaded");
                Self::new(ProblemType::Unavailable, "索引正在载入", "the index is being loaded").retry_after(2)
            }
            Refusal::Db(error) => error.into(),
            other => content(other),
        }
    }
}

fn out_of_order(day: Date, not_before: Date, not_after: Date) -> Text {
    if not_before > not_after {
        return Text::new(
            format!("最早为 {not_before}，今天是 {not_after}，还不能办理"),
            format!("the earliest day is {not_before}, and today is {not_after}"),
        );
    }
    Text::new(
        format!("{day} 不在 {not_before} 至 {not_after} 之间"),
        format!("{day} is not between {not_before} and {not_after}"),
    )
}

fn not_allowed(refusal: &Refusal) -> Problem {
    let (zh, en) = match refusal {
        Refusal::Prepared => (
            "经办过此案件的人不能录入批准决定（不相容岗位分离）".to_owned(),
            "who prepared this case may not enter the decision on it".to_owned(),
        ),
        Refusal::NotYours(action) => {
            let (zh, en) = action.title();
            let may = crate::http::access::called(policy::roles(*action));
            (format!("您的角色不能{zh}，须由{}办理", may.zh), format!("your role may not {en}; it takes: {}", may.en))
        }
        Refusal::ClerkWithoutTownship => (
            "账号没有登记所属乡镇，请联系管理员".to_owned(),
            "your account names no township; ask the administrator".to_owned(),
        ),
        Refusal::OtherTownship(own) => {
            (format!("只能为本乡镇（{own}）申报"), format!("you apply for your own township, {own}"))
        }
        _ => ("只有登录的工作人员可以办理案件".to_owned(), "only people with an account work on cases".to_owned()),
    };
    Problem::new(ProblemType::NotAllowed, zh, en)
}

/// What cannot be done in this state for more reasons than the state.
fn not_now(refusal: &Refusal) -> Problem {
    let (problem, state, action, basis) = match refusal {
        Refusal::WithTheOffice(state) => (
            conflict(
                "案件已申报，由地名管理部门办理；需要修改请申请退回补正",
                "the case was applied for and is with the office; ask for it to be returned",
            ),
            *state,
            Action::Edit,
            Action::Edit.basis(),
        ),
        Refusal::NotOverdue { due_on } => (
            conflict(
                format!("补正期限到 {due_on} 为止，尚未逾期"),
                format!("the supplement is due by the end of {due_on}; the case cannot lapse before"),
            )
            .with("due_on", due_on.to_string()),
            StateCode::Returned,
            Action::Lapse,
            Action::Lapse.basis(),
        ),
        _ => (
            conflict(
                "案件中已有地名获得批准，不能撤回；其余条目可录入不予批准或者移出",
                "names of this case were approved: it cannot be withdrawn; refuse or take out what is left",
            ),
            StateCode::Reported,
            Action::Withdraw,
            Action::Reject.basis(),
        ),
    };
    with_article(problem.with("state", state.code()).with("action", action.code()), basis)
}

/// 409 that names state, action and article.
fn wrong_state(WrongState { action, state }: WrongState) -> Problem {
    let ((action_zh, action_en), (state_zh, state_en)) = (action.title(), state.title());
    let problem = conflict(
        format!("案件处于“{state_zh}”状态，不能{action_zh}"),
        format!("the case is {state_en}; it cannot be taken on to: {action_en}"),
    );
    with_article(problem.with("state", state.code()).with("action", action.code()), action.basis())
}

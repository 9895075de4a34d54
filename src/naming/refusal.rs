//! How naming cases say no.

use time::Date;

use super::{
    action::Action,
    model::PaperKind,
    state::{StateCode, WrongState},
};
use crate::{
    db,
    http::{Problem, ProblemType, Text},
    kernel::{law, pinyin::ChoiceError},
    naming::model::{DecisionId, FilingState},
    obligations, publications, register,
};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such case, or not one that the caller sees.
    #[error("there is no such case")]
    UnknownCase,
    /// No such item in the case.
    #[error("there is no such item")]
    UnknownItem,
    /// No such paper in the case.
    #[error("there is no such paper")]
    UnknownPaper,
    /// No such decision in the case.
    #[error("there is no such decision")]
    UnknownDecision,
    /// No such notice or announcement in the case.
    #[error("there is no such publication in the case")]
    UnknownPublication,
    /// The role does not do this.
    #[error("the role may not {0}")]
    NotYours(Action),
    /// Only people with an account work on cases.
    #[error("only people with an account work on cases")]
    NoAccount,
    /// A clerk whose account names no township.
    #[error("the account names no township")]
    ClerkWithoutTownship,
    /// A clerk applies for the own township only.
    #[error("a clerk applies for the own township, {0}")]
    OtherTownship(String),
    /// The case is with the office: the applicant does not write in it.
    #[error("the case is with the office")]
    WithTheOffice(StateCode),
    /// Names of the case were approved: it cannot be taken back as if there had been none.
    #[error("names of the case were approved")]
    PartlyApproved,
    /// The applicant still has time to complete the case.
    #[error("the supplement is due on {due_on}")]
    NotOverdue {
        /// The last day.
        due_on: Date,
    },
    /// The place is not any more what it was when the item was written.
    #[error("the place of {name} has changed")]
    PlaceChanged {
        /// The item.
        pointer: String,
        /// Its name.
        name: String,
    },
    /// Who prepared the case does not decide on it.
    #[error("who prepared a case does not decide on it")]
    Prepared,
    /// The state does not allow it.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// Somebody else changed the case first.
    #[error("the case was changed meanwhile")]
    LostUpdate,
    /// A case of this kind has too many items.
    #[error("a case takes at most {0} items")]
    TooManyItems(usize),
    /// There is nothing to decide on.
    #[error("the case has no open item")]
    NoOpenItem,
    /// The last open item: withdraw the case instead.
    #[error("the last open item cannot be taken out")]
    LastItem,
    /// Something is missing or does not fit, at a place of the body or in an item.
    #[error("{}", .text.en)]
    Unfit {
        /// JSON Pointer into the body, or the item.
        pointer: String,
        /// What.
        text: Text,
        /// Article that asks for it.
        basis: Option<&'static str>,
    },
    /// Several items are not complete.
    #[error("{} items are not complete", .0.len())]
    Incomplete(Vec<(String, Text)>),
    /// A paper is missing.
    #[error("the {} is missing", .kind.title().en)]
    MissingPaper {
        /// Which.
        kind: PaperKind,
        /// For what.
        action: Action,
        /// Article that asks for it.
        basis: &'static str,
    },
    /// The name clinic forbids names.
    #[error("{} verdicts forbid these names", .0.len())]
    Blocked(Vec<(String, Text)>),
    /// Warnings without a written reason.
    #[error("{} warnings have no written reason", .0.len())]
    Unsettled(Vec<(String, Text)>),
    /// The verdict is not there, or forbids.
    #[error("no warning of the last check has this key")]
    NoSuchWarning,
    /// That warning was settled before.
    #[error("the warning was settled before")]
    SettledBefore,
    /// Another open case holds the name.
    #[error("case {case_number} of {applicant} holds the name {name}")]
    Reserved {
        /// The name.
        name: String,
        /// The case that holds it.
        case_number: String,
        /// Who applied there.
        applicant: String,
        /// The item that wants it.
        pointer: String,
    },
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
    /// The experts must argue again first.
    #[error("the experts must argue again before there is another notice")]
    ArgueAgain,
    /// An objection was upheld: the notice cannot be closed as if there had been none.
    #[error("an objection was upheld")]
    ObjectionUpheld,
    /// The draft of a notice or announcement does not say what the case says.
    #[error("the draft does not say what the case says by now")]
    DraftOutdated,
    /// The opinion was not upheld.
    #[error("no opinion on the notice was upheld")]
    NothingUpheld,
    /// A filing is not as far, or farther.
    #[error("the filing of decision {decision} is {state}")]
    FilingState {
        /// Of which decision.
        decision: DecisionId,
        /// How far it is.
        state: FilingState,
    },
    /// Announced after filing: names approved by another department.
    #[error("a name approved by another department is announced after its filing")]
    FileFirst,
    /// The decision has its announcement.
    #[error("the decision was announced")]
    Announced,
    /// A package was not written.
    #[error("the filing package could not be written")]
    Package,
    /// No place code is left.
    #[error("no serial number is left for place codes that begin with {0}")]
    NoPlaceCode(String),
    /// The register says no.
    #[error(transparent)]
    Register(#[from] register::Refusal),
    /// The publication says no.
    #[error(transparent)]
    Publication(#[from] publications::Refusal),
    /// The legal clock says no.
    #[error(transparent)]
    Obligation(#[from] obligations::Refusal),
    /// The chosen readings do not fit the name.
    #[error(transparent)]
    Readings(#[from] ChoiceError),
    /// The index is not loaded yet.
    #[error(transparent)]
    NotLoaded(#[from] crate::index::live::NotLoaded),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl Refusal {
    /// Something in the body or an item that does not fit.
    pub(super) fn unfit(pointer: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Unfit { pointer: pointer.into(), text: Text::new(zh, en), basis: None }
    }
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
        match refusal {
            Refusal::UnknownCase => Self::not_found("地名案件", "naming case"),
            Refusal::UnknownItem => Self::not_found("条目", "item in this case"),
            Refusal::UnknownPaper => Self::not_found("材料", "paper in this case"),
            Refusal::UnknownDecision => Self::not_found("批复", "decision in this case"),
            Refusal::UnknownPublication => Self::not_found("公示或公告", "notice or announcement in this case"),
            Refusal::NotYours(_)
            | Refusal::NoAccount
            | Refusal::ClerkWithoutTownship
            | Refusal::OtherTownship(_)
            | Refusal::Prepared => not_allowed(&refusal),
            Refusal::WrongState(wrong) => wrong_state(wrong),
            Refusal::WithTheOffice(state) => {
                let problem = conflict(
                    "案件已申报，由地名管理部门办理；需要修改请申请退回补正",
                    "the case was applied for and is with the office; ask for it to be returned",
                );
                let problem = problem.with("state", state.code()).with("action", Action::Edit.code());
                with_article(problem, Action::Edit.basis())
            }
            Refusal::PartlyApproved => {
                let problem = conflict(
                    "案件中已有地名获得批准，不能撤回；其余条目请录入不予批准",
                    "names of this case were approved: it cannot be withdrawn; enter the refusal of what is left",
                );
                let problem = problem.with("state", StateCode::Reported.code());
                with_article(problem.with("action", Action::Withdraw.code()), Action::Reject.basis())
            }
            Refusal::NotOverdue { due_on } => {
                let problem = conflict(
                    format!("补正期限到 {due_on} 为止，尚未逾期"),
                    format!("the supplement is due by the end of {due_on}; the case cannot lapse before"),
                );
                let problem = problem.with("state", StateCode::Returned.code());
                problem.with("action", Action::Lapse.code()).with("due_on", due_on.to_string())
            }
            Refusal::PlaceChanged { pointer, name } => {
                let text = Text::new(
                    format!("“{name}”所指的地名实体此后已有变化（更名或销名），与案件内容不符"),
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
            Refusal::NoOpenItem => conflict("案件没有待定条目", "the case has no open item"),
            Refusal::LastItem => conflict(
                "这是最后一个待定条目，不能移出；请撤回整个案件",
                "this is the last open item; withdraw the case instead",
            ),
            Refusal::Unfit { pointer, text, basis } => {
                let problem = unprocessable(text.zh.clone(), text.en.clone()).at(pointer, text);
                basis.into_iter().fold(problem, with_article)
            }
            Refusal::Incomplete(faults) => {
                with_article(each_at(unprocessable("条目内容不完整", "items are not complete"), faults), "R753-11")
            }
            Refusal::MissingPaper { kind, action, basis } => {
                let (paper, (zh, en)) = (kind.title(), action.title());
                let problem = unprocessable(
                    format!("缺少“{}”，不能{zh}", paper.zh),
                    format!("the {} is missing; without it a case cannot {en}", paper.en),
                );
                with_article(problem.with("paper", kind.code()).with("action", action.code()), basis)
            }
            Refusal::Blocked(faults) => with_article(
                each_at(conflict("名称违反命名规则，不能继续", "names break rules that cannot be waived"), faults),
                "R753-9",
            ),
            Refusal::Unsettled(faults) => with_article(
                each_at(conflict("有疑点尚未书面说明", "warnings need a written reason first"), faults),
                "R753-9",
            ),
            Refusal::NoSuchWarning => unprocessable(
                "最近一次检查中没有这个疑点，或者它不可豁免",
                "the last check has no such warning, or it forbids the name",
            ),
            Refusal::SettledBefore => conflict("这个疑点已经说明过", "this warning was settled before"),
            Refusal::Reserved { name, case_number, applicant, pointer } => {
                let text = Text::new(
                    format!("“{name}”已被{applicant}的案件 {case_number} 预占"),
                    format!("`{name}` is held by case {case_number} of {applicant}"),
                );
                let problem = conflict(text.zh.clone(), text.en.clone()).at(pointer, text);
                with_article(problem.with("held_by", case_number), "R753-9")
            }
            Refusal::DayOutOfOrder { pointer, day, not_before, not_after } => {
                let text = Text::new(
                    format!("{day} 不在 {not_before} 至 {not_after} 之间"),
                    format!("{day} is not between {not_before} and {not_after}"),
                );
                unprocessable(text.zh.clone(), text.en.clone()).at(pointer, text)
            }
            Refusal::ArgueAgain => with_article(
                conflict(
                    "异议已被采纳，须重新组织专家论证后才能再次公示",
                    "an objection was upheld: the experts must argue again first",
                ),
                "R753-11",
            ),
            Refusal::ObjectionUpheld => with_article(
                conflict(
                    "有异议被采纳，案件须退回专家论证，不能结束公示",
                    "an objection was upheld: the case goes back to the experts, the notice is not closed",
                ),
                "R753-11",
            ),
            Refusal::DraftOutdated => conflict(
                "起草之后案件内容有变化，请重新起草并签发",
                "the case has changed since this was drafted; draft and sign it anew",
            ),
            Refusal::NothingUpheld => conflict(
                "公示期间没有被采纳的异议；请先答复意见并注明采纳异议",
                "no opinion on this notice was answered as an upheld objection",
            ),
            Refusal::FilingState { state, .. } => {
                let title = state.title();
                let problem = conflict(format!("备案处于“{}”状态", title.zh), format!("the filing is {}", title.en));
                with_article(problem.with("filing_state", state.code()), "R753-13")
            }
            Refusal::FileFirst => with_article(
                conflict(
                    "其他部门批准的地名，自备案之日起公告",
                    "names approved by another department are announced after filing",
                ),
                "R753-14",
            ),
            Refusal::Announced => with_article(conflict("该批复已经公告", "the decision was announced"), "R753-14"),
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
        }
    }
}

fn not_allowed(refusal: &Refusal) -> Problem {
    let (zh, en) = match refusal {
        Refusal::Prepared => (
            "经办过此案件的人不能录入批准决定（不相容岗位分离）".to_owned(),
            "who prepared this case may not enter the decision on it".to_owned(),
        ),
        Refusal::NotYours(action) => {
            let (zh, en) = action.title();
            (format!("您的角色不能{zh}"), format!("your role may not {en}"))
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

/// 409 that names state, action and article.
fn wrong_state(WrongState { action, state }: WrongState) -> Problem {
    let ((action_zh, action_en), (state_zh, state_en)) = (action.title(), state.title());
    let problem = conflict(
        format!("案件处于“{state_zh}”状态，不能{action_zh}"),
        format!("the case is {state_en}; it cannot be taken on to: {action_en}"),
    );
    with_article(problem.with("state", state.code()).with("action", action.code()), action.basis())
}

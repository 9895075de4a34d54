//! What a side says, one act at a time. Acts are told apart by `kind`.

pub mod issue;
pub mod paper;
pub mod scheme;
mod tidy;

use serde::{Deserialize, Serialize};

use super::{findings::Finding, subject::ItemKey};
pub use issue::{Escalation, Fix, Issue, Present};
pub use paper::{Filing, Report, Signature};
pub use scheme::{Item, Member, Scheme};
pub use tidy::Unfit;

/// Most acts of one request, and of one package.
pub const MOST_ACTS: usize = 5_000;

/// What is found at an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Which segment or marker.
    pub item: ItemKey,
    /// What was found.
    pub finding: Finding,
}

/// One act of a side. What a later act of the same side says of the same thing takes the place of this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Act {
    /// 提出方案: by the side that leads.
    Scheme(Scheme),
    /// 登记检查情况
    Enter(Entry),
    /// 提出问题
    Find(Issue),
    /// 登记处理情况: by the side in charge of the issue.
    Fix(Fix),
    /// 移交上级
    Escalate(Escalation),
    /// 提出报告: by the side that leads.
    Report(Report),
    /// 签字
    Sign(Signature),
    /// 上报备案: by the side that leads, for both.
    File(Filing),
}

impl Act {
    /// Its code word.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Scheme(_) => "scheme",
            Self::Enter(_) => "enter",
            Self::Find(_) => "find",
            Self::Fix(_) => "fix",
            Self::Escalate(_) => "escalate",
            Self::Report(_) => "report",
            Self::Sign(_) => "sign",
            Self::File(_) => "file",
        }
    }
}

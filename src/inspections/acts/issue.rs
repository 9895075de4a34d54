//! 联检中发现的问题: who is to put right what, by when, and what became of it.

use serde::{Deserialize, Serialize};
use time::Date;
use uuid::Uuid;

use crate::inspections::{codes::IssueKind, subject::ItemKey};

/// Something that has to be put right. The side that found it may say it anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// UUID that the finder gives it.
    pub issue: Uuid,
    /// At which item; none for the line as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemKey>,
    /// What it is about.
    pub about: IssueKind,
    /// What was found.
    pub text: String,
    /// Code of the side that puts it right.
    pub responsible: String,
    /// Civil day by which.
    pub due_on: Date,
}

/// Somebody who was there when it was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Present {
    /// Who.
    pub name: String,
    /// From which office, township or village.
    pub unit: String,
    /// Code of the side.
    pub side: String,
}

/// That it was put right. At a marker people of both sides were present (R353 art. 6); a feature that changed was surveyed,
/// and the paper of that has a number (R353 art. 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// Which issue.
    pub issue: Uuid,
    /// Civil day.
    pub on: Date,
    /// What was done.
    pub text: String,
    /// Who was there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub present: Vec<Present>,
    /// Number of the paper on it, such as of the survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
}

/// That it is left to a higher office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Which issue.
    pub issue: Uuid,
    /// To whom.
    pub to: String,
    /// Civil day.
    pub on: Date,
    /// Why both could not settle it.
    pub reason: String,
    /// Number of the paper.
    pub document_number: String,
}

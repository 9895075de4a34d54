//! 联检方案: who inspects what, when and how.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::inspections::subject::ItemKey;

/// Most items of a scheme.
pub const MOST_ITEMS: usize = 1_000;

/// Most people that are named for one thing.
pub const MOST_MEMBERS: usize = 100;

/// Somebody of a side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Who.
    pub name: String,
    /// From which office, township or village.
    pub unit: String,
    /// Code of the side.
    pub side: String,
    /// What that person does in it, such as 组长.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
}

/// A segment or a marker that is to be checked, as the side that leads has it in its register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its name in this inspection.
    pub key: ItemKey,
    /// What it is, for people: from where to where, or which marker.
    pub title: String,
    /// What it follows, or where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Content, division of work, funds, safety.
    pub text: String,
    /// 联检领导小组 and working groups.
    pub members: Vec<Member>,
    /// First civil day of the field check.
    pub field_from: Date,
    /// Last civil day of the field check.
    pub field_to: Date,
    /// What is checked.
    pub items: Vec<Item>,
}

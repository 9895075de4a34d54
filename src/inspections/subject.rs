//! What acts are about: the items that both sides check, and what both sign.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::findings::Finding;

/// A segment or a marker in the scheme of an inspection: `S` with part and place of the segment, `M` with the number of the
/// marker. Both offices call it the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemKey(String);

/// It names neither segment nor marker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a segment is named like S01-003, a marker like M429006420984001Q")]
pub struct BadKey;

impl ItemKey {
    /// The segment at a place of a part, both from 1.
    #[must_use]
    pub fn segment(part: i32, ordinal: i32) -> Self {
        Self(format!("S{part:02}-{ordinal:03}"))
    }

    /// The marker with a number.
    #[must_use]
    pub fn marker(number: &str) -> Self {
        Self(format!("M{number}"))
    }

    /// Whether it is a marker.
    #[must_use]
    pub fn is_marker(&self) -> bool {
        self.0.starts_with('M')
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ItemKey {
    type Error = BadKey;

    fn try_from(text: String) -> Result<Self, BadKey> {
        let allowed = |rest: &str, also: fn(u8) -> bool| {
            (1..=24).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit() || also(byte))
        };
        let fits = match text.split_at_checked(1) {
            Some(("S", rest)) => allowed(rest, |byte| byte == b'-'),
            Some(("M", rest)) => allowed(rest, |byte| byte.is_ascii_uppercase()),
            _ => false,
        };
        if fits { Ok(Self(text)) } else { Err(BadKey) }
    }
}

impl From<ItemKey> for String {
    fn from(key: ItemKey) -> Self {
        key.0
    }
}

impl fmt::Display for ItemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is signed by both sides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Subject {
    /// 联检方案
    Scheme,
    /// Desk check of a segment.
    Desk(ItemKey),
    /// Field check of a segment or a marker.
    Field(ItemKey),
    /// That an issue is settled.
    Issue(Uuid),
    /// 联检报告
    Report,
}

/// It names nothing that is signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("signed are scheme, desk:S01-003, field:S01-003, field:M…, issue:… and report")]
pub struct BadSubject;

impl Subject {
    /// What a finding at an item is about; none where the item has no such check.
    #[must_use]
    pub fn of(item: &ItemKey, finding: &Finding) -> Option<Self> {
        match (finding, item.is_marker()) {
            (Finding::Desk(_), false) => Some(Self::Desk(item.clone())),
            (Finding::Segment(_), false) | (Finding::Marker(_), true) => Some(Self::Field(item.clone())),
            _ => None,
        }
    }
}

impl FromStr for Subject {
    type Err = BadSubject;

    fn from_str(text: &str) -> Result<Self, BadSubject> {
        let key = |rest: &str| ItemKey::try_from(rest.to_owned()).map_err(|_| BadSubject);
        match text.split_once(':') {
            None if text == "scheme" => Ok(Self::Scheme),
            None if text == "report" => Ok(Self::Report),
            Some(("desk", rest)) => key(rest).map(Self::Desk),
            Some(("field", rest)) => key(rest).map(Self::Field),
            Some(("issue", rest)) => rest.parse().map(Self::Issue).map_err(|_| BadSubject),
            _ => Err(BadSubject),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme => f.write_str("scheme"),
            Self::Desk(item) => write!(f, "desk:{item}"),
            Self::Field(item) => write!(f, "field:{item}"),
            Self::Issue(issue) => write!(f, "issue:{issue}"),
            Self::Report => f.write_str("report"),
        }
    }
}

impl TryFrom<String> for Subject {
    type Error = BadSubject;

    fn try_from(text: String) -> Result<Self, BadSubject> {
        text.parse()
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> Self {
        subject.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_read_as_they_are_written() {
        for text in ["scheme", "report", "desk:S01-003", "field:M429006420984001Q"] {
            assert_eq!(text.parse::<Subject>().unwrap().to_string(), text);
        }
        for text in ["", "field:", "desk:X1", "issue:7", "field:M42 9", "schemes", "field:S01-003/.."] {
            assert_eq!(text.parse::<Subject>(), Err(BadSubject), "{text}");
        }
    }
}

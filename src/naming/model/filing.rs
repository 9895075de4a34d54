//! Filing with the next higher place-name authority (R753 art. 13; 地名备案公告管理办法（试行）).

use serde::Serialize;
use time::Date;

use super::DecisionId;
use crate::{code_enum, kernel::text::Text};

code_enum! {
    /// How far a filing is.
    FilingState as "filing_state" {
        /// 待报备
        Due = "due",
        /// 已报送
        Sent = "sent",
        /// 要求补正
        SupplementAsked = "supplement_asked",
        /// 已备案
        Filed = "filed",
        /// 不再报备：批准已撤销
        Dropped = "dropped",
    }
}

impl FilingState {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Due => ("待报备", "due"),
            Self::Sent => ("已报送", "sent"),
            Self::SupplementAsked => ("要求补正", "supplement asked"),
            Self::Filed => ("已备案", "filed"),
            Self::Dropped => ("不再报备", "dropped"),
        };
        Text::new(zh, en)
    }
}

/// A filing.
#[derive(Debug, Clone, Serialize)]
pub struct Filing {
    /// Of which decision.
    pub decision_id: DecisionId,
    /// How far it is.
    pub state: FilingState,
    /// Who receives it.
    pub receiver: String,
    /// Civil day on which the package was sent, the last time.
    pub sent_on: Option<Date>,
    /// What the receiver asked for.
    pub supplement: Option<String>,
    /// Civil day of that.
    pub supplement_on: Option<Date>,
    /// Civil day on which the receiver took it on file.
    pub filed_on: Option<Date>,
    /// The receiver's number.
    pub receipt_number: Option<String>,
    /// SHA-256 of the manifest of the package that was sent, hexadecimal.
    pub manifest_sha256: Option<String>,
}

//! A case.

use serde::Serialize;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    code_enum,
    kernel::{actor::UserId, dates::office_date, text::Text},
    naming::state::{CaseState, StateCode},
    publications::PublicationId,
    typed_id,
};

typed_id!(
    /// One naming case.
    CaseId
);

code_enum! {
    /// What is applied for.
    CaseType as "case_type" {
        /// 命名
        Name = "name",
        /// 更名
        Rename = "rename",
        /// 起止点变更
        ExtentChange = "extent_change",
        /// 销名
        Cancel = "cancel",
    }
}

impl CaseType {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Name => ("命名", "naming"),
            Self::Rename => ("更名", "renaming"),
            Self::ExtentChange => ("起止点变更", "change of extent"),
            Self::Cancel => ("销名", "cancellation"),
        };
        Text::new(zh, en)
    }

    /// Whether items of such a case bring a new name, which must be free.
    #[must_use]
    pub const fn brings_name(self) -> bool {
        matches!(self, Self::Name | Self::Rename)
    }

    /// Whether items of such a case are about a thing that is in the register.
    #[must_use]
    pub const fn is_of_existing(self) -> bool {
        !matches!(self, Self::Name)
    }
}

/// A case to be opened.
#[derive(Debug, Clone)]
pub struct CaseDraft {
    /// What is applied for.
    pub case_type: CaseType,
    /// What people call it.
    pub title: String,
    /// Applying unit (R753 art. 11).
    pub applicant: String,
    /// The township that applies, 9 digits; `None` when another unit does.
    pub township_code: Option<String>,
    /// Why.
    pub reasons: String,
}

/// A case, without its items.
#[derive(Debug, Clone)]
pub struct NamingCase {
    /// Which.
    pub id: CaseId,
    /// Year and running number.
    pub number: String,
    /// What was written when it was opened, or corrected since.
    pub draft: CaseDraft,
    /// Where it stands.
    pub state: CaseState,
    /// Civil day on which it came there.
    pub since: Date,
    /// The notice that runs or was closed.
    pub notice: Option<PublicationId>,
    /// Something of it was approved.
    pub has_approved: bool,
    /// Counts changes.
    pub version: i64,
    /// Who opened it.
    pub created_by: UserId,
    /// When.
    pub created_at: OffsetDateTime,
}

impl NamingCase {
    /// How lists of work name it: number and title.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.number, self.draft.title)
    }

    /// Civil day on which it was opened.
    #[must_use]
    pub fn created_on(&self) -> Date {
        office_date(self.created_at)
    }
}

/// A line of a list of cases.
#[derive(Debug, Clone, Serialize)]
pub struct CaseSummary {
    /// Which.
    pub id: CaseId,
    /// Year and running number.
    pub number: String,
    /// What is applied for.
    #[serde(rename = "type")]
    pub case_type: CaseType,
    /// Where it stands.
    pub state: StateCode,
    /// Civil day on which it came there.
    pub since: Date,
    /// What people call it.
    pub title: String,
    /// Applying unit.
    pub applicant: String,
    /// The township that applies.
    pub township_code: Option<String>,
    /// Items that were not taken out.
    pub items: i64,
    /// The notice that runs or was closed.
    pub notice_id: Option<Uuid>,
}

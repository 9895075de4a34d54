//! Decisions of the approving authority (R753 art. 12).

use time::{Date, OffsetDateTime};

use super::ItemId;
use crate::{code_enum, publications::PublicationId, typed_id};

typed_id!(
    /// One decision on items of one case.
    DecisionId
);

code_enum! {
    /// What was decided.
    DecisionOutcome as "decision_outcome" {
        /// At least one name was approved.
        Approved = "approved",
        /// None was.
        Rejected = "rejected",
    }
}

code_enum! {
    /// Who decides; it tells from which day the announcement is due (R753 art. 14).
    AuthorityKind as "authority_kind" {
        /// 人民政府
        Government = "government",
        /// 地名行政主管部门
        PlaceNameAuthority = "place_name_authority",
        /// 其他部门
        Department = "department",
    }
}

/// An item that was refused.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Which.
    pub item: ItemId,
    /// Why.
    pub reason: String,
}

/// A decision to be entered.
#[derive(Debug, Clone)]
pub struct NewDecision {
    /// Who decided, such as 天门市人民政府.
    pub authority: String,
    /// What kind of authority that is.
    pub authority_kind: AuthorityKind,
    /// Such as 天政函〔2023〕67号.
    pub document_number: String,
    /// Civil day of the document.
    pub decided_on: Date,
    /// The items that were approved; `None` for all that are open and not refused.
    pub approved: Option<Vec<ItemId>>,
    /// The items that were refused.
    pub refused: Vec<Refused>,
}

/// A decision as it is kept.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Which.
    pub id: DecisionId,
    /// What was decided.
    pub outcome: DecisionOutcome,
    /// Who decided.
    pub authority: String,
    /// What kind of authority that is.
    pub authority_kind: AuthorityKind,
    /// The document.
    pub document_number: String,
    /// Its civil day; the names hold from it.
    pub decided_on: Date,
    /// When it was entered.
    pub entered_at: OffsetDateTime,
    /// Its announcement.
    pub announcement: Option<PublicationId>,
    /// Civil day on which that was published.
    pub announced_on: Option<Date>,
}

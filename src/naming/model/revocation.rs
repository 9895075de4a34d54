//! Approvals that are undone after correction (R753 art. 34, 36).

use serde::Serialize;
use time::Date;

use super::DecisionId;
use crate::publications::PublicationId;

/// Why and by whom an approval is undone.
#[derive(Debug, Clone, Serialize)]
pub struct Revocation {
    /// Who ordered the correction.
    pub authority: String,
    /// By which document.
    pub document_number: String,
    /// Civil day from which the names no longer hold.
    pub revoked_on: Date,
    /// Why.
    pub reason: String,
}

/// A decision that was undone.
#[derive(Debug, Clone, Serialize)]
pub struct RevokedDecision {
    /// Which.
    pub decision_id: DecisionId,
    /// By what.
    #[serde(flatten)]
    pub revocation: Revocation,
    /// The announcement of the revocation.
    pub announcement_id: Option<PublicationId>,
    /// Civil day on which that was published.
    pub announced_on: Option<Date>,
}

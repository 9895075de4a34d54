//! Agreements.

use serde::Serialize;
use time::Date;
use uuid::Uuid;

use super::{
    codes::{AgreementLevel, AgreementState},
    standing,
};
use crate::cooperation::{Head, Scope};

/// Most parties of an agreement.
pub const MOST_PARTIES: usize = 20;

/// What an agreement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAgreement {
    /// With whom, about which line.
    pub scope: Scope,
    /// What it is called.
    pub title: String,
    /// Level of those who sign.
    pub level: AgreementLevel,
    /// Who agrees.
    pub parties: Vec<String>,
    /// What is agreed.
    pub text: String,
    /// First civil day on which it holds.
    pub valid_from: Date,
    /// Last civil day on which it holds.
    pub valid_to: Date,
    /// The agreement that it follows.
    pub renews: Option<Uuid>,
}

/// How an agreement was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Civil day on which both had signed.
    pub on: Date,
    /// Log-in name of the leader who signed for this side.
    pub by: String,
    /// Who signed for the neighbour.
    pub theirs: String,
    /// Number of the signed paper.
    pub document_number: String,
}

/// An agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// Number, neighbour, line, version.
    #[serde(flatten)]
    pub head: Head,
    /// What it is called.
    pub title: String,
    /// Level of those who sign.
    pub level: AgreementLevel,
    /// Who agrees.
    pub parties: Vec<String>,
    /// What is agreed.
    pub text: String,
    /// First civil day on which it holds.
    pub valid_from: Date,
    /// Last civil day on which it holds.
    pub valid_to: Date,
    /// The agreement that it follows.
    pub renews: Option<Uuid>,
    /// How it was signed.
    pub signature: Option<Signature>,
    /// The signed agreement that follows it.
    pub renewed_by: Option<Uuid>,
    /// First civil day of that.
    #[serde(skip)]
    pub renewed_from: Option<Date>,
}

impl Agreement {
    /// How it stands on a day.
    #[must_use]
    pub fn state_on(&self, day: Date) -> AgreementState {
        standing::on(day, self.signature.is_some(), (self.valid_from, self.valid_to), self.renewed_from)
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        matches!(self.state_on(day), AgreementState::InForce | AgreementState::Expiring)
    }
}

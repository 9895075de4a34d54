//! What both sides put their names to, and where it goes.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::inspections::subject::Subject;

/// 联检报告, by what the measures of the Ministry ask for (M28 art. 3). Figures are read off the dossier and stand in no act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// How the inspection was carried out.
    pub course: String,
    /// (1) How the agreement is kept.
    pub agreement: String,
    /// (2) Markers, their tie points and their upkeep.
    pub markers: String,
    /// (3) Other marks, changes of landform and features, surveys.
    pub features: String,
    /// (4) Production and construction across the line.
    pub crossings: String,
    /// (5) What else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// What both conclude and ask for.
    pub conclusion: String,
}

/// A name under what the signer has read: the digest says which words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// What is signed.
    pub subject: Subject,
    /// SHA-256 of what was read, hexadecimal, as the dossier gives it.
    pub digest: String,
    /// Number of the paper with name and seal, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
}

/// That the report went to who approved the line (R353 art. 12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// Who approved the line.
    pub authority: String,
    /// Civil day.
    pub on: Date,
    /// Number of the letter.
    pub document_number: String,
}

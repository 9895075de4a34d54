//! The record of the closing of a notice: what its seal is the digest of, and what the public then reads.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{
    codes::{Channel, Outcome, Stance},
    counts::Counts,
    model::{Frozen, Issue},
    opinion::Opinion,
};
use crate::db;

/// The record; members are written in this order, without white space. It holds no personal data and nobody's own words,
/// and of an answer only its digest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Seal {
    /// Public number of the notice.
    pub(super) number: String,
    /// SHA-256 of its content.
    pub(super) content_sha256: String,
    /// Instant of the closing.
    #[serde(with = "time::serde::rfc3339")]
    pub(super) sealed_at: OffsetDateTime,
    /// The opinions in numbers.
    pub(super) counts: Counts,
    /// Each opinion, in the order in which they came.
    pub(super) opinions: Vec<SealedOpinion>,
}

/// One opinion in the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct SealedOpinion {
    /// Its number.
    pub(super) receipt: String,
    /// What it wanted.
    pub(super) stance: Stance,
    /// By which way it came.
    pub(super) channel: Channel,
    /// What came of it.
    pub(super) outcome: Outcome,
    /// What it said, in the words of the office.
    pub(super) summary: String,
    /// The answer, in records that were sealed when answers were public. It is told to who sent the opinion only: people
    /// are addressed in it by what they wrote of themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) answer: Option<String>,
    /// SHA-256 of the opinion itself.
    pub(super) opinion_sha256: String,
    /// SHA-256 of the answer, which proves it to who was told it.
    pub(super) answer_sha256: String,
}

impl Seal {
    /// The record of `opinions`, all of which are answered; those that are not are left out.
    pub(super) fn of(issue: &Issue, opinions: &[Opinion], at: OffsetDateTime) -> Self {
        let sealed = |opinion: &Opinion| {
            let answer = opinion.answer.as_ref()?;
            Some(SealedOpinion {
                receipt: opinion.receipt.clone(),
                stance: opinion.stance,
                channel: opinion.channel,
                outcome: answer.outcome,
                summary: answer.summary.clone(),
                answer: None,
                opinion_sha256: opinion.digest.clone(),
                answer_sha256: answer.digest.clone(),
            })
        };
        Self {
            number: issue.number.clone(),
            content_sha256: issue.content.digest.clone(),
            sealed_at: at,
            counts: Counts::of(opinions),
            opinions: opinions.iter().filter_map(sealed).collect(),
        }
    }

    /// Whether this is the record of `opinions`, in the form in which it was written.
    pub(super) fn is_of(&self, issue: &Issue, opinions: &[Opinion]) -> bool {
        let mut now = Self::of(issue, opinions, self.sealed_at);
        for ((now, sealed), opinion) in now.opinions.iter_mut().zip(&self.opinions).zip(opinions) {
            if sealed.answer.is_some() {
                now.answer = opinion.answer.as_ref().map(|answer| answer.text.clone());
            }
        }
        *self == now
    }

    /// Writes the record down.
    pub(super) fn frozen(self) -> Result<Frozen<Self>, db::Error> {
        Frozen::write(self)
    }

    /// Reads a record that was written down.
    pub(super) fn read(text: &str) -> Result<Self, db::Error> {
        serde_json::from_str(text)
            .map_err(|error| db::Error::Inconsistent { table: "publication", reason: error.to_string() })
    }
}

//! Disputes and what was done about them.

use serde::Serialize;
use time::{Date, OffsetDateTime};

use super::codes::{DisputeState, Track};
use crate::{
    cooperation::{Head, Scope},
    kernel::text::Text,
};

/// Most parties of a dispute.
pub const MOST_PARTIES: usize = 20;

/// Most officers that are named for one step.
pub const MOST_PEOPLE: usize = 50;

/// A dispute that is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDispute {
    /// With whom, at which line.
    pub scope: Scope,
    /// The township on this side, nine digits.
    pub township: Option<String>,
    /// Where, in words.
    pub place: String,
    /// What it is about.
    pub description: String,
    /// Villages and groups of both sides; no persons.
    pub parties: Vec<String>,
    /// About how many people take part.
    pub people: Option<i32>,
    /// When the office learned of it.
    pub reported_at: OffsetDateTime,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dispute {
    /// Number, neighbour, line, version.
    #[serde(flatten)]
    pub head: Head,
    /// How far it is.
    pub state: DisputeState,
    /// The law by which it is handled.
    pub track: Option<Track>,
    /// The township on this side, nine digits.
    pub township_code: Option<String>,
    /// Where, in words.
    pub place: String,
    /// What it is about.
    pub description: String,
    /// Villages and groups of both sides.
    pub parties: Vec<String>,
    /// About how many people take part.
    pub people: Option<i32>,
    /// When the office learned of it.
    #[serde(with = "time::serde::rfc3339")]
    pub reported_at: OffsetDateTime,
    /// By when the first response is due.
    #[serde(with = "time::serde::rfc3339")]
    pub response_due: OffsetDateTime,
    /// When there was one.
    #[serde(with = "time::serde::rfc3339::option")]
    pub responded_at: Option<OffsetDateTime>,
    /// The competent department of a civil matter.
    pub department: Option<String>,
    /// Civil day of agreement, decision or outcome.
    pub settled_on: Option<Date>,
    /// Its text.
    pub settlement: Option<String>,
    /// Civil day on which it was closed.
    pub ended_on: Option<Date>,
}

impl Dispute {
    /// With whom the settlement is filed at last, by R26 art. 16: of township lines level by level up to the province, of
    /// county lines up to the ministry. Other tracks have no such rule.
    #[must_use]
    pub fn filed_with(&self) -> Option<Text> {
        let (zh, en) = if self.head.neighbour.len() == 9 {
            ("省级人民政府", "the provincial government")
        } else {
            ("民政部", "the Ministry of Civil Affairs")
        };
        (self.track == Some(Track::Undemarcated)).then(|| Text::new(zh, en))
    }

    /// Whether the first response came after it was due, or is overdue by now.
    #[must_use]
    pub fn is_response_late(&self, now: OffsetDateTime) -> bool {
        self.responded_at.unwrap_or(now) > self.response_due
    }
}

/// What is said of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Civil day on which it was done.
    pub on: Date,
    /// When, of a first response.
    pub at: Option<OffsetDateTime>,
    /// Officers who did it, with their units.
    pub people: Vec<String>,
    /// Number of the paper.
    pub document_number: Option<String>,
    /// In words: measures, agreement, decision.
    pub text: String,
    /// The track, of a classification.
    pub track: Option<Track>,
    /// The competent department, of a referral.
    pub department: Option<String>,
}

/// What was done about a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisputeStep {
    /// From 1.
    pub position: i32,
    /// What was done.
    pub action: String,
    /// Where the dispute stood afterwards.
    pub state: DisputeState,
    /// Civil day.
    pub on: Date,
    /// Officers who did it.
    pub people: Vec<String>,
    /// Number of the paper.
    pub document_number: Option<String>,
    /// In words.
    pub text: String,
    /// Log-in name.
    pub entered_by: String,
    /// When it was entered.
    #[serde(with = "time::serde::rfc3339")]
    pub entered_at: OffsetDateTime,
}

//! Plans, emergencies and drills.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::codes::{EmergencyState, EntryKind, Level};
use crate::cooperation::{Head, Participant, Scope};

/// A level of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Which.
    pub level: Level,
    /// What makes an emergency one of this level.
    pub criteria: String,
    /// Within so many hours of the alert the higher office has the first report.
    pub first_report_hours: u16,
}

/// An edition of the plan to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// With which neighbour it was made; none: for all that have none of their own.
    pub neighbour: Option<String>,
    /// What it is called.
    pub title: String,
    /// Which edition.
    pub edition: String,
    /// Who leads, and where.
    pub headquarters: String,
    /// Each of the four levels once.
    pub grades: Vec<Grade>,
    /// The final report is due so many calendar days after the end.
    pub final_report_days: i32,
    /// Civil day from which it holds.
    pub valid_from: Date,
}

/// An edition of the plan; never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// UUIDv7.
    pub id: Uuid,
    /// For people: `YA2023-0001`.
    pub number: String,
    /// With which neighbour it was made; none: for all that have none of their own.
    pub neighbour: Option<String>,
    /// What it is called.
    pub title: String,
    /// Which edition.
    pub edition: String,
    /// Who leads, and where.
    pub headquarters: String,
    /// The levels, the gravest first.
    pub grades: Vec<Grade>,
    /// The final report is due so many calendar days after the end.
    pub final_report_days: i32,
    /// Civil day from which it holds.
    pub valid_from: Date,
    /// When it was entered.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// An alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// With whom, at which line.
    pub scope: Scope,
    /// The township on this side, nine digits.
    pub township: Option<String>,
    /// What people call it.
    pub title: String,
    /// Where, in words.
    pub place: String,
    /// What happens.
    pub description: String,
    /// When the alert came in, to the minute.
    pub alerted_at: OffsetDateTime,
}

/// An emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Emergency {
    /// Number, neighbour, line, version.
    #[serde(flatten)]
    pub head: Head,
    /// How far it is.
    pub state: EmergencyState,
    /// How grave it is; none until a leader confirmed it.
    pub level: Option<Level>,
    /// The edition of the plan that held at the alert, if one did.
    pub plan_id: Option<Uuid>,
    /// The township on this side, nine digits.
    pub township_code: Option<String>,
    /// What people call it.
    pub title: String,
    /// Where, in words.
    pub place: String,
    /// What happens.
    pub description: String,
    /// When the alert came in.
    #[serde(with = "time::serde::rfc3339")]
    pub alerted_at: OffsetDateTime,
    /// When its state changed last.
    #[serde(with = "time::serde::rfc3339")]
    pub latest_at: OffsetDateTime,
    /// When it ended.
    #[serde(with = "time::serde::rfc3339::option")]
    pub ended_at: Option<OffsetDateTime>,
    /// By when the higher office is to have the first report.
    #[serde(skip)]
    pub first_report_due: OffsetDateTime,
    /// When it had it.
    #[serde(skip)]
    pub first_report_at: Option<OffsetDateTime>,
    /// By when it is to have the final one.
    #[serde(skip)]
    pub final_report_due: Option<OffsetDateTime>,
    /// When it had it.
    #[serde(skip)]
    pub final_report_at: Option<OffsetDateTime>,
    /// What was done afterwards.
    pub aftercare: Option<String>,
    /// What was learned.
    pub review: Option<String>,
}

/// Something to be written into a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// When it happened, to the minute.
    pub at: OffsetDateTime,
    /// In words.
    pub text: String,
    /// The higher office that was told, of a report.
    pub recipient: Option<String>,
    /// Number of the paper.
    pub document_number: Option<String>,
}

/// An entry of a timeline; never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Order of entering, from 1.
    pub position: i32,
    /// What happened.
    pub kind: EntryKind,
    /// When, to the minute.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// In words.
    pub text: String,
    /// The higher office that was told.
    pub recipient: Option<String>,
    /// Number of the paper.
    pub document_number: Option<String>,
    /// Log-in name.
    pub entered_by: String,
    /// When it was entered.
    #[serde(with = "time::serde::rfc3339")]
    pub entered_at: OffsetDateTime,
}

/// A drill to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDrill {
    /// With whom, at which line.
    pub scope: Scope,
    /// The edition of the plan that was exercised.
    pub plan: Option<Uuid>,
    /// Civil day.
    pub held_on: Date,
    /// What was supposed to have happened.
    pub scenario: String,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// What was found.
    pub findings: String,
    /// What is to be better.
    pub improvement: Option<String>,
}

/// A drill; never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drill {
    /// Number, neighbour, line.
    #[serde(flatten)]
    pub head: Head,
    /// The edition of the plan that was exercised.
    pub plan_id: Option<Uuid>,
    /// Civil day.
    pub held_on: Date,
    /// What was supposed to have happened.
    pub scenario: String,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// What was found.
    pub findings: String,
    /// What is to be better.
    pub improvement: Option<String>,
}

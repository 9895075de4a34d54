//! Defects.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    codes::{DefectKind, DefectState},
    state::Confirmed,
};

/// A defect is reported within so many hours after it was seen: the duty of custodians, as contracts of the trade have it.
pub const REPORT_WITHIN: Duration = Duration::hours(12);

/// Most people that are named for one repair.
pub const MOST_PRESENT: usize = 50;

/// A defect to be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDefect {
    /// Number of the marker.
    pub marker: String,
    /// What was found.
    pub kind: DefectKind,
    /// When it was seen.
    pub seen_at: OffsetDateTime,
    /// What was seen.
    pub description: String,
    /// Somebody did it on purpose (R353 art. 17).
    pub deliberate: bool,
    /// The joint inspection in which it was found.
    pub inspection: Option<Uuid>,
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Present {
    /// Who.
    pub name: String,
    /// From which office, township or village.
    pub unit: String,
    /// Code of the side.
    pub side: String,
}

/// A repair with people of both sides present (R353 art. 6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// Civil day.
    pub on: Date,
    /// What was done.
    pub work: String,
    /// Who was there.
    pub present: Vec<Present>,
}

/// How the neighbour confirmed it: one of paper number and digest is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TheirWord {
    /// Who.
    pub by: String,
    /// Civil day.
    pub on: Date,
    /// Number of the paper.
    pub document_number: Option<String>,
    /// SHA-256 of the paper, hexadecimal.
    pub digest: Option<String>,
}

/// How this side confirmed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OurWord {
    /// Log-in name.
    pub by: String,
    /// Civil day.
    pub on: Date,
}

/// A defect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// UUIDv7.
    pub id: Uuid,
    /// For people.
    pub number: String,
    /// The marker.
    pub marker: Uuid,
    /// Its number.
    pub marker_number: String,
    /// Both sides of its line.
    pub sides: [String; 2],
    /// What was found.
    pub kind: DefectKind,
    /// How far it is.
    pub state: DefectState,
    /// When it was seen.
    pub seen_at: OffsetDateTime,
    /// By when it was to be reported.
    pub due_at: OffsetDateTime,
    /// What was seen.
    pub description: String,
    /// Somebody did it on purpose.
    pub deliberate: bool,
    /// The joint inspection in which it was found.
    pub inspection: Option<Uuid>,
    /// Day and number of the letter to the neighbour.
    pub notice: Option<(Date, String)>,
    /// The repair.
    pub repair: Option<Repair>,
    /// Confirmed for this side.
    pub ours: Option<OurWord>,
    /// Confirmed for the neighbour.
    pub theirs: Option<TheirWord>,
    /// Why it was unfounded.
    pub end_reason: Option<String>,
    /// Counts changes.
    pub version: i64,
    /// Log-in name of who reported it.
    pub reported_by: String,
    /// When.
    pub reported_at: OffsetDateTime,
}

impl Defect {
    /// Whether it was reported later than within its hours.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.reported_at > self.due_at
    }

    /// Which sides have confirmed the repair.
    #[must_use]
    pub fn confirmed(&self) -> Confirmed {
        Confirmed { ours: self.ours.is_some(), theirs: self.theirs.is_some() }
    }
}

/// Which defects are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// At the marker with this number.
    pub marker: Option<String>,
    /// In these states.
    pub states: Option<Vec<DefectState>>,
    /// Behind this number.
    pub before: Option<String>,
}

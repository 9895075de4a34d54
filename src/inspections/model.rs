//! Inspections.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    codes::{InspectionKind, InspectionState, Trigger},
    dossier::Frame,
};

/// One of the two sides of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Code of the division.
    pub code: String,
    /// What it is called.
    pub name: String,
}

/// An inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// UUIDv7; both offices have the same.
    pub id: Uuid,
    /// For people in this office: LJ, year and running number.
    pub number: String,
    /// The line in this office's register.
    pub line: Uuid,
    /// Its code.
    pub line_code: String,
    /// What it is called.
    pub line_name: String,
    /// This office's side.
    pub ours: Side,
    /// The neighbour.
    pub theirs: Side,
    /// What it is.
    pub plan: Plan,
    /// How far it is.
    pub state: InspectionState,
    /// Civil day on which it was filed.
    pub filed_on: Option<Date>,
    /// Volume of the archives in which its papers are.
    pub volume: Option<Uuid>,
    /// Why it was cancelled.
    pub cancelled: Option<String>,
    /// Counts acts and changes.
    pub version: i64,
    /// When it was entered here.
    pub created_at: OffsetDateTime,
}

/// What both offices know of an inspection before anything is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Why the line is inspected.
    pub kind: InspectionKind,
    /// What asks for it, out of turn.
    pub trigger: Option<Trigger>,
    /// What happened, or why lead or day are not those of the calendar.
    pub reason: Option<String>,
    /// Round, from 1; none out of turn.
    pub round: Option<i32>,
    /// Civil year in which it is planned.
    pub year: i32,
    /// Civil day by which it is to be filed.
    pub due_on: Date,
    /// Code of the side that leads 牵头.
    pub lead: String,
}

impl Inspection {
    /// What its dossier is read for.
    #[must_use]
    pub fn frame(&self) -> Frame {
        let mut sides = [self.ours.code.clone(), self.theirs.code.clone()];
        sides.sort();
        Frame { kind: self.plan.kind, sides, lead: self.plan.lead.clone() }
    }

    /// Whether this side leads.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.plan.lead == self.ours.code
    }

    /// The side with a code.
    #[must_use]
    pub fn side(&self, code: &str) -> Option<&Side> {
        [&self.ours, &self.theirs].into_iter().find(|side| side.code == code)
    }

    /// Whether it is overdue on a day: due before it, and not filed.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state < InspectionState::Filed && self.plan.due_on < today
    }
}

/// An inspection to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInspection {
    /// Code of the line.
    pub line: String,
    /// Code of the neighbour's side.
    pub neighbour: String,
    /// Why.
    pub kind: InspectionKind,
    /// What asks for it, out of turn.
    pub trigger: Option<Trigger>,
    /// What happened, or why lead or day are not those of the calendar.
    pub reason: Option<String>,
    /// Code of the side that leads; the calendar's unless said.
    pub lead: Option<String>,
    /// Round; the calendar's unless said.
    pub round: Option<i32>,
    /// Civil year; that of the due day unless said.
    pub year: Option<i32>,
    /// Civil day by which; the calendar's unless said.
    pub due_on: Option<Date>,
}

/// Which inspections are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// Of this line.
    pub line: Option<Uuid>,
    /// With this neighbour.
    pub neighbour: Option<String>,
    /// In these states.
    pub states: Option<Vec<InspectionState>>,
    /// Planned for this year.
    pub year: Option<i32>,
    /// Behind this number.
    pub before: Option<String>,
}

impl Filter {
    /// One inspection.
    #[must_use]
    pub fn one(id: Uuid) -> Self {
        Self { ids: Some(vec![id]), ..Self::default() }
    }
}

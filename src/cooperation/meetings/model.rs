//! Meetings and what they decide.

use serde::Serialize;
use time::Date;
use uuid::Uuid;

use super::{
    codes::{MeetingKind, MeetingState},
    state::Confirmed,
};
use crate::cooperation::{Head, Participant, Scope, codes::Side};

/// Most points of an agenda, and most decisions of a meeting.
pub const MOST_POINTS: usize = 50;

/// A meeting to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeeting {
    /// With whom, about which line.
    pub scope: Scope,
    /// Why both sides meet.
    pub kind: MeetingKind,
    /// What people call it.
    pub title: String,
    /// Which side invites.
    pub host: Side,
    /// Civil day.
    pub planned_on: Date,
    /// Where, in words.
    pub place: String,
    /// What is to be spoken of.
    pub agenda: Vec<String>,
}

/// What happened at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Civil day on which it was held.
    pub held_on: Date,
    /// Who came.
    pub attendance: Vec<Participant>,
    /// Minutes 纪要.
    pub minutes: String,
    /// What was decided.
    pub decisions: Vec<NewDecision>,
}

/// Something that was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// On which side.
    pub side: Side,
    /// Civil day by which.
    pub due_on: Date,
}

/// How the neighbour confirmed the minutes; one of paper number and digest is there.
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

/// How this side confirmed the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OurWord {
    /// Log-in name of the leader.
    pub by: String,
    /// Civil day.
    pub on: Date,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    /// Number, neighbour, line, version.
    #[serde(flatten)]
    pub head: Head,
    /// Why both sides meet.
    pub kind: MeetingKind,
    /// How far it is.
    pub state: MeetingState,
    /// What people call it.
    pub title: String,
    /// Which side invites.
    pub host: Side,
    /// Civil day for which it is planned.
    pub planned_on: Date,
    /// Where, in words.
    pub place: String,
    /// What is to be spoken of.
    pub agenda: Vec<String>,
    /// Civil day of the invitation.
    pub invited_on: Option<Date>,
    /// Number of the letter of invitation.
    pub invitation_number: Option<String>,
    /// Civil day on which it was held.
    pub held_on: Option<Date>,
    /// Who came.
    pub attendance: Vec<Participant>,
    /// Minutes 纪要.
    pub minutes: Option<String>,
    /// Confirmed by this side.
    pub ours: Option<OurWord>,
    /// Confirmed by the neighbour.
    pub theirs: Option<TheirWord>,
    /// Civil day on which it was closed or cancelled.
    pub ended_on: Option<Date>,
    /// Why it was cancelled.
    pub end_reason: Option<String>,
}

impl Meeting {
    /// Which sides have confirmed the minutes.
    #[must_use]
    pub fn confirmed(&self) -> Confirmed {
        Confirmed { ours: self.ours.is_some(), theirs: self.theirs.is_some() }
    }
}

/// What a meeting decided, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// UUIDv7.
    pub id: Uuid,
    /// Place in the minutes, from 1.
    pub position: i32,
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// On which side.
    pub side: Side,
    /// Civil day by which.
    pub due_on: Date,
    /// Civil day on which it was done.
    pub done_on: Option<Date>,
    /// What came of it.
    pub result: Option<String>,
    /// Civil day on which it was given up.
    pub dropped_on: Option<Date>,
    /// Why.
    pub drop_reason: Option<String>,
}

impl Decision {
    /// Neither done nor dropped.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.done_on.is_none() && self.dropped_on.is_none()
    }
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done on a civil day, with what came of it.
    Done(Date, Option<String>),
    /// Dropped, for a reason.
    Dropped(String),
}

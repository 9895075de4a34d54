//! Screenings, patrols and risk points.

use geo::Point;
use serde::Serialize;
use time::Date;
use uuid::Uuid;

use super::codes::{RiskState, ScreeningKind};
use crate::cooperation::{Head, Participant, Scope, codes::Grade};

/// A screening or patrol to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewScreening {
    /// With whom, along which line.
    pub scope: Scope,
    /// How both sides looked.
    pub kind: ScreeningKind,
    /// Civil day.
    pub held_on: Date,
    /// Where it went, in words.
    pub route: String,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// What was found, also that nothing was.
    pub findings: String,
}

/// A screening or patrol; never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Screening {
    /// Number, neighbour, line.
    #[serde(flatten)]
    pub head: Head,
    /// How both sides looked.
    pub kind: ScreeningKind,
    /// Civil day.
    pub held_on: Date,
    /// Where it went, in words.
    pub route: String,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// What was found.
    pub findings: String,
}

/// A risk point to be entered.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRiskPoint {
    /// With whom, at which line.
    pub scope: Scope,
    /// The township on this side, nine digits.
    pub township: Option<String>,
    /// The screening or patrol that found it.
    pub screening: Option<Uuid>,
    /// Where, in words.
    pub place: String,
    /// Where: EPSG:4490, x = longitude, y = latitude, degrees. Internal.
    pub position: Option<Point<f64>>,
    /// What may happen, and why.
    pub description: String,
    /// How grave it is.
    pub grade: Grade,
    /// Civil day on which it was found.
    pub found_on: Date,
}

/// How a risk is looked after from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Care {
    /// How grave it is.
    pub grade: Grade,
    /// What is done about it.
    pub measures: String,
    /// Who sees to it.
    pub owner: String,
    /// Civil day by which it is looked at again.
    pub review_on: Date,
}

/// A risk point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RiskPoint {
    /// Number, neighbour, line, version.
    #[serde(flatten)]
    pub head: Head,
    /// How far it is.
    pub state: RiskState,
    /// The township on this side, nine digits.
    pub township_code: Option<String>,
    /// The screening or patrol that found it.
    pub screening_id: Option<Uuid>,
    /// Where, in words.
    pub place: String,
    /// Where: EPSG:4490, x = longitude, y = latitude, degrees. Told to some roles only.
    #[serde(skip)]
    pub position: Option<Point<f64>>,
    /// What may happen, and why.
    pub description: String,
    /// How grave it is.
    pub grade: Grade,
    /// What is done about it.
    pub measures: Option<String>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// Civil day on which it was found.
    pub found_on: Date,
    /// Civil day by which it is looked at again.
    pub review_on: Option<Date>,
    /// Civil day on which it was closed.
    pub ended_on: Option<Date>,
    /// Why it is none any more.
    pub end_reason: Option<String>,
}

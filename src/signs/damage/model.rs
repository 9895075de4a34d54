//! Damage reports.

use geo::Point;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::codes::{DamageType, ReportState, Severity, Source};
use crate::{
    kernel::{actor::UserId, crs::SourceCrs},
    photos::PhotoId,
    signs::{FaceId, SignId, repair::OrderId},
    typed_id,
};

typed_id!(
    /// One damage report.
    ReportId
);

/// Longest description, in characters (Open311 GeoReport v2 has the same limit).
pub const LONGEST_DESCRIPTION: usize = 4_000;

/// A position as it was reported.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fix {
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub position: Point<f64>,
    /// Accuracy in metres.
    pub accuracy_m: Option<f64>,
    /// The reference system in which it came.
    pub stated_crs: SourceCrs,
}

/// What somebody reports.
#[derive(Debug, Clone, PartialEq)]
pub struct NewReport {
    /// Made by the client that captured it offline; otherwise new.
    pub id: Option<ReportId>,
    /// What is wrong.
    pub damage: DamageType,
    /// How urgent.
    pub severity: Severity,
    /// On which way it came.
    pub source: Source,
    /// The sign, if it is known.
    pub sign: Option<SignId>,
    /// The face, if it is one of them.
    pub face: Option<FaceId>,
    /// Where, in words.
    pub location: Option<String>,
    /// Where.
    pub fix: Option<Fix>,
    /// In the words of who reports it.
    pub description: Option<String>,
    /// When it was seen.
    pub seen_at: OffsetDateTime,
    /// Photos of it, all of them uploaded.
    pub photos: Vec<PhotoId>,
    /// Whether it is a damage of its own although there is an open report on the same sign.
    pub is_distinct: bool,
}

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Identifier.
    pub id: ReportId,
    /// For people: `D2023-0001`.
    pub number: String,
    /// Where it stands.
    pub state: ReportState,
    /// On which way it came.
    pub source: Source,
    /// What is wrong.
    pub damage: DamageType,
    /// How urgent.
    pub severity: Severity,
    /// The sign.
    pub sign: Option<SignId>,
    /// The number of the sign.
    pub sign_number: Option<String>,
    /// The face.
    pub face: Option<FaceId>,
    /// Where, in words.
    pub location: Option<String>,
    /// In the words of who reported it.
    pub description: Option<String>,
    /// Where.
    pub fix: Option<Fix>,
    /// Code of the township in which it lies.
    pub township_code: Option<String>,
    /// The earlier report of the same damage.
    pub same_as: Option<ReportId>,
    /// The owner who was told.
    pub forwarded_to: Option<String>,
    /// The order by which it is repaired.
    pub order: Option<OrderId>,
    /// When it was seen.
    pub seen_at: OffsetDateTime,
    /// When it came in.
    pub received_at: OffsetDateTime,
    /// Civil day on which nothing was left to do.
    pub ended_on: Option<Date>,
    /// The account that reported it.
    pub reported_by: Option<UserId>,
    /// Counts changes.
    pub version: i64,
}

/// What restricts a list of reports; everything left open does not.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// In one of these states.
    pub states: Option<Vec<ReportState>>,
    /// Of this damage.
    pub damage: Option<DamageType>,
    /// On one of these signs.
    pub signs: Option<Vec<Uuid>>,
    /// Repaired by this order.
    pub order: Option<OrderId>,
    /// In this township.
    pub township_code: Option<String>,
    /// Only reports with a smaller number than this.
    pub before: Option<String>,
}

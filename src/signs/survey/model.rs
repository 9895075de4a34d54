//! Survey campaigns and visits.

use geo::MultiPolygon;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::codes::Condition;
use crate::{
    kernel::actor::UserId,
    signs::{SignId, damage::Fix},
    typed_id,
};

typed_id!(
    /// One survey campaign.
    CampaignId
);

typed_id!(
    /// One visit to a sign.
    VisitId
);

/// Most streets that are listed for one campaign.
pub const MOST_STREETS: usize = 2_000;

/// Most people who walk one campaign.
pub const MOST_CREW: usize = 50;

/// What a campaign is to be.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCampaign {
    /// What people call it.
    pub title: String,
    /// First civil day.
    pub starts_on: Date,
    /// Last civil day.
    pub ends_on: Date,
    /// The streets that are walked.
    pub streets: Streets,
    /// Log-in names of who walks it.
    pub crew: Vec<String>,
}

/// Which streets a campaign walks.
#[derive(Debug, Clone, PartialEq)]
pub enum Streets {
    /// These.
    Listed(Vec<Uuid>),
    /// Those that meet an area, EPSG:4490, x = longitude, y = latitude, degrees.
    Within(MultiPolygon<f64>),
    /// Those of the built-up areas.
    BuiltUp,
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Identifier.
    pub id: CampaignId,
    /// For people: `P2023-0001`.
    pub number: String,
    /// What people call it.
    pub title: String,
    /// First civil day.
    pub starts_on: Date,
    /// Last civil day.
    pub ends_on: Date,
    /// Civil day on which it was closed.
    pub closed_on: Option<Date>,
    /// Log-in names of who walks it.
    pub crew: Vec<String>,
    /// How many streets it walks.
    pub streets: i64,
    /// Counts changes.
    pub version: i64,
}

/// A look at a sign.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// Made by the client that recorded it.
    pub id: VisitId,
    /// In which campaign; none when it was seen by the way.
    pub campaign: Option<CampaignId>,
    /// The sign.
    pub sign: SignId,
    /// What was found.
    pub condition: Condition,
    /// In words.
    pub note: Option<String>,
    /// When, by the clock of the client.
    pub seen_at: OffsetDateTime,
    /// When it came in.
    pub received_at: OffsetDateTime,
    /// Who looked.
    pub visited_by: UserId,
    /// Where the visitor stood.
    pub fix: Option<Fix>,
}

/// How far one street of a campaign is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreetProgress {
    /// The street.
    pub street: Uuid,
    /// Its name.
    pub name: Option<String>,
    /// Code of the township that keeps it.
    pub township_code: Option<String>,
    /// Signs that are up on it.
    pub signs: i64,
    /// Signs that were looked at.
    pub checked: i64,
    /// Those that were found damaged or missing at the last look.
    pub faulty: i64,
}

/// A stop on the suggested way through a campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// The sign.
    pub sign: SignId,
    /// Its number.
    pub number: String,
    /// What it shows.
    pub text: Option<String>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub position: geo::Point<f64>,
}

//! What every record of the work with a neighbour has, and by what records are listed.

use serde::Serialize;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// With whom and where something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Code of the neighbour.
    pub neighbour: String,
    /// The line, if it is about one.
    pub line: Option<Uuid>,
}

/// The head of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Identifier, UUIDv7.
    pub id: Uuid,
    /// For people: series, year and running number, such as `HW2023-0001`.
    pub number: String,
    /// Code of the neighbour: GB/T 2260, or GB/T 10114 for a township.
    pub neighbour: String,
    /// What the neighbour is called.
    pub neighbour_name: String,
    /// The line, if it is about one.
    pub line_id: Option<Uuid>,
    /// Counts changes; always 1 for what is never changed.
    pub version: i64,
    /// When it was entered.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// What restricts a list of records; everything left open does not.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// With this neighbour.
    pub neighbour: Option<String>,
    /// About this line.
    pub line: Option<Uuid>,
    /// In one of these states, as code words.
    pub states: Option<Vec<&'static str>>,
    /// In this township, of what belongs to townships.
    pub township: Option<String>,
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
    /// Only records with a smaller number than this.
    pub before: Option<String>,
}

impl Filter {
    /// One record.
    #[must_use]
    pub fn one(id: Uuid) -> Self {
        Self { ids: Some(vec![id]), ..Self::default() }
    }
}

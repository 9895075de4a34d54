//! What is public of signs and reports, and what is known of who reports.

use std::fmt;

use geo::Point;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    kernel::pass_code::PassCode,
    signs::{
        SignId, SignNumber,
        codes::{Placement, SignState, SignType},
        damage::{DamageType, ReportId, ReportState},
        repair::OrderState,
    },
};

/// What one face shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Characters.
    pub text: String,
    /// Roman letters.
    pub pinyin: Option<String>,
}

/// A sign as everybody may know it; one that is only planned is no such sign.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicSign {
    /// Identifier.
    pub id: SignId,
    /// What stands on it and in its code.
    pub number: SignNumber,
    /// What kind of plate.
    pub sign_type: SignType,
    /// Where it stands in its life.
    pub state: SignState,
    /// The standard name of its street or place, with its spelling.
    pub place: Option<(String, Option<String>)>,
    /// Where on the street.
    pub placement: Option<Placement>,
    /// Where it stands, in words.
    pub location: Option<String>,
    /// What it says, or said until it was taken down.
    pub faces: Vec<Shown>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub position: Point<f64>,
    /// Civil day on which it was taken down.
    pub ended_on: Option<Date>,
    /// Number of the sign that stands in its place.
    pub replaced_by: Option<String>,
}

/// A report as everybody may know it.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicReport {
    /// Identifier.
    pub id: ReportId,
    /// For people: `D2023-0001`.
    pub number: String,
    /// Where it stands.
    pub state: ReportState,
    /// The same; of a duplicate that of the report at the end of its chain.
    pub outcome: ReportState,
    /// What is wrong.
    pub damage: DamageType,
    /// The sign, once it is known.
    pub sign: Option<ReportedSign>,
    /// When it came in.
    pub received_at: OffsetDateTime,
    /// When something last happened to it.
    pub updated_at: OffsetDateTime,
    /// Civil day on which nothing was left to do.
    pub ended_on: Option<Date>,
    /// The owner of the sign, who was told.
    pub forwarded_to: Option<String>,
    /// The earlier report of the same damage: id and number.
    pub same_as: Option<(ReportId, String)>,
    /// The repair, if it was ordered: where it stands, and by when it is to be done.
    pub repair: Option<(OrderState, OffsetDateTime)>,
}

/// Something that happened to a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUpdate {
    /// Which one.
    pub id: Uuid,
    /// When.
    pub at: OffsetDateTime,
    /// Number of the report.
    pub number: String,
    /// Where the report stood afterwards; `None` when somebody else said that the damage is there.
    pub state: Option<ReportState>,
    /// Where the report stands now; a duplicate where the report at the end of its chain stands.
    pub outcome: ReportState,
}

/// The sign of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedSign {
    /// Identifier.
    pub id: SignId,
    /// Its number.
    pub number: String,
    /// What its first face shows.
    pub text: Option<String>,
    /// Where it stands, in words.
    pub location: Option<String>,
    /// EPSG:4490, x = longitude, y = latitude, degrees.
    pub position: Point<f64>,
}

/// What restricts a list of public reports; everything left open does not.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// These.
    pub ids: Option<Vec<Uuid>>,
    /// With these numbers.
    pub numbers: Option<Vec<String>>,
    /// On this sign.
    pub sign: Option<SignId>,
    /// Of one of these damages.
    pub damages: Option<Vec<DamageType>>,
    /// Received from this instant on, and before that one.
    pub received: (Option<OffsetDateTime>, Option<OffsetDateTime>),
    /// Something happened to them from this instant on, and last before that one.
    pub updated: (Option<OffsetDateTime>, Option<OffsetDateTime>),
    /// Open, or over; a duplicate is what the report is that it is the same as.
    pub is_open: Option<bool>,
    /// At most so many, after so many others.
    pub rows: Option<(i64, i64)>,
}

/// Who reports and how to reach that person, as far as it was said: personal data, kept apart.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Reporter {
    /// Name.
    pub name: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

impl fmt::Debug for Reporter {
    /// Personal data is in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reporter(…)")
    }
}

/// Who reported, or that this was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReporter {
    /// Who it was; `None` once erased.
    pub reporter: Option<Reporter>,
    /// Log-in name of who erased it, when, and why.
    pub erased: Option<(String, OffsetDateTime, String)>,
}

/// What is told to who sent a report.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// Number of the report.
    pub number: String,
    /// With number and code the sender reads how far it is.
    pub code: PassCode,
}

impl Receipt {
    /// Where the sender reads it.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/reports/{}?code={}", self.number, self.code.reveal())
    }
}

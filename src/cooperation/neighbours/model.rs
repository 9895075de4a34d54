//! Neighbours and contacts.

use serde::Serialize;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::code_enum;

code_enum! {
    /// How often regular meetings are due.
    MeetingPeriod as "text" {
        /// 半年
        HalfYear = "half_year",
        /// 一年
        Year = "year",
    }
}

impl MeetingPeriod {
    /// In months.
    #[must_use]
    pub const fn months(self) -> i32 {
        match self {
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }

    /// The period of so many months.
    #[must_use]
    pub const fn of_months(months: i32) -> Self {
        if months > 6 { Self::Year } else { Self::HalfYear }
    }
}

/// Whether this may be the code of a neighbour: six digits, or nine of a township.
#[must_use]
pub fn is_code(text: &str) -> bool {
    matches!(text.len(), 6 | 9) && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// A neighbour to be entered, or what is known of one from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNeighbour {
    /// GB/T 2260, 6 digits; GB/T 10114, 9 digits for a township.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// How often regular meetings are due.
    pub meeting_period: MeetingPeriod,
}

/// A neighbour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Neighbour {
    /// GB/T 2260, 6 digits; GB/T 10114, 9 digits for a township.
    pub code: String,
    /// UUIDv7: the subject of its events.
    #[serde(skip)]
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// How often regular meetings are due.
    pub meeting_period: MeetingPeriod,
    /// How many contacts it has.
    pub contacts: i64,
    /// The last civil day on which one of them was known to be right.
    pub contacts_confirmed_on: Option<Date>,
    /// Counts changes, of its contacts too.
    pub version: i64,
    /// When it was entered.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
}

/// A contact to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    /// Who.
    pub name: String,
    /// The office or township.
    pub unit: String,
    /// What that person does there.
    pub duty: Option<String>,
    /// Telephone of the office.
    pub office_phone: Option<String>,
    /// Civil day on which it was known to be right.
    pub confirmed_on: Date,
}

/// Whom one reaches at a neighbour's office; after an erasure the unit alone is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// UUIDv7.
    pub id: Uuid,
    /// Who; none once erased.
    pub name: Option<String>,
    /// The office or township.
    pub unit: String,
    /// What that person does there.
    pub duty: Option<String>,
    /// Telephone of the office.
    pub office_phone: Option<String>,
    /// Civil day on which it was last known to be right.
    pub confirmed_on: Date,
    /// Civil day from which it is a contact no more.
    pub ended_on: Option<Date>,
    /// Log-in name of who erased it.
    pub erased_by: Option<String>,
    /// Why, naming nobody.
    pub erase_reason: Option<String>,
}

//! Names in naming cases: held by open ones, met their fate in earlier ones.

use time::Date;
use uuid::Uuid;

use super::Site;

/// A name proposed in a naming case.
#[derive(Debug, Clone)]
pub struct CaseName {
    /// The case.
    pub case_id: Uuid,
    /// Its number, as people write it.
    pub case_number: String,
    /// The item of the case.
    pub item_id: Uuid,
    /// The name in characters.
    pub text: String,
    /// Category of the thing (GB/T 18521).
    pub category: String,
    /// Where the thing is.
    pub site: Site,
    /// What became of it.
    pub fate: Fate,
    /// The day of that.
    pub decided_on: Option<Date>,
    /// Why.
    pub reason: Option<String>,
}

/// What became of a name in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The case is open: the name is reserved for it.
    Held,
    /// Refused.
    Refused,
    /// Withdrawn by the applicant.
    Withdrawn,
    /// The case came to nothing.
    Lapsed,
    /// Approved and later revoked (R753 art. 34, 36).
    Revoked,
}

impl Fate {
    /// The word for it in keys and on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
            Self::Revoked => "revoked",
        }
    }

    /// The fate that a word says.
    pub(super) fn read(code: &str) -> Option<Self> {
        let all = [Self::Held, Self::Refused, Self::Withdrawn, Self::Lapsed, Self::Revoked];
        all.into_iter().find(|fate| fate.code() == code)
    }

    /// As people say it.
    pub(super) const fn said(self) -> (&'static str, &'static str) {
        match self {
            Self::Held => ("保留中", "is held"),
            Self::Refused => ("未获批准", "was refused"),
            Self::Withdrawn => ("已撤回", "was withdrawn"),
            Self::Lapsed => ("已失效", "lapsed"),
            Self::Revoked => ("批准后被撤销", "was approved and revoked"),
        }
    }
}

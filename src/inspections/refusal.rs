//! Why something of a joint inspection is not done.

use time::Date;

use super::{acts::Unfit, codes::InspectionState, package::BadPackage, rules::NotNow};
use crate::{boundaries, db, documents::Unprintable, kernel::text::Text};

/// Why not; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such inspection.
    #[error("there is no such inspection")]
    Unknown,
    /// There is no such line.
    #[error("there is no such line")]
    UnknownLine,
    /// The neighbour is no side of the line, or is not entered as a neighbour.
    #[error("the neighbour is none of that line")]
    OtherLine,
    /// The line is not kept by both sides: proposed, agreed only, or over.
    #[error("the line is not in force")]
    NotInForce,
    /// There is no such invitation, key or volume.
    #[error("there is no such {}", .0.en)]
    UnknownThing(Text),
    /// Only people with an account do this.
    #[error("only people with an account do this")]
    NoAccount,
    /// Another role says this for the office.
    #[error("the role {0} says this")]
    OtherRole(crate::kernel::actor::Role),
    /// Somebody else changed it first.
    #[error("changed meanwhile")]
    LostUpdate,
    /// The invitation does not exist, has expired or was revoked: whoever holds it is not told which.
    #[error("the link opens nothing")]
    ClosedInvitation,
    /// The state does not allow it.
    #[error("the inspection is {0}")]
    WrongState(InspectionState),
    /// An act cannot be said now.
    #[error("act {at}: {}", why.text().en)]
    NotNow {
        /// Which act of the request, from 0.
        at: usize,
        /// Why.
        why: NotNow,
    },
    /// An act says something that it cannot say.
    #[error("act {at}{}: {}", fault.pointer, fault.text.en)]
    UnfitAct {
        /// Which act of the request, from 0.
        at: usize,
        /// What is wrong, and where in the act.
        fault: Unfit,
    },
    /// Something else is wrong with what was said.
    #[error("{pointer}: {}", text.en)]
    Unfit {
        /// Where it was said.
        pointer: &'static str,
        /// What is wrong.
        text: Text,
    },
    /// A day in the future, or before what it follows.
    #[error("{day} is after {not_after}")]
    DayInFuture {
        /// Where it was said.
        pointer: &'static str,
        /// What was said.
        day: Date,
        /// The latest day.
        not_after: Date,
    },
    /// That round of the line is planned already.
    #[error("that round is planned already")]
    RoundExists,
    /// The key is in use already.
    #[error("the key is in use already")]
    KeyExists,
    /// A package is not what it says.
    #[error(transparent)]
    BadPackage(#[from] BadPackage),
    /// The system gave no randomness, or a kept key is damaged.
    #[error("no key can be used")]
    NoKey,
    /// A paper cannot be set.
    #[error(transparent)]
    Unprintable(#[from] Unprintable),
    /// The register of lines refused.
    #[error(transparent)]
    Line(boundaries::Refusal),
    /// The database failed.
    #[error(transparent)]
    Db(db::Error),
}

impl Refusal {
    /// Something that was said at `pointer` does not do.
    pub fn unfit(pointer: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Unfit { pointer, text: Text::new(zh, en) }
    }

    /// There is no such thing.
    #[must_use]
    pub fn unknown_thing(zh: &str, en: &str) -> Self {
        Self::UnknownThing(Text::new(zh, en))
    }
}

impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        match error.constraint() {
            Some("joint_inspection_one_a_round") => Self::RoundExists,
            // The neighbour's office gives ids to its own acts; one that is used already is its fault.
            Some("inspection_act_once" | "inspection_act_digest_unique") => {
                Self::BadPackage(BadPackage::Form("an id of an act that was used before".to_owned()))
            }
            Some("neighbour_key_in_use") => Self::KeyExists,
            Some("joint_inspection_volume_id_fkey") => Self::unknown_thing("案卷", "volume"),
            Some("neighbour_key_neighbour_code_fkey") => Self::unknown_thing("邻方", "neighbour"),
            _ => Self::Db(error),
        }
    }
}

impl From<boundaries::Refusal> for Refusal {
    fn from(refusal: boundaries::Refusal) -> Self {
        match refusal {
            boundaries::Refusal::UnknownLine => Self::UnknownLine,
            other => Self::Line(other),
        }
    }
}

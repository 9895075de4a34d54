//! Why something about a defect is not done.

use time::{Date, OffsetDateTime};

use super::{codes::DefectState, state::DefectAction};
use crate::{boundaries, db, kernel::text::Text};

/// Why not; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such defect.
    #[error("there is no such defect")]
    Unknown,
    /// There is no such inspection.
    #[error("there is no such inspection")]
    UnknownInspection,
    /// Only people with an account do this.
    #[error("only people with an account do this")]
    NoAccount,
    /// Somebody else changed it first.
    #[error("changed meanwhile")]
    LostUpdate,
    /// The marker has a defect that is open.
    #[error("the marker has a defect that is open")]
    OpenDefect,
    /// The state does not allow it.
    #[error("a defect that is {state} cannot {}", action.title().en)]
    WrongState {
        /// Where it stands.
        state: DefectState,
        /// What was to be done.
        action: DefectAction,
    },
    /// Nobody of this side was there (R353 art. 6).
    #[error("nobody of {0} was present")]
    NotPresent(String),
    /// A day in the future, or before what it follows.
    #[error("{day} is not between {not_before:?} and {not_after}")]
    DayOutOfOrder {
        /// Where it was said.
        pointer: &'static str,
        /// What was said.
        day: Date,
        /// The earliest day.
        not_before: Option<Date>,
        /// The latest day.
        not_after: Date,
    },
    /// An instant that has not come.
    #[error("{0} has not come")]
    InFuture(OffsetDateTime),
    /// Something else is wrong with what was said.
    #[error("{pointer}: {}", text.en)]
    Unfit {
        /// Where it was said.
        pointer: &'static str,
        /// What is wrong.
        text: Text,
    },
    /// The register of markers refused.
    #[error(transparent)]
    Marker(boundaries::Refusal),
    /// The database failed.
    #[error(transparent)]
    Db(db::Error),
}

impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        match error.constraint() {
            Some("marker_defect_one_open") => Self::OpenDefect,
            Some("marker_defect_inspection_id_fkey") => Self::UnknownInspection,
            _ => Self::Db(error),
        }
    }
}

impl From<boundaries::Refusal> for Refusal {
    fn from(refusal: boundaries::Refusal) -> Self {
        Self::Marker(refusal)
    }
}

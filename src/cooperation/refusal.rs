//! Why something of the work with neighbours is not done.

use time::{Date, OffsetDateTime};

use super::Noun;
use crate::{db, kernel::text::Text};

/// What cannot be done with a record in its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongState {
    /// What kind of record.
    pub noun: Noun,
    /// Code and title of the state.
    pub state: (&'static str, Text),
    /// Code and title of what was to be done.
    pub action: (&'static str, Text),
    /// Code and title of the legal track, of a dispute that has one.
    pub track: Option<(&'static str, Text)>,
}

/// Why not; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such record.
    #[error("there is no such {0:?}")]
    Unknown(Noun),
    /// Something that is named does not exist, or does not fit.
    #[error("{pointer} names no {noun:?} that fits")]
    NoSuch {
        /// Where it was said.
        pointer: &'static str,
        /// What should be there.
        noun: Noun,
    },
    /// The line does not exist, or does not touch the neighbour.
    #[error("the line is none with that neighbour")]
    OtherLine,
    /// Only people with an account do this.
    #[error("only people with an account do this")]
    NoAccount,
    /// A township clerk without a township, or for another one.
    #[error("the township is not the own one")]
    OtherTownship,
    /// Somebody else changed it first.
    #[error("changed meanwhile")]
    LostUpdate,
    /// The state does not allow it.
    #[error("{0:?}")]
    WrongState(Box<WrongState>),
    /// The neighbour was entered before.
    #[error("the neighbour was entered before")]
    NeighbourExists,
    /// A nil report of that month was entered before.
    #[error("a nil report of that month was entered before")]
    NilExists,
    /// A day in the future, or before what it follows.
    #[error("{day} is not between {not_before:?} and {not_after:?}")]
    DayOutOfOrder {
        /// Where it was said.
        pointer: &'static str,
        /// What was said.
        day: Date,
        /// The earliest day.
        not_before: Option<Date>,
        /// The latest day.
        not_after: Option<Date>,
    },
    /// An instant in the future, or before what it follows.
    #[error("{at} is not between {not_before:?} and {not_after}")]
    InstantOutOfOrder {
        /// Where it was said.
        pointer: &'static str,
        /// What was said.
        at: OffsetDateTime,
        /// The earliest instant.
        not_before: Option<OffsetDateTime>,
        /// The latest instant.
        not_after: OffsetDateTime,
    },
    /// Something else is wrong with what was said.
    #[error("{pointer}: {}", text.en)]
    Unfit {
        /// Where it was said.
        pointer: &'static str,
        /// What is wrong.
        text: Text,
    },
    /// Something stands in the way, whatever is said.
    #[error("{}", .0.en)]
    InTheWay(Text),
    /// Decisions of a meeting are neither done nor dropped.
    #[error("decisions {0:?} are open")]
    OpenDecisions(Vec<i32>),
    /// The database failed.
    #[error(transparent)]
    Db(db::Error),
}

impl Refusal {
    /// Something that was said at `pointer` does not do.
    pub fn unfit(pointer: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Unfit { pointer, text: Text::new(zh, en) }
    }

    /// Something stands in the way.
    pub fn in_the_way(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::InTheWay(Text::new(zh, en))
    }
}

impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        match error.constraint() {
            Some("neighbour_pkey") => Self::NeighbourExists,
            Some("bulletin_one_nil_a_month") => Self::NilExists,
            Some("peace_agreement_renewed_once") => {
                Self::in_the_way("该协议已续签", "the agreement was renewed already")
            }
            Some("emergency_plan_one_from_a_day") => {
                Self::in_the_way("该日起已有一版预案生效", "another edition holds from that day on")
            }
            _ => Self::Db(error),
        }
    }
}

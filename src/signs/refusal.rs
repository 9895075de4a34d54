//! How the sign register says no.

use time::{Date, Duration, OffsetDateTime};

use super::{
    damage::{self, Report, ReportState},
    repair,
    state::WrongState,
};
use crate::{db, kernel::plain_text::TextFault, obligations, photos};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such sign.
    #[error("there is no such sign")]
    UnknownSign,
    /// No such face on the sign.
    #[error("there is no such face on the sign")]
    UnknownFace,
    /// The register has no such place.
    #[error("the register has no place {pointer}")]
    UnknownPlace {
        /// Where it was said.
        pointer: &'static str,
    },
    /// The state does not allow it.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// The sign is not there any more.
    #[error("the sign is not there any more")]
    Gone,
    /// Somebody else changed it first.
    #[error("the sign was changed meanwhile")]
    LostUpdate,
    /// A sign has at least one face, and not too many.
    #[error("a sign has 1 to {0} faces")]
    FaceCount(usize),
    /// A day in the future, or before what it follows.
    #[error("{day} is not between {not_before} and {not_after}")]
    DayOutOfOrder {
        /// Where it was said.
        pointer: &'static str,
        /// What was said.
        day: Date,
        /// The earliest day.
        not_before: Date,
        /// The latest day.
        not_after: Date,
    },
    /// A sign is not its own successor, and a successor is up.
    #[error("this sign cannot stand in its place")]
    NoSuccessor,
    /// All 999,999 numbers are given.
    #[error("no sign number is left")]
    NoNumber,
    /// No such report.
    #[error("there is no such report")]
    UnknownReport,
    /// No such order.
    #[error("there is no such order")]
    UnknownOrder,
    /// The state of the report does not allow it.
    #[error(transparent)]
    ReportState(#[from] damage::state::WrongState),
    /// The state of the order does not allow it.
    #[error(transparent)]
    OrderState(#[from] repair::state::WrongState),
    /// There are open reports of the same damage to the same sign.
    #[error("{} open reports tell of this damage", .0.len())]
    AlreadyReported(Vec<Report>),
    /// Nothing is left to do for the report.
    #[error("the report is {0}")]
    ReportOver(ReportState),
    /// It is not the same as that one.
    #[error("that is no report of the same damage")]
    NotTheSame,
    /// The report is of another sign than the order.
    #[error("report {0} is of another sign")]
    OtherSign(String),
    /// An instant in the future.
    #[error("{at} lies in the future")]
    FromTheFuture {
        /// Where it was said.
        pointer: &'static str,
        /// What was said.
        at: OffsetDateTime,
    },
    /// The work was done before it was ordered.
    #[error("it was ordered at {0}")]
    DoneBeforeOrdered(OffsetDateTime),
    /// A new text is for a new face alone, and a new face needs one.
    #[error("a new face needs a text, and nothing else takes one")]
    NewFace,
    /// The sign stands already.
    #[error("the sign stands already")]
    Stands,
    /// The sign does not stand yet.
    #[error("the sign does not stand yet")]
    NotUp,
    /// The account is that of no crew.
    #[error("the account is that of no crew")]
    NoCrew,
    /// A crew works on its own orders.
    #[error("the order is another crew's")]
    OtherCrew,
    /// Who did the work does not accept it.
    #[error("who did the work does not accept it")]
    OwnWork,
    /// No such campaign.
    #[error("there is no such campaign")]
    UnknownCampaign,
    /// The campaign is closed.
    #[error("the campaign is closed")]
    CampaignClosed,
    /// A campaign ends after it starts.
    #[error("the campaign ends before it starts")]
    EndBeforeStart,
    /// A campaign walks streets of the register.
    #[error("there is no street to be walked")]
    NoStreets,
    /// Another visit has this id.
    #[error("another visit has this id")]
    OtherVisit,
    /// No such photo, or one that has not arrived whole.
    #[error("photo {0} has not been uploaded")]
    UnknownPhoto(usize),
    /// The photos say no.
    #[error(transparent)]
    Photo(#[from] photos::Refusal),
    /// Only people with an account work on signs.
    #[error("only people with an account work on signs")]
    NoAccount,
    /// The legal clock says no.
    #[error(transparent)]
    Obligation(#[from] obligations::Refusal),
    /// The database failed.
    #[error(transparent)]
    Db(db::Error),
    /// The face is already to be replaced.
    #[error("an open order replaces the face already")]
    FaceOrdered,
    /// Too much was sent from one address or about one sign: so long to wait.
    #[error("too much was sent; wait {} minutes", .0.whole_minutes() + 1)]
    TooMany(Duration),
    /// Not fixed is said of what was repaired.
    #[error("the report is {0}; nothing was repaired yet")]
    NotRepaired(ReportState),
    /// It was repaired so long ago that it is another damage now.
    #[error("it was repaired long ago")]
    RepairedLongAgo,
    /// Who sent the report said nothing of themselves.
    #[error("nobody is named for this report")]
    UnknownReporter,
    /// The personal data is gone already.
    #[error("the personal data was erased before")]
    ErasedBefore,
    /// A text that cannot be kept.
    #[error("the text at {0} cannot be kept")]
    Text(&'static str, TextFault),
    /// Too many photos.
    #[error("at most {0} photos are taken")]
    TooManyPhotos(usize),
    /// All places for large bodies are taken.
    #[error("many photos are being received")]
    Busy,
    /// There is no randomness for a code.
    #[error("no random code could be drawn")]
    Randomness(#[from] getrandom::Error),
}

impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        match error.constraint() {
            Some("repair_order_one_open_face") => Self::FaceOrdered,
            _ => Self::Db(error),
        }
    }
}

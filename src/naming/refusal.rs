//! How naming cases say no.

use time::Date;

use super::{
    action::Action,
    model::{DecisionId, FilingState, ItemId, PaperKind},
    state::{StateCode, WrongState},
};
use crate::{db, documents, http::Text, kernel::pinyin::ChoiceError, obligations, publications, register, signs};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such case, or not one that the caller sees.
    #[error("there is no such case")]
    UnknownCase,
    /// No such item in the case.
    #[error("there is no such item")]
    UnknownItem,
    /// No such paper in the case.
    #[error("there is no such paper")]
    UnknownPaper,
    /// No such run of the name clinic over the case.
    #[error("there is no such run of the name clinic")]
    UnknownCheck,
    /// No such decision in the case.
    #[error("there is no such decision")]
    UnknownDecision,
    /// No such notice or announcement in the case.
    #[error("there is no such publication in the case")]
    UnknownPublication,
    /// The role does not do this.
    #[error("the role may not {0}")]
    NotYours(Action),
    /// Only people with an account work on cases.
    #[error("only people with an account work on cases")]
    NoAccount,
    /// A clerk whose account names no township.
    #[error("the account names no township")]
    ClerkWithoutTownship,
    /// A clerk applies for the own township only.
    #[error("a clerk applies for the own township, {0}")]
    OtherTownship(String),
    /// The case is with the office: the applicant does not write in it.
    #[error("the case is with the office")]
    WithTheOffice(StateCode),
    /// Names of the case were approved: it cannot be taken back as if there had been none.
    #[error("names of the case were approved")]
    PartlyApproved,
    /// The applicant still has time to complete the case.
    #[error("the supplement is due on {due_on}")]
    NotOverdue {
        /// The last day.
        due_on: Date,
    },
    /// The place is not any more what it was when the item was written.
    #[error("the place of {name} has changed")]
    PlaceChanged {
        /// The item.
        pointer: String,
        /// Its name.
        name: String,
    },
    /// Who prepared the case does not decide on it.
    #[error("who prepared a case does not decide on it")]
    Prepared,
    /// The state does not allow it.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// Somebody else changed the case first.
    #[error("the case was changed meanwhile")]
    LostUpdate,
    /// A case of this kind has too many items.
    #[error("a case takes at most {0} items")]
    TooManyItems(i32),
    /// There is nothing to decide on.
    #[error("the case has no open item")]
    NoOpenItem,
    /// A decision that says nothing of any item.
    #[error("the decision names no item")]
    NothingDecided,
    /// The last open item: withdraw the case instead.
    #[error("the last open item cannot be taken out")]
    LastItem,
    /// Something is missing or does not fit, at a place of the body or in an item.
    #[error("{}", .text.en)]
    Unfit {
        /// JSON Pointer into the body, or the item.
        pointer: String,
        /// What.
        text: Text,
        /// Article that asks for it.
        basis: Option<&'static str>,
    },
    /// Several items are not complete.
    #[error("{} items are not complete", .0.len())]
    Incomplete(Vec<(String, Text)>),
    /// A paper is missing.
    #[error("the {} is missing", .kind.title().en)]
    MissingPaper {
        /// Which.
        kind: PaperKind,
        /// For what.
        action: Action,
        /// Article that asks for it.
        basis: &'static str,
    },
    /// The name clinic forbids names.
    #[error("{} verdicts forbid these names", .0.len())]
    Blocked(Vec<(String, Text)>),
    /// Warnings without a written reason.
    #[error("{} warnings have no written reason", .0.len())]
    Unsettled(Vec<Unsettled>),
    /// The verdict is not there, or forbids.
    #[error("no warning of the last check has this key")]
    NoSuchWarning,
    /// That warning was settled before.
    #[error("the warning was settled before")]
    SettledBefore,
    /// Another open case holds the name.
    #[error("case {case_number} of {applicant} holds the name {name}")]
    Reserved {
        /// The name.
        name: String,
        /// The case that holds it.
        case_number: String,
        /// Who applied there.
        applicant: String,
        /// The item that wants it.
        pointer: String,
    },
    /// Another open case is about the same place.
    #[error("case {case_number} of {applicant} is about the place {name}")]
    PlaceHeld {
        /// The name of the place.
        name: String,
        /// The case that holds it.
        case_number: String,
        /// Who applied there.
        applicant: String,
        /// The item that wants it.
        pointer: String,
    },
    /// A day in the future, or before what it follows.
    #[error("{day} is not between {not_before} and {not_after}")]
    DayOutOfOrder {
        /// Where it was said.
        pointer: String,
        /// What was said.
        day: Date,
        /// The earliest day.
        not_before: Date,
        /// The latest day.
        not_after: Date,
    },
    /// The experts must argue again first.
    #[error("the experts must argue again before there is another notice")]
    ArgueAgain,
    /// An objection was upheld: the notice cannot be closed as if there had been none.
    #[error("an objection was upheld")]
    ObjectionUpheld,
    /// The draft of a notice or announcement does not say what the case says.
    #[error("the draft does not say what the case says by now")]
    DraftOutdated,
    /// The opinion was not upheld.
    #[error("no opinion on the notice was upheld")]
    NothingUpheld,
    /// A filing is not as far, or farther.
    #[error("the filing of decision {decision} is {state}")]
    FilingState {
        /// Of which decision.
        decision: DecisionId,
        /// How far it is.
        state: FilingState,
    },
    /// Announced after filing: names approved by another department.
    #[error("a name approved by another department is announced after its filing")]
    FileFirst,
    /// There is no announcement that could be revoked.
    #[error("the decision was never announced")]
    NeverAnnounced,
    /// The decision, or its revocation, has its announcement.
    #[error("the decision was announced")]
    Announced,
    /// The announcement was entered in the national base before.
    #[error("the announcement was entered in the national base on {on}")]
    Synced {
        /// Civil day.
        on: Date,
    },
    /// An announcement was not entered in the national base yet.
    #[error("announcement {number} was not entered in the national base")]
    NotSynced {
        /// Its public number.
        number: String,
    },
    /// Work on signs that the decision asks for is not done.
    #[error("{} repair orders of the case are open", .0.len())]
    SignsOpen(Vec<String>),
    /// The signs say no.
    #[error(transparent)]
    Signs(#[from] signs::Refusal),
    /// A paper cannot be printed.
    #[error(transparent)]
    Unprintable(documents::Unprintable),
    /// A package was not written.
    #[error("the filing package could not be written")]
    Package,
    /// No place code is left.
    #[error("no serial number is left for place codes that begin with {0}")]
    NoPlaceCode(String),
    /// The register says no.
    #[error(transparent)]
    Register(#[from] register::Refusal),
    /// The publication says no.
    #[error(transparent)]
    Publication(#[from] publications::Refusal),
    /// The legal clock says no.
    #[error(transparent)]
    Obligation(#[from] obligations::Refusal),
    /// The chosen readings do not fit the name.
    #[error(transparent)]
    Readings(#[from] ChoiceError),
    /// The index is not loaded yet.
    #[error(transparent)]
    NotLoaded(#[from] crate::index::live::NotLoaded),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// A warning without a written reason.
#[derive(Debug, Clone)]
pub struct Unsettled {
    /// The item.
    pub item: ItemId,
    /// The key by which it is settled.
    pub verdict: String,
    /// JSON Pointer to what it is about.
    pub pointer: String,
    /// What it says.
    pub text: Text,
}

impl Refusal {
    /// Something in the body or an item that does not fit.
    pub(super) fn unfit(pointer: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Unfit { pointer: pointer.into(), text: Text::new(zh, en), basis: None }
    }
}

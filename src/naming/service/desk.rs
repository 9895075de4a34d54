//! What every step has at hand, and the frame around it.

use serde_json::{Value, json};
use time::{Date, OffsetDateTime};

use crate::{
    db::{WriteTx, tx::Tx},
    index::live::Snapshot,
    kernel::{actor::Actor, dates::office_date, ids::Ids},
    naming::{
        Action, CaseState, Refusal, StateCode,
        model::{CaseId, Item, ItemId, NamingCase},
        policy::{self, Officer},
        store,
    },
    obligations,
    records::{self, NewEvent, Subject},
};

/// What the records call a naming case.
pub const SUBJECT: &str = "naming_case";

/// A case as the subject of records.
#[must_use]
pub fn subject(case: CaseId) -> Subject {
    Subject { kind: SUBJECT, id: case.0 }
}

/// Who works, in which transaction, and when.
#[derive(Debug, Clone)]
pub struct Desk<'a> {
    /// The transaction.
    pub tx: &'a WriteTx,
    /// For new things.
    pub ids: &'a Ids,
    /// The register in memory, for the name clinic.
    pub snapshot: &'a Snapshot,
    /// Who works.
    pub actor: &'a Actor,
    /// The same, as far as rights go.
    pub officer: Officer,
    /// The version of the case that the officer saw, if it was said: another one is refused.
    pub based_on: Option<i64>,
    /// The instant.
    pub now: OffsetDateTime,
    /// Its civil day in the office.
    pub today: Date,
}

/// A case that a step works on.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) case: NamingCase,
    pub(super) action: Action,
    before: CaseState,
}

impl Work {
    /// Whether the case was in this state before the step.
    pub(super) fn was(&self, state: CaseState) -> bool {
        self.before == state
    }

    /// Civil day on which the case came into the state that the step found it in.
    pub(super) fn since(&self) -> Date {
        self.case.since
    }
}

impl<'a> Desk<'a> {
    /// The desk of somebody with an account.
    pub async fn of(
        tx: &'a WriteTx,
        ids: &'a Ids,
        snapshot: &'a Snapshot,
        actor: &'a Actor,
        based_on: Option<i64>,
        now: OffsetDateTime,
    ) -> Result<Self, Refusal> {
        let officer = officer(tx, actor).await?;
        Ok(Self { tx, ids, snapshot, actor, officer, based_on, now, today: office_date(now) })
    }

    /// Locks a case for `action`, if this officer may take it and the state allows it.
    pub(super) async fn take(&self, id: CaseId, action: Action) -> Result<Work, Refusal> {
        let mut case = store::cases::lock(self.tx, id).await?.ok_or(Refusal::UnknownCase)?;
        policy::may(&self.officer, action, &case)?;
        if self.based_on.is_some_and(|version| version != case.version) {
            return Err(Refusal::LostUpdate);
        }
        let before = case.state;
        if action == Action::OpenNotice && before == (CaseState::Argued { objection_upheld: true }) {
            return Err(Refusal::ArgueAgain);
        }
        case.state = before.after(action)?;
        Ok(Work { case, action, before })
    }

    /// What follows by itself from the step before in the same transaction, whoever took that one.
    pub(super) fn follow_up(mut case: NamingCase, action: Action) -> Result<Work, Refusal> {
        let before = case.state;
        case.state = before.after(action)?;
        Ok(Work { case, action, before })
    }

    /// Saves the case and appends the event.
    pub(super) async fn lay_down(&self, mut work: Work, facts: Value) -> Result<NamingCase, Refusal> {
        if work.case.state != work.before {
            work.case.since = self.today;
        }
        store::cases::save(self.tx, &mut work.case).await?;
        let Work { case, action, before } = work;
        self.append(case.id, action.code(), Some(before.code()), case.state.code(), facts).await?;
        Ok(case)
    }

    /// Appends an event.
    pub(super) async fn append(
        &self,
        case: CaseId,
        kind: &str,
        from: Option<StateCode>,
        to: StateCode,
        facts: Value,
    ) -> Result<(), Refusal> {
        let new = NewEvent { kind, from_state: from.map(StateCode::code), to_state: Some(to.code()), facts };
        Ok(records::append(self.tx, self.ids, self.actor, self.now, subject(case), new).await?)
    }

    /// The items of a case.
    pub(super) async fn items(&self, case: CaseId) -> Result<Vec<Item>, Refusal> {
        Ok(store::items::of_case(self.tx, case).await?)
    }

    /// The items of a case that are still to be decided; there must be one.
    pub(super) async fn open_items(&self, case: CaseId) -> Result<Vec<Item>, Refusal> {
        let mut items = self.items(case).await?;
        items.retain(Item::is_open);
        if items.is_empty() { Err(Refusal::NoOpenItem) } else { Ok(items) }
    }

    /// Lets go of the names and places of these items.
    pub(super) async fn release(&self, items: &[Item]) -> Result<(), Refusal> {
        Ok(store::reservations::release(self.tx, items, self.now).await?)
    }

    /// Refuses a day that lies in the future, or before `not_before`.
    pub(super) fn check_day(&self, pointer: impl Into<String>, day: Date, not_before: Date) -> Result<(), Refusal> {
        if (not_before..=self.today).contains(&day) {
            return Ok(());
        }
        Err(Refusal::DayOutOfOrder { pointer: pointer.into(), day, not_before, not_after: self.today })
    }
}

/// What somebody with an account may do.
pub(super) async fn officer(tx: &Tx, actor: &Actor) -> Result<Officer, Refusal> {
    let (id, role) = policy::account(actor).ok_or(Refusal::NoAccount)?;
    Ok(Officer { id, role, township_code: store::people::township(tx, id).await? })
}

/// A case as the subject of obligations.
pub(super) fn due(case: CaseId) -> obligations::Subject {
    obligations::Subject::naming_case(case.0)
}

/// Where an item stands, for problems that point to it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stand {
    /// In the list of its case, as reading the case gives it.
    InCase,
    /// In the list that was sent, of which this is the number of the first.
    InBody {
        /// Number in the case.
        first: i32,
    },
    /// It is what was sent.
    IsBody,
}

impl Stand {
    /// JSON Pointer to a member of an item.
    pub(super) fn pointer(self, item: &Item, member: &str) -> String {
        match self {
            // Numbers begin at 1, lists at 0.
            Self::InCase => format!("/items/{}/{member}", item.position - 1),
            Self::InBody { first } => format!("/items/{}/{member}", item.position - first),
            Self::IsBody => format!("/{member}"),
        }
    }
}

/// Where an item stands in the case, for problems.
pub(super) fn pointer(item: &Item, member: &str) -> String {
    Stand::InCase.pointer(item, member)
}

/// Ids of items as facts of an event.
pub(super) fn ids<'i>(items: impl IntoIterator<Item = &'i Item>) -> Value {
    items.into_iter().map(|item| json!({ "item_id": item.id, "name": item.name })).collect()
}

/// The item with this id.
pub(super) fn item_of(items: Vec<Item>, id: ItemId) -> Result<Item, Refusal> {
    items.into_iter().find(|item| item.id == id).ok_or(Refusal::UnknownItem)
}

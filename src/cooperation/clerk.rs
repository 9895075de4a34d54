//! Who works with the neighbours, and what every step of that work has in common.

use std::ops::Deref;

use serde_json::Value;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    Head, Noun, Refusal, Scope,
    refusal::WrongState,
    store::{self, Entry},
};
use crate::{
    db::tx::Tx,
    kernel::{
        actor::{Actor, Role, UserId},
        text::Text,
    },
    records::{Pen, Step},
};

/// Who works with the neighbours in one transaction.
#[derive(Debug, Clone, Copy)]
pub struct Clerk<'a>(pub Pen<'a>);

impl<'a> Deref for Clerk<'a> {
    type Target = Pen<'a>;

    fn deref(&self) -> &Pen<'a> {
        &self.0
    }
}

impl Clerk<'_> {
    pub(super) fn who(&self) -> Result<UserId, Refusal> {
        self.account().ok_or(Refusal::NoAccount)
    }

    /// The head of a new record, after neighbour and line were looked up.
    pub(super) async fn enter(&self, series: &'static str, scope: Scope) -> Result<Entry, Refusal> {
        let by = self.who()?;
        let (name, has_line) = store::scope(self.tx, &scope).await?;
        let neighbour_name = name.ok_or(Refusal::NoSuch { pointer: "/neighbour", noun: Noun::Neighbour })?;
        if !has_line {
            return Err(Refusal::OtherLine);
        }
        let head = Head {
            id: self.ids.next(),
            number: self.next_number(series).await?,
            neighbour: scope.neighbour,
            neighbour_name,
            line_id: scope.line,
            version: 1,
            created_at: self.now,
        };
        Ok(Entry { head, by })
    }

    /// The next number of a series, such as `HW2023-0001`.
    pub(super) async fn next_number(&self, series: &'static str) -> Result<String, Refusal> {
        let year = self.today().year();
        let last = store::next_number(self.tx, series, year).await?;
        Ok(format!("{series}{year:04}-{last:04}"))
    }

    /// The township for which something is reported: a clerk's own, whatever an officer says.
    pub(super) async fn township(&self, asked: Option<String>) -> Result<Option<String>, Refusal> {
        if self.role() != Some(Role::TownshipClerk) {
            return Ok(asked);
        }
        let own = own_township(self.tx, self.actor).await?.ok_or(Refusal::OtherTownship)?;
        match asked {
            Some(asked) if asked != own => Err(Refusal::OtherTownship),
            _ => Ok(Some(own)),
        }
    }

    /// A day that has come, and is not before another one.
    pub(super) fn check_day(&self, pointer: &'static str, day: Date, not_before: Option<Date>) -> Result<(), Refusal> {
        let today = self.today();
        if day <= today && not_before.is_none_or(|first| first <= day) {
            return Ok(());
        }
        Err(Refusal::DayOutOfOrder { pointer, day, not_before, not_after: Some(today) })
    }

    /// An instant that has come, and is not before another one.
    pub(super) fn check_instant(
        &self,
        pointer: &'static str,
        at: OffsetDateTime,
        not_before: Option<OffsetDateTime>,
    ) -> Result<(), Refusal> {
        if at <= self.now && not_before.is_none_or(|first| first <= at) {
            return Ok(());
        }
        Err(Refusal::InstantOutOfOrder { pointer, at, not_before, not_after: self.now })
    }

    /// Appends the event with which a record begins.
    pub(super) async fn begin(
        &self,
        noun: Noun,
        id: Uuid,
        kind: &'static str,
        state: &'static str,
        facts: Value,
    ) -> Result<(), Refusal> {
        Ok(self.append(noun.subject(id), Step::begins(kind, state), facts).await?)
    }

    /// Appends the event of a step.
    pub(super) async fn note(
        &self,
        noun: Noun,
        id: Uuid,
        kind: &'static str,
        [from, to]: [&'static str; 2],
        facts: Value,
    ) -> Result<(), Refusal> {
        let step = Step { kind, from: Some(from), to: Some(to) };
        Ok(self.append(noun.subject(id), step, facts).await?)
    }
}

/// The township of a clerk, nine digits.
pub(super) async fn own_township(tx: &Tx, actor: &Actor) -> Result<Option<String>, Refusal> {
    match actor {
        Actor::User { id, .. } => Ok(store::township_of_user(tx, *id).await?),
        Actor::Operator | Actor::Public => Ok(None),
    }
}

/// Refuses another version than the one that was read, if one was said.
pub(super) fn check_version(version: i64, based_on: Option<i64>) -> Result<(), Refusal> {
    match based_on {
        Some(read) if read != version => Err(Refusal::LostUpdate),
        _ => Ok(()),
    }
}

/// What cannot be done in a state.
pub(super) fn wrong_state(noun: Noun, state: (&'static str, Text), action: (&'static str, Text)) -> Refusal {
    Refusal::WrongState(Box::new(WrongState { noun, state, action, track: None }))
}

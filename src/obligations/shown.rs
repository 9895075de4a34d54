//! An obligation as it is shown: in lists, and inside of what it belongs to.

use serde::Serialize;
use serde_json::{Value, json};
use time::Date;
use uuid::Uuid;

use super::{
    Refusal,
    model::{Basis, End, Obligation, ObligationId, Standstill, Subject, TimeLimit},
    service, years,
};
use crate::{
    db::tx::Tx,
    kernel::{actor::Role, calendar::WorkCalendar, text::Text},
};

/// A code word with what people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The word.
    pub code: &'static str,
    /// What people call it.
    #[serde(flatten)]
    pub title: Text,
}

/// Where a limit comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownBasis {
    /// Id of the article; nothing for practice of the office.
    pub article: Option<&'static str>,
    /// Whether the law sets it.
    pub statutory: bool,
    /// The citation.
    #[serde(flatten)]
    pub citation: Text,
}

impl From<&TimeLimit> for ShownBasis {
    fn from(limit: &TimeLimit) -> Self {
        let article = match limit.basis {
            Basis::Article(article) => Some(article.id),
            Basis::Local => None,
        };
        Self { article, statutory: limit.is_statutory(), citation: limit.basis.citation() }
    }
}

/// An obligation as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    id: ObligationId,
    kind: Named,
    state: &'static str,
    label: String,
    subject: Value,
    part_id: Option<Uuid>,
    township_code: Option<String>,
    responsible: Role,
    basis: ShownBasis,
    days: u32,
    day_count: &'static str,
    starts_from: Named,
    begins_on: Date,
    due_on: Date,
    /// False where working days were counted in a year whose holidays are not known.
    due_is_certain: bool,
    /// The due day itself if people work on it.
    next_working_day: Date,
    /// Nothing when it is over; 0 on the due day and afterwards.
    days_left: Option<u32>,
    working_days_left: Option<u32>,
    /// False where the holidays of some year that was asked for here are not known.
    working_days_known: bool,
    overdue_by_days: u32,
    stopped_on: Option<Date>,
    stopped_because: Option<String>,
    stopped_days: u32,
    met_on: Option<Date>,
    dropped_on: Option<Date>,
    dropped_because: Option<String>,
}

impl Shown {
    /// The obligation as it stands on `today`.
    #[must_use]
    pub fn of(obligation: Obligation, calendar: &WorkCalendar, today: Date) -> Self {
        let read_on = obligation.read_on(today);
        let overdue_by_days = obligation.overdue_by_days(today);
        let next = calendar.next_working_day(obligation.due_on);
        let working = calendar.working_days_between(read_on, obligation.due_on);
        let is_over = obligation.end.is_some();
        let days_left = u32::try_from((obligation.due_on - read_on).whole_days()).unwrap_or_default();
        let state = match (&obligation.end, &obligation.standstill) {
            (Some(End::Met(_)), _) => "met",
            (Some(End::Dropped(..)), _) => "dropped",
            (None, Some(_)) => "stopped",
            (None, None) => "open",
        };
        let (met_on, dropped_on, dropped_because) = match obligation.end {
            Some(End::Met(day)) => (Some(day), None, None),
            Some(End::Dropped(day, reason)) => (None, Some(day), Some(reason)),
            None => (None, None, None),
        };
        let (stopped_on, stopped_because) =
            obligation.standstill.map(|Standstill { from, reason }| (from, reason)).unzip();
        let (limit, subject) = (obligation.limit, obligation.subject);
        Self {
            id: obligation.id,
            kind: Named { code: limit.kind.code(), title: limit.kind.title() },
            state,
            label: obligation.label,
            subject: json!({ "kind": subject.kind, "id": subject.id, "address": subject.address() }),
            part_id: obligation.part,
            township_code: obligation.township_code,
            responsible: obligation.responsible,
            basis: (&limit).into(),
            days: limit.days,
            day_count: limit.count.code(),
            starts_from: Named { code: limit.starts_from.code(), title: limit.starts_from.title() },
            begins_on: obligation.begins_on,
            due_on: obligation.due_on,
            due_is_certain: obligation.due_is_certain,
            next_working_day: next.value,
            days_left: (!is_over).then_some(days_left),
            working_days_left: (!is_over).then_some(working.value),
            working_days_known: next.known && (is_over || working.known),
            overdue_by_days,
            stopped_on,
            stopped_because,
            stopped_days: obligation.stopped_days,
            met_on,
            dropped_on,
            dropped_because,
        }
    }
}

/// Everything that is or was due for a subject, as it stands on `today`, in the order in which it began.
pub async fn shown_of_subject(tx: &Tx, subject: Subject, today: Date) -> Result<Vec<Shown>, Refusal> {
    let calendar = years::calendar(tx).await?;
    let obligations = service::of_subject(tx, subject).await?;
    Ok(obligations.into_iter().map(|obligation| Shown::of(obligation, &calendar, today)).collect())
}

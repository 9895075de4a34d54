//! What other slices do with the clock; the caller opens the transaction of each and commits it.
//!
//! None of this forbids a step: what is late is met late.

use time::Date;
use uuid::Uuid;

use super::{
    Refusal, limits,
    model::{LimitKind, Met, New, ObligationId, Subject, days_late},
    store::{self, OpenRow},
    years,
};
pub use super::{limits::limit_in_force, store::of_subject};
use crate::{
    db::{WriteTx, tx::Tx},
    kernel::{
        calendar::{DayCount, Stop, WorkCalendar},
        ids::Ids,
    },
};

/// Opens an obligation under the limit that is in force on the day of the event. Two at once for the same thing: one is
/// opened, the other is [`Refusal::AlreadyOpen`], and its transaction can go on.
pub async fn open(tx: &WriteTx, ids: &Ids, new: New<'_>) -> Result<ObligationId, Refusal> {
    let limit = limits::limit_in_force(tx, new.kind, new.begins_on).await?;
    let calendar = calendar_for(tx, limit.count).await?;
    let due = calendar.due(new.begins_on, limit.days, limit.count, &[]);
    let id = ids.next();
    if store::insert(tx, id, &new, limit.id, due).await? { Ok(id) } else { Err(Refusal::AlreadyOpen(new.kind)) }
}

/// Notes that something was done on `on`. Nothing if it was not due. A stop that still runs ends with it.
pub async fn meet(
    tx: &WriteTx,
    subject: Subject,
    part: Option<Uuid>,
    kind: LimitKind,
    on: Date,
) -> Result<Option<Met>, Refusal> {
    let open = store::lock_open(tx, subject).await?;
    let Some(found) = open.into_iter().find(|found| found.kind == kind && found.part == part) else { return Ok(None) };
    let due_on = end_stop(tx, &found, on).await?;
    store::meet(tx, found.id, on).await?;
    Ok(Some(Met { obligation: found.id, due_on, late_by_days: days_late(due_on, on) }))
}

/// Notes of everything of a kind that is open for the subject that it was done on `on`.
pub async fn meet_all(tx: &WriteTx, subject: Subject, kind: LimitKind, on: Date) -> Result<(), Refusal> {
    for found in store::lock_open(tx, subject).await?.iter().filter(|found| found.kind == kind) {
        end_stop(tx, found, on).await?;
        store::meet(tx, found.id, on).await?;
    }
    Ok(())
}

/// What is open of a kind for a part, whatever that is part of: what it belongs to, and the day of the event.
pub async fn open_of_part(tx: &Tx, part: Uuid, kind: LimitKind) -> Result<Vec<(Subject, Date)>, Refusal> {
    Ok(store::open_of_part(tx, part, kind).await?)
}

/// Takes one obligation back, for a reason that is kept; tells whether it was open.
pub async fn drop_one(
    tx: &WriteTx,
    subject: Subject,
    part: Option<Uuid>,
    kind: LimitKind,
    on: Date,
    reason: &str,
) -> Result<bool, Refusal> {
    Ok(drop_those(tx, subject, on, reason, |found| found.kind == kind && found.part == part).await? > 0)
}

/// Takes everything back that is open for the subject, as when it is withdrawn; tells how much it was.
pub async fn drop_all(tx: &WriteTx, subject: Subject, on: Date, reason: &str) -> Result<usize, Refusal> {
    drop_those(tx, subject, on, reason, |_| true).await
}

async fn drop_those(
    tx: &WriteTx,
    subject: Subject,
    on: Date,
    reason: &str,
    which: impl Fn(&OpenRow) -> bool,
) -> Result<usize, Refusal> {
    let mut dropped = 0;
    for found in store::lock_open(tx, subject).await?.iter().filter(|found| which(found)) {
        end_stop(tx, found, on).await?;
        store::drop(tx, found.id, on, reason).await?;
        dropped += 1;
    }
    Ok(dropped)
}

/// Stops the count of everything that is open for the subject, from `on` on; tells how much stands still now. What the
/// law limits goes on, and what stands still already does so.
pub async fn stop(tx: &WriteTx, subject: Subject, on: Date, reason: &str) -> Result<usize, Refusal> {
    let mut stopped = 0;
    for found in store::lock_open(tx, subject).await? {
        if found.is_statutory || found.stopped_on.is_some() {
            continue;
        }
        not_before(on, found.resumed_on.map_or(found.begins_on, |resumed| resumed.max(found.begins_on)))?;
        store::stop(tx, found.id, on, reason).await?;
        stopped += 1;
    }
    Ok(stopped)
}

/// Lets the count go on from `on` on; tells for how much. Days that are counted in calendar days are due later by as many
/// days as the stop lasted, working days by the working days in it. What was late before it stopped stays so.
pub async fn resume(tx: &WriteTx, subject: Subject, on: Date) -> Result<usize, Refusal> {
    let open = store::lock_open(tx, subject).await?;
    let mut resumed = 0;
    for found in &open {
        let Some(stopped_on) = found.stopped_on else { continue };
        not_before(on, stopped_on)?;
        end_stop(tx, found, on).await?;
        resumed += 1;
    }
    Ok(resumed)
}

/// Ends the stop that runs, if one does, and returns the day on which the obligation is due by then. What was done or
/// dropped before it stopped did not stand still.
async fn end_stop(tx: &WriteTx, found: &OpenRow, on: Date) -> Result<Date, Refusal> {
    not_before(on, found.begins_on)?;
    let Some(stopped_on) = found.stopped_on else { return Ok(found.due_on) };
    store::resume(tx, found.id, on.max(stopped_on)).await?;
    let calendar = calendar_for(tx, found.count).await?;
    recount(tx, found, &calendar).await
}

/// Counts the due day anew, with the stops that are over, and keeps it.
pub(super) async fn recount(tx: &WriteTx, found: &OpenRow, calendar: &WorkCalendar) -> Result<Date, Refusal> {
    let stops: Vec<Stop> = store::stops(tx, found.id).await?;
    let due = calendar.due(found.begins_on, found.days, found.count, &stops);
    store::set_due(tx, found.id, due).await?;
    Ok(due.value)
}

/// The calendar, where it is needed.
async fn calendar_for(tx: &WriteTx, count: DayCount) -> Result<WorkCalendar, Refusal> {
    match count {
        DayCount::Calendar => Ok(WorkCalendar::default()),
        DayCount::Working => Ok(years::calendar(tx).await?),
    }
}

fn not_before(on: Date, counted_from: Date) -> Result<(), Refusal> {
    if on < counted_from { Err(Refusal::TooEarly(on, counted_from)) } else { Ok(()) }
}

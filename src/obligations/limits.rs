//! Limits: which is in force, and how the office changes its own.

use time::{Date, OffsetDateTime};

use super::{
    Refusal,
    model::{Basis, LimitKind, TimeLimit, TimeLimitId},
    store,
};
use crate::{
    db::{WriteTx, tx::Tx},
    kernel::{actor::Actor, calendar::DayCount, ids::Ids, validity::ValidPeriod},
};

/// Another number of days, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The limit that it follows: the last one of its kind, as it was read.
    pub replaces: TimeLimitId,
    /// Days, 1 to 366.
    pub days: u32,
    /// Which days are counted; as before if nothing is said.
    pub count: Option<DayCount>,
    /// The first day of the new limit; what began before keeps the old one.
    pub valid_from: Date,
}

/// The limit of this kind that is in force on `day`.
pub async fn limit_in_force(tx: &Tx, kind: LimitKind, day: Date) -> Result<TimeLimit, Refusal> {
    store::limit_in_force(tx, kind, day).await?.ok_or(Refusal::NoLimit(kind, day))
}

/// Every limit that is in force on `day`, or ever was and will be.
pub async fn limits(tx: &Tx, day: Option<Date>) -> Result<Vec<TimeLimit>, Refusal> {
    Ok(store::limits(tx, day).await?)
}

/// Ends the last limit of a kind and begins another one. `now` stamps it; `today` is the earliest first day.
pub async fn change(
    tx: &WriteTx,
    ids: &Ids,
    actor: &Actor,
    kind: LimitKind,
    change: Change,
    (now, today): (OffsetDateTime, Date),
) -> Result<TimeLimit, Refusal> {
    let last = store::lock_last_limit(tx, kind).await?.ok_or(Refusal::NoLimit(kind, change.valid_from))?;
    if last.is_statutory() {
        return Err(Refusal::Statutory(Box::new(last)));
    }
    if last.id != change.replaces {
        return Err(Refusal::LostUpdate);
    }
    let yesterday = today.previous_day().unwrap_or(Date::MIN);
    let earliest = last.valid.from().map_or(yesterday, |began| began.max(yesterday));
    if change.valid_from <= earliest {
        return Err(Refusal::LimitTooEarly(earliest));
    }
    let valid = ValidPeriod::new(Some(change.valid_from), None).unwrap_or_default();
    let count = change.count.unwrap_or(last.count);
    let next = TimeLimit { id: ids.next(), days: change.days, count, basis: Basis::Local, valid, ..last };
    store::end_limit(tx, last.id, change.valid_from).await?;
    store::insert_limit(tx, &next, actor, now).await?;
    notices_are_long_enough(tx, change.valid_from).await?;
    Ok(next)
}

/// From `day` on the usual length of a public notice must not be less than the shortest.
async fn notices_are_long_enough(tx: &WriteTx, day: Date) -> Result<(), Refusal> {
    let mut days = vec![day];
    let later = store::limits(tx, None).await?.into_iter().filter_map(|limit| limit.valid.from());
    days.extend(later.filter(|from| *from > day));
    for day in days {
        let length = limit_in_force(tx, LimitKind::NoticeLength, day).await?.days;
        let minimum = limit_in_force(tx, LimitKind::NoticeMinimum, day).await?.days;
        if length < minimum {
            return Err(Refusal::ShorterThanMinimum { length, minimum });
        }
    }
    Ok(())
}

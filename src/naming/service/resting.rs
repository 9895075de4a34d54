//! Putting a case to rest, going on with it, and ending it when its signs are up.

use serde_json::json;
use time::Date;

use super::{
    desk::{Desk, due},
    signing,
};
use crate::{
    naming::{
        Action, Refusal,
        model::{CaseId, DecisionOutcome, NamingCase},
        store,
    },
    obligations::{self, LimitKind},
    publications::{self, Kind},
};

/// Puts a case to rest; the limits of the office stand still, those of the law do not.
pub async fn suspend(desk: &Desk<'_>, id: CaseId, reason: String) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Suspend).await?;
    let stopped = obligations::service::stop(desk.tx, due(id), desk.today, &reason).await?;
    desk.lay_down(work, json!({ "reason": reason, "stopped_limits": stopped })).await
}

/// Goes on with a case where it was.
pub async fn resume(desk: &Desk<'_>, id: CaseId, note: Option<String>) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Resume).await?;
    let resumed = obligations::service::resume(desk.tx, due(id), desk.today).await?;
    desk.lay_down(work, json!({ "note": note, "resumed_limits": resumed })).await
}

/// Ends a case: signs are up (R753 art. 19), papers are archived (R753 art. 26), and what was announced is in the national
/// base (BG23).
pub async fn close(
    desk: &Desk<'_>,
    id: CaseId,
    signs_installed_on: Option<Date>,
    archive_reference: String,
) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Close).await?;
    for publication in publications::service::of_subject(desk.tx, id.0).await? {
        let is_announced = publication.draft.kind == Kind::Announcement;
        if let Some(issue) = publication.standing.issue().filter(|_| is_announced && publication.synced.is_none()) {
            return Err(Refusal::NotSynced { number: issue.number.clone() });
        }
    }
    let orders = signing::open_orders(desk.tx, id).await?;
    if !orders.is_empty() {
        return Err(Refusal::SignsOpen(orders.into_iter().map(|order| order.number).collect()));
    }
    let decisions = store::decisions::of_case(desk.tx, id).await?;
    let approved = decisions.iter().filter(|decision| decision.outcome == DecisionOutcome::Approved);
    let last = approved.map(|decision| decision.decided_on).max().unwrap_or(work.since());
    if let Some(day) = signs_installed_on {
        desk.check_day("/signs_installed_on", day, last)?;
        obligations::service::meet_all(desk.tx, due(id), LimitKind::Sign, day).await?;
    }
    let mut signs_due = obligations::service::of_subject(desk.tx, due(id)).await?;
    signs_due.retain(|due| due.limit.kind == LimitKind::Sign);
    // What is cancelled has no sign; those of new streets may be known to be up.
    if signs_due.iter().any(|due| due.end.is_none()) {
        return Err(Refusal::unfit(
            "/signs_installed_on",
            "缺少地名标志设置日期",
            "the day on which the signs were set up is missing",
        ));
    }
    let late_by_days = signs_due.iter().map(|due| due.overdue_by_days(desk.today)).max().unwrap_or(0);
    let facts = json!({
        "signs_installed_on": signs_installed_on, "archive_reference": archive_reference, "late_by_days": late_by_days,
    });
    desk.lay_down(work, facts).await
}

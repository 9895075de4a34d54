//! The applicant's steps: applying, and taking back. What the office sends back is completed or lapses.

use serde_json::json;

use super::{
    checking,
    deciding::refuse_changed,
    desk::{Desk, Stand, Work, due, ids},
    impacting,
    reserving::reserve,
};
use crate::{
    kernel::{actor::Role, text::Text},
    naming::{
        Action, CaseState, Refusal,
        model::{CaseId, CheckStage, Item, NamingCase, PaperKind},
    },
    obligations::{self, LimitKind},
    publications, records,
};

/// Applies: every item is complete, no rule forbids a name, and from now on the case holds its names and places.
pub async fn submit(desk: &Desk<'_>, id: CaseId) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Submit).await?;
    let items = desk.open_items(id).await?;
    refuse_incomplete(&work.case, &items, Stand::InCase)?;
    if work.case.draft.case_type.is_of_existing() {
        for item in &items {
            refuse_changed(desk, item, desk.today).await?;
        }
    }
    require_papers(desk, id, Action::Submit).await?;
    let run = checking::run(desk, &work.case, CheckStage::Submission, &items).await?;
    // Who holds a name or a place says more than the rule that it breaks.
    reserve(desk, &work.case, &items, &run).await?;
    run.refuse_blocked(&items)?;
    impacting::keep(desk, &work.case, CheckStage::Submission, &items).await?;
    obligations::service::meet(desk.tx, due(id), None, LimitKind::Supplement, desk.today).await?;
    open_obligation(desk, &work.case, None, LimitKind::Acceptance, desk.today).await?;
    desk.lay_down(work, json!({ "items": ids(&items) })).await
}

/// Sends a case back to be completed; it keeps its names meanwhile.
pub async fn return_for_supplement(desk: &Desk<'_>, id: CaseId, reasons: String) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Return).await?;
    obligations::service::meet(desk.tx, due(id), None, LimitKind::Acceptance, desk.today).await?;
    open_obligation(desk, &work.case, None, LimitKind::Supplement, desk.today).await?;
    desk.lay_down(work, json!({ "reasons": reasons })).await
}

/// Gives up on a case that was never completed after it was returned.
pub async fn lapse(desk: &Desk<'_>, id: CaseId, reason: String) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Lapse).await?;
    let due = obligations::service::of_subject(desk.tx, due(id)).await?;
    let supplement = due.iter().find(|due| due.limit.kind == LimitKind::Supplement && due.end.is_none());
    if let Some(due_on) = supplement.map(|supplement| supplement.due_on).filter(|due_on| *due_on >= desk.today) {
        return Err(Refusal::NotOverdue { due_on });
    }
    end(desk, work, reason).await
}

/// Takes an application back, on the applicant's wish or the office's.
pub async fn withdraw(desk: &Desk<'_>, id: CaseId, reason: String) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Withdraw).await?;
    if work.case.has_approved {
        return Err(Refusal::PartlyApproved);
    }
    end(desk, work, reason).await
}

/// Ends a case before its decision: its names are free, nothing is due any more, and a running notice ends.
async fn end(desk: &Desk<'_>, work: Work, reason: String) -> Result<NamingCase, Refusal> {
    let id = work.case.id;
    desk.release(&desk.items(id).await?).await?;
    let (zh, _) = work.action.title();
    obligations::service::drop_all(desk.tx, due(id), desk.today, zh).await?;
    if work.was(CaseState::InNotice)
        && let Some(notice) = work.case.notice
    {
        publications::service::end_early(desk.tx, desk.actor, desk.now, notice, &reason).await?;
    }
    desk.lay_down(work, json!({ "reason": reason })).await
}

/// Refuses a case without a paper that this action needs.
pub(super) async fn require_papers(desk: &Desk<'_>, case: CaseId, action: Action) -> Result<(), Refusal> {
    let papers = records::attachment::of_subject(desk.tx, super::subject(case)).await?;
    let is_there = |kind: PaperKind| papers.iter().any(|paper| paper.kind == kind.code());
    let Some(kind) = action.papers().iter().copied().find(|kind| !is_there(*kind)) else { return Ok(()) };
    let basis = if action == Action::File { "R753-13" } else { "R753-11" };
    Err(Refusal::MissingPaper { kind, action, basis })
}

/// Makes something due in a case from a day on.
pub(super) async fn open_obligation(
    desk: &Desk<'_>,
    case: &NamingCase,
    part: Option<uuid::Uuid>,
    kind: LimitKind,
    begins_on: time::Date,
) -> Result<(), Refusal> {
    open_labelled(desk, case, (part, kind), begins_on, &case.label()).await
}

/// Opens an obligation of a part of the case that people call something else than the case.
pub(super) async fn open_labelled(
    desk: &Desk<'_>,
    case: &NamingCase,
    (part, kind): (Option<uuid::Uuid>, LimitKind),
    begins_on: time::Date,
    label: &str,
) -> Result<(), Refusal> {
    let responsible = if kind == LimitKind::Supplement { Role::TownshipClerk } else { Role::NamingOfficer };
    let new = obligations::New {
        subject: due(case.id),
        part,
        kind,
        begins_on,
        township_code: case.draft.township_code.as_deref(),
        responsible,
        label,
    };
    obligations::service::open(desk.tx, desk.ids, new).await?;
    Ok(())
}

/// Every item has what an application says of it: where it is, and why (R753 art. 11). Length and width may come with the
/// survey.
pub(super) fn refuse_incomplete(case: &NamingCase, items: &[Item], stand: Stand) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    for item in items {
        let mut missing = |member: &str, zh: &str, en: &str| {
            let text = Text::new(format!("“{}”{zh}", item.name), format!("{}: {en}", item.name));
            faults.push((stand.pointer(item, member), text));
        };
        if item.location.as_deref().is_none_or(str::is_empty) {
            missing("location", "缺少位置描述（或起点、止点）", "where it is, or where it starts and ends, is missing");
        }
        if item.geometry.is_none() {
            missing("geometry", "缺少图形", "the geometry is missing");
        }
        if case.draft.case_type.brings_name() && item.reason.as_deref().is_none_or(str::is_empty) {
            missing("reason", "缺少命名缘由", "the reason for the name is missing");
        }
        if item.division_code.is_none() {
            missing("division_code", "缺少所在政区", "the division is missing");
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Incomplete(faults)) }
}

//! Undoing an approval after correction (R753 art. 34, 36): the register goes back from a day on; nothing is deleted.

use serde_json::json;
use time::{Date, Duration};

use super::{
    applying::open_obligation,
    deciding::decision_of,
    desk::{Desk, due, ids, pointer},
    resolving::spell,
    signing,
};
use crate::{
    naming::{
        Action, CaseType, Refusal,
        model::{CaseId, DecisionOutcome, FilingState, Item, ItemState, NamingCase, Revocation},
        store,
    },
    obligations::{self, LimitKind},
    register::{
        decided::{self, Approval, DecidedName},
        model::FeatureId,
        service::local_readings,
    },
};

/// Undoes what was approved in a case. What was not taken on file yet is not filed any more, and what was announced is to be
/// revoked by another announcement.
pub async fn revoke(desk: &Desk<'_>, id: CaseId, revocation: Revocation) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Revoke).await?;
    let approval = Approval {
        authority: revocation.authority.clone(),
        on: revocation.revoked_on,
        document_number: revocation.document_number.clone(),
    };
    let mut items = desk.items(id).await?;
    items.retain(|item| item.state == ItemState::Approved);
    for item in &mut items {
        let decision = item.decision.ok_or(Refusal::UnknownDecision)?;
        let decided_on = decision_of(desk, id, decision).await?.decided_on;
        // A name that held for no day cannot be recorded.
        desk.check_day("/revoked_on", approval.on, decided_on + Duration::days(1))?;
        undo(desk, work.case.draft.case_type, item, &approval, decided_on).await?;
        item.state = ItemState::Revoked;
        store::items::put(desk.tx, id, item).await?;
    }
    for mut filing in store::filings::of_case(desk.tx, id).await? {
        if filing.state != FilingState::Filed {
            filing.state = FilingState::Dropped;
            store::filings::save(desk.tx, &filing, None).await?;
        }
    }
    signing::cancel_orders(desk, id, Action::Revoke.title().0).await?;
    obligations::service::drop_all(desk.tx, due(id), desk.today, Action::Revoke.title().0).await?;
    for decision in store::decisions::of_case(desk.tx, id).await? {
        if decision.outcome == DecisionOutcome::Approved {
            store::revocations::insert(desk.tx, decision.id, &revocation).await?;
        }
        if decision.announced_on.is_some() {
            let (part, kind) = (Some(decision.id.0), LimitKind::Announcement);
            open_obligation(desk, &work.case, part, kind, revocation.revoked_on).await?;
        }
    }
    let facts = json!({
        "authority": revocation.authority, "document_number": revocation.document_number,
        "revoked_on": revocation.revoked_on, "reason": revocation.reason, "items": ids(&items),
    });
    desk.lay_down(work, facts).await
}

async fn undo(
    desk: &Desk<'_>,
    case_type: CaseType,
    item: &Item,
    approval: &Approval,
    decided_on: Date,
) -> Result<(), Refusal> {
    let place = item.place.ok_or(Refusal::UnknownItem)?;
    let before = async || -> Result<decided::Standing, Refusal> {
        let day = decided_on - Duration::days(1);
        decided::standing(desk.tx, place, day).await?.ok_or(Refusal::Register(crate::register::Refusal::UnknownPlace))
    };
    refuse_changed(desk, case_type, item, place, approval.on).await?;
    match case_type {
        CaseType::Name => decided::cancel(desk.tx, place, approval.on).await?,
        CaseType::Rename => {
            let name = name_of(desk, &before().await?).await?;
            decided::rename(desk.tx, desk.ids, place, &name, approval).await?;
        }
        CaseType::ExtentChange => {
            let before = before().await?;
            let drawn = before.geometry.as_ref().ok_or(Refusal::UnknownItem)?;
            decided::redraw(desk.tx, place, drawn, before.street.as_ref(), approval.on).await?;
        }
        CaseType::Cancel => {
            let name = name_of(desk, &before().await?).await?;
            decided::reinstate(desk.tx, desk.ids, place, &name, approval).await?;
        }
    }
    Ok(())
}

/// What this case made is undone, and nothing that was made since.
async fn refuse_changed(
    desk: &Desk<'_>,
    case_type: CaseType,
    item: &Item,
    place: FeatureId,
    on: Date,
) -> Result<(), Refusal> {
    let standing = decided::standing(desk.tx, place, on).await?;
    let is_as_made = match case_type {
        CaseType::Cancel => standing.is_none(),
        CaseType::Name | CaseType::Rename | CaseType::ExtentChange => {
            standing.is_some_and(|standing| standing.name == item.name)
        }
    };
    if is_as_made {
        return Ok(());
    }
    Err(Refusal::PlaceChanged { pointer: pointer(item, "place_id"), name: item.name.clone() })
}

/// The name that a place had, spelled as it was.
async fn name_of(desk: &Desk<'_>, standing: &decided::Standing) -> Result<DecidedName, Refusal> {
    let mut spelling = spell(&standing.name, &standing.category, None, &local_readings(desk.tx).await?)?;
    if let Some(pinyin) = &standing.pinyin {
        spelling.text.clone_from(pinyin);
    }
    Ok(DecidedName { text: standing.name.clone(), spelling, confirmed: standing.pinyin_confirmed })
}

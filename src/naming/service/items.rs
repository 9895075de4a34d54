//! Items: added, changed, taken out.

use serde_json::json;

use super::{
    applying::refuse_incomplete,
    checking,
    deciding::conclude,
    desk::{Desk, Stand, Work, ids, item_of},
    measuring::refuse_unmeasured,
    reserving::reserve,
    resolving::{Resolver, spell},
};
use crate::{
    kernel::pinyin::Syllable,
    naming::{
        Action, CaseState, Refusal,
        model::{CaseId, CheckStage, Item, ItemDraft, ItemId, ItemState, NamingCase},
        store,
    },
    register::service::local_readings,
};

/// Most items of one case; the largest seen had 1,351 roads.
const MOST_ITEMS: i32 = 2_000;

/// Adds items at the end.
pub async fn add_items(
    desk: &Desk<'_>,
    id: CaseId,
    drafts: Vec<ItemDraft>,
) -> Result<(NamingCase, Vec<Item>), Refusal> {
    let work = desk.take(id, Action::Edit).await?;
    let first = desk.items(id).await?.last().map_or(1, |last| last.position + 1);
    let resolver = Resolver::new(desk, &work.case.draft).await?;
    let mut added = Vec::new();
    for (position, (at, draft)) in (first..).zip(drafts.into_iter().enumerate()) {
        if position > MOST_ITEMS {
            return Err(Refusal::TooManyItems(MOST_ITEMS));
        }
        added.push(resolver.item(desk.ids.next(), position, draft, &format!("/items/{at}")).await?);
    }
    let case = enter(desk, work, &added, Stand::InBody { first }).await?;
    Ok((case, added))
}

/// Enters the first items of a case that was just opened; they have their places in it already.
pub(super) async fn add_resolved(desk: &Desk<'_>, id: CaseId, items: &[Item]) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Edit).await?;
    enter(desk, work, items, Stand::InCase).await
}

async fn enter(desk: &Desk<'_>, work: Work, added: &[Item], stand: Stand) -> Result<NamingCase, Refusal> {
    for item in added {
        store::items::put(desk.tx, work.case.id, item).await?;
    }
    finish(desk, work, json!({ "added": ids(added) }), added, stand).await
}

/// Writes an item anew.
pub async fn change_item(
    desk: &Desk<'_>,
    id: CaseId,
    item: ItemId,
    draft: ItemDraft,
) -> Result<(NamingCase, Item), Refusal> {
    let work = desk.take(id, Action::Edit).await?;
    let before = open_item(desk, id, item).await?;
    let resolver = Resolver::new(desk, &work.case.draft).await?;
    let changed = resolver.item(before.id, before.position, draft, "").await?;
    store::items::put(desk.tx, id, &changed).await?;
    let facts = json!({ "changed": { "item_id": changed.id, "from": before.name, "to": changed.name } });
    let case = finish(desk, work, facts, std::slice::from_ref(&changed), Stand::IsBody).await?;
    Ok((case, changed))
}

/// Keeps the readings that a person chose, one for each Chinese character of the name.
pub async fn choose_readings(
    desk: &Desk<'_>,
    id: CaseId,
    item: ItemId,
    readings: &[Syllable],
) -> Result<(NamingCase, Item), Refusal> {
    let work = desk.take(id, Action::Spell).await?;
    let mut item = open_item(desk, id, item).await?;
    let spelling = spell(&item.name, &item.category, Some(readings), &local_readings(desk.tx).await?)?;
    item.pinyin = spelling.text;
    (item.pinyin_confirmed, item.pinyin_doubtful) = (true, false);
    store::items::put(desk.tx, id, &item).await?;
    let facts = json!({ "spelled": { "item_id": item.id, "name": item.name, "pinyin": item.pinyin } });
    Ok((desk.lay_down(work, facts).await?, item))
}

/// Removes an item from a case that the applicant still writes; of a case that was applied for it is taken out.
pub async fn remove_item(desk: &Desk<'_>, id: CaseId, item: ItemId) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Edit).await?;
    if work.case.state != CaseState::Draft {
        return Err(Refusal::WrongState(crate::naming::state::WrongState {
            action: Action::Edit,
            state: work.case.state.code(),
        }));
    }
    let item = open_item(desk, id, item).await?;
    store::items::remove(desk.tx, id, &item).await?;
    desk.lay_down(work, json!({ "removed": ids([&item]) })).await
}

/// Takes an item out of a case; it stays on record, and its name is free again. The last open item leaves only a case
/// of which something was decided already: that one is then decided as a whole.
pub async fn take_out(desk: &Desk<'_>, id: CaseId, item: ItemId, reason: String) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::TakeOut).await?;
    let mut item = open_item(desk, id, item).await?;
    let items = desk.items(id).await?;
    let is_last = items.iter().filter(|item| item.is_open()).count() == 1;
    if is_last && items.iter().all(|item| item.decision.is_none()) {
        return Err(Refusal::LastItem);
    }
    item.state = ItemState::TakenOut;
    let facts = json!({ "taken_out": ids([&item]), "reason": reason });
    item.closed_reason = Some(reason);
    store::items::put(desk.tx, id, &item).await?;
    desk.release(std::slice::from_ref(&item)).await?;
    let case = desk.lay_down(work, facts).await?;
    if is_last { conclude(desk, id).await } else { Ok(case) }
}

/// Saves a case whose items changed: what is already applied for holds its new names and is checked again.
async fn finish(
    desk: &Desk<'_>,
    work: Work,
    facts: serde_json::Value,
    changed: &[Item],
    stand: Stand,
) -> Result<NamingCase, Refusal> {
    let case = &work.case;
    if case.state.is_with_applicant() {
        checking::run(desk, case, CheckStage::Draft, changed).await?;
    } else {
        refuse_incomplete(case, changed, stand)?;
        if case.state != CaseState::Accepted {
            refuse_unmeasured(case, changed, stand)?;
        }
        let check = checking::run(desk, case, CheckStage::Change, changed).await?.standing(stand);
        reserve(desk, case, changed, &check).await?;
        check.refuse_blocked(changed)?;
    }
    desk.lay_down(work, facts).await
}

async fn open_item(desk: &Desk<'_>, case: CaseId, id: ItemId) -> Result<Item, Refusal> {
    let item = item_of(desk.items(case).await?, id)?;
    if item.is_open() { Ok(item) } else { Err(Refusal::UnknownItem) }
}

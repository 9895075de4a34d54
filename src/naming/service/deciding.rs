//! The decision of the approving authority (R753 art. 12): it makes the names (art. 15) in the transaction that enters it.

use serde_json::json;
use time::Date;
use uuid::Uuid;

use super::{
    applying::open_obligation,
    checking,
    desk::{Desk, ids, pointer},
    impacting,
    resolving::spell,
    signing,
};
use crate::{
    kernel::{pinyin::LocalReadings, validity::ValidPeriod, words::RelationKind},
    naming::{
        Action, CaseState, CaseType, Refusal,
        model::{
            AuthorityKind, CaseId, CheckStage, Decision, DecisionId, DecisionOutcome, Extent, FilingState, Item,
            ItemId, ItemState, NamingCase, NewDecision,
        },
        policy,
        store::{
            self,
            office::{self, Office},
        },
    },
    obligations::LimitKind,
    register::{
        NewName, NewPlace,
        decided::{self, Approval, DecidedName},
        service::local_readings,
    },
};

/// Largest serial number of a place code.
const LARGEST_SERIAL: i32 = 999_999;

/// Enters a decision on some or all open items. Approved names are standard names from the day of the decision on;
/// when no item is left open, the case is approved, or rejected if nothing of it was approved.
pub async fn decide(desk: &Desk<'_>, id: CaseId, new: NewDecision) -> Result<(NamingCase, Decision), Refusal> {
    let mut work = desk.take(id, Action::Approve).await?;
    policy::may_decide(&desk.officer, &store::people::doers(desk.tx, id, policy::PREPARING).await?)?;
    desk.check_day("/decided_on", new.decided_on, work.since())?;
    let open = desk.open_items(id).await?;
    let (mut approved, mut refused) = sort(&open, &new)?;
    let run = checking::run(desk, &work.case, CheckStage::Approval, &approved).await?;
    run.refuse_blocked(&approved)?;
    run.refuse_unsettled(&approved)?;
    impacting::keep(desk, &work.case, CheckStage::Approval, &approved).await?;

    let decision = Decision {
        id: desk.ids.next(),
        outcome: if approved.is_empty() { DecisionOutcome::Rejected } else { DecisionOutcome::Approved },
        authority: new.authority,
        authority_kind: new.authority_kind,
        document_number: new.document_number,
        decided_on: new.decided_on,
        entered_at: desk.now,
        announcement: None,
        announced_on: None,
    };
    store::decisions::insert(desk.tx, id, &decision, desk.officer.id).await?;
    for item in &mut refused {
        item.state = ItemState::Refused;
        item.decision = Some(decision.id);
        store::items::put(desk.tx, id, item).await?;
    }
    // In one order for everybody, so that two decisions do not wait for each other.
    approved.sort_by(|one, two| order(one).cmp(&order(two)));
    let (readings, office) = (local_readings(desk.tx).await?, office::office(desk.tx).await?);
    for item in &mut approved {
        let name = decided_name(item, &readings)?;
        make(desk, &work.case, item, &decision, &name, &office).await?;
        item.state = ItemState::Approved;
        item.decision = Some(decision.id);
        store::items::put(desk.tx, id, item).await?;
    }
    approved.sort_by_key(|item| item.position);
    desk.release(&approved).await?;
    desk.release(&refused).await?;
    if decision.outcome == DecisionOutcome::Approved {
        make_due(desk, &work.case, &decision, &approved).await?;
    }
    let orders = signing::order(desk, &work.case, &approved).await?;
    let is_all = open.len() == approved.len() + refused.len();
    work.action = if is_all { outcome(&desk.items(id).await?) } else { Action::DecideInPart };
    work.case.state = CaseState::Reported.after(work.action)?;
    let facts = json!({
        "decision_id": decision.id, "authority": decision.authority, "authority_kind": decision.authority_kind,
        "document_number": decision.document_number, "decided_on": decision.decided_on,
        "approved": approved.iter().map(|item| json!({
            "item_id": item.id, "name": item.name, "place_id": item.place, "place_code": item.place_code,
        })).collect::<Vec<_>>(),
        "refused": refused.iter().map(|item| json!({
            "item_id": item.id, "name": item.name, "reason": item.closed_reason,
        })).collect::<Vec<_>>(),
        "sign_orders": orders.iter().map(|order| &order.number).collect::<Vec<_>>(),
    });
    let case = desk.lay_down(work, facts).await?;
    // What was approved in part before may be filed and announced by now, and the rest refused.
    Ok((record_if_done(desk, id).await?.unwrap_or(case), decision))
}

/// What is locked for an item, and its number in the case.
fn order(item: &Item) -> (Option<&str>, &str, Option<Uuid>, i32) {
    (item.division_code.as_deref(), &item.category, item.place.map(|place| place.0), item.position)
}

/// The items that were approved and those that were refused, these with their reasons.
fn sort(open: &[Item], new: &NewDecision) -> Result<(Vec<Item>, Vec<Item>), Refusal> {
    let find = |id: ItemId, at: String| {
        open.iter()
            .find(|item| item.id == id)
            .cloned()
            .ok_or_else(|| Refusal::unfit(at, "案件中没有这个待定条目", "the case has no such open item"))
    };
    let mut refused = Vec::with_capacity(new.refused.len());
    for (at, refusal) in new.refused.iter().enumerate() {
        let item = find(refusal.item, format!("/refused/{at}/item_id"))?;
        refused.push(Item { closed_reason: Some(refusal.reason.clone()), ..item });
    }
    let is_refused = |item: &Item| refused.iter().any(|other| other.id == item.id);
    let approved: Vec<Item> = match &new.approved {
        None => open.iter().filter(|item| !is_refused(item)).cloned().collect(),
        Some(wanted) => {
            let found = wanted.iter().enumerate().map(|(at, id)| find(*id, format!("/approved/{at}")));
            found.collect::<Result<_, _>>()?
        }
    };
    let mut told: Vec<ItemId> = approved.iter().chain(&refused).map(|item| item.id).collect();
    let all = told.len();
    told.sort_unstable();
    told.dedup();
    if told.len() != all {
        return Err(Refusal::unfit("/refused", "同一条目不能既批准又不批准，也不能重复", "an item is decided once"));
    }
    if told.is_empty() { Err(Refusal::NothingDecided) } else { Ok((approved, refused)) }
}

/// Ends a case that was decided in part and whose other items were taken out.
pub(super) async fn conclude(desk: &Desk<'_>, id: CaseId) -> Result<NamingCase, Refusal> {
    let case = store::cases::find(desk.tx, id).await?.ok_or(Refusal::UnknownCase)?;
    let items = desk.items(id).await?;
    let work = Desk::follow_up(case, outcome(&items))?;
    let case = desk.lay_down(work, json!({ "items": ids(&items) })).await?;
    Ok(record_if_done(desk, id).await?.unwrap_or(case))
}

/// What a case comes to whose items are all decided.
fn outcome(items: &[Item]) -> Action {
    let approved = items.iter().any(|item| item.state == ItemState::Approved);
    if approved { Action::Approve } else { Action::Reject }
}

/// Lets the register say what was approved of one item.
async fn make(
    desk: &Desk<'_>,
    case: &NamingCase,
    item: &mut Item,
    decision: &Decision,
    name: &DecidedName,
    office: &Office,
) -> Result<(), Refusal> {
    let approval = approval(decision);
    refuse_changed(desk, item, decision.decided_on).await?;
    match (case.draft.case_type, item.place) {
        (CaseType::Name, _) => {
            let place_code = next_place_code(desk, item, office).await?;
            let new = new_place(item, &approval, &place_code)?;
            let (place, name_id) = decided::establish(desk.tx, desk.ids, new, name).await?;
            (item.place, item.name_id, item.place_code) = (Some(place), Some(name_id.0), Some(place_code));
        }
        (CaseType::Rename, Some(place)) => {
            item.name_id = Some(decided::rename(desk.tx, desk.ids, place, name, &approval).await?.0);
        }
        (CaseType::ExtentChange, Some(place)) => {
            let drawn = item.geometry.as_ref().ok_or_else(|| undrawn(item))?;
            decided::redraw(desk.tx, place, drawn, Some(&item.street), approval.on).await?;
        }
        (CaseType::Cancel, Some(place)) => decided::cancel(desk.tx, place, approval.on).await?,
        (CaseType::Rename | CaseType::ExtentChange | CaseType::Cancel, None) => return Err(Refusal::UnknownItem),
    }
    Ok(())
}

/// What is applied for and decided on is what was shown: the place of an item is still there on a day, under the name and,
/// of a change of extent, with the extent that it had when the item was written.
pub(super) async fn refuse_changed(desk: &Desk<'_>, item: &Item, on: Date) -> Result<(), Refusal> {
    let Some(place) = item.place else { return Ok(()) };
    let is_as_shown = |standing: decided::Standing| {
        let extent = Extent::of(&standing.street.unwrap_or_default(), standing.geometry.as_ref());
        standing.name == *item.former_name.as_ref().unwrap_or(&item.name)
            && item.former_extent.as_ref().is_none_or(|former| *former == extent)
    };
    if decided::standing(desk.tx, place, on).await?.is_some_and(is_as_shown) {
        return Ok(());
    }
    Err(Refusal::PlaceChanged { pointer: pointer(item, "place_id"), name: item.name.clone() })
}

/// The document that names of a decision rest on.
pub(super) fn approval(decision: &Decision) -> Approval {
    Approval {
        authority: decision.authority.clone(),
        on: decision.decided_on,
        document_number: decision.document_number.clone(),
    }
}

/// The name of an item with its spelling as it was published.
fn decided_name(item: &Item, readings: &LocalReadings) -> Result<DecidedName, Refusal> {
    let mut spelling = spell(&item.name, &item.category, None, readings)?;
    spelling.text.clone_from(&item.pinyin);
    spelling.plain.clone_from(&item.keys.spoken);
    Ok(DecidedName { text: item.name.clone(), spelling, confirmed: item.pinyin_confirmed })
}

fn new_place(item: &Item, approval: &Approval, place_code: &str) -> Result<NewPlace, Refusal> {
    let valid = ValidPeriod::new(Some(approval.on), None).unwrap_or(ValidPeriod::ALWAYS);
    let mut attributes = serde_json::Map::new();
    for (member, text) in [("origin", &item.reason), ("location", &item.location)] {
        if let Some(text) = text {
            attributes.insert(member.to_owned(), json!(text));
        }
    }
    if item.sketched {
        attributes.insert("sketched".to_owned(), json!(true));
    }
    Ok(NewPlace {
        category: item.category.clone(),
        division_code: item.division_code.clone(),
        place_code: Some(place_code.to_owned()),
        valid,
        geometry: item.geometry.clone().ok_or_else(|| undrawn(item))?,
        is_public: true,
        attributes,
        name: NewName {
            text: item.name.clone(),
            kind: RelationKind::Standard,
            language: "zh".to_owned(),
            valid,
            approving_authority: Some(approval.authority.clone()),
            approved_on: Some(approval.on),
            document_number: Some(approval.document_number.clone()),
        },
        street: item.is_street().then(|| item.street.clone()),
    })
}

fn undrawn(item: &Item) -> Refusal {
    Refusal::unfit(pointer(item, "geometry"), "缺少图形", "the geometry is missing")
}

/// The next place code: county 6, below county 3, category 5, serial 6 digits (民地办发〔2010〕1号). A thing that is kept
/// in the county and in no township has 000 below the county.
async fn next_place_code(desk: &Desk<'_>, item: &Item, office: &Office) -> Result<String, Refusal> {
    let division = item.division_code.as_deref().unwrap_or(&office.county_code);
    let prefix = format!("{:0<9.9}{}", division, item.category);
    let serial = store::decisions::next_serial(desk.tx, &prefix).await?;
    if serial > LARGEST_SERIAL { Err(Refusal::NoPlaceCode(prefix)) } else { Ok(format!("{prefix}{serial:06}")) }
}

/// What is due after an approval, side by side: filing, announcing, signs.
async fn make_due(desk: &Desk<'_>, case: &NamingCase, decision: &Decision, approved: &[Item]) -> Result<(), Refusal> {
    let office = office::office(desk.tx).await?;
    // Other departments file with the place-name authority of their own level, everybody else with the next higher one
    // (R753 art. 13).
    let receiver = match decision.authority_kind {
        AuthorityKind::Department => office.bureau,
        AuthorityKind::Government | AuthorityKind::PlaceNameAuthority => office.filing_receiver,
    };
    store::filings::open(desk.tx, decision.id, &receiver).await?;
    let part = Some(decision.id.0);
    open_obligation(desk, case, part, LimitKind::Filing, decision.decided_on).await?;
    // Names approved by another department are announced within days of their filing (R753 art. 14).
    if decision.authority_kind != AuthorityKind::Department {
        open_obligation(desk, case, part, LimitKind::Announcement, decision.decided_on).await?;
    }
    signing::make_due(desk, case, decision, approved).await
}

/// Records a case when everything that was approved in it is filed and announced.
pub(super) async fn record_if_done(desk: &Desk<'_>, id: CaseId) -> Result<Option<NamingCase>, Refusal> {
    let case = store::cases::find(desk.tx, id).await?.ok_or(Refusal::UnknownCase)?;
    if case.state != CaseState::Approved {
        return Ok(None);
    }
    let decisions = store::decisions::of_case(desk.tx, id).await?;
    let filings = store::filings::of_case(desk.tx, id).await?;
    let filed = |decision: DecisionId| {
        filings.iter().any(|filing| filing.decision_id == decision && filing.state == FilingState::Filed)
    };
    let approved = || decisions.iter().filter(|decision| decision.outcome == DecisionOutcome::Approved);
    if !approved().all(|decision| decision.announced_on.is_some() && filed(decision.id)) {
        return Ok(None);
    }
    let work = Desk::follow_up(case, Action::Record)?;
    let names = desk.items(id).await?;
    let facts = json!({ "items": ids(names.iter().filter(|item| item.state == ItemState::Approved)) });
    Ok(Some(desk.lay_down(work, facts).await?))
}

/// A decision of a case.
pub(super) async fn decision_of(desk: &Desk<'_>, id: CaseId, decision: DecisionId) -> Result<Decision, Refusal> {
    let decisions = store::decisions::of_case(desk.tx, id).await?;
    decisions.into_iter().find(|found| found.id == decision).ok_or(Refusal::UnknownDecision)
}

/// The items that a decision approved.
pub(super) async fn approved_by(desk: &Desk<'_>, id: CaseId, decision: DecisionId) -> Result<Vec<Item>, Refusal> {
    let mut items = desk.items(id).await?;
    items.retain(|item| item.was_approved_by(decision));
    if items.is_empty() { Err(Refusal::UnknownDecision) } else { Ok(items) }
}

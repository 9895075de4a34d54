//! Use cases of defects. The caller opens the transaction of each and commits it.

use serde_json::{Value, json};
use time::Date;
use uuid::Uuid;

use super::{
    Refusal,
    codes::DefectState,
    model::{Defect, Filter, NewDefect, OurWord, REPORT_WITHIN, Repair, TheirWord},
    state::{self, DefectAction},
    store,
};
use crate::{
    boundaries::{self, MarkerId, codes::MarkerState},
    db::tx::Tx,
    kernel::dates::office_date,
    records::{self, Event, Pen, Step, Subject},
};

/// The records of a defect.
#[must_use]
pub const fn subject(id: Uuid) -> Subject {
    Subject { kind: "marker_defect", id }
}

/// States of a marker at which a defect can be found.
const STANDING: &[MarkerState] = &[MarkerState::Set, MarkerState::InService];

/// States that a defect gives to a marker.
const DEFECTIVE: &[MarkerState] =
    &[MarkerState::Damaged, MarkerState::Missing, MarkerState::Moved, MarkerState::TextWorn, MarkerState::TiePointLost];

/// Reports a defect, and turns the marker.
pub async fn report(pen: &Pen<'_>, new: NewDefect) -> Result<Defect, Refusal> {
    let by = pen.account().ok_or(Refusal::NoAccount)?;
    if new.seen_at > pen.now {
        return Err(Refusal::InFuture(new.seen_at));
    }
    let marker = boundaries::service::find_marker(pen.tx, &new.marker).await?;
    let known = Filter { marker: Some(marker.number.to_string()), ..Filter::default() };
    let is_open = |defect: &Defect| !matches!(defect.state, DefectState::Closed | DefectState::Unfounded);
    if store::list(pen.tx, &known, i64::MAX).await?.iter().any(is_open) {
        return Err(Refusal::OpenDefect);
    }
    let year = pen.today().year();
    let serial = store::next_number(pen.tx, year).await?;
    let (lower, higher) = marker.number.line.sides();
    let defect = Defect {
        id: pen.ids.next(),
        number: format!("JS{year:04}-{serial:04}"),
        marker: marker.id.0,
        marker_number: marker.number.to_string(),
        sides: [lower.to_owned(), higher.to_owned()],
        kind: new.kind,
        state: DefectState::Reported,
        seen_at: new.seen_at,
        due_at: new.seen_at + REPORT_WITHIN,
        description: new.description,
        deliberate: new.deliberate,
        inspection: new.inspection,
        notice: None,
        repair: None,
        ours: None,
        theirs: None,
        end_reason: None,
        version: 1,
        reported_by: pen.actor.label().to_owned(),
        reported_at: pen.now,
    };
    store::insert(pen.tx, &defect, by).await?;
    turn(pen, &defect, (STANDING, defect.kind.marker_state()), "defect").await?;
    let facts = json!({ "marker": defect.marker_number, "kind": defect.kind, "late": defect.is_late() });
    pen.append(subject(defect.id), Step::begins("report", defect.state.code()), facts).await?;
    Ok(defect)
}

/// Notes the letter to the neighbour (R353 art. 6).
pub async fn notify(
    pen: &Pen<'_>,
    id: Uuid,
    based_on: Option<i64>,
    (on, number): (Date, String),
) -> Result<Defect, Refusal> {
    let mut defect = take(pen, id, based_on, DefectAction::Notify).await?;
    check_day(pen, "/on", on, Some(office_date(defect.seen_at)))?;
    let facts = json!({ "on": on, "number": number });
    defect.notice = Some((on, number));
    turn(pen, &defect, (DEFECTIVE, MarkerState::NeighbourNotified), "neighbour_notified").await?;
    lay_down(pen, defect, DefectAction::Notify, facts).await
}

/// Notes a repair at which people of both sides were present.
pub async fn repair(pen: &Pen<'_>, id: Uuid, based_on: Option<i64>, repair: Repair) -> Result<Defect, Refusal> {
    let mut defect = take(pen, id, based_on, DefectAction::Repair).await?;
    check_day(pen, "/on", repair.on, defect.notice.as_ref().map(|(on, _)| *on))?;
    for side in &defect.sides {
        // People of a township come for the side of its county, too.
        if !repair.present.iter().any(|person| person.side.starts_with(side.as_str())) {
            return Err(Refusal::NotPresent(side.clone()));
        }
    }
    let facts = json!({ "on": repair.on, "present": repair.present.len() });
    let from = &[MarkerState::NeighbourNotified, MarkerState::JointRepair];
    defect.repair = Some(repair);
    turn(pen, &defect, (from, MarkerState::JointRepair), "joint_repair").await?;
    lay_down(pen, defect, DefectAction::Repair, facts).await
}

/// The leader confirms the repair for this side.
pub async fn confirm_ours(pen: &Pen<'_>, id: Uuid, based_on: Option<i64>) -> Result<Defect, Refusal> {
    let mut defect = take(pen, id, based_on, DefectAction::ConfirmOurs).await?;
    pen.account().ok_or(Refusal::NoAccount)?;
    let on = pen.today();
    defect.ours = Some(OurWord { by: pen.actor.label().to_owned(), on });
    lay_down(pen, defect, DefectAction::ConfirmOurs, json!({ "on": on })).await
}

/// Notes the neighbour's confirmation, which is a paper of its own: nobody here confirms for the other side.
pub async fn confirm_theirs(
    pen: &Pen<'_>,
    id: Uuid,
    based_on: Option<i64>,
    word: TheirWord,
) -> Result<Defect, Refusal> {
    let mut defect = take(pen, id, based_on, DefectAction::ConfirmTheirs).await?;
    check_day(pen, "/on", word.on, defect.repair.as_ref().map(|repair| repair.on))?;
    let facts = json!({ "on": word.on, "document_number": word.document_number, "digest": word.digest });
    defect.theirs = Some(word);
    lay_down(pen, defect, DefectAction::ConfirmTheirs, facts).await
}

/// Notes that nothing was wrong.
pub async fn dismiss(pen: &Pen<'_>, id: Uuid, based_on: Option<i64>, reason: String) -> Result<Defect, Refusal> {
    let mut defect = take(pen, id, based_on, DefectAction::Dismiss).await?;
    let from = [DEFECTIVE, &[MarkerState::NeighbourNotified]].concat();
    turn(pen, &defect, (&from, MarkerState::InService), "defect_dismissed").await?;
    let facts = json!({ "reason": reason });
    defect.end_reason = Some(reason);
    lay_down(pen, defect, DefectAction::Dismiss, facts).await
}

/// Locks a defect about which this can be done.
async fn take(pen: &Pen<'_>, id: Uuid, based_on: Option<i64>, action: DefectAction) -> Result<Defect, Refusal> {
    store::lock(pen.tx, id).await?;
    let defect = find(pen.tx, id).await?;
    if based_on.is_some_and(|read| read != defect.version) {
        return Err(Refusal::LostUpdate);
    }
    next(&defect, action)?;
    Ok(defect)
}

/// Keeps a defect after what was done, with its event. A marker whose repair both have confirmed is in service again.
async fn lay_down(pen: &Pen<'_>, mut defect: Defect, action: DefectAction, facts: Value) -> Result<Defect, Refusal> {
    // The state depends on who had confirmed before; `defect` says already who has now.
    let before = find(pen.tx, defect.id).await?;
    defect.state = next(&before, action)?;
    if defect.state == DefectState::Closed {
        turn(pen, &defect, (&[MarkerState::JointRepair], MarkerState::InService), "repaired").await?;
    }
    let by = if action == DefectAction::ConfirmOurs { pen.account() } else { None };
    store::save(pen.tx, &mut defect, by).await?;
    let step = Step { kind: action.code(), from: Some(before.state.code()), to: Some(defect.state.code()) };
    pen.append(subject(defect.id), step, facts).await?;
    Ok(defect)
}

async fn turn(
    pen: &Pen<'_>,
    defect: &Defect,
    states: (&[MarkerState], MarkerState),
    why: &'static str,
) -> Result<(), Refusal> {
    let facts = json!({ "defect": defect.number });
    boundaries::service::turn_marker(pen, MarkerId(defect.marker), states, (why, facts)).await?;
    Ok(())
}

fn next(defect: &Defect, action: DefectAction) -> Result<DefectState, Refusal> {
    let state = defect.state;
    state::after(state, defect.confirmed(), action).ok_or(Refusal::WrongState { state, action })
}

fn check_day(pen: &Pen<'_>, pointer: &'static str, day: Date, not_before: Option<Date>) -> Result<(), Refusal> {
    let not_after = pen.today();
    if day <= not_after && not_before.is_none_or(|first| first <= day) {
        return Ok(());
    }
    Err(Refusal::DayOutOfOrder { pointer, day, not_before, not_after })
}

/// A defect.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Defect, Refusal> {
    let filter = Filter { ids: Some(vec![id]), ..Filter::default() };
    store::list(tx, &filter, 1).await?.pop().ok_or(Refusal::Unknown)
}

/// Defects, the newest number first.
pub async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Defect>, Refusal> {
    Ok(store::list(tx, filter, limit).await?)
}

/// What happened to a defect.
pub async fn events(tx: &Tx, id: Uuid) -> Result<Vec<Event>, Refusal> {
    Ok(records::of_subject(tx, subject(id)).await?)
}

//! What an open case holds from its application on: its names in their scopes, and the places that it is about.

use super::{checking::Run, desk::Desk};
use crate::naming::{
    Refusal,
    model::{Item, NamingCase},
    store::{self, reservations::Holder},
};

/// Holds the places of these items, and their names in the scopes that the clinic found for them.
pub(super) async fn reserve(desk: &Desk<'_>, case: &NamingCase, items: &[Item], run: &Run) -> Result<(), Refusal> {
    if case.draft.case_type.is_of_existing() {
        hold_places(desk, items, run).await?;
    }
    if case.draft.case_type.brings_name() {
        hold_names(desk, case, items, run).await?;
    }
    Ok(())
}

async fn hold_places(desk: &Desk<'_>, items: &[Item], run: &Run) -> Result<(), Refusal> {
    // In one order for everybody, so that two who want the same places do not wait for each other.
    let mut placed: Vec<_> = items.iter().filter_map(|item| Some((item.place?, item))).collect();
    placed.sort_by_key(|(place, _)| place.0);
    for (place, item) in placed {
        if let Some(holder) = store::reservations::hold_place(desk.tx, item.id, place, desk.now).await? {
            let Holder { case_number, applicant } = holder;
            let name = item.former_name.as_ref().unwrap_or(&item.name).clone();
            return Err(Refusal::PlaceHeld { name, case_number, applicant, pointer: run.pointer(item, "place_id") });
        }
    }
    Ok(())
}

async fn hold_names(desk: &Desk<'_>, case: &NamingCase, items: &[Item], run: &Run) -> Result<(), Refusal> {
    // In one order for everybody, as places are.
    let mut scoped: Vec<_> = items.iter().zip(run.scopes()).collect();
    scoped.sort_by(|(one, _), (two, _)| one.keys.written.cmp(&two.keys.written));
    for (item, scope) in scoped {
        let item = Item { scope, ..item.clone() };
        store::items::put(desk.tx, case.id, &item).await?;
        if let Some(Holder { case_number, applicant }) = store::reservations::hold(desk.tx, &item, desk.now).await? {
            let pointer = run.pointer(&item, "name");
            return Err(Refusal::Reserved { name: item.name, case_number, applicant, pointer });
        }
    }
    Ok(())
}

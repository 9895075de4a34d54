//! What a renaming, a change of extent or a cancellation touches: everything that mentions the present name.
//!
//! Looked for when the case is applied for and when it is decided, and kept with it, so that what had to follow can be
//! told later. Boundary texts are not in the register yet.

use serde::Serialize;

use super::{
    desk::Desk,
    signing::{self, SignShowing},
};
use crate::{
    db::tx::Tx,
    naming::{
        Refusal,
        model::{CheckStage, Item, ItemId, NamingCase},
        store::{
            self,
            impacts::{Mention, NamedAfter, StreetEnd},
        },
    },
    publications::{self, Mentioned},
};

/// What one item touches.
#[derive(Debug, Serialize)]
pub struct Impact {
    /// The item.
    pub item_id: ItemId,
    /// The name that is looked for.
    pub name: String,
    /// Things whose names in use hold it, such as a school named after a road.
    pub names: Vec<NamedAfter>,
    /// Streets that are said to start or end at it.
    pub street_ends: Vec<StreetEnd>,
    /// Items of open cases that mention it in their ends or location.
    pub cases: Vec<Mention>,
    /// Notices and announcements that mention it.
    pub publications: Vec<Mentioned>,
    /// Signs that show it.
    pub signs: Vec<SignShowing>,
}

/// What these items touch now; nothing in a case that only brings new names.
pub(super) async fn of_items(
    tx: &Tx,
    case: &NamingCase,
    items: &[Item],
    day: time::Date,
) -> Result<Vec<Impact>, Refusal> {
    let mut impacts = Vec::new();
    if !case.draft.case_type.is_of_existing() {
        return Ok(impacts);
    }
    for item in items {
        let Some(place) = item.place else { continue };
        let name = item.former_name.as_ref().unwrap_or(&item.name);
        impacts.push(Impact {
            item_id: item.id,
            name: name.clone(),
            names: store::impacts::named_after(tx, name, place, day).await?,
            street_ends: store::impacts::street_ends(tx, name, place, day).await?,
            cases: store::impacts::mentions(tx, name, case.id).await?,
            publications: publications::service::mentioning(tx, name, case.id.0).await?,
            signs: signing::showing(tx, place, name).await?,
        });
    }
    Ok(impacts)
}

/// Keeps what these items touch at this point of the case.
pub(super) async fn keep(desk: &Desk<'_>, case: &NamingCase, stage: CheckStage, items: &[Item]) -> Result<(), Refusal> {
    let impacts = of_items(desk.tx, case, items, desk.today).await?;
    if impacts.is_empty() {
        return Ok(());
    }
    let result = serde_json::to_value(&impacts).unwrap_or_default();
    Ok(store::impacts::insert(desk.tx, desk.ids.next(), case.id, stage, desk.now, &result).await?)
}

//! Items.

use serde_json::{Value, json};

use crate::{
    archives::{
        clerk::Clerk,
        model::{Contents, Item, ItemFacts, ItemId, Link, MOST_ITEMS, VolumeId},
        refusal::Refusal,
        store,
    },
    db,
};

impl Clerk<'_> {
    /// Adds an item at the end of a volume; the volume afterwards, and the item in it.
    pub async fn add_item(
        &self,
        volume: VolumeId,
        based_on: Option<i64>,
        facts: ItemFacts,
    ) -> Result<(Contents, ItemId), Refusal> {
        let contents = self.lock_open(volume, based_on).await?;
        if contents.items.len() >= MOST_ITEMS {
            return Err(Refusal::TooManyItems(MOST_ITEMS));
        }
        let id: ItemId = self.ids.next();
        let serial = contents.standing().map(|item| item.serial).max().unwrap_or(0) + 1;
        store::insert_item(self.tx, (id, volume, serial), &facts, (self.by()?, self.now)).await?;
        self.link(id, &facts.links).await?;
        let said = json!({ "item_id": id, "serial": serial, "item": told(&facts) });
        let state = contents.volume.state;
        Ok((self.record(contents, Some(state), "add-item", said).await?, id))
    }

    /// Corrects what is said of an item, links included.
    pub async fn correct_item(
        &self,
        volume: VolumeId,
        id: ItemId,
        based_on: i64,
        facts: ItemFacts,
    ) -> Result<Contents, Refusal> {
        let contents = self.lock_open(volume, Some(based_on)).await?;
        let item = standing(&contents, id)?;
        let (before, after) = (told(&item.facts), told(&facts));
        let said = json!({ "item_id": id, "serial": item.serial, "before": before, "after": after });
        store::change_item(self.tx, id, &facts).await?;
        self.link(id, &facts.links).await?;
        let state = contents.volume.state;
        self.record(contents, Some(state), "correct-item", said).await
    }

    /// Takes an item out; it stays on record with the reason.
    pub async fn remove_item(
        &self,
        volume: VolumeId,
        id: ItemId,
        based_on: Option<i64>,
        reason: &str,
    ) -> Result<Contents, Refusal> {
        let contents = self.lock_open(volume, based_on).await?;
        let item = standing(&contents, id)?;
        let said = json!({ "item_id": id, "serial": item.serial, "title": item.facts.title, "reason": reason });
        store::remove(self.tx, id, reason, (self.by()?, self.now)).await?;
        let state = contents.volume.state;
        self.record(contents, Some(state), "remove-item", said).await
    }

    async fn lock_open(&self, volume: VolumeId, based_on: Option<i64>) -> Result<Contents, Refusal> {
        let contents = self.lock(volume, based_on).await?;
        let state = contents.volume.state;
        if state.is_open() { Ok(contents) } else { Err(Refusal::Closed(state)) }
    }

    async fn link(&self, id: ItemId, links: &[Link]) -> Result<(), Refusal> {
        for (at, link) in links.iter().enumerate() {
            let ordinal = i32::try_from(at + 1).unwrap_or(i32::MAX);
            let linked = store::insert_link(self.tx, id, ordinal, *link).await;
            linked.map_err(|error| unknown_target(at, error))?;
        }
        Ok(())
    }
}

/// What events say of an item.
fn told(facts: &ItemFacts) -> Value {
    let links = facts.links.iter().map(|link| json!({ "kind": link.kind, "id": link.target, "page": link.page }));
    json!({
        "type": facts.item_type, "document_number": facts.document_number, "author": facts.author, "title": facts.title,
        "dated_on": facts.dated_on.map(|day| day.to_string()), "secrecy": facts.secrecy, "pages": facts.pages,
        "sealed": facts.sealed, "signed": facts.signed, "remark": facts.remark, "links": links.collect::<Vec<_>>(),
    })
}

/// A refusal for a link whose target the register does not have.
fn unknown_target(at: usize, error: db::Error) -> Refusal {
    match error.constraint() {
        Some(
            "archive_item_link_line_id_fkey"
            | "archive_item_link_marker_id_fkey"
            | "archive_item_link_inspection_id_fkey"
            | "archive_item_link_case_id_fkey",
        ) => Refusal::UnknownTarget(at),
        _ => error.into(),
    }
}

/// An item that is in the volume.
pub(super) fn standing(contents: &Contents, id: ItemId) -> Result<&Item, Refusal> {
    let item = contents.items.iter().find(|item| item.id == id).ok_or(Refusal::UnknownItem)?;
    if item.removed.is_some() { Err(Refusal::Removed) } else { Ok(item) }
}

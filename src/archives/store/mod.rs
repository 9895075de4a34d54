//! Statements of volumes, items and scans; each does what its name says and decides nothing.

mod items;
mod scans;
pub(super) mod volumes;

use std::collections::HashMap;

use super::model::{Contents, Item, ItemId, Link, Scan, Volume, VolumeId};
use crate::db::{Error, WriteTx, tx::Tx};

pub(super) use items::{change as change_item, insert as insert_item, insert_link, place, remove};
pub use scans::KeptScan;
pub(super) use scans::{insert as insert_scan, kept_after, withdraw};

/// Locks a volume against other writers and reads it with all that is in it.
pub(super) async fn lock(tx: &WriteTx, id: VolumeId) -> Result<Option<Contents>, Error> {
    if volumes::lock(tx, id).await? { find(tx, id).await } else { Ok(None) }
}

/// A volume with all that is in it.
pub(super) async fn find(tx: &Tx, id: VolumeId) -> Result<Option<Contents>, Error> {
    let filter = volumes::Filter { ids: Some(vec![id.0]), ..volumes::Filter::default() };
    Ok(filled(tx, volumes::list(tx, &filter, 1).await?).await?.pop())
}

/// These volumes with all that is in them.
pub(super) async fn filled(tx: &Tx, volumes: Vec<Volume>) -> Result<Vec<Contents>, Error> {
    let ids: Vec<_> = volumes.iter().map(|volume| volume.id.0).collect();
    let mut links: HashMap<ItemId, Vec<Link>> = HashMap::new();
    for (item, link) in items::links(tx, &ids).await? {
        links.entry(item).or_default().push(link);
    }
    let mut scans: HashMap<ItemId, Vec<Scan>> = HashMap::new();
    for scan in scans::of_volumes(tx, &ids).await? {
        scans.entry(scan.item).or_default().push(scan);
    }
    let mut items: HashMap<VolumeId, Vec<Item>> = HashMap::new();
    for mut item in items::of_volumes(tx, &ids).await? {
        item.facts.links = links.remove(&item.id).unwrap_or_default();
        item.scans = scans.remove(&item.id).unwrap_or_default();
        items.entry(item.volume).or_default().push(item);
    }
    let fill = |volume: Volume| Contents { items: items.remove(&volume.id).unwrap_or_default(), volume };
    Ok(volumes.into_iter().map(fill).collect())
}

//! Statements of items and of what they belong to.

use time::OffsetDateTime;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    archives::model::{Item, ItemFacts, ItemId, Link, LinkKind, VolumeId},
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

/// The items of volumes, without links and scans, by their places; those that were taken out at the end.
pub(in crate::archives) async fn of_volumes(tx: &Tx, volumes: &Vec<Uuid>) -> Result<Vec<Item>, Error> {
    tx.query(&statement!("items"), &[volumes]).await?.iter().map(item).collect()
}

/// The links of the items of volumes, in order.
pub(in crate::archives) async fn links(tx: &Tx, volumes: &Vec<Uuid>) -> Result<Vec<(ItemId, Link)>, Error> {
    tx.query(&statement!("links"), &[volumes]).await?.iter().map(link).collect()
}

/// Enters an item without links.
pub(in crate::archives) async fn insert(
    tx: &WriteTx,
    (id, volume, serial): (ItemId, VolumeId, i32),
    facts: &ItemFacts,
    (by, at): (UserId, OffsetDateTime),
) -> Result<(), Error> {
    let ItemFacts {
        item_type, document_number, author, title, dated_on, secrecy, pages, sealed, signed, remark, ..
    } = facts;
    tx.execute(
        &statement!("insert_item"),
        &[
            &id.0,
            &volume.0,
            &serial,
            item_type,
            document_number,
            author,
            title,
            dated_on,
            secrecy,
            pages,
            sealed,
            signed,
            remark,
            &by.0,
            &at,
        ],
    )
    .await?;
    Ok(())
}

/// Writes what is said of an item, and forgets its links.
pub(in crate::archives) async fn change(tx: &WriteTx, id: ItemId, facts: &ItemFacts) -> Result<(), Error> {
    let ItemFacts {
        item_type, document_number, author, title, dated_on, secrecy, pages, sealed, signed, remark, ..
    } = facts;
    tx.execute(
        &statement!("change_item"),
        &[&id.0, item_type, document_number, author, title, dated_on, secrecy, pages, sealed, signed, remark],
    )
    .await?;
    tx.execute(&statement!("delete_links"), &[&id.0]).await?;
    Ok(())
}

/// Enters what an item belongs to, at its place among the links of the item, from 1.
pub(in crate::archives) async fn insert_link(tx: &WriteTx, id: ItemId, ordinal: i32, link: Link) -> Result<(), Error> {
    tx.execute(&statement!("insert_link"), &[&id.0, &ordinal, &link.kind.code(), &link.target, &link.page]).await?;
    Ok(())
}

/// Takes an item out.
pub(in crate::archives) async fn remove(
    tx: &WriteTx,
    id: ItemId,
    reason: &str,
    (by, at): (UserId, OffsetDateTime),
) -> Result<(), Error> {
    tx.execute(&statement!("remove_item"), &[&id.0, &reason, &by.0, &at]).await?;
    Ok(())
}

/// Gives items the places 1, 2, 3 and so on.
pub(in crate::archives) async fn place(tx: &WriteTx, order: &[ItemId]) -> Result<(), Error> {
    let order: Vec<Uuid> = order.iter().map(|id| id.0).collect();
    tx.execute(&statement!("place_items"), &[&order]).await?;
    Ok(())
}

fn item(row: &Row) -> Result<Item, Error> {
    let removed_at: Option<OffsetDateTime> = row.column("removed_at")?;
    Ok(Item {
        id: ItemId(row.column("item_id")?),
        volume: VolumeId(row.column("volume_id")?),
        serial: row.column("serial")?,
        facts: ItemFacts {
            item_type: row.column("item_type")?,
            document_number: row.column("document_number")?,
            author: row.column("author")?,
            title: row.column("title")?,
            dated_on: row.column("dated_on")?,
            secrecy: row.column("secrecy")?,
            pages: row.column("pages")?,
            sealed: row.column("sealed")?,
            signed: row.column("signed")?,
            remark: row.column("remark")?,
            links: Vec::new(),
        },
        scans: Vec::new(),
        removed: removed_at.zip(row.column("removed_reason")?),
    })
}

fn link(row: &Row) -> Result<(ItemId, Link), Error> {
    let kind: LinkKind = row
        .column::<&str>("kind")?
        .parse()
        .map_err(|reason| Error::Inconsistent { table: "archive_item_link", reason })?;
    let link = Link { kind, target: row.column("target")?, page: row.column("page")? };
    Ok((ItemId(row.column("item_id")?), link))
}

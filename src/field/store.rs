//! Statements of field work; each does what its name says and decides nothing.

use serde_json::Value;
use time::{Duration, OffsetDateTime};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    codes::ItemState,
    model::{About, Filter, Item, ItemId, NewItem, Phone, Settlement},
};
use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    photos::Digest,
    statement,
};

/// Keeps an item that waits; whether there was none of this id.
pub(super) async fn insert(tx: &WriteTx, new: &NewItem, phone: &Phone, at: OffsetDateTime) -> Result<bool, Error> {
    let after: Vec<Uuid> = new.after.iter().map(|item| item.0).collect();
    let kept = tx
        .execute(
            &statement!("insert_item"),
            &[
                &new.id.0,
                &new.kind,
                &phone.user.0,
                &phone.device,
                &new.content,
                &new.digest.as_bytes(),
                &new.base_version,
                &after,
                &new.captured_at,
                &phone.clock_shift.whole_seconds(),
                &at,
            ],
        )
        .await?;
    Ok(kept == 1)
}

/// Locks an item against other writers and reads it.
pub(super) async fn lock(tx: &WriteTx, id: ItemId) -> Result<Option<Item>, Error> {
    if tx.query_opt(&statement!("lock_item"), &[&id.0]).await?.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

/// An item.
pub(super) async fn find(tx: &Tx, id: ItemId) -> Result<Option<Item>, Error> {
    Ok(list(tx, &Filter { ids: Some(vec![id.0]), ..Filter::default() }, 1).await?.pop())
}

/// Items, the last that came first.
pub(super) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Item>, Error> {
    let Filter { ids, states, user, subject, before } = filter;
    let user = user.map(|user| user.0);
    let rows = tx.query(&statement!("items"), &[ids, states, &user, subject, before, &limit]).await?;
    rows.iter().map(item).collect()
}

/// An item that another one builds upon.
#[derive(Debug, Clone)]
pub(super) struct Before {
    pub(super) id: ItemId,
    pub(super) state: ItemState,
    pub(super) subject: Option<About>,
    pub(super) version: Option<i64>,
}

/// Those of these items that have come from an account; they stay as they are until the end of the transaction.
pub(super) async fn before(tx: &WriteTx, user: UserId, ids: &[ItemId]) -> Result<Vec<Before>, Error> {
    let ids: Vec<Uuid> = ids.iter().map(|item| item.0).collect();
    let rows = tx.query(&statement!("before"), &[&user.0, &ids]).await?;
    rows.iter()
        .map(|row| {
            Ok(Before {
                id: ItemId(row.column("item_id")?),
                state: row.column("state")?,
                subject: subject(row)?,
                version: row.column("subject_version")?,
            })
        })
        .collect()
}

/// Items of an account that wait for nothing any more, in the order in which they came.
pub(super) async fn ready(tx: &Tx, user: UserId) -> Result<Vec<ItemId>, Error> {
    let rows = tx.query(&statement!("ready"), &[&user.0]).await?;
    rows.iter().map(|row| Ok(ItemId(row.column("item_id")?))).collect()
}

/// Keeps what became of an item.
pub(super) async fn settle(tx: &WriteTx, id: ItemId, settlement: &Settlement) -> Result<(), Error> {
    let Settlement { state, subject, subject_version, problem, settled, reason } = settlement;
    let (subject_kind, subject_id) = subject.as_ref().map(|about| (&about.kind, about.id)).unzip();
    let (by, at) = settled.as_ref().map(|(by, at)| (by, at)).unzip();
    tx.execute(
        &statement!("settle_item"),
        &[&id.0, state, &subject_kind, &subject_id, subject_version, problem, &by, &at, reason],
    )
    .await?;
    Ok(())
}

/// The newest key: id and private key (PKCS #8).
pub(super) async fn signing_key(tx: &Tx) -> Result<Option<(Uuid, Vec<u8>)>, Error> {
    let row = tx.query_opt(&statement!("signing_key"), &[]).await?;
    row.map(|row| Ok((row.column("key_id")?, row.column("pkcs8")?))).transpose()
}

/// Keeps a key.
pub(super) async fn insert_key(
    tx: &WriteTx,
    id: Uuid,
    (pkcs8, public): (&[u8], &[u8]),
    at: OffsetDateTime,
) -> Result<(), Error> {
    tx.execute(&statement!("insert_key"), &[&id, &pkcs8, &public, &at]).await?;
    Ok(())
}

/// Every public key with its id, the oldest first.
pub(super) async fn keys(tx: &Tx) -> Result<Vec<(Uuid, Vec<u8>)>, Error> {
    let rows = tx.query(&statement!("keys"), &[]).await?;
    rows.iter().map(|row| Ok((row.column("key_id")?, row.column("public")?))).collect()
}

fn subject(row: &Row) -> Result<Option<About>, Error> {
    let id: Option<Uuid> = row.column("subject_id")?;
    id.map(|id| Ok(About { kind: row.column("subject_kind")?, id })).transpose()
}

fn item(row: &Row) -> Result<Item, Error> {
    let inconsistent = |reason: String| Error::Inconsistent { table: "field_item", reason };
    let digest: &[u8] = row.column("digest")?;
    let role: &str = row.column("role")?;
    let after: Vec<Uuid> = row.column("after")?;
    let (by, at) = (row.column::<Option<String>>("settled_by")?, row.column::<Option<OffsetDateTime>>("settled_at")?);
    Ok(Item {
        new: NewItem {
            id: ItemId(row.column("item_id")?),
            kind: row.column("kind")?,
            captured_at: row.column("captured_at")?,
            base_version: row.column("base_version")?,
            after: after.into_iter().map(ItemId).collect(),
            content: row.column("content")?,
            digest: Digest::try_from(digest).map_err(|_| inconsistent("digest is no SHA-256".into()))?,
        },
        phone: Phone {
            user: UserId(row.column("user_id")?),
            login: row.column("login")?,
            role: role.parse().map_err(|_| inconsistent(format!("`{role}` is no role")))?,
            device: row.column("device")?,
            clock_shift: Duration::seconds(row.column("clock_shift_s")?),
        },
        arrival: row.column("arrival")?,
        state: row.column("state")?,
        received_at: row.column("received_at")?,
        subject: subject(row)?,
        subject_version: row.column("subject_version")?,
        problem: row.column::<Option<Value>>("problem")?,
        settled: by.zip(at),
        settle_reason: row.column("settle_reason")?,
    })
}

//! Which objects the store holds.

use time::OffsetDateTime;

use crate::{
    db::{Error, WriteTx},
    photos::model::Digest,
    statement,
};

/// Says that an object is about to be put into the store.
pub(in crate::photos) async fn announce(
    tx: &WriteTx,
    digest: Digest,
    size: i64,
    now: OffsetDateTime,
) -> Result<(), Error> {
    tx.execute(&statement!("announce_object"), &[&digest.as_bytes(), &size, &now]).await?;
    Ok(())
}

/// An object announced before `instant` that no photo has, locked; other instances pass it over.
pub(in crate::photos) async fn lock_unused_object(
    tx: &WriteTx,
    instant: OffsetDateTime,
) -> Result<Option<Digest>, Error> {
    let row = tx.query_opt(&statement!("lock_unused_object"), &[&instant]).await?;
    row.as_ref().map(|row| super::digest(row, "digest", "photo_object")).transpose()
}

/// Forgets a locked object; whether still no photo had it.
pub(in crate::photos) async fn forget_object(tx: &WriteTx, digest: Digest) -> Result<bool, Error> {
    Ok(tx.execute(&statement!("forget_object"), &[&digest.as_bytes()]).await? == 1)
}

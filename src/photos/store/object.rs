//! Which objects the store holds.

use time::OffsetDateTime;

use crate::{
    db::{Error, WriteTx},
    photos::model::Digest,
    records::Subject,
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

/// Says that something else than a photo holds an object.
pub(in crate::photos) async fn insert_holder(tx: &WriteTx, digest: Digest, holder: Subject) -> Result<(), Error> {
    tx.execute(&statement!("insert_holder"), &[&digest.as_bytes(), &holder.kind, &holder.id]).await?;
    Ok(())
}

/// An object announced before `instant` that nothing holds, locked; other instances pass it over.
pub(in crate::photos) async fn lock_unused_object(
    tx: &WriteTx,
    instant: OffsetDateTime,
) -> Result<Option<Digest>, Error> {
    let row = tx.query_opt(&statement!("lock_unused_object"), &[&instant]).await?;
    row.as_ref().map(|row| super::digest(row, "digest", "photo_object")).transpose()
}

/// Forgets a locked object; whether still nothing held it.
pub(in crate::photos) async fn forget_object(tx: &WriteTx, digest: Digest) -> Result<bool, Error> {
    Ok(tx.execute(&statement!("forget_object"), &[&digest.as_bytes()]).await? == 1)
}

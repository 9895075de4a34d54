//! What is thrown away: uploads that nobody went on with, photos that nothing refers to, objects that no photo has.
//!
//! Several instances may sweep at once: each locks what it takes and passes over what is locked. Whether something is still
//! referred to is asked again behind the lock, in a statement that sees what was committed before it.

use time::OffsetDateTime;

use super::finishing::ANNOUNCED_FOR;
use crate::{
    db::{Db, Error},
    kernel::actor::Actor,
    photos::{model::UNATTACHED_KEPT_FOR, objects::ObjectStore, store},
};

/// Photos that are swept in one transaction.
const AT_ONCE: i64 = 200;

/// What a sweep has thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    /// Uploads.
    pub uploads: u64,
    /// Photos.
    pub photos: u64,
    /// Objects in the store.
    pub objects: u64,
}

/// Sweeps what has become useless by `now`. An object that the store does not remove stays known, and is tried again by
/// the next sweep.
pub async fn sweep(db: &Db, objects: &ObjectStore, now: OffsetDateTime) -> Result<Swept, Error> {
    let tx = db.write("photos.sweep_uploads", &Actor::Operator).await?;
    let uploads = store::end_expired(&tx, now).await?;
    tx.commit().await?;
    let photos = sweep_photos(db, now - UNATTACHED_KEPT_FOR).await?;
    let removed = sweep_objects(db, objects, now - ANNOUNCED_FOR).await?;
    if let Err(error) = objects.tidy((now - ANNOUNCED_FOR).into()).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "the object store was not tidied");
    }
    Ok(Swept { uploads, photos, objects: removed })
}

async fn sweep_photos(db: &Db, before: OffsetDateTime) -> Result<u64, Error> {
    let mut swept = 0;
    loop {
        let tx = db.write("photos.sweep", &Actor::Operator).await?;
        let found = store::lock_unattached(&tx, before, AT_ONCE).await?;
        swept += store::delete_unattached(&tx, &found).await?;
        tx.commit().await?;
        if found.is_empty() {
            return Ok(swept);
        }
    }
}

async fn sweep_objects(db: &Db, objects: &ObjectStore, before: OffsetDateTime) -> Result<u64, Error> {
    let mut removed = 0;
    loop {
        let tx = db.write("photos.sweep_objects", &Actor::Operator).await?;
        let Some(digest) = store::lock_unused_object(&tx, before).await? else {
            tx.roll_back().await?;
            return Ok(removed);
        };
        // Whoever announces the same object waits for this row, and then puts it anew.
        if store::forget_object(&tx, digest).await? {
            if let Err(error) = objects.remove(digest).await {
                tracing::warn!(error = &error as &dyn std::error::Error, %digest, "an object was not removed");
                tx.roll_back().await?;
                return Ok(removed);
            }
            removed += 1;
        }
        tx.commit().await?;
    }
}

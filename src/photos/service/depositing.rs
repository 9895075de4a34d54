//! Files of other slices in the object store: announced before they are put there, held by what they belong to.

use std::path::Path;

use crate::{
    db::{self, Db, WriteTx},
    kernel::actor::Actor,
    photos::{
        model::Digest,
        objects::{ObjectStore, StoreError},
        store,
    },
    records::Subject,
};

/// Why a file was not kept.
#[derive(Debug, thiserror::Error)]
pub enum DepositError {
    /// The object store failed.
    #[error("the object store failed")]
    Store(#[from] StoreError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// Puts the file at `path`, of `size` bytes with this digest, into the store. The sweep takes it after an hour unless
/// something [`hold`]s it by then.
pub async fn deposit(
    (db, objects): (&Db, &ObjectStore),
    actor: &Actor,
    (digest, size): (Digest, i64),
    path: &Path,
) -> Result<(), DepositError> {
    let tx = db.write("photos.announce_deposit", actor).await?;
    store::announce(&tx, digest, size, db.clock().now()).await?;
    tx.commit().await?;
    Ok(objects.put_file(digest, path.to_owned()).await?)
}

/// Lets something hold an object from the commit of this transaction on: it is kept for good.
pub async fn hold(tx: &WriteTx, digest: Digest, holder: Subject) -> Result<(), db::Error> {
    store::insert_holder(tx, digest, holder).await
}

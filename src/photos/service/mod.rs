//! What is done with uploads and photos.

mod beginning;
mod depositing;
mod finishing;
mod patch;
mod receiving;
mod sweeping;
mod taking;

use std::io;

use bytes::Bytes;
use futures_util::Stream;

use super::{
    darkroom::Darkroom,
    model::{Photo, PhotoId, Standing},
    objects::{ObjectStore, StoreError},
    refusal::Refusal,
    store,
};
use crate::{
    db::{Db, tx::Tx},
    kernel::{
        actor::{Actor, UserId},
        ids::Ids,
    },
};

pub use depositing::{DepositError, deposit, hold};
pub(super) use patch::{Checksum, Patch};
pub use sweeping::{Swept, sweep};
pub use taking::keep;

/// The photos of the register: database, object store and darkroom. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Photos {
    pub(super) db: Db,
    pub(super) ids: Ids,
    objects: ObjectStore,
    darkroom: Darkroom,
}

impl Photos {
    /// Photos known to `db` and kept in `objects`.
    #[must_use]
    pub fn new(db: Db, ids: Ids, objects: ObjectStore) -> Self {
        Self { db, ids, objects, darkroom: Darkroom::default() }
    }

    /// How far an upload of this account is.
    pub(super) async fn standing(&self, owner: &Owner, id: PhotoId) -> Result<Standing, Refusal> {
        let tx = self.db.read("photos.standing").await?;
        let standing = standing(&tx, owner.user, id).await?;
        tx.finish().await?;
        match standing {
            Some(Standing::Open(upload)) if upload.expires_at <= self.db.clock().now() => Err(Refusal::Expired),
            Some(standing) => Ok(standing),
            None => Err(Refusal::UnknownUpload),
        }
    }

    /// Ends an upload of this account before it is complete (tus 1.0.0, extension termination).
    pub(super) async fn end(&self, owner: &Owner, id: PhotoId) -> Result<(), Refusal> {
        let tx = self.db.write("photos.end_upload", &owner.actor).await?;
        let refusal = if store::end_upload(&tx, owner.user, id).await? {
            None
        } else if standing(&tx, owner.user, id).await?.is_some() {
            Some(Refusal::AlreadyComplete)
        } else {
            Some(Refusal::UnknownUpload)
        };
        tx.commit().await?;
        refusal.map_or(Ok(()), Err)
    }

    /// A photo that arrived whole.
    pub(super) async fn photo(&self, id: PhotoId) -> Result<Photo, Refusal> {
        let tx = self.db.read("photos.photo").await?;
        let photo = store::photo(&tx, id).await?;
        tx.finish().await?;
        photo.ok_or(Refusal::UnknownPhoto)
    }

    /// The bytes of a picture or a thumbnail.
    pub(super) async fn bytes(
        &self,
        digest: super::Digest,
    ) -> Result<impl Stream<Item = io::Result<Bytes>> + Send + use<>, StoreError> {
        self.objects.read(digest).await
    }
}

/// Whose upload it is.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    /// The account.
    pub(super) user: UserId,
    /// The same as the record of changes names it.
    pub(super) actor: Actor,
}

impl Owner {
    /// The owner that `actor` is; `None` for those without an account.
    pub(super) fn of(actor: Actor) -> Option<Self> {
        match &actor {
            Actor::User { id, .. } => Some(Self { user: *id, actor }),
            Actor::Operator | Actor::Public => None,
        }
    }
}

/// The upload of this account, or what became of it. The upload is looked for first: it becomes a photo in one step.
async fn standing(tx: &Tx, user: UserId, id: PhotoId) -> Result<Option<Standing>, Refusal> {
    if let Some(upload) = store::upload(tx, user, id).await? {
        return Ok(Some(Standing::Open(upload)));
    }
    let photo = store::photo(tx, id).await?.filter(|photo| photo.uploaded_by == Some(user));
    Ok(photo.map(|photo| Standing::Complete { length: photo.sent_size }))
}

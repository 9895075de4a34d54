//! What photos belong to: for other slices.

use time::OffsetDateTime;

use super::{
    Refusal,
    model::{Photo, PhotoId},
    store,
};
use crate::{
    db::{self, WriteTx, tx::Tx},
    kernel::actor::{Actor, UserId},
    records::Subject,
};

/// A photo and what it shows of the thing it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Attached {
    /// The photo.
    pub photo: Photo,
    /// What it shows, such as `before` or `after`.
    pub role: String,
    /// Log-in name of who attached it.
    pub attached_by: String,
    /// When.
    pub attached_at: OffsetDateTime,
}

/// Lets a photo belong to `subject` in the role `role`, from the commit of this transaction on: it is not swept any more.
///
/// The words of `subject` and `role` are the caller's own: lower-case letters and `_`, at most 40. The same again changes
/// nothing. A photo that is unknown or not yet complete is refused ([`Refusal::UnknownPhoto`]), and the transaction may go
/// on without it.
pub async fn attach(
    tx: &WriteTx,
    actor: &Actor,
    at: OffsetDateTime,
    photo: PhotoId,
    subject: Subject,
    role: &'static str,
) -> Result<(), Refusal> {
    if !store::hold_photo(tx, photo).await? {
        return Err(Refusal::UnknownPhoto);
    }
    Ok(store::insert_reference(tx, photo, subject, role, actor.label(), at).await?)
}

/// Like [`attach`], but a photo may also be on its way: with its last byte it belongs to `subject`. Tells whether it is
/// there. Only a photo of this `user` is meant.
pub async fn attach_or_await(
    tx: &WriteTx,
    (user, name): (UserId, &str),
    at: OffsetDateTime,
    photo: PhotoId,
    subject: Subject,
    role: &'static str,
) -> Result<bool, db::Error> {
    store::queue_for_photo(tx, photo).await?;
    let is_there = store::hold_photo(tx, photo).await?;
    if is_there {
        store::insert_reference(tx, photo, subject, role, name, at).await?;
    } else {
        store::insert_awaited(tx, photo, subject, role, (user, name), at).await?;
    }
    Ok(is_there)
}

/// The photos that `subject` names and that have not arrived.
pub async fn awaited(tx: &Tx, subject: Subject) -> Result<Vec<PhotoId>, db::Error> {
    store::awaited(tx, subject).await
}

/// The photos of `subject`, in the order they were attached.
pub async fn of_subject(tx: &Tx, subject: Subject) -> Result<Vec<Attached>, db::Error> {
    store::attached(tx, subject).await
}

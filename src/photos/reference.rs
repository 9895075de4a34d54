//! What photos belong to: for other slices.

use time::OffsetDateTime;

use super::{
    Refusal,
    model::{Photo, PhotoId},
    store,
};
use crate::{
    db::{self, WriteTx, tx::Tx},
    kernel::actor::Actor,
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

/// The photos of `subject`, in the order they were attached.
pub async fn of_subject(tx: &Tx, subject: Subject) -> Result<Vec<Attached>, db::Error> {
    store::attached(tx, subject).await
}

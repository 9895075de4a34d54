//! What photos belong to.

use time::OffsetDateTime;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    photos::{
        model::{Photo, PhotoId},
        reference::Attached,
    },
    records::Subject,
    statement,
};

/// Whether a photo is there; it stays until the end of the transaction.
pub(in crate::photos) async fn hold_photo(tx: &WriteTx, photo: PhotoId) -> Result<bool, Error> {
    Ok(tx.query_opt(&statement!("hold_photo"), &[&photo.0]).await?.is_some())
}

/// Lets a photo belong to something; once is enough.
pub(in crate::photos) async fn insert_reference(
    tx: &WriteTx,
    photo: PhotoId,
    subject: Subject,
    role: &str,
    by: &str,
    at: OffsetDateTime,
) -> Result<(), Error> {
    tx.execute(&statement!("insert_reference"), &[&photo.0, &subject.kind, &subject.id, &role, &by, &at]).await?;
    Ok(())
}

/// From here to the end of the transaction nobody else names or keeps this photo.
pub(in crate::photos) async fn queue_for_photo(tx: &WriteTx, photo: PhotoId) -> Result<(), Error> {
    tx.query_one(&statement!("queue_for_photo"), &[&photo.0]).await?;
    Ok(())
}

/// Notes that something names a photo which is not there; once is enough.
pub(in crate::photos) async fn insert_awaited(
    tx: &WriteTx,
    photo: PhotoId,
    subject: Subject,
    role: &str,
    (user, name): (UserId, &str),
    at: OffsetDateTime,
) -> Result<(), Error> {
    let Subject { kind, id } = subject;
    tx.execute(&statement!("insert_awaited"), &[&photo.0, &kind, &id, &role, &user.0, &name, &at]).await?;
    Ok(())
}

/// Lets a photo that has just arrived belong to what its sender named it for.
pub(in crate::photos) async fn attach_awaited(tx: &WriteTx, photo: &Photo) -> Result<(), Error> {
    let sender = photo.uploaded_by.map(|user| user.0);
    tx.execute(&statement!("attach_awaited"), &[&photo.id.0, &sender, &photo.uploaded_at]).await?;
    Ok(())
}

/// The photos that something names and that are not there.
pub(in crate::photos) async fn awaited(tx: &Tx, subject: Subject) -> Result<Vec<PhotoId>, Error> {
    let rows = tx.query(&statement!("awaited"), &[&subject.kind, &subject.id]).await?;
    rows.iter().map(|row| Ok(PhotoId(row.column("photo_id")?))).collect()
}

/// The photos of something, in the order they were attached.
pub(in crate::photos) async fn attached(tx: &Tx, subject: Subject) -> Result<Vec<Attached>, Error> {
    let rows = tx.query(&statement!("attached"), &[&subject.kind, &subject.id]).await?;
    rows.iter()
        .map(|row| {
            Ok(Attached {
                photo: super::photo::read(row)?,
                role: row.column("role")?,
                attached_by: row.column("attached_by")?,
                attached_at: row.column("attached_at")?,
            })
        })
        .collect()
}

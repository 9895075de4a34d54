//! Uploads and their parts.

use time::OffsetDateTime;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    photos::model::{Digest, NewUpload, PhotoId, Upload},
    statement,
};

/// Waits until every earlier upload of this account has been counted.
pub(in crate::photos) async fn queue_for_user(tx: &WriteTx, user: UserId) -> Result<(), Error> {
    tx.query_one(&statement!("queue_for_user"), &[&user.0]).await?;
    Ok(())
}

/// How many uploads this account has open, and how many bytes were announced for them.
pub(in crate::photos) async fn open_of_user(tx: &Tx, user: UserId, now: OffsetDateTime) -> Result<(i64, i64), Error> {
    let row = tx.query_one(&statement!("open_of_user"), &[&user.0, &now]).await?;
    Ok((row.column("uploads")?, row.column("bytes")?))
}

/// Begins an upload; the photo's id must be free.
pub(in crate::photos) async fn insert_upload(
    tx: &WriteTx,
    user: UserId,
    new: &NewUpload,
    now: OffsetDateTime,
    expires_at: OffsetDateTime,
) -> Result<(), Error> {
    let NewUpload { photo, length, metadata, file_name, sent_digest } = new;
    let sent_digest = sent_digest.as_ref().map(Digest::as_bytes);
    tx.execute(
        &statement!("insert_upload"),
        &[&photo.0, &user.0, length, metadata, file_name, &sent_digest, &now, &expires_at],
    )
    .await?;
    Ok(())
}

/// An upload of this account.
pub(in crate::photos) async fn upload(tx: &Tx, user: UserId, photo: PhotoId) -> Result<Option<Upload>, Error> {
    tx.query_opt(&statement!("upload"), &[&photo.0, &user.0]).await?.as_ref().map(read).transpose()
}

/// The same, locked.
pub(in crate::photos) async fn lock_upload(
    tx: &WriteTx,
    user: UserId,
    photo: PhotoId,
) -> Result<Option<Upload>, Error> {
    tx.query_opt(&statement!("lock_upload"), &[&photo.0, &user.0]).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Upload, Error> {
    let sent_digest = match row.column::<Option<&[u8]>>("sent_digest")? {
        Some(_) => Some(super::digest(row, "sent_digest", "photo_upload")?),
        None => None,
    };
    Ok(Upload {
        new: NewUpload {
            photo: PhotoId(row.column("photo_id")?),
            length: row.column("length")?,
            metadata: row.column("metadata")?,
            file_name: row.column("file_name")?,
            sent_digest,
        },
        received: row.column("received")?,
        expires_at: row.column("expires_at")?,
    })
}

/// Moves an upload on, and its expiry; whether it stood at `from`.
pub(in crate::photos) async fn advance(
    tx: &WriteTx,
    photo: PhotoId,
    from: i64,
    to: i64,
    expires_at: OffsetDateTime,
) -> Result<bool, Error> {
    Ok(tx.execute(&statement!("advance"), &[&photo.0, &from, &to, &expires_at]).await? == 1)
}

/// Keeps bytes of an upload, counted or not yet.
pub(in crate::photos) async fn insert_part(
    tx: &WriteTx,
    photo: PhotoId,
    patch: Uuid,
    starts_at: i64,
    is_counted: bool,
    content: &[u8],
) -> Result<(), Error> {
    tx.execute(&statement!("insert_part"), &[&photo.0, &patch, &starts_at, &is_counted, &content]).await?;
    Ok(())
}

/// Counts what a request brought; how many bytes that are.
pub(in crate::photos) async fn count_parts(tx: &WriteTx, photo: PhotoId, patch: Uuid) -> Result<i64, Error> {
    tx.query_one(&statement!("count_parts"), &[&photo.0, &patch]).await?.column("bytes")
}

/// Forgets what earlier requests brought and is not counted.
pub(in crate::photos) async fn forget_uncounted(tx: &WriteTx, photo: PhotoId) -> Result<(), Error> {
    tx.execute(&statement!("forget_uncounted"), &[&photo.0]).await?;
    Ok(())
}

/// The bytes that are kept and those of this request, piece by piece.
pub(in crate::photos) async fn parts(tx: &Tx, photo: PhotoId, patch: Uuid) -> Result<Vec<Vec<u8>>, Error> {
    let rows = tx.query(&statement!("parts"), &[&photo.0, &patch]).await?;
    rows.iter().map(|row| row.column("content")).collect()
}

/// Forgets an upload of this account; whether there was one.
pub(in crate::photos) async fn end_upload(tx: &WriteTx, user: UserId, photo: PhotoId) -> Result<bool, Error> {
    Ok(tx.execute(&statement!("end_upload"), &[&photo.0, &user.0]).await? == 1)
}

/// Forgets an upload whose photo is kept in the same transaction; whether it still stood at `received`.
pub(in crate::photos) async fn complete_upload(tx: &WriteTx, photo: PhotoId, received: i64) -> Result<bool, Error> {
    Ok(tx.execute(&statement!("complete_upload"), &[&photo.0, &received]).await? == 1)
}

/// Forgets uploads that had expired by `instant`.
pub(in crate::photos) async fn end_expired(tx: &WriteTx, instant: OffsetDateTime) -> Result<u64, Error> {
    tx.execute(&statement!("end_expired"), &[&instant]).await
}

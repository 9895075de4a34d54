//! Photos.

use geo::{Geometry, Point};
use time::OffsetDateTime;
use tokio_postgres::Row;
use uuid::Uuid;

use super::digest;
use crate::{
    db::{Error, PgGeometry, WriteTx, row::RowExt, tx::Tx},
    kernel::{actor::UserId, geometry::Position},
    photos::model::{CameraPosition, MediaType, Photo, PhotoId, Testimony},
    statement,
};

/// Keeps a photo.
pub(in crate::photos) async fn insert_photo(tx: &WriteTx, photo: &Photo) -> Result<(), Error> {
    let Testimony { taken_at, position, datum } = &photo.testimony;
    let point = position.map(|position| PgGeometry(Geometry::Point(Point(position.at.coord()))));
    tx.execute(
        &statement!("insert_photo"),
        &[
            &photo.id.0,
            &photo.sent_digest.as_bytes(),
            &photo.sent_size,
            &photo.digest.as_bytes(),
            &photo.thumbnail_digest.as_bytes(),
            &photo.media_type.code(),
            &photo.width,
            &photo.height,
            &photo.file_name,
            taken_at,
            &point,
            &position.map(|position| position.source),
            datum,
            &position.and_then(|position| position.accuracy_m),
            &photo.uploaded_by.map(|user| user.0),
            &photo.uploaded_at,
        ],
    )
    .await?;
    Ok(())
}

/// A photo.
pub(in crate::photos) async fn photo(tx: &Tx, id: PhotoId) -> Result<Option<Photo>, Error> {
    tx.query_opt(&statement!("photo"), &[&id.0]).await?.as_ref().map(read).transpose()
}

/// The photo of a row.
pub(super) fn read(row: &Row) -> Result<Photo, Error> {
    let inconsistent = |reason: &str| Error::Inconsistent { table: "photo", reason: reason.to_owned() };
    let media_type = MediaType::from_code(row.column("media_type")?);
    Ok(Photo {
        id: PhotoId(row.column("photo_id")?),
        sent_digest: digest(row, "sent_digest", "photo")?,
        sent_size: row.column("sent_size")?,
        digest: digest(row, "digest", "photo")?,
        size: row.column("size")?,
        thumbnail_digest: digest(row, "thumbnail_digest", "photo")?,
        thumbnail_size: row.column("thumbnail_size")?,
        media_type: media_type.ok_or_else(|| inconsistent("an unknown media type"))?,
        width: row.column("width")?,
        height: row.column("height")?,
        file_name: row.column("file_name")?,
        testimony: Testimony {
            taken_at: row.column("taken_at")?,
            position: position(row)?,
            datum: row.column("position_datum")?,
        },
        uploaded_by: row.column::<Option<Uuid>>("uploaded_by")?.map(UserId),
        uploaded_at: row.column("uploaded_at")?,
    })
}

fn position(row: &Row) -> Result<Option<CameraPosition>, Error> {
    let inconsistent = |reason: String| Error::Inconsistent { table: "photo", reason };
    match (row.column::<Option<PgGeometry>>("position")?, row.column("position_source")?) {
        (Some(PgGeometry(Geometry::Point(point))), Some(source)) => {
            let at = Position::new(point.x(), point.y()).map_err(|bad| inconsistent(bad.to_string()))?;
            Ok(Some(CameraPosition { at, source, accuracy_m: row.column("position_accuracy_m")? }))
        }
        (None, None) => Ok(None),
        (Some(_), _) | (None, Some(_)) => Err(inconsistent("half of a position".to_owned())),
    }
}

/// At most `most` photos from before `instant` that nothing refers to, locked; other instances pass them over.
pub(in crate::photos) async fn lock_unattached(
    tx: &WriteTx,
    instant: OffsetDateTime,
    most: i64,
) -> Result<Vec<Uuid>, Error> {
    let rows = tx.query(&statement!("lock_unattached"), &[&instant, &most]).await?;
    rows.iter().map(|row| row.column("photo_id")).collect()
}

/// Forgets those locked photos that still nothing refers to; how many.
pub(in crate::photos) async fn delete_unattached(tx: &WriteTx, photos: &[Uuid]) -> Result<u64, Error> {
    tx.execute(&statement!("delete_unattached"), &[&photos]).await
}

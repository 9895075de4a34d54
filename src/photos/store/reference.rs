//! What photos belong to.

use time::OffsetDateTime;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    photos::{model::PhotoId, reference::Attached},
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

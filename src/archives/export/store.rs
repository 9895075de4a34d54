//! Statements of packages; each does what its name says and decides nothing.

use tokio_postgres::Row;
use uuid::Uuid;

use super::model::{Export, ExportId};
use crate::{
    archives::VolumeId,
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    photos::Digest,
    statement,
};

/// Enters a package.
pub(super) async fn insert(tx: &WriteTx, export: &Export) -> Result<(), Error> {
    let volumes: Vec<Uuid> = export.volumes.iter().map(|id| id.0).collect();
    tx.execute(
        &statement!("insert_export"),
        &[
            &export.id.0,
            &export.recipient,
            &export.purpose,
            &export.manifest,
            &export.manifest_digest.as_bytes(),
            &volumes,
            &export.exported_by.0,
            &export.exported_at,
        ],
    )
    .await?;
    Ok(())
}

/// A package.
pub(super) async fn find(tx: &Tx, id: ExportId) -> Result<Option<Export>, Error> {
    tx.query_opt(&statement!("export"), &[&id.0]).await?.as_ref().map(export).transpose()
}

/// Packages, the newest first.
pub(super) async fn list(tx: &Tx, before: Option<ExportId>, limit: i64) -> Result<Vec<Export>, Error> {
    let rows = tx.query(&statement!("exports"), &[&before.map(|id| id.0), &limit]).await?;
    rows.iter().map(export).collect()
}

fn export(row: &Row) -> Result<Export, Error> {
    let digest = Digest::try_from(row.column::<&[u8]>("manifest_digest")?)
        .map_err(|_| Error::Inconsistent { table: "archive_export", reason: "manifest_digest is no SHA-256".into() })?;
    Ok(Export {
        id: ExportId(row.column("export_id")?),
        recipient: row.column("recipient")?,
        purpose: row.column("purpose")?,
        manifest: row.column("manifest")?,
        manifest_digest: digest,
        volumes: row.column::<Vec<Uuid>>("volumes")?.into_iter().map(VolumeId).collect(),
        exported_by: UserId(row.column("exported_by")?),
        exported_at: row.column("exported_at")?,
    })
}

//! Statements of scans.

use time::OffsetDateTime;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    archives::model::{ItemId, Scan, ScanId},
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    photos::Digest,
    statement,
};

/// The scans of volumes, in order.
pub(in crate::archives) async fn of_volumes(tx: &Tx, volumes: &Vec<Uuid>) -> Result<Vec<Scan>, Error> {
    tx.query(&statement!("scans"), &[volumes]).await?.iter().map(scan).collect()
}

/// Enters a scan.
pub(in crate::archives) async fn insert(tx: &WriteTx, scan: &Scan, by: UserId) -> Result<(), Error> {
    tx.execute(
        &statement!("insert_scan"),
        &[
            &scan.id.0,
            &scan.item.0,
            &scan.ordinal,
            &scan.digest.as_bytes(),
            &scan.size,
            &scan.media_type,
            &scan.pages,
            &scan.counted_pages,
            &by.0,
            &scan.scanned_at,
        ],
    )
    .await?;
    Ok(())
}

/// Withdraws a scan.
pub(in crate::archives) async fn withdraw(
    tx: &WriteTx,
    id: ScanId,
    reason: &str,
    (by, at): (UserId, OffsetDateTime),
) -> Result<(), Error> {
    tx.execute(&statement!("withdraw_scan"), &[&id.0, &reason, &by.0, &at]).await?;
    Ok(())
}

/// A scan with where it belongs, whether it counts or not.
#[derive(Debug, Clone)]
pub struct KeptScan {
    /// The scan.
    pub scan: Scan,
    /// Catalogue number of its volume, or else its title.
    pub volume: String,
    /// Place of its item in the volume.
    pub serial: i32,
    /// Title of its item.
    pub title: String,
}

/// Scans of all volumes after this one, by id.
pub(in crate::archives) async fn kept_after(
    tx: &Tx,
    after: Option<ScanId>,
    limit: i64,
) -> Result<Vec<KeptScan>, Error> {
    let rows = tx.query(&statement!("kept_scans"), &[&after.map(|id| id.0), &limit]).await?;
    let kept = |row: &Row| {
        Ok(KeptScan {
            scan: scan(row)?,
            volume: row.column("volume")?,
            serial: row.column("serial")?,
            title: row.column("title")?,
        })
    };
    rows.iter().map(kept).collect()
}

fn scan(row: &Row) -> Result<Scan, Error> {
    let digest = Digest::try_from(row.column::<&[u8]>("digest")?)
        .map_err(|_| Error::Inconsistent { table: "archive_scan", reason: "digest is no SHA-256".into() })?;
    let withdrawn_at: Option<OffsetDateTime> = row.column("withdrawn_at")?;
    Ok(Scan {
        id: ScanId(row.column("scan_id")?),
        item: ItemId(row.column("item_id")?),
        ordinal: row.column("ordinal")?,
        digest,
        size: row.column("size")?,
        media_type: row.column("media_type")?,
        pages: row.column("pages")?,
        counted_pages: row.column("counted_pages")?,
        scanned_at: row.column("scanned_at")?,
        withdrawn: withdrawn_at.zip(row.column("withdrawn_reason")?),
    })
}

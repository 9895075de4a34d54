//! Scans: files come in, are looked at, put into the store, and entered.

use std::path::PathBuf;

use serde_json::json;

use super::items::standing;
use crate::{
    archives::{
        clerk::Clerk,
        codes::MediaType,
        model::{Contents, ItemId, MOST_SCANS, Scan, ScanId, VolumeId},
        pages,
        refusal::Refusal,
        store,
    },
    db::tx::Tx,
    photos::{self, Digest},
    records::Subject,
};

/// What the records call a scan.
const SUBJECT: &str = "archive_scan";

/// A file that is to be a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanFile {
    /// SHA-256 of it.
    pub digest: Digest,
    /// Bytes.
    pub size: i64,
    /// What kind of file it is.
    pub media_type: MediaType,
    /// Its pages, where they can be counted.
    pub counted_pages: Option<i32>,
}

impl ScanFile {
    /// Looks at the file at `path`, of `size` bytes with this digest.
    pub async fn of(path: PathBuf, digest: Digest, size: i64) -> Result<Self, Refusal> {
        let looked = tokio::task::spawn_blocking(move || {
            let content = std::fs::read(path)?;
            let Some(media_type) = MediaType::sniff(&content) else { return Ok(None) };
            Ok::<_, std::io::Error>(Some((media_type, content)))
        });
        let found = looked.await?.map_err(|error| Refusal::BrokeOff(Box::new(error)))?;
        let (media_type, content) = found.ok_or(Refusal::NotAScan)?;
        // Whatever reads what others made must not take the request with it: a file on which it breaks is not counted.
        let counted = tokio::task::spawn_blocking(move || pages::count(media_type, content)).await;
        Ok(Self { digest, size, media_type, counted_pages: counted.ok().flatten() })
    }
}

impl Clerk<'_> {
    /// Enters a scan of an item, whose file is in the store; `pages` is what the archivist says.
    pub async fn add_scan(
        &self,
        (volume, item): (VolumeId, ItemId),
        based_on: Option<i64>,
        file: ScanFile,
        pages: i32,
    ) -> Result<(Contents, ScanId), Refusal> {
        let contents = self.lock_for_scans(volume, based_on).await?;
        let found = standing(&contents, item)?;
        let ordinal = found.scans.len() + 1;
        let ordinal = i32::try_from(ordinal).unwrap_or(i32::MAX);
        if i64::from(ordinal) > MOST_SCANS {
            return Err(Refusal::TooManyScans(MOST_SCANS));
        }
        let scan = Scan {
            id: self.ids.next(),
            item,
            ordinal,
            digest: file.digest,
            size: file.size,
            media_type: file.media_type,
            pages,
            counted_pages: file.counted_pages,
            scanned_at: self.now,
            withdrawn: None,
        };
        store::insert_scan(self.tx, &scan, self.by()?).await?;
        photos::hold(self.tx, scan.digest, Subject { kind: SUBJECT, id: scan.id.0 }).await?;
        let said = json!({
            "item_id": item, "serial": found.serial, "scan_id": scan.id, "sha256": scan.digest.to_string(),
            "size": scan.size, "pages": pages, "counted_pages": scan.counted_pages,
        });
        let state = contents.volume.state;
        Ok((self.record(contents, Some(state), "add-scan", said).await?, scan.id))
    }

    /// Withdraws a scan; its file is kept.
    pub async fn withdraw_scan(
        &self,
        (volume, item, id): (VolumeId, ItemId, ScanId),
        based_on: Option<i64>,
        reason: &str,
    ) -> Result<Contents, Refusal> {
        let contents = self.lock_for_scans(volume, based_on).await?;
        let found = standing(&contents, item)?;
        let scan = found.scans.iter().find(|scan| scan.id == id).ok_or(Refusal::UnknownScan)?;
        if scan.withdrawn.is_some() {
            return Err(Refusal::Withdrawn);
        }
        store::withdraw(self.tx, id, reason, (self.by()?, self.now)).await?;
        let said = json!({ "item_id": item, "serial": found.serial, "scan_id": id, "reason": reason });
        let state = contents.volume.state;
        self.record(contents, Some(state), "withdraw-scan", said).await
    }

    async fn lock_for_scans(&self, volume: VolumeId, based_on: Option<i64>) -> Result<Contents, Refusal> {
        let contents = self.lock(volume, based_on).await?;
        let state = contents.volume.state;
        if state.takes_scans() { Ok(contents) } else { Err(Refusal::ScansClosed(state)) }
    }
}

/// A scan of an item in a volume; one that was withdrawn can still be looked at.
pub async fn find(tx: &Tx, (volume, item, id): (VolumeId, ItemId, ScanId)) -> Result<Scan, Refusal> {
    let contents = store::find(tx, volume).await?.ok_or(Refusal::UnknownVolume)?;
    let item = contents.items.into_iter().find(|found| found.id == item).ok_or(Refusal::UnknownItem)?;
    item.scans.into_iter().find(|scan| scan.id == id).ok_or(Refusal::UnknownScan)
}

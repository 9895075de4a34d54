//! Going on with an upload.
//!
//! Bytes and offset are written in one transaction for each piece, and only from where the upload stands: whatever is
//! killed, the offset that is told is the number of bytes that are kept, and of two requests at once one is refused. Where
//! a checksum was announced, pieces count only when it is known to be right. The piece that completes the upload is never
//! written here: it is kept with the photo or not at all, so that a complete upload is a photo.

use bytes::Bytes;
use futures_util::Stream;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    Owner, Photos,
    patch::{Patch, Pieces},
};
use crate::photos::{
    model::{PhotoId, Standing, UPLOAD_KEPT_FOR, Upload},
    refusal::Refusal,
    store,
};

/// An upload that a request goes on with.
pub(super) struct Progress<'a> {
    pub(super) owner: &'a Owner,
    pub(super) upload: Upload,
    /// The request.
    pub(super) patch: Uuid,
    /// Where the upload stands in the database.
    pub(super) counted: i64,
    /// Bytes up to here have arrived.
    pub(super) arrived: i64,
}

impl Photos {
    /// Takes in the body of a request and tells how far the upload is now.
    pub(in crate::photos) async fn receive<E>(
        &self,
        owner: &Owner,
        id: PhotoId,
        patch: Patch,
        body: impl Stream<Item = Result<Bytes, E>> + Unpin,
    ) -> Result<Standing, Refusal> {
        let upload = match self.standing(owner, id).await? {
            Standing::Open(upload) => upload,
            // The last answer was lost, and the client asks for the end once more.
            Standing::Complete { length } if patch.offset == length => return Ok(Standing::Complete { length }),
            Standing::Complete { length } => {
                return Err(Refusal::WrongOffset { found: patch.offset, expected: length });
            }
        };
        if patch.offset != upload.received {
            return Err(Refusal::WrongOffset { found: patch.offset, expected: upload.received });
        }
        let left = upload.new.length - upload.received;
        if patch.length.is_some_and(|length| length > left) {
            return Err(Refusal::BeyondLength { left });
        }
        let at = upload.received;
        let mut progress = Progress { owner, upload, patch: self.ids.next(), counted: at, arrived: at };
        self.take_in(&mut progress, patch, Pieces::new(body, left)).await
    }

    async fn take_in<S, E>(
        &self,
        progress: &mut Progress<'_>,
        patch: Patch,
        mut pieces: Pieces<S>,
    ) -> Result<Standing, Refusal>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let mut checksum = patch.checksum;
        if checksum.is_some() {
            self.forget_uncounted(progress).await?;
        }
        let mut last = None;
        loop {
            let piece = match pieces.next().await {
                Ok(Some(piece)) => piece,
                Ok(None) => break,
                Err(refusal) => {
                    if checksum.is_some() {
                        self.forget_uncounted(progress).await?;
                    }
                    return Err(refusal);
                }
            };
            let starts_at = progress.arrived;
            progress.arrived += i64::try_from(piece.len()).unwrap_or(i64::MAX);
            if let Some(checksum) = &mut checksum {
                checksum.update(&piece);
            }
            if progress.arrived == progress.upload.new.length {
                last = Some(piece);
            } else if checksum.is_some() {
                self.set_aside(progress, starts_at, &piece).await?;
            } else {
                self.keep(progress, starts_at, &piece).await?;
            }
        }
        if checksum.is_some_and(|checksum| !checksum.matches()) {
            self.forget_uncounted(progress).await?;
            return Err(Refusal::ChecksumMismatch);
        }
        match last {
            Some(last) => self.finish(progress, last).await,
            None => self.count(progress).await,
        }
    }

    /// Keeps a piece and moves the offset.
    async fn keep(&self, progress: &mut Progress<'_>, starts_at: i64, piece: &[u8]) -> Result<(), Refusal> {
        let Progress { owner, upload, patch, counted, arrived } = progress;
        let photo = upload.new.photo;
        let tx = self.db.write("photos.receive", &owner.actor).await?;
        upload.expires_at = self.expiry();
        if !store::advance(&tx, photo, *counted, *arrived, upload.expires_at).await? {
            tx.roll_back().await?;
            return Err(Refusal::Overtaken);
        }
        store::insert_part(&tx, photo, *patch, starts_at, true, piece).await?;
        tx.commit().await?;
        *counted = *arrived;
        Ok(())
    }

    /// Keeps a piece whose checksum is not known yet.
    async fn set_aside(&self, progress: &Progress<'_>, starts_at: i64, piece: &[u8]) -> Result<(), Refusal> {
        let tx = self.db.write("photos.set_aside", &progress.owner.actor).await?;
        store::insert_part(&tx, progress.upload.new.photo, progress.patch, starts_at, false, piece).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Forgets what was set aside by requests that never came to their end.
    pub(super) async fn forget_uncounted(&self, progress: &Progress<'_>) -> Result<(), Refusal> {
        let tx = self.db.write("photos.forget_uncounted", &progress.owner.actor).await?;
        store::forget_uncounted(&tx, progress.upload.new.photo).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Counts what was set aside, if anything was, and tells how far the upload is.
    async fn count(&self, progress: &mut Progress<'_>) -> Result<Standing, Refusal> {
        let Progress { owner, upload, patch, counted, arrived } = progress;
        if arrived > counted {
            let photo = upload.new.photo;
            let tx = self.db.write("photos.count", &owner.actor).await?;
            upload.expires_at = self.expiry();
            let stood = store::advance(&tx, photo, *counted, *arrived, upload.expires_at).await?;
            let bytes = store::count_parts(&tx, photo, *patch).await?;
            // Another request with a checksum may have begun meanwhile and forgotten what this one had set aside.
            if !stood || bytes != *arrived - *counted {
                tx.roll_back().await?;
                return Err(Refusal::Overtaken);
            }
            tx.commit().await?;
        }
        Ok(Standing::Open(Upload { received: *arrived, ..upload.clone() }))
    }

    fn expiry(&self) -> OffsetDateTime {
        self.db.clock().now() + UPLOAD_KEPT_FOR
    }
}

//! The last byte: an upload becomes a photo.
//!
//! Objects are announced in the database, then put into the store, then the photo is kept: an object that the store has
//! is always known, so that the sweep finds it, and a photo that is known always has its objects.

use bytes::Bytes;
use time::Duration;

use super::{Photos, receiving::Progress};
use crate::{
    kernel::actor::Actor,
    photos::{
        darkroom::{self, Fault, Print, Turn},
        model::{Digest, Photo, PhotoId, Standing},
        refusal::Refusal,
        store,
    },
};

/// How long an announced object is left alone by the sweep: longer than any request takes.
pub(super) const ANNOUNCED_FOR: Duration = Duration::hours(1);

impl Photos {
    /// Makes a photo of what was kept and `last`, in a turn of the darkroom that lasts until the photo is kept. Bytes that
    /// are no photo end the upload. When store or database fail, the upload stands where it stood, and sending the last
    /// bytes again tries again.
    pub(super) async fn finish(&self, progress: &Progress<'_>, last: Bytes) -> Result<Standing, Refusal> {
        let turn = self.darkroom.turn().await;
        match self.developed(&turn, progress, last).await {
            Ok((sent_digest, print)) => self.keep_photo(progress, sent_digest, print).await,
            Err(refusal @ (Refusal::Fault(_) | Refusal::DigestMismatch)) => {
                let tx = self.db.write("photos.refuse", &progress.owner.actor).await?;
                store::complete_upload(&tx, progress.upload.new.photo, progress.counted).await?;
                tx.commit().await?;
                Err(refusal)
            }
            Err(refusal) => Err(refusal),
        }
    }

    async fn developed(&self, turn: &Turn, progress: &Progress<'_>, last: Bytes) -> Result<(Digest, Print), Refusal> {
        let announced = &progress.upload.new;
        let tx = self.db.read("photos.parts").await?;
        let mut parts = store::parts(&tx, announced.photo, progress.patch).await?;
        tx.finish().await?;
        parts.push(last.into());
        let bytes: usize = parts.iter().map(Vec::len).sum();
        if i64::try_from(bytes).ok() != Some(announced.length) {
            return Err(Refusal::Overtaken);
        }
        let expected = announced.sent_digest;
        let work = move || {
            let sent = parts.concat();
            drop(parts);
            let digest = Digest::of(&sent);
            if expected.is_some_and(|expected| expected != digest) {
                return Err(Refusal::DigestMismatch);
            }
            Ok((digest, darkroom::develop(&sent)?))
        };
        turn.work(work).await.unwrap_or(Err(Refusal::Fault(Fault::Broken)))
    }

    async fn keep_photo(
        &self,
        progress: &Progress<'_>,
        sent_digest: Digest,
        print: Print,
    ) -> Result<Standing, Refusal> {
        let Progress { owner, upload, .. } = progress;
        let photo = Photo {
            sent_size: upload.new.length,
            file_name: upload.new.file_name.clone(),
            uploaded_by: Some(owner.user),
            ..self.described(upload.new.photo, sent_digest, &print)
        };
        self.store(&owner.actor, &photo, print).await?;

        let tx = self.db.write("photos.keep", &owner.actor).await?;
        store::queue_for_photo(&tx, photo.id).await?;
        if !store::complete_upload(&tx, photo.id, progress.counted).await? {
            tx.roll_back().await?;
            return Err(Refusal::Overtaken);
        }
        store::insert_photo(&tx, &photo).await?;
        store::attach_awaited(&tx, &photo).await?;
        tx.commit().await?;
        Ok(Standing::Complete { length: photo.sent_size })
    }

    /// What is known of a photo by its print; the rest is the sender's.
    pub(super) fn described(&self, id: PhotoId, sent_digest: Digest, print: &Print) -> Photo {
        Photo {
            id,
            sent_digest,
            sent_size: 0,
            digest: Digest::of(&print.picture),
            size: size(&print.picture),
            thumbnail_digest: Digest::of(&print.thumbnail),
            thumbnail_size: size(&print.thumbnail),
            media_type: print.media_type,
            width: i32::try_from(print.width).unwrap_or(i32::MAX),
            height: i32::try_from(print.height).unwrap_or(i32::MAX),
            file_name: None,
            testimony: print.testimony.clone(),
            uploaded_by: None,
            uploaded_at: self.db.clock().now(),
        }
    }

    /// Announces the objects of a photo and puts them into the store.
    pub(super) async fn store(&self, actor: &Actor, photo: &Photo, print: Print) -> Result<(), Refusal> {
        let tx = self.db.write("photos.announce", actor).await?;
        store::announce(&tx, photo.digest, photo.size, photo.uploaded_at).await?;
        store::announce(&tx, photo.thumbnail_digest, photo.thumbnail_size, photo.uploaded_at).await?;
        tx.commit().await?;
        self.objects.put(photo.digest, print.picture).await?;
        Ok(self.objects.put(photo.thumbnail_digest, print.thumbnail).await?)
    }
}

pub(super) fn size(bytes: &Bytes) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}

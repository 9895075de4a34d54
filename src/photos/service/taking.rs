//! A photo that comes in one piece together with what it shows, from somebody without an account.

use bytes::Bytes;

use super::{Photos, finishing::size};
use crate::{
    db::WriteTx,
    kernel::actor::Actor,
    photos::{
        darkroom::{self, Fault},
        model::{Digest, LARGEST_PHOTO, Photo, PhotoId},
        refusal::Refusal,
        store,
    },
};

impl Photos {
    /// Makes a photo of bytes that arrived whole and puts it into the store. It belongs to the register once [`keep`] says
    /// so; otherwise the sweep takes it.
    pub async fn take(&self, actor: &Actor, sent: Bytes) -> Result<Photo, Refusal> {
        let sent_size = size(&sent);
        if sent_size > LARGEST_PHOTO {
            return Err(Refusal::TooLarge);
        }
        let turn = self.darkroom.turn().await;
        let work = move || Ok::<_, Fault>((Digest::of(&sent), darkroom::develop(&sent)?));
        let (sent_digest, print) = turn.work(work).await.unwrap_or(Err(Fault::Broken))?;
        let photo = Photo { sent_size, ..self.described(PhotoId(self.ids.next()), sent_digest, &print) };
        self.store(actor, &photo, print).await?;
        Ok(photo)
    }
}

/// Keeps a photo that was taken, from the commit of this transaction on.
pub async fn keep(tx: &WriteTx, photo: &Photo) -> Result<(), Refusal> {
    Ok(store::insert_photo(tx, photo).await?)
}

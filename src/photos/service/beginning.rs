//! Beginning an upload, or finding it again.

use super::{Owner, Photos};
use crate::photos::{
    model::{LARGEST_PHOTO, NewUpload, OPEN_BYTES, OPEN_UPLOADS, Standing, UPLOAD_KEPT_FOR, Upload},
    refusal::Refusal,
    store,
};

impl Photos {
    /// Begins an upload. Begun again by the same account with the same length and digest, it is where it was: a client
    /// may have lost the answer, or everything but the photo.
    pub(in crate::photos) async fn begin(&self, owner: &Owner, new: NewUpload) -> Result<Standing, Refusal> {
        if new.length > LARGEST_PHOTO {
            return Err(Refusal::TooLarge);
        }
        let tx = self.db.write("photos.begin", &owner.actor).await?;
        let now = self.db.clock().now();
        store::queue_for_user(&tx, owner.user).await?;
        // An upload that becomes a photo meanwhile is found as one or the other: first this, then that.
        if let Some(before) = store::lock_upload(&tx, owner.user, new.photo).await? {
            if before.expires_at > now {
                let same = before.new.length == new.length && before.new.sent_digest == new.sent_digest;
                tx.roll_back().await?;
                return if same { Ok(Standing::Open(before)) } else { Err(Refusal::AnnouncedOtherwise) };
            }
            store::end_upload(&tx, owner.user, new.photo).await?;
        }
        if let Some(photo) = store::photo(&tx, new.photo).await? {
            tx.roll_back().await?;
            let same = photo.sent_size == new.length && new.sent_digest.is_none_or(|sent| sent == photo.sent_digest);
            return match (photo.uploaded_by == Some(owner.user), same) {
                (true, true) => Ok(Standing::Complete { length: photo.sent_size }),
                (true, false) => Err(Refusal::AnnouncedOtherwise),
                (false, _) => Err(Refusal::TakenId),
            };
        }
        let (uploads, bytes) = store::open_of_user(&tx, owner.user, now).await?;
        if uploads >= OPEN_UPLOADS || bytes + new.length > OPEN_BYTES {
            tx.roll_back().await?;
            return Err(Refusal::TooManyOpen);
        }
        let expires_at = now + UPLOAD_KEPT_FOR;
        store::insert_upload(&tx, owner.user, &new, now, expires_at).await?;
        tx.commit().await?;
        Ok(Standing::Open(Upload { new, received: 0, expires_at }))
    }
}

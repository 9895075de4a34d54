//! Papers that belong to a case.

use serde::Serialize;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::{Subject, store};
use crate::{
    db::{self, WriteTx, tx::Tx},
    kernel::{actor::Actor, hex::hex, ids::Ids},
    typed_id,
};

typed_id!(
    /// One paper of one case.
    AttachmentId
);

/// A paper to be added.
#[derive(Debug, Clone)]
pub struct NewAttachment {
    /// What it is, such as `application`.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// A paper, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Which one.
    pub id: AttachmentId,
    /// What it is, such as `application`.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// Its media type.
    pub media_type: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Log-in name of who added it.
    pub added_by: String,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub added_at: OffsetDateTime,
}

/// Adds a paper to a case; a paper that is there already is kept once.
pub async fn attach(
    tx: &WriteTx,
    ids: &Ids,
    actor: &Actor,
    at: OffsetDateTime,
    subject: Subject,
    new: NewAttachment,
) -> Result<Attachment, db::Error> {
    let digest = Sha256::digest(&new.content);
    store::keep_file(tx, &digest, &new.content).await?;
    let attachment = Attachment {
        id: ids.next(),
        kind: new.kind,
        title: new.title,
        media_type: new.media_type,
        sha256: hex(digest),
        size: i64::try_from(new.content.len()).unwrap_or(i64::MAX),
        added_by: actor.label().to_owned(),
        added_at: at,
    };
    store::insert_attachment(tx, subject, &attachment, &digest).await?;
    Ok(attachment)
}

/// The papers of a case, in the order they came.
pub async fn of_subject(tx: &Tx, subject: Subject) -> Result<Vec<Attachment>, db::Error> {
    store::attachments(tx, subject).await
}

/// A paper of this case with its bytes.
pub async fn content(tx: &Tx, subject: Subject, id: AttachmentId) -> Result<Option<(Attachment, Vec<u8>)>, db::Error> {
    store::attachment_content(tx, subject, id).await
}

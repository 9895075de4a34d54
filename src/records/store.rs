//! Statements of the records.

use tokio_postgres::Row;
use uuid::Uuid;

use super::{Attachment, AttachmentId, Event, Subject};
use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::hex::hex,
    statement,
};

/// Position and digest of the last event of a case.
pub(super) async fn last_event(tx: &WriteTx, subject: Subject) -> Result<Option<(i32, Vec<u8>)>, Error> {
    let row = tx.query_opt(&statement!("last_event"), &[&subject.kind, &subject.id]).await?;
    row.map(|row| Ok((row.column("position")?, row.column("digest")?))).transpose()
}

/// Appends an event.
pub(super) async fn insert_event(tx: &WriteTx, id: Uuid, subject: Subject, event: &Event) -> Result<(), Error> {
    tx.execute(
        &statement!("insert_event"),
        &[
            &id,
            &subject.kind,
            &subject.id,
            &event.position,
            &event.at,
            &event.actor,
            &event.actor_id,
            &event.kind,
            &event.from_state,
            &event.to_state,
            &event.facts,
            &event.previous_digest,
            &event.digest,
        ],
    )
    .await?;
    Ok(())
}

/// The events of a case in order.
pub(super) async fn events(tx: &Tx, subject: Subject) -> Result<Vec<Event>, Error> {
    let rows = tx.query(&statement!("events"), &[&subject.kind, &subject.id]).await?;
    rows.iter().map(event).collect()
}

fn event(row: &Row) -> Result<Event, Error> {
    Ok(Event {
        position: row.column("position")?,
        at: row.column("at")?,
        actor: row.column("actor")?,
        actor_id: row.column("actor_id")?,
        kind: row.column("kind")?,
        from_state: row.column("from_state")?,
        to_state: row.column("to_state")?,
        facts: row.column("facts")?,
        previous_digest: row.column("previous_digest")?,
        digest: row.column("digest")?,
    })
}

/// Keeps bytes under their digest, if they are not there yet.
pub(super) async fn keep_file(tx: &WriteTx, digest: &[u8], content: &[u8]) -> Result<(), Error> {
    tx.execute(&statement!("keep_file"), &[&digest, &content]).await?;
    Ok(())
}

/// Adds a paper.
pub(super) async fn insert_attachment(
    tx: &WriteTx,
    subject: Subject,
    attachment: &Attachment,
    digest: &[u8],
) -> Result<(), Error> {
    let Attachment { id, kind, title, media_type, added_by, added_at, .. } = attachment;
    tx.execute(
        &statement!("insert_attachment"),
        &[&id.0, &subject.kind, &subject.id, kind, title, media_type, &digest, added_by, added_at],
    )
    .await?;
    Ok(())
}

/// The papers of a case.
pub(super) async fn attachments(tx: &Tx, subject: Subject) -> Result<Vec<Attachment>, Error> {
    let rows = tx.query(&statement!("attachments"), &[&subject.kind, &subject.id]).await?;
    rows.iter().map(attachment).collect()
}

/// A paper of this case and its bytes.
pub(super) async fn attachment_content(
    tx: &Tx,
    subject: Subject,
    id: AttachmentId,
) -> Result<Option<(Attachment, Vec<u8>)>, Error> {
    let row = tx.query_opt(&statement!("attachment_content"), &[&subject.kind, &subject.id, &id.0]).await?;
    row.map(|row| Ok((attachment(&row)?, row.column("content")?))).transpose()
}

fn attachment(row: &Row) -> Result<Attachment, Error> {
    Ok(Attachment {
        id: AttachmentId(row.column("attachment_id")?),
        kind: row.column("kind")?,
        title: row.column("title")?,
        media_type: row.column("media_type")?,
        sha256: hex(row.column::<&[u8]>("digest")?),
        size: row.column("size")?,
        added_by: row.column("added_by")?,
        added_at: row.column("added_at")?,
    })
}

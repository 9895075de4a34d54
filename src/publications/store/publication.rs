//! Publications, whatever their state.

use serde_json::{Value, json};
use time::{Date, OffsetDateTime};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    publications::{
        codes::{Kind, State},
        counts::Counts,
        item::PublishedItem,
        model::{
            Announced, Closing, ClosingWay, Draft, Follows, Frozen, Issue, Mentioned, Publication, PublicationId,
            Stamp, Standing, Synced,
        },
    },
    statement,
};

/// Locks a publication against other writers; tells whether there is such a publication.
pub(in crate::publications) async fn lock(tx: &WriteTx, id: PublicationId) -> Result<bool, Error> {
    Ok(tx.query_opt(&statement!("lock_publication"), &[&id.0]).await?.is_some())
}

/// A publication.
pub(in crate::publications) async fn publication(tx: &Tx, id: PublicationId) -> Result<Option<Publication>, Error> {
    tx.query_opt(&statement!("publication"), &[&id.0]).await?.as_ref().map(read).transpose()
}

/// All publications about a case, the oldest first.
pub(in crate::publications) async fn of_subject(tx: &Tx, subject: Uuid) -> Result<Vec<Publication>, Error> {
    tx.query(&statement!("publications_of_subject"), &[&subject]).await?.iter().map(read).collect()
}

/// The publications that are out and hold `text`, those about the case `but` aside; the newest first.
pub(in crate::publications) async fn mentioning(tx: &Tx, text: &str, but: Uuid) -> Result<Vec<Mentioned>, Error> {
    let rows = tx.query(&statement!("publications_mentioning"), &[&text, &but]).await?;
    rows.iter()
        .map(|row| {
            Ok(Mentioned {
                id: PublicationId(row.column("publication_id")?),
                number: row.column("number")?,
                title: row.column("title")?,
            })
        })
        .collect()
}

/// Keeps a new draft.
pub(in crate::publications) async fn insert(
    tx: &WriteTx,
    id: PublicationId,
    draft: &Draft,
    by: &str,
    at: OffsetDateTime,
) -> Result<(), Error> {
    tx.execute(
        &statement!("insert_publication"),
        &[
            &id.0,
            &draft.kind,
            &draft.subject,
            &draft.part,
            &draft.follows.map(|follows| follows.publication.0),
            &draft.follows.map(|follows| follows.succession),
            &draft.title,
            &draft.document_number,
            &draft.body,
            &json!(draft.items),
            &draft.objection,
            &draft.issued_by,
            &draft.starts_on,
            &draft.ends_on,
            &by,
            &at,
        ],
    )
    .await?;
    Ok(())
}

/// Writes a draft anew.
pub(in crate::publications) async fn rewrite(
    tx: &WriteTx,
    id: PublicationId,
    draft: &Draft,
    by: &str,
    at: OffsetDateTime,
) -> Result<(), Error> {
    tx.execute(
        &statement!("rewrite_publication"),
        &[
            &id.0,
            &draft.follows.map(|follows| follows.publication.0),
            &draft.follows.map(|follows| follows.succession),
            &draft.title,
            &draft.document_number,
            &draft.body,
            &json!(draft.items),
            &draft.objection,
            &draft.issued_by,
            &draft.starts_on,
            &draft.ends_on,
            &by,
            &at,
        ],
    )
    .await?;
    Ok(())
}

/// Keeps or takes away the signature.
pub(in crate::publications) async fn set_signed(
    tx: &WriteTx,
    id: PublicationId,
    state: State,
    by: Option<&str>,
    at: Option<OffsetDateTime>,
) -> Result<(), Error> {
    tx.execute(&statement!("set_signed"), &[&id.0, &state, &by, &at]).await?;
    Ok(())
}

/// The next number of this kind in this year; whoever asks next waits until this transaction ends.
pub(in crate::publications) async fn next_number(tx: &WriteTx, kind: Kind, year: i32) -> Result<i32, Error> {
    tx.query_one(&statement!("next_number"), &[&kind, &year]).await?.column("last")
}

/// Keeps what came of publishing.
pub(in crate::publications) async fn set_published(
    tx: &WriteTx,
    id: PublicationId,
    state: State,
    issue: &Issue,
) -> Result<(), Error> {
    let Issue { stamp, on, number, content } = issue;
    tx.execute(
        &statement!("set_published"),
        &[&id.0, &state, &stamp.by, &stamp.at, on, number, &content.text, &content.digest],
    )
    .await?;
    Ok(())
}

/// Keeps how a notice ended.
pub(in crate::publications) async fn set_closed(
    tx: &WriteTx,
    id: PublicationId,
    state: State,
    closing: &Closing,
) -> Result<(), Error> {
    let (seal, digest, reason) = match &closing.way {
        ClosingWay::Sealed { seal, digest } => (Some(seal), Some(digest), None),
        ClosingWay::Early { reason } => (None, None, Some(reason)),
    };
    let Closing { stamp, counts, way: _ } = closing;
    tx.execute(
        &statement!("set_closed"),
        &[&id.0, &state, &stamp.by, &stamp.at, &json!(counts), &seal, &digest, &reason],
    )
    .await?;
    Ok(())
}

/// Keeps that an announcement is in the national base.
pub(in crate::publications) async fn set_synced(tx: &WriteTx, id: PublicationId, synced: &Synced) -> Result<(), Error> {
    tx.execute(&statement!("set_synced"), &[&id.0, &synced.on, &json!(synced.channels)]).await?;
    Ok(())
}

fn read(row: &Row) -> Result<Publication, Error> {
    let synced = match (row.column("synced_on")?, row.column::<Option<Value>>("channels")?) {
        (Some(on), Some(channels)) => Some(Synced { on, channels: parsed::<Vec<Announced>>(channels)? }),
        _ => None,
    };
    Ok(Publication {
        id: PublicationId(row.column("publication_id")?),
        draft: Draft {
            kind: row.column("kind")?,
            subject: row.column("subject")?,
            part: row.column("part")?,
            follows: follows(row)?,
            title: row.column("title")?,
            document_number: row.column("document_number")?,
            body: row.column("body")?,
            items: parsed::<Vec<PublishedItem>>(row.column("items")?)?,
            objection: row.column("objection")?,
            issued_by: row.column("issued_by")?,
            starts_on: row.column("starts_on")?,
            ends_on: row.column("ends_on")?,
        },
        prepared_by: row.column("prepared_by")?,
        drafted_at: row.column("drafted_at")?,
        standing: standing(row)?,
        synced,
        followed_by: row.column("followed_by")?,
        revoked_by: row.column("revoked_by")?,
    })
}

fn follows(row: &Row) -> Result<Option<Follows>, Error> {
    let publication: Option<Uuid> = row.column("follows")?;
    let succession = row.column("succession")?;
    Ok(publication.zip(succession).map(|(id, succession)| Follows { publication: PublicationId(id), succession }))
}

fn standing(row: &Row) -> Result<Standing, Error> {
    let state: State = row.column("state")?;
    match (state, stamp(row, "signed_by", "signed_at")?, issue(row)?, closing(row, state)?) {
        (State::Draft, None, None, None) => Ok(Standing::Draft),
        (State::Signed, Some(signed), None, None) => Ok(Standing::Signed { signed }),
        (State::Published, Some(signed), Some(issue), None) => Ok(Standing::Published { signed, issue }),
        (State::Sealed | State::EndedEarly, Some(signed), Some(issue), Some(closing)) => {
            Ok(Standing::Closed { signed, issue, closing })
        }
        _ => Err(senseless(format!("{state} does not go with its columns"))),
    }
}

fn issue(row: &Row) -> Result<Option<Box<Issue>>, Error> {
    let Some(stamp) = stamp(row, "published_by", "published_at")? else { return Ok(None) };
    let content = Frozen::read(row.column("content")?, row.column("content_digest")?)?;
    let (on, number): (Date, String) = (row.column("published_on")?, row.column("number")?);
    Ok(Some(Box::new(Issue { stamp, on, number, content })))
}

fn closing(row: &Row, state: State) -> Result<Option<Box<Closing>>, Error> {
    let Some(stamp) = stamp(row, "closed_by", "closed_at")? else { return Ok(None) };
    let way = match (state, row.column("seal")?, row.column("seal_digest")?, row.column("end_reason")?) {
        (State::Sealed, Some(seal), Some(digest), None) => ClosingWay::Sealed { seal, digest },
        (State::EndedEarly, None, None, Some(reason)) => ClosingWay::Early { reason },
        _ => return Err(senseless(format!("{state} does not go with how it was closed"))),
    };
    Ok(Some(Box::new(Closing { stamp, counts: parsed::<Counts>(row.column("counts")?)?, way })))
}

fn stamp(row: &Row, by: &str, at: &str) -> Result<Option<Stamp>, Error> {
    let (by, at): (Option<String>, Option<OffsetDateTime>) = (row.column(by)?, row.column(at)?);
    Ok(by.zip(at).map(|(by, at)| Stamp { by, at }))
}

fn parsed<T: serde::de::DeserializeOwned>(json: Value) -> Result<T, Error> {
    serde_json::from_value(json).map_err(|error| senseless(error.to_string()))
}

fn senseless(reason: String) -> Error {
    Error::Inconsistent { table: "publication", reason }
}

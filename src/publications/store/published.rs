//! What the public may see: rows of `published_notice` only.

use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    db::{Error, row::RowExt, tx::Tx},
    publications::{
        codes::{Kind, State},
        model::PublicationId,
    },
    statement,
};

/// Which published ones are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::publications) struct Asked {
    /// Of this kind only.
    pub(in crate::publications) kind: Option<Kind>,
    /// In this state only.
    pub(in crate::publications) state: Option<State>,
    /// Those after this one, which is older.
    pub(in crate::publications) after: Option<Uuid>,
    /// So many at most.
    pub(in crate::publications) limit: i64,
}

/// A line of a list.
#[derive(Debug, Clone)]
pub(in crate::publications) struct Listed {
    pub(in crate::publications) id: PublicationId,
    pub(in crate::publications) kind: Kind,
    pub(in crate::publications) state: State,
    pub(in crate::publications) number: String,
    pub(in crate::publications) title: String,
    pub(in crate::publications) item_count: i32,
    pub(in crate::publications) starts_on: Option<Date>,
    pub(in crate::publications) ends_on: Option<Date>,
    pub(in crate::publications) published_on: Date,
    pub(in crate::publications) published_at: OffsetDateTime,
    pub(in crate::publications) closed_at: Option<OffsetDateTime>,
    pub(in crate::publications) content_digest: String,
    pub(in crate::publications) issued_by: String,
    pub(in crate::publications) body: Vec<String>,
    /// Number of the announcement that revokes it.
    pub(in crate::publications) revoked_by: Option<String>,
}

/// Published ones, the newest first.
pub(in crate::publications) async fn list(tx: &Tx, asked: Asked) -> Result<Vec<Listed>, Error> {
    let Asked { kind, state, after, limit } = asked;
    let rows = tx.query(&statement!("published_notices"), &[&kind, &state, &after, &limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(Listed {
                id: PublicationId(row.column("publication_id")?),
                kind: row.column("kind")?,
                state: row.column("state")?,
                number: row.column("number")?,
                title: row.column("title")?,
                item_count: row.column("item_count")?,
                starts_on: row.column("starts_on")?,
                ends_on: row.column("ends_on")?,
                published_on: row.column("published_on")?,
                published_at: row.column("published_at")?,
                closed_at: row.column("closed_at")?,
                content_digest: row.column("content_digest")?,
                issued_by: row.column("issued_by")?,
                body: row.column("body")?,
                revoked_by: row.column("revoked_by")?,
            })
        })
        .collect()
}

/// The published one with this number or this id.
pub(in crate::publications) async fn id_of_published(
    tx: &Tx,
    number: &str,
    id: Option<Uuid>,
) -> Result<Option<PublicationId>, Error> {
    let row = tx.query_opt(&statement!("published_notice"), &[&number, &id]).await?;
    row.map(|row| row.column("publication_id").map(PublicationId)).transpose()
}

//! Decisions that were undone.

use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    naming::model::{CaseId, DecisionId, Revocation, RevokedDecision},
    publications::PublicationId,
    statement,
};

/// Keeps that a decision was undone.
pub(in crate::naming) async fn insert(
    tx: &WriteTx,
    decision: DecisionId,
    revocation: &Revocation,
) -> Result<(), Error> {
    let Revocation { authority, document_number, revoked_on, reason } = revocation;
    let statement = statement!("insert_revocation");
    tx.execute(&statement, &[&decision.0, authority, document_number, revoked_on, reason]).await?;
    Ok(())
}

/// The decisions of a case that were undone, in order.
pub(in crate::naming) async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<RevokedDecision>, Error> {
    tx.query(&statement!("revocations"), &[&case.0]).await?.iter().map(read).collect()
}

/// Notes the announcement of a revocation, and the day on which it was published.
pub(in crate::naming) async fn announce(
    tx: &WriteTx,
    decision: DecisionId,
    announcement: PublicationId,
    on: Date,
) -> Result<(), Error> {
    tx.execute(&statement!("announce_revocation"), &[&decision.0, &announcement.0, &on]).await?;
    Ok(())
}

fn read(row: &Row) -> Result<RevokedDecision, Error> {
    Ok(RevokedDecision {
        decision_id: DecisionId(row.column("decision_id")?),
        revocation: Revocation {
            authority: row.column("authority")?,
            document_number: row.column("document_number")?,
            revoked_on: row.column("revoked_on")?,
            reason: row.column("reason")?,
        },
        announcement_id: row.column::<Option<Uuid>>("announcement_id")?.map(PublicationId),
        announced_on: row.column("announced_on")?,
    })
}

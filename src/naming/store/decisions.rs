//! Decisions.

use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    naming::model::{CaseId, Decision, DecisionId},
    publications::PublicationId,
    statement,
};

/// Enters a decision.
pub(in crate::naming) async fn insert(
    tx: &WriteTx,
    case: CaseId,
    decision: &Decision,
    by: UserId,
) -> Result<(), Error> {
    let Decision { id, outcome, authority, authority_kind, document_number, decided_on, entered_at, .. } = decision;
    tx.execute(
        &statement!("insert_decision"),
        &[&id.0, &case.0, outcome, authority, authority_kind, document_number, decided_on, &by.0, entered_at],
    )
    .await?;
    Ok(())
}

/// The decisions of a case in order.
pub(in crate::naming) async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<Decision>, Error> {
    let rows = tx.query(&statement!("decisions"), &[&case.0]).await?;
    rows.iter().map(read).collect()
}

/// Notes the announcement of a decision, and the day on which it was published.
pub(in crate::naming) async fn announce(
    tx: &WriteTx,
    decision: DecisionId,
    announcement: PublicationId,
    on: Option<Date>,
) -> Result<(), Error> {
    tx.execute(&statement!("announce_decision"), &[&decision.0, &announcement.0, &on]).await?;
    Ok(())
}

/// The next serial number of place codes that begin like this; others wait until this transaction ends.
pub(in crate::naming) async fn next_serial(tx: &WriteTx, prefix: &str) -> Result<i32, Error> {
    tx.query_one(&statement!("next_place_serial"), &[&prefix]).await?.column("last")
}

fn read(row: &Row) -> Result<Decision, Error> {
    Ok(Decision {
        id: DecisionId(row.column("decision_id")?),
        outcome: row.column("outcome")?,
        authority: row.column("authority")?,
        authority_kind: row.column("authority_kind")?,
        document_number: row.column("document_number")?,
        decided_on: row.column("decided_on")?,
        entered_at: row.column("entered_at")?,
        announcement: row.column::<Option<Uuid>>("announcement_id")?.map(PublicationId),
        announced_on: row.column("announced_on")?,
    })
}

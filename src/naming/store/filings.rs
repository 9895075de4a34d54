//! Filings.

use tokio_postgres::Row;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::hex::hex,
    naming::model::{CaseId, DecisionId, Filing},
    statement,
};

/// Opens the filing of a decision: it is due.
pub(in crate::naming) async fn open(tx: &WriteTx, decision: DecisionId, receiver: &str) -> Result<(), Error> {
    tx.execute(&statement!("open_filing"), &[&decision.0, &receiver]).await?;
    Ok(())
}

/// Keeps how far a filing is; a digest that is not given stays what it was.
pub(in crate::naming) async fn save(
    tx: &WriteTx,
    filing: &Filing,
    manifest_digest: Option<&[u8]>,
) -> Result<(), Error> {
    let Filing { decision_id, state, receiver, sent_on, supplement, supplement_on, filed_on, receipt_number, .. } =
        filing;
    tx.execute(
        &statement!("save_filing"),
        &[
            &decision_id.0,
            state,
            receiver,
            sent_on,
            supplement,
            supplement_on,
            filed_on,
            receipt_number,
            &manifest_digest,
        ],
    )
    .await?;
    Ok(())
}

/// The filings of a case, in the order of its decisions.
pub(in crate::naming) async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<Filing>, Error> {
    let rows = tx.query(&statement!("filings"), &[&case.0]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Filing, Error> {
    Ok(Filing {
        decision_id: DecisionId(row.column("decision_id")?),
        state: row.column("state")?,
        receiver: row.column("receiver")?,
        sent_on: row.column("sent_on")?,
        supplement: row.column("supplement")?,
        supplement_on: row.column("supplement_on")?,
        filed_on: row.column("filed_on")?,
        receipt_number: row.column("receipt_number")?,
        manifest_sha256: row.column::<Option<&[u8]>>("package_digest")?.map(hex),
    })
}

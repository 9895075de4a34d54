//! Filings.

use tokio_postgres::Row;

use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::hex::hex,
    naming::model::{CaseId, DecisionId, Filing},
    statement,
};

/// Opens a filing, or keeps how far it is.
pub(in crate::naming) async fn put(
    tx: &WriteTx,
    filing: &Filing,
    manifest_digest: Option<&[u8]>,
) -> Result<(), Error> {
    let Filing { decision_id, state, receiver, sent_on, supplement, supplement_on, filed_on, receipt_number, .. } = filing;
    tx.execute(
        &statement!("put_filing"),
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

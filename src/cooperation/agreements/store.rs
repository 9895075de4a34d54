//! Statements of agreements; each does what its name says and decides nothing.

use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use super::model::{Agreement, NewAgreement, Signature};
use crate::{
    cooperation::{
        Filter, Head,
        store::{self as shared, head},
    },
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

pub(super) async fn insert(tx: &WriteTx, head: &Head, new: &NewAgreement, by: UserId) -> Result<(), Error> {
    let NewAgreement { scope: _, title, level, parties, text, valid_from, valid_to, renews } = new;
    tx.execute(
        &statement!("insert_agreement"),
        &[
            &head.id,
            &head.number,
            &head.neighbour,
            &head.line_id,
            title,
            level,
            parties,
            text,
            valid_from,
            valid_to,
            renews,
            &by.0,
            &head.created_at,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn save(tx: &WriteTx, id: Uuid, new: &NewAgreement) -> Result<(), Error> {
    let NewAgreement { scope, title, level, parties, text, valid_from, valid_to, renews } = new;
    tx.execute(
        &statement!("save_agreement"),
        &[&id, &scope.line, title, level, parties, text, valid_from, valid_to, renews],
    )
    .await?;
    Ok(())
}

pub(super) async fn sign(tx: &WriteTx, id: Uuid, signature: &Signature, by: UserId) -> Result<(), Error> {
    let Signature { on, by: _, theirs, document_number } = signature;
    tx.execute(&statement!("sign_agreement"), &[&id, on, &by.0, theirs, document_number]).await?;
    Ok(())
}

pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<bool, Error> {
    shared::lock(tx, &statement!("lock_agreement"), id).await
}

pub(super) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Agreement>, Error> {
    let rows = shared::list(tx, &statement!("agreements"), filter, limit).await?;
    rows.iter().map(agreement).collect()
}

fn agreement(row: &Row) -> Result<Agreement, Error> {
    let signature = row.column::<Option<Date>>("signed_on")?.map(|on| {
        Ok::<_, Error>(Signature {
            on,
            by: row.column("signed_by")?,
            theirs: row.column("their_signatory")?,
            document_number: row.column("document_number")?,
        })
    });
    Ok(Agreement {
        head: head(row)?,
        title: row.column("title")?,
        level: row.column("level")?,
        parties: row.column("parties")?,
        text: row.column("text")?,
        valid_from: row.column("valid_from")?,
        valid_to: row.column("valid_to")?,
        renews: row.column("renews")?,
        signature: signature.transpose()?,
        renewed_by: row.column("renewed_by")?,
        renewed_from: row.column("renewed_from")?,
    })
}

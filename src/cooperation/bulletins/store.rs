//! Statements of bulletins; each does what its name says and decides nothing.

use time::Date;
use uuid::Uuid;

use super::model::Bulletin;
use crate::{
    cooperation::{
        Filter,
        store::{self as shared, head},
    },
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

pub(super) async fn insert(tx: &WriteTx, bulletin: &Bulletin, by: UserId) -> Result<(), Error> {
    let Bulletin { head, kind, direction, sent_on, month, subject, text, .. } = bulletin;
    let Bulletin { risk, wants_reply, receipt_due, reply_due, .. } = bulletin;
    tx.execute(
        &statement!("insert_bulletin"),
        &[
            &head.id,
            &head.number,
            &head.neighbour,
            &head.line_id,
            kind,
            direction,
            sent_on,
            month,
            subject,
            text,
            risk,
            wants_reply,
            receipt_due,
            reply_due,
            &by.0,
            &head.created_at,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn save(tx: &WriteTx, bulletin: &mut Bulletin) -> Result<(), Error> {
    let Bulletin { head, state, received_by, received_on, reply, replied_by, replied_on, .. } = bulletin;
    let saved = tx
        .query_one(
            &statement!("save_bulletin"),
            &[&head.id, state, received_by, received_on, reply, replied_by, replied_on],
        )
        .await?;
    head.version = saved.column("version")?;
    Ok(())
}

pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<bool, Error> {
    shared::lock(tx, &statement!("lock_bulletin"), id).await
}

pub(super) async fn list(tx: &Tx, filter: &Filter, overdue: Option<Date>, limit: i64) -> Result<Vec<Bulletin>, Error> {
    let Filter { ids, neighbour, line, states, township: _, from, to, before } = filter;
    let params: [&(dyn tokio_postgres::types::ToSql + Sync); 9] =
        [ids, neighbour, line, states, from, to, before, &overdue, &limit];
    let rows = tx.query(&statement!("bulletins"), &params).await?;
    rows.iter()
        .map(|row| {
            Ok(Bulletin {
                head: head(row)?,
                kind: row.column("kind")?,
                direction: row.column("direction")?,
                state: row.column("state")?,
                sent_on: row.column("sent_on")?,
                month: row.column("month")?,
                subject: row.column("subject")?,
                text: row.column("text")?,
                risk: row.column("risk")?,
                wants_reply: row.column("wants_reply")?,
                receipt_due: row.column("receipt_due")?,
                reply_due: row.column("reply_due")?,
                received_by: row.column("received_by")?,
                received_on: row.column("received_on")?,
                reply: row.column("reply")?,
                replied_by: row.column("replied_by")?,
                replied_on: row.column("replied_on")?,
            })
        })
        .collect()
}

//! Statements of defects; each does what its name says and decides nothing.

use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use super::model::{Defect, Filter, OurWord, Repair, TheirWord};
use crate::{
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

/// The next number of a year; others wait until this transaction ends.
pub(super) async fn next_number(tx: &WriteTx, year: i32) -> Result<i32, Error> {
    tx.query_one(&statement!("next_number"), &[&year]).await?.column("last")
}

pub(super) async fn insert(tx: &WriteTx, defect: &Defect, by: UserId) -> Result<(), Error> {
    let Defect { id, number, marker, kind, seen_at, due_at, description, deliberate, inspection, reported_at, .. } =
        defect;
    tx.execute(
        &statement!("insert_defect"),
        &[id, number, marker, kind, seen_at, due_at, description, deliberate, inspection, &by.0, reported_at],
    )
    .await?;
    Ok(())
}

/// Keeps what became of a defect; `ours_by` is the account that confirms for this side now.
pub(super) async fn save(tx: &WriteTx, defect: &mut Defect, ours_by: Option<UserId>) -> Result<(), Error> {
    let Defect { id, state, notice, repair, ours, theirs, end_reason, .. } = defect;
    let present = match repair {
        Some(repair) => Some(serde_json::to_value(&repair.present).map_err(|error| inconsistent(&error))?),
        None => None,
    };
    let row = tx
        .query_one(
            &statement!("save_defect"),
            &[
                id,
                state,
                &notice.as_ref().map(|(on, _)| on),
                &notice.as_ref().map(|(_, number)| number),
                &repair.as_ref().map(|repair| repair.on),
                &repair.as_ref().map(|repair| &repair.work),
                &present,
                &ours_by.map(|by| by.0),
                &ours.as_ref().map(|word| word.on),
                &theirs.as_ref().map(|word| &word.by),
                &theirs.as_ref().map(|word| word.on),
                &theirs.as_ref().and_then(|word| word.document_number.as_ref()),
                &theirs.as_ref().and_then(|word| word.digest.as_ref()),
                end_reason,
            ],
        )
        .await?;
    defect.version = row.column("version")?;
    Ok(())
}

/// Locks a defect against other writers. It must be read after that, by another statement.
pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<(), Error> {
    tx.query_opt(&statement!("lock_defect"), &[&id]).await?;
    Ok(())
}

pub(super) async fn list(tx: &Tx, filter: &Filter, limit: i64) -> Result<Vec<Defect>, Error> {
    let Filter { ids, marker, states, before } = filter;
    let rows = tx.query(&statement!("defects"), &[ids, marker, states, before, &limit]).await?;
    rows.iter().map(defect).collect()
}

fn inconsistent(error: &serde_json::Error) -> Error {
    Error::Inconsistent { table: "marker_defect", reason: error.to_string() }
}

fn defect(row: &Row) -> Result<Defect, Error> {
    let notice = row.column::<Option<Date>>("notified_on")?.zip(row.column("notice_number")?);
    let repair = match row.column::<Option<Date>>("repaired_on")?.zip(row.column::<Option<String>>("work")?) {
        Some((on, work)) => {
            let present = serde_json::from_value(row.column("present")?).map_err(|error| inconsistent(&error))?;
            Some(Repair { on, work, present })
        }
        None => None,
    };
    let ours = row.column::<Option<String>>("ours_login")?.zip(row.column("ours_on")?);
    let theirs = match row.column::<Option<String>>("theirs_by")?.zip(row.column("theirs_on")?) {
        Some((by, on)) => {
            let (document_number, digest) = (row.column("theirs_document")?, row.column("theirs_digest")?);
            Some(TheirWord { by, on, document_number, digest })
        }
        None => None,
    };
    let mut sides: [String; 2] = [row.column("left_code")?, row.column("right_code")?];
    sides.sort();
    Ok(Defect {
        id: row.column("defect_id")?,
        number: row.column("defect_number")?,
        marker: row.column("marker_id")?,
        marker_number: row.column("marker_number")?,
        sides,
        kind: row.column("kind")?,
        state: row.column("state")?,
        seen_at: row.column("seen_at")?,
        due_at: row.column("due_at")?,
        description: row.column("description")?,
        deliberate: row.column("deliberate")?,
        inspection: row.column("inspection_id")?,
        notice,
        repair,
        ours: ours.map(|(by, on)| OurWord { by, on }),
        theirs,
        end_reason: row.column("end_reason")?,
        version: row.column("version")?,
        reported_by: row.column("reporter")?,
        reported_at: row.column("reported_at")?,
    })
}

//! Statements of borrowings; each does what its name says and decides nothing.

use time::Date;
use tokio_postgres::Row;
use uuid::Uuid;

use super::model::{Borrowing, BorrowingId, NewBorrowing, Returned, Standing};
use crate::{
    archives::VolumeId,
    db::{Error, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

/// Enters a borrowing.
pub(super) async fn insert(
    tx: &WriteTx,
    (id, volume): (BorrowingId, VolumeId),
    new: &NewBorrowing,
    (by, on): (UserId, Date),
) -> Result<(), Error> {
    tx.execute(
        &statement!("insert_borrowing"),
        &[&id.0, &volume.0, &new.borrower, &new.unit, &new.purpose, &on, &new.due_on, &by.0],
    )
    .await?;
    Ok(())
}

/// Notes that a volume came back.
pub(super) async fn take_back(
    tx: &WriteTx,
    id: BorrowingId,
    returned: &Returned,
    (by, on): (UserId, Date),
) -> Result<(), Error> {
    tx.execute(&statement!("take_back"), &[&id.0, &on, &by.0, &returned.condition, &returned.note]).await?;
    Ok(())
}

/// A borrowing.
pub(super) async fn find(tx: &Tx, id: BorrowingId) -> Result<Option<Borrowing>, Error> {
    tx.query_opt(&statement!("borrowing"), &[&id.0]).await?.as_ref().map(borrowing).transpose()
}

/// The borrowing of a volume that is open.
pub(in crate::archives) async fn open_of(tx: &Tx, volume: VolumeId) -> Result<Option<Borrowing>, Error> {
    Ok(of_volume(tx, volume).await?.into_iter().find(|borrowing| borrowing.returned.is_none()))
}

/// The borrowings of a volume, the newest first.
pub(in crate::archives) async fn of_volume(tx: &Tx, volume: VolumeId) -> Result<Vec<Borrowing>, Error> {
    tx.query(&statement!("borrowings_of_volume"), &[&volume.0]).await?.iter().map(borrowing).collect()
}

/// Borrowings that stand so on this day, the newest first.
pub(super) async fn list(
    tx: &Tx,
    standing: Option<Standing>,
    today: Date,
    before: Option<BorrowingId>,
    limit: i64,
) -> Result<Vec<Borrowing>, Error> {
    let (open, overdue) = match standing {
        None => (None, false),
        Some(Standing::Returned) => (Some(false), false),
        Some(Standing::Open) => (Some(true), false),
        Some(Standing::Overdue) => (Some(true), true),
    };
    let due_before = overdue.then_some(today);
    let before: Option<Uuid> = before.map(|id| id.0);
    let rows = tx.query(&statement!("borrowings"), &[&open, &due_before, &before, &limit]).await?;
    rows.iter().map(borrowing).collect()
}

fn borrowing(row: &Row) -> Result<Borrowing, Error> {
    let returned = match row.column::<Option<Date>>("returned_on")? {
        Some(on) => Some((on, Returned { condition: row.column("condition")?, note: row.column("note")? })),
        None => None,
    };
    Ok(Borrowing {
        id: BorrowingId(row.column("borrowing_id")?),
        volume: VolumeId(row.column("volume_id")?),
        catalogue_number: row.column("catalogue_number")?,
        title: row.column("title")?,
        borrower: row.column("borrower")?,
        unit: row.column("unit")?,
        purpose: row.column("purpose")?,
        lent_on: row.column("lent_on")?,
        due_on: row.column("due_on")?,
        returned,
        version: row.column("version")?,
    })
}

//! Known years and their special days.

use time::Date;

use crate::{
    db::{self, row::RowExt, tx::Tx},
    statement,
};

/// Holidays (false) and make-up days (true) of all known years.
pub(in crate::obligations) async fn special_days(tx: &Tx) -> Result<Vec<(Date, bool)>, db::Error> {
    let rows = tx.query(&statement!("special_days"), &[]).await?;
    rows.iter().map(|row| Ok((row.column("day")?, row.column("is_working")?))).collect()
}

/// The known years.
pub(in crate::obligations) async fn calendar_years(tx: &Tx) -> Result<Vec<i32>, db::Error> {
    tx.query(&statement!("calendar_years"), &[]).await?.iter().map(|row| row.column("year")).collect()
}

//! Known years and their special days.

use time::Date;

use crate::{
    db::{self, WriteTx, row::RowExt, tx::Tx},
    obligations::years::{Arrangement, SpecialDay},
    statement,
};

/// The arrangement of each known year, in order.
pub(in crate::obligations) async fn arrangements(tx: &Tx) -> Result<Vec<Arrangement>, db::Error> {
    let mut arrangements: Vec<Arrangement> = Vec::new();
    for row in tx.query(&statement!("arrangements"), &[]).await? {
        let year = row.column("year")?;
        if arrangements.last().is_none_or(|last| last.year != year) {
            arrangements.push(Arrangement { year, basis: row.column("basis")?, days: Vec::new() });
        }
        if let (Some(arrangement), Some(day)) = (arrangements.last_mut(), row.column("day")?) {
            let (is_working, occasion) = (row.column("is_working")?, row.column("occasion")?);
            arrangement.days.push(SpecialDay { day, is_working, occasion });
        }
    }
    Ok(arrangements)
}

/// Keeps this arrangement in place of the one that its year had; tells whether each of its days stands in it once and
/// in no other. Arrangements are entered one after another.
pub(in crate::obligations) async fn replace_arrangement(
    tx: &WriteTx,
    arrangement: &Arrangement,
) -> Result<bool, db::Error> {
    tx.execute(&statement!("keep_year"), &[&arrangement.year, &arrangement.basis]).await?;
    tx.execute(&statement!("forget_special_days"), &[&arrangement.year]).await?;
    let days: Vec<Date> = arrangement.days.iter().map(|special| special.day).collect();
    let working: Vec<bool> = arrangement.days.iter().map(|special| special.is_working).collect();
    let occasions: Vec<&str> = arrangement.days.iter().map(|special| special.occasion.as_str()).collect();
    let kept = tx.execute(&statement!("keep_special_days"), &[&arrangement.year, &days, &working, &occasions]).await?;
    Ok(usize::try_from(kept).is_ok_and(|kept| kept == days.len()))
}

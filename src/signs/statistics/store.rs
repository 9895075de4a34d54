//! The records behind the figures.

use time::{Date, OffsetDateTime};

use crate::{
    db::{Error, row::RowExt, tx::Tx},
    signs::damage::DamageType,
    statement,
};

/// From an instant until another, which is not included.
pub(super) type Period = (OffsetDateTime, OffsetDateTime);

/// Damage that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundDamage {
    /// Number of the report.
    pub(super) number: String,
    /// What is wrong.
    pub(super) damage: DamageType,
    /// Whether something was left to do at the end of the period.
    pub(super) is_open: bool,
}

/// An accepted order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Repair {
    /// Its number.
    pub(super) number: String,
    /// Cost in fen.
    pub(super) cost_fen: Option<i64>,
    /// Days from the order until it was done.
    pub(super) days: f64,
    /// Whether it was done after it was due.
    pub(super) is_late: bool,
    /// What was wrong, by its reports.
    pub(super) damages: Vec<DamageType>,
    /// Who made the sign.
    pub(super) maker: Option<String>,
    /// The street whose name it shows.
    pub(super) street: Option<String>,
    /// The township in which it stands.
    pub(super) township_code: Option<String>,
}

/// Numbers of the signs that were looked at.
pub(super) async fn checked(tx: &Tx, (from, until): Period, division: Option<&str>) -> Result<Vec<String>, Error> {
    let rows = tx.query(&statement!("checked"), &[&from, &until, &division]).await?;
    rows.iter().map(|row| row.column("sign_number")).collect()
}

/// Damage that was found, by report.
pub(super) async fn found(
    tx: &Tx,
    (from, until): Period,
    division: Option<&str>,
    after: Date,
) -> Result<Vec<FoundDamage>, Error> {
    let rows = tx.query(&statement!("found"), &[&from, &until, &division, &after]).await?;
    rows.iter()
        .map(|row| {
            Ok(FoundDamage {
                number: row.column("report_number")?,
                damage: row.column("damage")?,
                is_open: row.column("is_open")?,
            })
        })
        .collect()
}

/// Orders that were accepted.
pub(super) async fn repaired(
    tx: &Tx,
    (from, until): Period,
    division: Option<&str>,
    day: Date,
) -> Result<Vec<Repair>, Error> {
    let rows = tx.query(&statement!("repaired"), &[&from, &until, &division, &day]).await?;
    rows.iter()
        .map(|row| {
            Ok(Repair {
                number: row.column("order_number")?,
                cost_fen: row.column("cost_fen")?,
                days: row.column("days")?,
                is_late: row.column("is_late")?,
                damages: row.column("damages")?,
                maker: row.column("maker")?,
                street: row.column("street")?,
                township_code: row.column("township_code")?,
            })
        })
        .collect()
}

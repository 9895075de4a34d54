//! Names that open cases hold.

use std::collections::BTreeSet;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    db::{Error, WriteTx, row::RowExt},
    naming::model::Item,
    statement,
};

/// Who holds a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::naming) struct Holder {
    pub(in crate::naming) case_number: String,
    pub(in crate::naming) applicant: String,
}

/// Holds the name of an item in each unit of its scope, in place of another one that it held; another open item that
/// has the name keeps it, and is told. Of two that ask at the same moment the second waits for the first.
pub(in crate::naming) async fn hold(tx: &WriteTx, item: &Item, now: OffsetDateTime) -> Result<Option<Holder>, Error> {
    tx.execute(&statement!("forget_reservation"), &[&item.id.0]).await?;
    // In one order for everybody, so that two who want several units do not wait for each other.
    let units: BTreeSet<&String> = item.scope.iter().collect();
    for unit in units {
        if let Some(holder) = hold_in(tx, item, unit, now).await? {
            return Ok(Some(holder));
        }
    }
    Ok(None)
}

async fn hold_in(tx: &WriteTx, item: &Item, unit: &str, now: OffsetDateTime) -> Result<Option<Holder>, Error> {
    let key = &item.keys.written;
    // Whoever holds it may let go between the two statements.
    for _ in 0..3 {
        if tx.execute(&statement!("hold_name"), &[&item.id.0, &unit, key, &now]).await? == 1 {
            return Ok(None);
        }
        if let Some(row) = tx.query_opt(&statement!("name_holder"), &[&unit, key]).await? {
            return Ok(Some(Holder { case_number: row.column("case_number")?, applicant: row.column("applicant")? }));
        }
    }
    Err(Error::Inconsistent {
        table: "naming_reservation",
        reason: format!("nobody holds {key}, and it cannot be had"),
    })
}

/// Lets go of the names of these items, as far as they hold any.
pub(in crate::naming) async fn release(tx: &WriteTx, items: &[Item], now: OffsetDateTime) -> Result<(), Error> {
    let items: Vec<Uuid> = items.iter().map(|item| item.id.0).collect();
    tx.execute(&statement!("release_names"), &[&items, &now]).await?;
    Ok(())
}

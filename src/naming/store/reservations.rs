//! Names that open cases hold.

use time::OffsetDateTime;

use crate::{
    db::{Error, WriteTx, row::RowExt},
    naming::{
        model::{Item, ItemId},
        store::items::name_key,
    },
    statement,
};

/// Who holds a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::naming) struct Holder {
    pub(in crate::naming) case_number: String,
    pub(in crate::naming) applicant: String,
}

/// Holds the name of an item in its scope, in place of another one that it held; another open item that has the name
/// keeps it, and is told. Of two that ask at the same moment the second waits for the first.
pub(in crate::naming) async fn hold(tx: &WriteTx, item: &Item, now: OffsetDateTime) -> Result<Option<Holder>, Error> {
    let key = name_key(&item.name);
    tx.execute(&statement!("forget_reservation"), &[&item.id.0]).await?;
    // Whoever holds it may let go between the two statements.
    for _ in 0..3 {
        if tx.execute(&statement!("hold_name"), &[&item.id.0, &item.scope_key, &key, &now]).await? == 1 {
            return Ok(None);
        }
        if let Some(row) = tx.query_opt(&statement!("name_holder"), &[&item.scope_key, &key]).await? {
            return Ok(Some(Holder { case_number: row.column("case_number")?, applicant: row.column("applicant")? }));
        }
    }
    Err(Error::Inconsistent { table: "naming_reservation", reason: format!("nobody holds {key}, and it cannot be had") })
}

/// Lets go of the name of an item, if it holds one.
pub(in crate::naming) async fn release(tx: &WriteTx, item: ItemId, now: OffsetDateTime) -> Result<(), Error> {
    tx.execute(&statement!("release_name"), &[&item.0, &now]).await?;
    Ok(())
}

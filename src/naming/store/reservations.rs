//! Names and places that open cases hold.

use std::collections::BTreeSet;

use postgres_types::ToSql;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    db::{Error, Statement, WriteTx, row::RowExt},
    naming::model::{Item, ItemId},
    register::model::FeatureId,
    statement,
};

/// Who holds a name or a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::naming) struct Holder {
    pub(in crate::naming) case_number: String,
    pub(in crate::naming) applicant: String,
}

/// Parameters of a statement.
type Params<'p> = &'p [&'p (dyn ToSql + Sync)];

/// Holds the name of an item in each unit of its scope, in place of another one that it held; another open item that
/// has the name keeps it, and is told.
pub(in crate::naming) async fn hold(tx: &WriteTx, item: &Item, now: OffsetDateTime) -> Result<Option<Holder>, Error> {
    tx.execute(&statement!("forget_reservation"), &[&item.id.0]).await?;
    let key = &item.keys.written;
    // In one order for everybody, so that two who want several units do not wait for each other.
    let units: BTreeSet<&String> = item.scope.iter().collect();
    for unit in units {
        let wanted: Params<'_> = &[&item.id.0, unit, key, &now];
        let asked: Params<'_> = &[unit, key];
        let holder = claim(tx, (&statement!("hold_name"), wanted), (&statement!("name_holder"), asked)).await?;
        if holder.is_some() {
            return Ok(holder);
        }
    }
    Ok(None)
}

/// Holds the place that an item is about, in place of another one that it held; another open item that is about it keeps
/// it, and is told.
pub(in crate::naming) async fn hold_place(
    tx: &WriteTx,
    item: ItemId,
    place: FeatureId,
    now: OffsetDateTime,
) -> Result<Option<Holder>, Error> {
    tx.execute(&statement!("forget_place"), &[&item.0]).await?;
    let wanted: Params<'_> = &[&item.0, &place.0, &now];
    let asked: Params<'_> = &[&place.0];
    claim(tx, (&statement!("hold_place"), wanted), (&statement!("place_holder"), asked)).await
}

/// Takes what is wanted, or tells who holds it. Of two that ask at the same moment the second waits for the first.
async fn claim(
    tx: &WriteTx,
    (take, wanted): (&Statement, Params<'_>),
    (ask, asked): (&Statement, Params<'_>),
) -> Result<Option<Holder>, Error> {
    // Whoever holds it may let go between the two statements.
    for _ in 0..3 {
        if tx.execute(take, wanted).await? == 1 {
            return Ok(None);
        }
        if let Some(row) = tx.query_opt(ask, asked).await? {
            return Ok(Some(Holder { case_number: row.column("case_number")?, applicant: row.column("applicant")? }));
        }
    }
    Err(Error::Inconsistent {
        table: "naming_reservation",
        reason: format!("nobody holds {asked:?}, and it cannot be had"),
    })
}

/// Lets go of the names and places of these items, as far as they hold any.
pub(in crate::naming) async fn release(tx: &WriteTx, items: &[Item], now: OffsetDateTime) -> Result<(), Error> {
    let items: Vec<Uuid> = items.iter().map(|item| item.id.0).collect();
    tx.execute(&statement!("release_names"), &[&items, &now]).await?;
    tx.execute(&statement!("release_places"), &[&items, &now]).await?;
    Ok(())
}

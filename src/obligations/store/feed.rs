//! Secret calendar addresses.

use time::OffsetDateTime;

use crate::{
    accounts::Ticket,
    db::{self, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

/// Gives a person this address in place of any other.
pub(in crate::obligations) async fn replace_feed(
    tx: &WriteTx,
    owner: UserId,
    ticket: &Ticket,
    now: OffsetDateTime,
) -> Result<(), db::Error> {
    tx.execute(&statement!("replace_feed"), &[&owner.0, &ticket.digest().as_slice(), &now]).await?;
    Ok(())
}

/// Takes a person's address away; tells whether there was one.
pub(in crate::obligations) async fn end_feed(tx: &WriteTx, owner: UserId) -> Result<bool, db::Error> {
    Ok(tx.execute(&statement!("end_feed"), &[&owner.0]).await? == 1)
}

/// Whose address this is.
pub(in crate::obligations) async fn feed_owner(tx: &Tx, ticket: &Ticket) -> Result<Option<UserId>, db::Error> {
    let row = tx.query_opt(&statement!("feed_owner"), &[&ticket.digest().as_slice()]).await?;
    row.map(|row| Ok(UserId(row.column("user_id")?))).transpose()
}

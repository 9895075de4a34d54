//! Sessions, found by the digest of their ticket.

use time::OffsetDateTime;

use super::user::read_user;
use crate::{
    accounts::model::{Session, Ticket},
    db::{self, ReadTx, WriteTx, row::RowExt},
    kernel::actor::UserId,
    statement,
};

/// Opens a session for the person.
pub(in crate::accounts) async fn open_session(
    tx: &WriteTx,
    ticket: &Ticket,
    user: UserId,
    now: OffsetDateTime,
) -> Result<(), db::Error> {
    tx.execute(&statement!("open_session"), &[&ticket.digest().as_slice(), &user.0, &now]).await?;
    Ok(())
}

/// The session of this ticket, if nobody ended it and the account is in use.
pub(in crate::accounts) async fn session(tx: &ReadTx, ticket: &Ticket) -> Result<Option<Session>, db::Error> {
    let row = tx.query_opt(&statement!("session"), &[&ticket.digest().as_slice()]).await?;
    row.map(|row| {
        Ok(Session {
            user: read_user(&row)?,
            opened_at: row.column("opened_at")?,
            last_seen_at: row.column("last_seen_at")?,
        })
    })
    .transpose()
}

/// Notes the use of a session.
pub(in crate::accounts) async fn touch_session(
    tx: &WriteTx,
    ticket: &Ticket,
    now: OffsetDateTime,
) -> Result<(), db::Error> {
    tx.execute(&statement!("touch_session"), &[&ticket.digest().as_slice(), &now]).await?;
    Ok(())
}

/// Ends one session; tells whether it was open.
pub(in crate::accounts) async fn end_session(
    tx: &WriteTx,
    ticket: &Ticket,
    now: OffsetDateTime,
) -> Result<bool, db::Error> {
    Ok(tx.execute(&statement!("end_session"), &[&ticket.digest().as_slice(), &now]).await? == 1)
}

/// Ends every session of the person.
pub(in crate::accounts) async fn end_sessions_of(
    tx: &WriteTx,
    user: UserId,
    now: OffsetDateTime,
) -> Result<(), db::Error> {
    tx.execute(&statement!("end_sessions_of_user"), &[&user.0, &now]).await?;
    Ok(())
}

//! What happened to accounts.

use std::net::IpAddr;

use time::OffsetDateTime;

use crate::{
    accounts::{
        model::{Event, Login},
        throttle::{FAILURES_OF_ADDRESS, FAILURES_OF_LOGIN, Failures, WINDOW},
    },
    db::{self, WriteTx, row::RowExt},
    statement,
};

/// Keeps what happened at `at`.
pub(in crate::accounts) async fn record(tx: &WriteTx, at: OffsetDateTime, event: Event<'_>) -> Result<(), db::Error> {
    let login = event.login.map(Login::as_str);
    tx.execute(&statement!("record_event"), &[&at, &event.kind, &login, &event.address, &event.actor]).await?;
    Ok(())
}

/// Waits until every earlier attempt at this log-in name has been counted.
pub(in crate::accounts) async fn queue_attempts(tx: &WriteTx, login: &Login) -> Result<(), db::Error> {
    tx.query_one(&statement!("queue_attempts"), &[&login.as_str()]).await?;
    Ok(())
}

/// The failures that use up the allowances, if they are.
pub(in crate::accounts) async fn failures(
    tx: &WriteTx,
    login: Option<&Login>,
    address: Option<IpAddr>,
    now: OffsetDateTime,
) -> Result<Failures, db::Error> {
    let (login, since) = (login.map(Login::as_str), now - WINDOW);
    let row = tx
        .query_one(&statement!("failures"), &[&login, &address, &since, &FAILURES_OF_LOGIN, &FAILURES_OF_ADDRESS])
        .await?;
    Ok(Failures { of_login: row.column("of_login")?, of_address: row.column("of_address")? })
}

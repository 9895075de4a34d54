//! Accounts, found by their log-in name.

use std::str::FromStr;

use time::OffsetDateTime;
use tokio_postgres::Row;

use crate::{
    accounts::{
        model::{Login, NewUser, TownshipCode, User},
        password::PasswordHash,
        refusal::Refusal,
    },
    db::{self, ReadTx, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

/// Adds an account.
pub(in crate::accounts) async fn insert_user(
    tx: &WriteTx,
    id: UserId,
    new: &NewUser,
    hash: &PasswordHash,
    now: OffsetDateTime,
) -> Result<(), Refusal> {
    let township = new.township.as_ref().map(TownshipCode::as_str);
    let inserted = tx
        .execute(
            &statement!("insert_user"),
            &[&id.0, &new.login.as_str(), &new.display_name.as_str(), &new.role.code(), &township, &hash.text(), &now],
        )
        .await;
    match inserted {
        Err(error) if error.constraint() == Some("user_account_login_unique") => Err(Refusal::LoginTaken),
        other => Ok(other.map(drop)?),
    }
}

/// The account with this log-in name.
pub(in crate::accounts) async fn user(tx: &Tx, login: &Login) -> Result<Option<User>, db::Error> {
    let row = tx.query_opt(&statement!("user"), &[&login.as_str()]).await?;
    row.as_ref().map(read_user).transpose()
}

/// The account with this id.
pub(in crate::accounts) async fn user_by_id(tx: &Tx, id: UserId) -> Result<Option<User>, db::Error> {
    let row = tx.query_opt(&statement!("user_by_id"), &[&id.0]).await?;
    row.as_ref().map(read_user).transpose()
}

/// The account with this log-in name, with its password's hash.
pub(in crate::accounts) async fn user_with_hash(
    tx: &Tx,
    login: &Login,
) -> Result<Option<(User, PasswordHash)>, db::Error> {
    let row = tx.query_opt(&statement!("user"), &[&login.as_str()]).await?;
    row.map(|row| Ok((read_user(&row)?, PasswordHash::stored(row.column("password_hash")?)))).transpose()
}

/// The account with this log-in name, for nobody else to change meanwhile.
pub(in crate::accounts) async fn lock_user(tx: &WriteTx, login: &Login) -> Result<Option<User>, db::Error> {
    let row = tx.query_opt(&statement!("lock_user"), &[&login.as_str()]).await?;
    row.as_ref().map(read_user).transpose()
}

/// Every account, by log-in name.
pub(in crate::accounts) async fn users(tx: &ReadTx) -> Result<Vec<User>, db::Error> {
    tx.query(&statement!("users"), &[]).await?.iter().map(read_user).collect()
}

/// The administrators whose accounts are in use; they stay so until this transaction ends.
pub(in crate::accounts) async fn admins_in_office(tx: &WriteTx) -> Result<Vec<UserId>, db::Error> {
    let rows = tx.query(&statement!("lock_admins_in_office"), &[]).await?;
    rows.iter().map(|row| Ok(UserId(row.column("user_id")?))).collect()
}

/// Disables an account from `disabled_at`, or puts it in use again.
pub(in crate::accounts) async fn set_disabled(
    tx: &WriteTx,
    id: UserId,
    disabled_at: Option<OffsetDateTime>,
) -> Result<(), db::Error> {
    tx.execute(&statement!("set_disabled"), &[&id.0, &disabled_at]).await?;
    Ok(())
}

/// Gives an account another password.
pub(in crate::accounts) async fn set_password(tx: &WriteTx, id: UserId, hash: &PasswordHash) -> Result<(), db::Error> {
    tx.execute(&statement!("set_password"), &[&id.0, &hash.text()]).await?;
    Ok(())
}

/// The account in the columns of a row.
pub(super) fn read_user(row: &Row) -> Result<User, db::Error> {
    Ok(User {
        id: UserId(row.column("user_id")?),
        login: parsed(row, "login")?,
        display_name: parsed(row, "display_name")?,
        role: parsed(row, "role")?,
        township: match row.column::<Option<&str>>("township_code")? {
            Some(_) => Some(parsed(row, "township_code")?),
            None => None,
        },
        created_at: row.column("created_at")?,
        disabled_at: row.column("disabled_at")?,
    })
}

fn parsed<T: FromStr<Err: std::fmt::Display>>(row: &Row, column: &str) -> Result<T, db::Error> {
    let text: &str = row.column(column)?;
    text.parse().map_err(|error| db::Error::Inconsistent {
        table: "user_account",
        reason: format!("{column} `{text}`: {error}"),
    })
}

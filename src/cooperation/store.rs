//! Statements that all mechanisms share; each does what its name says and decides nothing.

use serde::{Serialize, de::DeserializeOwned};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{Filter, Head, Scope};
use crate::{
    db::{Error, Statement, WriteTx, row::RowExt, tx::Tx},
    kernel::actor::UserId,
    statement,
};

/// A record that is entered, and by whom.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) head: Head,
    pub(super) by: UserId,
}

/// What the neighbour is called, and whether the line is one with it (or none was said).
pub(super) async fn scope(tx: &Tx, scope: &Scope) -> Result<(Option<String>, bool), Error> {
    let row = tx.query_one(&statement!("scope"), &[&scope.neighbour, &scope.line]).await?;
    Ok((row.column("name")?, row.column("has_line")?))
}

/// The next number of a series; others wait until this transaction ends.
pub(super) async fn next_number(tx: &WriteTx, series: &str, year: i32) -> Result<i32, Error> {
    tx.query_one(&statement!("next_number"), &[&series, &year]).await?.column("last")
}

/// The township of a clerk, nine digits.
pub(super) async fn township_of_user(tx: &Tx, user: UserId) -> Result<Option<String>, Error> {
    tx.query_one(&statement!("township_of_user"), &[&user.0]).await?.column("township_code")
}

/// Records that pass a filter, the newest number first.
pub(super) async fn list(tx: &Tx, statement: &Statement, filter: &Filter, limit: i64) -> Result<Vec<Row>, Error> {
    let Filter { ids, neighbour, line, states, township, from, to, before } = filter;
    tx.query(statement, &[ids, neighbour, line, states, township, from, to, before, &limit]).await
}

/// The columns that every record has.
pub(super) fn head(row: &Row) -> Result<Head, Error> {
    Ok(Head {
        id: row.column("id")?,
        number: row.column("number")?,
        neighbour: row.column("neighbour_code")?,
        neighbour_name: row.column("neighbour_name")?,
        line_id: row.column("line_id")?,
        version: row.column("version")?,
        created_at: row.column("created_at")?,
    })
}

/// A list as a column of JSON.
pub(super) fn to_json<T: Serialize>(table: &'static str, items: &T) -> Result<serde_json::Value, Error> {
    serde_json::to_value(items).map_err(|error| Error::Inconsistent { table, reason: error.to_string() })
}

/// A list out of a column of JSON.
pub(super) fn of_json<T: DeserializeOwned>(row: &Row, table: &'static str, column: &str) -> Result<T, Error> {
    let json: serde_json::Value = row.column(column)?;
    serde_json::from_value(json).map_err(|error| Error::Inconsistent { table, reason: error.to_string() })
}

/// Locks a record against other writers; `false` when there is none. It must be read after that, by another statement.
pub(super) async fn lock(tx: &WriteTx, statement: &Statement, id: Uuid) -> Result<bool, Error> {
    Ok(tx.query_opt(statement, &[&id]).await?.is_some())
}

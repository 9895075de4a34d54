//! API tokens, found by the digest of their ticket.

use time::OffsetDateTime;
use tokio_postgres::Row;

use super::user::read_user;
use crate::{
    accounts::model::{ApiToken, NewToken, Scope, Ticket, TokenId, User},
    db::{self, ReadTx, WriteTx, row::RowExt},
    kernel::actor::UserId,
    statement,
};

/// A valid token in use: whose it is and what it may be used for.
#[derive(Debug, Clone)]
pub(in crate::accounts) struct TokenHolder {
    pub(in crate::accounts) token: TokenId,
    pub(in crate::accounts) scopes: Vec<Scope>,
    pub(in crate::accounts) last_used_at: Option<OffsetDateTime>,
    pub(in crate::accounts) user: User,
}

/// Adds a token.
pub(in crate::accounts) async fn insert_token(
    tx: &WriteTx,
    id: TokenId,
    ticket: &Ticket,
    owner: UserId,
    new: &NewToken,
    now: OffsetDateTime,
) -> Result<(), db::Error> {
    let digest = ticket.digest();
    tx.execute(
        &statement!("insert_token"),
        &[&id.0, &digest.as_slice(), &owner.0, &new.name.as_str(), &new.scopes, &now, &new.expires_at],
    )
    .await?;
    Ok(())
}

/// Every token of the person, the newest first.
pub(in crate::accounts) async fn tokens_of(tx: &ReadTx, owner: UserId) -> Result<Vec<ApiToken>, db::Error> {
    tx.query(&statement!("tokens_of_user"), &[&owner.0]).await?.iter().map(read_token).collect()
}

/// The holder of this ticket, if it is not revoked, not expired and the account is in use.
pub(in crate::accounts) async fn token_holder(
    tx: &ReadTx,
    ticket: &Ticket,
    now: OffsetDateTime,
) -> Result<Option<TokenHolder>, db::Error> {
    let row = tx.query_opt(&statement!("token_holder"), &[&ticket.digest().as_slice(), &now]).await?;
    row.map(|row| {
        Ok(TokenHolder {
            token: TokenId(row.column("token_id")?),
            scopes: row.column("scopes")?,
            last_used_at: row.column("last_used_at")?,
            user: read_user(&row)?,
        })
    })
    .transpose()
}

/// Notes the use of a token.
pub(in crate::accounts) async fn touch_token(tx: &WriteTx, id: TokenId, now: OffsetDateTime) -> Result<(), db::Error> {
    tx.execute(&statement!("touch_token"), &[&id.0, &now]).await?;
    Ok(())
}

/// Revokes one token of the person; tells whether it was in use.
pub(in crate::accounts) async fn revoke_token(
    tx: &WriteTx,
    owner: UserId,
    id: TokenId,
    now: OffsetDateTime,
) -> Result<bool, db::Error> {
    Ok(tx.execute(&statement!("revoke_token"), &[&owner.0, &id.0, &now]).await? == 1)
}

/// Revokes every token of the person; tells how many were in use.
pub(in crate::accounts) async fn revoke_tokens_of(
    tx: &WriteTx,
    owner: UserId,
    now: OffsetDateTime,
) -> Result<u64, db::Error> {
    tx.execute(&statement!("revoke_tokens_of_user"), &[&owner.0, &now]).await
}

fn read_token(row: &Row) -> Result<ApiToken, db::Error> {
    let name: String = row.column("name")?;
    Ok(ApiToken {
        id: TokenId(row.column("token_id")?),
        name: name
            .parse()
            .map_err(|_| db::Error::Inconsistent { table: "api_token", reason: format!("name `{name}`") })?,
        scopes: row.column("scopes")?,
        created_at: row.column("created_at")?,
        expires_at: row.column("expires_at")?,
        last_used_at: row.column("last_used_at")?,
        revoked_at: row.column("revoked_at")?,
    })
}

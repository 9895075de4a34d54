//! Tokens for programs.

use crate::{
    accounts::{
        model::{ApiToken, Event, EventKind, Login, NewToken, Secret, TOUCHED_EVERY, Ticket, TokenId},
        policy,
        refusal::Refusal,
        store::{self, TokenHolder},
    },
    db::{self, Db},
    kernel::{actor::Actor, ids::Ids},
};

/// Makes a token for its owner. The text that comes with it is not kept: this is the only time it can be read.
pub async fn make_token(
    db: &Db,
    ids: &Ids,
    actor: &Actor,
    owner: &Login,
    new: NewToken,
) -> Result<(ApiToken, Secret<String>), Refusal> {
    let tx = db.write("accounts.make_token", actor).await?;
    let (now, ticket) = (db.clock().now(), Ticket::draw());
    let user = store::lock_user(&tx, owner).await?.ok_or(Refusal::UnknownUser)?;
    policy::may_keep_tokens_of(actor, user.id)?;
    if !user.is_active() {
        return Err(Refusal::Disabled);
    }
    let id = ids.next();
    store::insert_token(&tx, id, &ticket, user.id, &new, now).await?;
    let event = Event { kind: EventKind::TokenMade, login: Some(owner), address: None, actor: actor.label() };
    store::record(&tx, now, event).await?;
    tx.commit().await?;
    let NewToken { name, scopes, expires_at } = new;
    let token = ApiToken { id, name, scopes, created_at: now, expires_at, last_used_at: None, revoked_at: None };
    Ok((token, ticket.token()))
}

/// Every token of the person, expired and revoked ones too, the newest first.
pub async fn tokens_of(db: &Db, actor: &Actor, owner: &Login) -> Result<Vec<ApiToken>, Refusal> {
    let tx = db.read("accounts.tokens").await?;
    let user = store::user(&tx, owner).await?.ok_or(Refusal::UnknownUser)?;
    policy::may_keep_tokens_of(actor, user.id)?;
    let tokens = store::tokens_of(&tx, user.id).await?;
    tx.finish().await?;
    Ok(tokens)
}

/// Revokes a token; one revoked before is refused as unknown.
pub async fn revoke_token(db: &Db, actor: &Actor, owner: &Login, id: TokenId) -> Result<(), Refusal> {
    let tx = db.write("accounts.revoke_token", actor).await?;
    let now = db.clock().now();
    let user = store::lock_user(&tx, owner).await?.ok_or(Refusal::UnknownUser)?;
    policy::may_keep_tokens_of(actor, user.id)?;
    if !store::revoke_token(&tx, user.id, id, now).await? {
        return Err(Refusal::UnknownToken);
    }
    let event = Event { kind: EventKind::TokenRevoked, login: Some(owner), address: None, actor: actor.label() };
    store::record(&tx, now, event).await?;
    tx.commit().await?;
    Ok(())
}

/// Whose valid token this ticket is; its use is noted once a minute.
pub(in crate::accounts) async fn token_holder(db: &Db, ticket: &Ticket) -> Result<Option<TokenHolder>, db::Error> {
    let now = db.clock().now();
    let tx = db.read("accounts.token").await?;
    let holder = store::token_holder(&tx, ticket, now).await?;
    tx.finish().await?;
    if let Some(holder) = &holder
        && holder.last_used_at.is_none_or(|last| last + TOUCHED_EVERY <= now)
    {
        let tx = db.write("accounts.touch_token", &holder.user.actor()).await?;
        store::touch_token(&tx, holder.token, now).await?;
        tx.commit().await?;
    }
    Ok(holder)
}

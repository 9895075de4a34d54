//! Keeping accounts.

use crate::{
    accounts::{
        model::{Event, EventKind, Login, NewUser, User},
        password::{PasswordHash, Turn},
        policy,
        refusal::Refusal,
        store,
    },
    db::{self, Db, WriteTx, tx::Tx},
    kernel::{
        actor::{Actor, UserId},
        clock::Clock,
        ids::Ids,
    },
};

/// Makes an account.
pub async fn add_user(db: &Db, ids: &Ids, actor: &Actor, new: NewUser) -> Result<User, Refusal> {
    let hash = hash(&new).await?;
    let tx = db.write("accounts.add_user", actor).await?;
    let user = add(&tx, db.clock(), ids, actor, new, &hash).await?;
    tx.commit().await?;
    Ok(user)
}

/// Hashes the password of an account to be made, before any transaction begins.
pub(in crate::accounts) async fn hash(new: &NewUser) -> Result<PasswordHash, Refusal> {
    Turn::wait().await.hash(new.password.clone()).await
}

/// Makes an account in a transaction of the caller's.
pub(in crate::accounts) async fn add(
    tx: &WriteTx,
    clock: &Clock,
    ids: &Ids,
    actor: &Actor,
    new: NewUser,
    hash: &PasswordHash,
) -> Result<User, Refusal> {
    policy::may_keep_accounts(actor)?;
    let (id, now) = (ids.next(), clock.now());
    store::insert_user(tx, id, &new, hash, now).await?;
    let NewUser { login, display_name, role, township, .. } = new;
    let user = User { id, login, display_name, role, township, created_at: now, disabled_at: None };
    note(tx, clock, actor, EventKind::Created, &user.login).await?;
    Ok(user)
}

/// The account with this id, if it is in use.
pub async fn user_in_office(tx: &Tx, id: UserId) -> Result<Option<User>, db::Error> {
    Ok(store::user_by_id(tx, id).await?.filter(User::is_active))
}

/// Every account, by log-in name.
pub async fn list_users(db: &Db, actor: &Actor) -> Result<Vec<User>, Refusal> {
    policy::may_keep_accounts(actor)?;
    let tx = db.read("accounts.list_users").await?;
    let users = store::users(&tx).await?;
    tx.finish().await?;
    Ok(users)
}

/// Disables an account: its sessions end and its tokens are revoked. Nothing changes if it is disabled already.
pub async fn disable_user(db: &Db, actor: &Actor, login: &Login) -> Result<User, Refusal> {
    let tx = db.write("accounts.disable_user", actor).await?;
    let user = disable(&tx, db.clock(), actor, login).await?;
    tx.commit().await?;
    Ok(user)
}

/// [`disable_user`] in a transaction of the caller's.
pub(in crate::accounts) async fn disable(
    tx: &WriteTx,
    clock: &Clock,
    actor: &Actor,
    login: &Login,
) -> Result<User, Refusal> {
    policy::may_keep_accounts(actor)?;
    // Before the account itself, and always in the same order: two administrators who disable each other take turns.
    let admins = store::admins_in_office(tx).await?;
    let user = store::lock_user(tx, login).await?.ok_or(Refusal::UnknownUser)?;
    if !user.is_active() {
        return Ok(user);
    }
    policy::may_disable(&user, &admins)?;
    let now = clock.now();
    store::set_disabled(tx, user.id, Some(now)).await?;
    store::end_sessions_of(tx, user.id, now).await?;
    for _ in 0..store::revoke_tokens_of(tx, user.id, now).await? {
        note(tx, clock, actor, EventKind::TokenRevoked, login).await?;
    }
    note(tx, clock, actor, EventKind::Disabled, login).await?;
    Ok(User { disabled_at: Some(now), ..user })
}

/// Puts a disabled account in use again, with the password it had and without its former tokens. Nothing changes if
/// it is in use.
pub async fn enable_user(db: &Db, actor: &Actor, login: &Login) -> Result<User, Refusal> {
    let tx = db.write("accounts.enable_user", actor).await?;
    let user = enable(&tx, db.clock(), actor, login).await?;
    tx.commit().await?;
    Ok(user)
}

/// [`enable_user`] in a transaction of the caller's.
pub(in crate::accounts) async fn enable(
    tx: &WriteTx,
    clock: &Clock,
    actor: &Actor,
    login: &Login,
) -> Result<User, Refusal> {
    policy::may_keep_accounts(actor)?;
    let user = store::lock_user(tx, login).await?.ok_or(Refusal::UnknownUser)?;
    if user.is_active() {
        return Ok(user);
    }
    store::set_disabled(tx, user.id, None).await?;
    note(tx, clock, actor, EventKind::Enabled, login).await?;
    Ok(User { disabled_at: None, ..user })
}

async fn note(tx: &WriteTx, clock: &Clock, actor: &Actor, kind: EventKind, login: &Login) -> Result<(), Refusal> {
    let event = Event { kind, login: Some(login), address: None, actor: actor.label() };
    Ok(store::record(tx, clock.now(), event).await?)
}

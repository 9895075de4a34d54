//! Signing in and out.

use std::net::IpAddr;

use time::OffsetDateTime;

use crate::{
    accounts::{
        model::{Event, EventKind, Login, Password, Secret, Session, TOUCHED_EVERY, Ticket, User},
        password::{PasswordHash, Turn},
        refusal::{Invalid, Refusal},
        store,
    },
    db::{self, Db, WriteTx},
    kernel::actor::Actor,
};

/// An attempt to prove that one is the person.
#[derive(Debug)]
pub(in crate::accounts) struct Attempt {
    /// What was typed as log-in name; `None` when it cannot be one.
    pub(in crate::accounts) login: Option<Login>,
    /// What was typed as password.
    pub(in crate::accounts) password: Secret<String>,
    /// Where the client is.
    pub(in crate::accounts) address: Option<IpAddr>,
}

/// Opens a session for who knows the password.
pub(in crate::accounts) async fn log_in(db: &Db, attempt: Attempt) -> Result<(Session, Ticket), Refusal> {
    let turn = Turn::wait().await;
    let tx = db.write("accounts.log_in", &Actor::Public).await?;
    let now = db.clock().now();
    let user = match prove(&tx, &turn, &attempt, now).await? {
        Ok(user) => user,
        Err(refusal) => {
            // The failure was counted; it must not be rolled back.
            tx.commit().await?;
            return Err(refusal);
        }
    };
    let ticket = Ticket::draw();
    store::open_session(&tx, &ticket, user.id, now).await?;
    let event = Event {
        kind: EventKind::LoggedIn,
        login: Some(&user.login),
        address: attempt.address,
        actor: user.login.as_str(),
    };
    store::record(&tx, now, event).await?;
    tx.commit().await?;
    Ok((Session { user, opened_at: now, last_seen_at: now }, ticket))
}

/// Ends the session of this ticket.
pub(in crate::accounts) async fn log_out(
    db: &Db,
    user: &User,
    ticket: &Ticket,
    address: Option<IpAddr>,
) -> Result<(), Refusal> {
    let tx = db.write("accounts.log_out", &user.actor()).await?;
    let now = db.clock().now();
    if store::end_session(&tx, ticket, now).await? {
        let (login, actor) = (Some(&user.login), user.login.as_str());
        store::record(&tx, now, Event { kind: EventKind::LoggedOut, login, address, actor }).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Gives the person another password, if he knows the present one, and ends all his sessions: whoever is signed in
/// with the old password, here or elsewhere, signs in again.
pub(in crate::accounts) async fn change_password(
    db: &Db,
    user: &User,
    present: Secret<String>,
    new: Password,
    address: Option<IpAddr>,
) -> Result<(), Refusal> {
    let turn = Turn::wait().await;
    let hash = turn.hash(new).await?;
    let tx = db.write("accounts.change_password", &user.actor()).await?;
    let now = db.clock().now();
    let attempt = Attempt { login: Some(user.login.clone()), password: present, address };
    if let Err(refusal) = prove(&tx, &turn, &attempt, now).await? {
        tx.commit().await?;
        return Err(match refusal {
            Refusal::WrongPassword => Invalid::PresentPassword.into(),
            other => other,
        });
    }
    store::set_password(&tx, user.id, &hash).await?;
    store::end_sessions_of(&tx, user.id, now).await?;
    let (login, actor) = (Some(&user.login), user.login.as_str());
    store::record(&tx, now, Event { kind: EventKind::PasswordChanged, login, address, actor }).await?;
    tx.commit().await?;
    Ok(())
}

/// The living session of a ticket; its use is noted once a minute.
pub(in crate::accounts) async fn session_of(db: &Db, ticket: &Ticket) -> Result<Option<Session>, db::Error> {
    let now = db.clock().now();
    let tx = db.read("accounts.session").await?;
    let session = store::session(&tx, ticket).await?.filter(|session| session.lives(now));
    tx.finish().await?;
    if let Some(session) = &session
        && session.last_seen_at + TOUCHED_EVERY <= now
    {
        let tx = db.write("accounts.touch_session", &session.user.actor()).await?;
        store::touch_session(&tx, ticket, now).await?;
        tx.commit().await?;
    }
    Ok(session)
}

/// The person of the attempt, or why not. A wrong password is counted in `tx`, so the caller commits either way.
/// Everything that can be wrong with name and password costs the same time and gets the same answer.
async fn prove(
    tx: &WriteTx,
    turn: &Turn,
    attempt: &Attempt,
    now: OffsetDateTime,
) -> Result<Result<User, Refusal>, db::Error> {
    let Attempt { login, address, .. } = attempt;
    if let Some(login) = login {
        store::queue_attempts(tx, login).await?;
    }
    if let Some(wait) = store::failures(tx, login.as_ref(), *address, now).await?.wait(now) {
        return Ok(Err(Refusal::TooManyAttempts(wait)));
    }
    let found = match login {
        Some(login) => store::user_with_hash(tx, login).await?,
        None => None,
    };
    let (user, hash) = found.map_or((None, PasswordHash::nobodys()), |(user, hash)| (Some(user), hash));
    let right = turn.verify(attempt.password.clone(), hash).await;
    match user {
        Some(user) if right && user.is_active() => Ok(Ok(user)),
        _ => {
            let actor = Actor::Public;
            let (login, actor) = (login.as_ref(), actor.label());
            store::record(tx, now, Event { kind: EventKind::LoginFailed, login, address: *address, actor }).await?;
            Ok(Err(Refusal::WrongPassword))
        }
    }
}

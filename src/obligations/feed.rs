//! The secret calendar address of a person.

use super::{Refusal, icalendar, policy::Sees, store, years};
use crate::{
    accounts::{self, Secret, Ticket},
    db::Db,
    kernel::actor::{Actor, UserId},
};

/// Makes an address for a person; another one that there was opens nothing any more. Its last part is told once.
pub async fn make(db: &Db, actor: &Actor, owner: UserId) -> Result<Secret<String>, Refusal> {
    let ticket = Ticket::draw();
    let tx = db.write("obligations.make_feed", actor).await?;
    store::replace_feed(&tx, owner, &ticket, db.clock().now()).await?;
    tx.commit().await?;
    Ok(ticket.digits())
}

/// Ends the address of a person.
pub async fn end(db: &Db, actor: &Actor, owner: UserId) -> Result<(), Refusal> {
    let tx = db.write("obligations.end_feed", actor).await?;
    if !store::end_feed(&tx, owner).await? {
        return Err(Refusal::UnknownFeed);
    }
    tx.commit().await?;
    Ok(())
}

/// The calendar behind an address: what its owner sees at this moment, if the account is in use.
pub async fn read(db: &Db, secret: &str, base: &str) -> Result<String, Refusal> {
    let ticket = Ticket::from_digits(secret).ok_or(Refusal::UnknownFeed)?;
    let tx = db.read("obligations.read_feed").await?;
    let owner = store::feed_owner(&tx, &ticket).await?.ok_or(Refusal::UnknownFeed)?;
    let owner = accounts::service::user_in_office(&tx, owner).await?.ok_or(Refusal::UnknownFeed)?;
    let open = store::open_for(&tx, &Sees::of(&owner)).await?;
    let working = years::calendar(&tx).await?;
    tx.finish().await?;
    Ok(icalendar::calendar(&open, &working, base))
}

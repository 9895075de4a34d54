//! Use cases; the caller opens the transaction of each and commits it. `now` is the instant of the clock, and days follow
//! from it as civil days of the office.

mod closing;
mod confirming;
mod contacts;
mod drafting;
mod due;
mod issuing;
mod opinions;

pub use closing::{Sealed, end_early, seal, seal_holds};
pub use confirming::{confirm, sweep};
pub use contacts::{contact, erase_contact};
pub use drafting::{draft, may_redraft, redraft, sign, take_back};
pub use issuing::{Published, check_period, mark_synced, publish};
pub use opinions::{Confirmation, Sent, answer, answers, opinions, receive, upheld};

use super::{
    codes::State,
    model::{Mentioned, Publication, PublicationId},
    refusal::{Refusal, Step},
    state, store,
};
use crate::db::{WriteTx, tx::Tx};

/// A publication, whatever its state.
pub async fn find(tx: &Tx, id: PublicationId) -> Result<Publication, Refusal> {
    store::publication(tx, id).await?.ok_or(Refusal::UnknownPublication)
}

/// All publications about a case, the oldest first, whatever their state.
pub async fn of_subject(tx: &Tx, subject: uuid::Uuid) -> Result<Vec<Publication>, Refusal> {
    Ok(store::of_subject(tx, subject).await?)
}

/// The publications that are out and mention `text`, those of the case `but` aside.
pub async fn mentioning(tx: &Tx, text: &str, but: uuid::Uuid) -> Result<Vec<Mentioned>, Refusal> {
    Ok(store::mentioning(tx, text, but).await?)
}

/// Locks a publication and tells it, with the state that `step` leads to.
async fn lock_for(tx: &WriteTx, id: PublicationId, step: Step) -> Result<(Publication, State), Refusal> {
    if !store::lock(tx, id).await? {
        return Err(Refusal::UnknownPublication);
    }
    let found = find(tx, id).await?;
    let next = state::after(found.draft.kind, found.standing.state(), step)?;
    Ok((found, next))
}

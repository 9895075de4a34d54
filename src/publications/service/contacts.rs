//! Personal data: told to officers who answer, erasable.

use time::OffsetDateTime;

use super::drafting::check_text;
use crate::{
    db::{WriteTx, tx::Tx},
    kernel::actor::Actor,
    publications::{
        opinion::OpinionId,
        refusal::Refusal,
        store::{self, KeptContact},
    },
};

/// Longest reason for an erasure, in characters.
const LONGEST_REASON: usize = 500;

/// Who sent an opinion, or that this was erased.
pub async fn contact(tx: &Tx, opinion: OpinionId) -> Result<KeptContact, Refusal> {
    store::contact(tx, opinion).await?.ok_or(Refusal::UnknownOpinion)
}

/// Erases who sent an opinion; the opinion, its answers and the seal stay as they are, and that it was erased is kept.
pub async fn erase_contact(
    tx: &WriteTx,
    actor: &Actor,
    now: OffsetDateTime,
    opinion: OpinionId,
    reason: &str,
) -> Result<(), Refusal> {
    check_text("/reason", reason, LONGEST_REASON)?;
    if contact(tx, opinion).await?.contact.is_none() {
        return Err(Refusal::ErasedBefore);
    }
    if store::erase_contact(tx, opinion, actor.label(), now, reason).await? {
        return Ok(());
    }
    Err(Refusal::ErasedBefore)
}

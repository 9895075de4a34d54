//! How a notice ends.

use time::OffsetDateTime;

use super::{drafting::check_text, find, lock_for};
use crate::{
    db::{WriteTx, tx::Tx},
    kernel::{actor::Actor, dates::office_date},
    publications::{
        codes::State,
        counts::Counts,
        digest::sha256_hex,
        model::{Closing, ClosingWay, Frozen, PublicationId, Stamp},
        opinion::Opinion,
        refusal::{Refusal, Step},
        seal::Seal,
        store,
    },
};

/// Longest reason for ending a notice early, in characters.
const LONGEST_REASON: usize = 500;

/// What sealing came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The opinions.
    pub counts: Counts,
    /// SHA-256 of the record of the closing, hexadecimal.
    pub digest: String,
}

/// Seals a notice: its last day is over and every opinion that counts is answered. Of two that seal at once one does it,
/// the other finds it sealed.
pub async fn seal(tx: &WriteTx, actor: &Actor, now: OffsetDateTime, id: PublicationId) -> Result<Sealed, Refusal> {
    let (found, next) = lock_for(tx, id, Step::Seal).await?;
    let (Some(issue), Some(ends_on)) = (found.standing.issue(), found.draft.ends_on) else {
        return Err(Refusal::NoPeriod);
    };
    if office_date(now) <= ends_on {
        return Err(Refusal::PeriodRuns { ends_on });
    }
    let opinions = store::opinions(tx, id).await?;
    let receipts: Vec<_> = opinions.iter().filter(|opinion| opinion.answer.is_none()).collect();
    if !receipts.is_empty() {
        let receipts = receipts.into_iter().map(|opinion| opinion.receipt.clone()).collect();
        return Err(Refusal::Unanswered { receipts });
    }
    let Frozen { value, text, digest } = Seal::of(issue, &opinions, now).frozen()?;
    let stamp = Stamp { by: actor.label().to_owned(), at: now };
    let way = ClosingWay::Sealed { seal: text, digest: digest.clone() };
    store::set_closed(tx, id, next, &Closing { stamp, counts: value.counts.clone(), way }).await?;
    Ok(Sealed { counts: value.counts, digest })
}

/// Ends a notice before its time: an objection was upheld, or the case withdrawn.
pub async fn end_early(
    tx: &WriteTx,
    actor: &Actor,
    now: OffsetDateTime,
    id: PublicationId,
    reason: &str,
) -> Result<(), Refusal> {
    let (_, next) = lock_for(tx, id, Step::EndEarly).await?;
    check_text("/reason", reason, LONGEST_REASON)?;
    let counts = Counts::of(&store::opinions(tx, id).await?);
    let stamp = Stamp { by: actor.label().to_owned(), at: now };
    let way = ClosingWay::Early { reason: reason.to_owned() };
    Ok(store::set_closed(tx, id, next, &Closing { stamp, counts, way }).await?)
}

/// Whether the seal of a sealed notice is what content, opinions and answers come to now. Personal data is no part of it,
/// so that it holds after an erasure.
pub async fn seal_holds(tx: &Tx, id: PublicationId) -> Result<bool, Refusal> {
    let found = find(tx, id).await?;
    let (Some(issue), Some(closing)) = (found.standing.issue(), found.standing.closing()) else {
        let (kind, state) = (found.draft.kind, found.standing.state());
        return Err(Refusal::OutOfOrder { kind, state, step: Step::Seal });
    };
    let ClosingWay::Sealed { seal, digest } = &closing.way else {
        let kind = found.draft.kind;
        return Err(Refusal::OutOfOrder { kind, state: State::EndedEarly, step: Step::Seal });
    };
    let opinions = store::opinions(tx, id).await?;
    let intact = opinions.iter().all(Opinion::is_intact) && sha256_hex(&issue.content.text) == issue.content.digest;
    let kept = Seal::read(seal)?;
    let same = kept.sealed_at == closing.stamp.at && kept.is_of(issue, &opinions) && sha256_hex(seal) == *digest;
    Ok(intact && same)
}

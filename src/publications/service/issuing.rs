//! Publishing: from here on the bytes stay.

use time::{Date, OffsetDateTime};

use super::{closing, drafting::check_text, find, lock_for};
use crate::{
    db::WriteTx,
    kernel::{actor::Actor, dates::office_date},
    publications::{
        codes::{Kind, State},
        content::Content,
        model::{Announced, Draft, Frozen, Issue, PublicationId, Stamp, Synced},
        refusal::{Refusal, Step},
        store,
    },
};

/// Most places where something was announced, and the longest name of one.
const MOST_CHANNELS: usize = 50;
const LONGEST_CHANNEL: usize = 500;

/// What publishing came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Public number.
    pub number: String,
    /// SHA-256 of the content, hexadecimal.
    pub digest: String,
    /// The permanent address, without scheme and host.
    pub address: String,
}

/// Publishes what is signed. A notice runs for at least `minimum_days`, the first and the last included, and does not
/// start before today; an announcement has its six facts for each name. A notice that it follows ends, if it still runs.
pub async fn publish(
    tx: &WriteTx,
    actor: &Actor,
    now: OffsetDateTime,
    id: PublicationId,
    minimum_days: u16,
) -> Result<Published, Refusal> {
    let (found, next) = lock_for(tx, id, Step::Publish).await?;
    let today = office_date(now);
    match found.draft.kind {
        Kind::PublicNotice => check_period(&found.draft, today, minimum_days)?,
        Kind::Announcement => check_facts(&found.draft)?,
    }
    let number = store::next_number(tx, found.draft.kind, today.year()).await?;
    let number = format!("{}-{:04}-{number:04}", found.draft.kind.letters(), today.year());
    if let Some(follows) = found.draft.follows {
        let before = find(tx, follows.publication).await?;
        if before.draft.kind == Kind::PublicNotice && before.standing.state() == State::Published {
            closing::end_early(tx, actor, now, follows.publication, &format!("由 {number} 号公示代替")).await?;
        }
    }
    let content = Frozen::write(Content::of(id, &found.draft, Some((&number, today))))?;
    let stamp = Stamp { by: actor.label().to_owned(), at: now };
    let issue = Issue { stamp, on: today, number, content };
    store::set_published(tx, id, next, &issue).await?;
    let address = format!("/notices/{}", issue.number);
    Ok(Published { number: issue.number, digest: issue.content.digest, address })
}

/// Refuses a period of a notice that is too short, or begins before today.
pub fn check_period(draft: &Draft, today: Date, minimum: u16) -> Result<(), Refusal> {
    let (Some(starts_on), Some(ends_on)) = (draft.starts_on, draft.ends_on) else { return Err(Refusal::NoPeriod) };
    if ends_on < starts_on {
        return Err(Refusal::EndBeforeStart { starts_on, ends_on });
    }
    if starts_on < today {
        return Err(Refusal::StartGoneBy { starts_on, today });
    }
    let days = (ends_on - starts_on).whole_days() + 1;
    if days < i64::from(minimum) { Err(Refusal::TooShort { days, minimum }) } else { Ok(()) }
}

fn check_facts(draft: &Draft) -> Result<(), Refusal> {
    let missing = draft.items.iter().enumerate().find_map(|(at, item)| Some((at, item, item.missing_fact()?)));
    match missing {
        None => Ok(()),
        Some((at, item, (member, fact))) => Err(Refusal::FactMissing { at, name: item.name.clone(), member, fact }),
    }
}

/// Notes that an announcement was entered in the national place-name base, and where else it was announced.
pub async fn mark_synced(tx: &WriteTx, id: PublicationId, synced: &Synced) -> Result<(), Refusal> {
    let (found, _) = lock_for(tx, id, Step::Sync).await?;
    if found.synced.is_some() {
        return Err(Refusal::OutOfOrder { kind: found.draft.kind, state: State::Published, step: Step::Sync });
    }
    if synced.channels.len() > MOST_CHANNELS {
        return Err(Refusal::unfit("/channels", "发布渠道过多", "too many channels"));
    }
    for (at, Announced { channel, evidence }) in synced.channels.iter().enumerate() {
        check_text(&format!("/channels/{at}/channel"), channel, LONGEST_CHANNEL)?;
        if let Some(evidence) = evidence {
            check_text(&format!("/channels/{at}/evidence"), evidence, LONGEST_CHANNEL)?;
        }
    }
    Ok(store::set_synced(tx, id, synced).await?)
}

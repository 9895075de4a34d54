//! Writing, signing, taking back.

use time::OffsetDateTime;

use super::lock_for;
use crate::{
    db::{WriteTx, tx::Tx},
    kernel::{
        actor::{Actor, Role},
        ids::Ids,
        plain_text,
    },
    publications::{
        codes::{Kind, State, Succession},
        model::{Draft, Publication, PublicationId},
        refusal::{Refusal, Step},
        store,
    },
};

/// Longest title in characters.
const LONGEST_TITLE: usize = 200;

/// Longest paragraph or attribute in characters.
const LONGEST_PARAGRAPH: usize = 4_000;

/// Most paragraphs of a body, and of how to object.
const MOST_PARAGRAPHS: usize = 100;

/// Most names in one publication; one notice of a neighbouring city had 1,351.
const MOST_ITEMS: usize = 5_000;

/// Keeps a new draft.
pub async fn draft(
    tx: &WriteTx,
    ids: &Ids,
    actor: &Actor,
    now: OffsetDateTime,
    draft: Draft,
) -> Result<PublicationId, Refusal> {
    check(tx, &draft).await?;
    let id: PublicationId = ids.next();
    store::insert(tx, id, &draft, actor.label(), now).await?;
    Ok(id)
}

/// Writes a draft anew; whoever wrote on it before stays among those who may not sign it.
pub async fn redraft(
    tx: &WriteTx,
    actor: &Actor,
    now: OffsetDateTime,
    id: PublicationId,
    draft: Draft,
) -> Result<(), Refusal> {
    let (found, _) = lock_for(tx, id, Step::Redraft).await?;
    // Whose notice it is and of which kind is settled when it is begun.
    let draft = Draft { kind: found.draft.kind, subject: found.draft.subject, part: found.draft.part, ..draft };
    check(tx, &draft).await?;
    Ok(store::rewrite(tx, id, &draft, actor.label(), now).await?)
}

/// Refuses what is published: its text is frozen. What is only signed can be taken back.
pub fn may_redraft(found: &Publication) -> Result<(), Refusal> {
    match found.standing.state() {
        State::Draft | State::Signed => Ok(()),
        state @ (State::Published | State::Sealed | State::EndedEarly) => {
            Err(Refusal::OutOfOrder { kind: found.draft.kind, state, step: Step::Redraft })
        }
    }
}

/// Signs a draft: a leader who did not write on it.
pub async fn sign(tx: &WriteTx, actor: &Actor, now: OffsetDateTime, id: PublicationId) -> Result<(), Refusal> {
    let (found, next) = lock_for(tx, id, Step::Sign).await?;
    if !matches!(actor, Actor::User { role: Role::Leader, .. }) {
        return Err(Refusal::NotLeader);
    }
    if found.prepared_by.iter().any(|by| by == actor.label()) {
        return Err(Refusal::FourEyes);
    }
    Ok(store::set_signed(tx, id, next, Some(actor.label()), Some(now)).await?)
}

/// Makes a signed one a draft again; the signature is gone.
pub async fn take_back(tx: &WriteTx, id: PublicationId) -> Result<(), Refusal> {
    let (_, next) = lock_for(tx, id, Step::TakeBack).await?;
    Ok(store::set_signed(tx, id, next, None, None).await?)
}

async fn check(tx: &Tx, draft: &Draft) -> Result<(), Refusal> {
    check_text("/title", &draft.title, LONGEST_TITLE)?;
    check_text("/issued_by", &draft.issued_by, LONGEST_TITLE)?;
    if let Some(number) = &draft.document_number {
        check_text("/document_number", number, LONGEST_TITLE)?;
    }
    for (pointer, paragraphs) in [("/body", &draft.body), ("/objection", &draft.objection)] {
        if paragraphs.len() > MOST_PARAGRAPHS {
            let (zh, en) = (format!("超过 {MOST_PARAGRAPHS} 段"), format!("more than {MOST_PARAGRAPHS} paragraphs"));
            return Err(Refusal::unfit(pointer, zh, en));
        }
        for (at, paragraph) in paragraphs.iter().enumerate() {
            check_text(&format!("{pointer}/{at}"), paragraph, LONGEST_PARAGRAPH)?;
        }
    }
    check_items(draft)?;
    check_period(draft)?;
    if let Some(follows) = draft.follows {
        let followed = store::publication(tx, follows.publication).await?.ok_or(Refusal::FollowsStranger)?;
        let same = followed.draft.kind == draft.kind
            && followed.draft.subject == draft.subject
            && match follows.succession {
                Succession::Replaces => true,
                Succession::Revokes => draft.kind == Kind::Announcement && followed.draft.part == draft.part,
            };
        if !same || followed.standing.issue().is_none() {
            return Err(Refusal::FollowsStranger);
        }
    }
    Ok(())
}

fn check_items(draft: &Draft) -> Result<(), Refusal> {
    if draft.items.is_empty() || draft.items.len() > MOST_ITEMS {
        let (zh, en) = (format!("地名须为 1 至 {MOST_ITEMS} 个"), format!("there are 1 to {MOST_ITEMS} names"));
        return Err(Refusal::unfit("/items", zh, en));
    }
    for (at, item) in draft.items.iter().enumerate() {
        for (member, text) in item.texts() {
            check_text(&format!("/items/{at}/{member}"), text, LONGEST_PARAGRAPH)?;
        }
    }
    Ok(())
}

fn check_period(draft: &Draft) -> Result<(), Refusal> {
    match (draft.kind, draft.starts_on, draft.ends_on) {
        (Kind::Announcement, None, None) => Ok(()),
        (Kind::Announcement, ..) => {
            Err(Refusal::unfit("/starts_on", "公告没有起止日期", "an announcement has no period"))
        }
        (Kind::PublicNotice, Some(starts_on), Some(ends_on)) if ends_on < starts_on => {
            Err(Refusal::EndBeforeStart { starts_on, ends_on })
        }
        (Kind::PublicNotice, ..) => Ok(()),
    }
}

/// Neither empty, nor too long, nor with what nobody sees.
pub(super) fn check_text(pointer: &str, text: &str, longest: usize) -> Result<(), Refusal> {
    match plain_text::prose(text, longest) {
        Ok(_) => Ok(()),
        Err(fault) => Err(Refusal::Unfit { pointer: pointer.to_owned(), text: fault.text() }),
    }
}

//! Opinions and their answers.

use std::net::IpAddr;

use time::OffsetDateTime;

use super::{drafting::check_text, due, lock_for};
use crate::{
    db::{WriteTx, tx::Tx},
    kernel::{
        actor::Actor,
        contact::{LONGEST_CONTACT, is_email, is_phone},
        dates::office_date,
        ids::Ids,
        pass_code::PassCode,
        throttle::counted,
    },
    publications::{
        codes::{Channel, Outcome, Stance},
        model::{PublicationId, Stamp},
        opinion::{
            Answer, Answered, Contact, LONGEST_SUMMARY, LONGEST_TEXT, NewOpinion, Opinion, OpinionId, Receipt,
            digest_of_answer, digest_of_opinion,
        },
        refusal::{Refusal, Step},
        store,
    },
};

/// Whether the sender of an opinion from the web has to confirm it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// No mail is configured: it counts at once.
    NotAsked,
    /// A code goes to the e-mail address, if one is given.
    ByMail,
}

/// From where an opinion was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// By the citizen, from this address if it is known.
    ByCitizen(Option<IpAddr>),
    /// Entered by an officer.
    ByOfficer,
}

/// Takes an opinion while the period runs.
pub async fn receive(
    tx: &WriteTx,
    ids: &Ids,
    actor: &Actor,
    now: OffsetDateTime,
    id: PublicationId,
    new: NewOpinion,
    (sent, confirmation): (Sent, Confirmation),
) -> Result<Receipt, Refusal> {
    check(&new)?;
    let sent = match sent {
        Sent::ByCitizen(address) => Sent::ByCitizen(address.map(counted)),
        Sent::ByOfficer => Sent::ByOfficer,
    };
    if let Sent::ByCitizen(address) = sent {
        store::queue_sendings(tx, address).await?;
    }
    let (found, _) = lock_for(tx, id, Step::Object).await?;
    let (Some(starts_on), Some(ends_on)) = (found.draft.starts_on, found.draft.ends_on) else {
        return Err(Refusal::NoPeriod);
    };
    if !found.is_open_on(office_date(now)) {
        return Err(Refusal::NotOpen { starts_on, ends_on });
    }
    if new.item.is_some_and(|item| found.draft.items.iter().all(|known| known.id != item)) {
        return Err(Refusal::UnknownItem);
    }
    if let Sent::ByCitizen(address) = sent {
        if let Some(wait) = store::sendings(tx, id, address, now).await?.wait(now) {
            return Err(Refusal::TooMany(wait));
        }
        store::note_sending(tx, id, address, now).await?;
    }
    let number = found.standing.issue().map(|issue| issue.number.clone()).unwrap_or_default();
    let number = format!("{number}-{:04}", store::next_receipt(tx, id).await?);
    let (opinion, code): (OpinionId, _) = (ids.next(), PassCode::draw()?);
    let digest = digest_of_opinion(&number, new.item, new.stance, &new.text, new.channel, now);
    let confirming = match (confirmation, new.channel, &new.contact.email) {
        (Confirmation::ByMail, Channel::Web, Some(_)) => Some(super::confirming::Asked::new(now)?),
        _ => None,
    };
    let row = store::OpinionRow {
        id: opinion,
        publication: id,
        receipt: &number,
        code: code.digest(),
        digest: &digest,
        entered_by: actor.label(),
        confirming: confirming.as_ref().map(|asked| (asked.until, asked.code.digest())),
        at: now,
    };
    store::insert_opinion(tx, &row, &new).await?;
    store::insert_contact(tx, opinion, &new.contact).await?;
    if let (Some(asked), Some(email)) = (&confirming, &new.contact.email) {
        super::confirming::write_mail(tx, ids, now, opinion, &number, email, asked).await?;
    } else {
        due::open(tx, ids, &found, opinion, &number, office_date(now)).await?;
    }
    Ok(Receipt { id: opinion, number, code, needs_confirmation: confirming.is_some() })
}

fn check(new: &NewOpinion) -> Result<(), Refusal> {
    check_text("/text", &new.text, LONGEST_TEXT)?;
    let Contact { name, phone, email } = &new.contact;
    check_text("/name", name, LONGEST_CONTACT)?;
    if let Some(phone) = phone {
        check_text("/phone", phone, LONGEST_CONTACT)?;
        if !is_phone(phone) {
            return Err(Refusal::unfit("/phone", "电话号码无法识别", "this is no telephone number"));
        }
    }
    if let Some(email) = email {
        check_text("/email", email, LONGEST_CONTACT)?;
        if !is_email(email) {
            return Err(Refusal::unfit("/email", "电子邮箱无法识别", "this is no e-mail address"));
        }
    }
    if phone.is_none() && email.is_none() {
        return Err(Refusal::unfit("/phone", "请填写电话或电子邮箱", "give a telephone number or an e-mail address"));
    }
    Ok(())
}

/// Answers an opinion, or corrects its answer until the notice is sealed; answers before stay on record.
pub async fn answer(
    tx: &WriteTx,
    actor: &Actor,
    now: OffsetDateTime,
    (publication, opinion): (PublicationId, OpinionId),
    answer: Answer,
) -> Result<(), Refusal> {
    check_text("/summary", &answer.summary, LONGEST_SUMMARY)?;
    check_text("/text", &answer.text, LONGEST_TEXT)?;
    let (notice, _) = lock_for(tx, publication, Step::Answer).await?;
    let found = store::opinion(tx, publication, opinion).await?.ok_or(Refusal::UnknownOpinion)?;
    if answer.outcome == Outcome::Upheld && found.stance != Stance::Object {
        return Err(Refusal::UpheldWithoutObjection);
    }
    if let Some(contact) = store::contact(tx, opinion).await?.and_then(|kept| kept.contact) {
        for (member, text) in [("summary", &answer.summary), ("text", &answer.text)] {
            let named = [Some(&contact.name), contact.phone.as_ref(), contact.email.as_ref()];
            if named.into_iter().flatten().any(|own| text.contains(own.as_str())) {
                return Err(Refusal::NamesThePerson(member));
            }
        }
    }
    let Answer { outcome, summary, text } = answer;
    let digest = digest_of_answer(outcome, &summary, &text, now);
    let stamp = Stamp { by: actor.label().to_owned(), at: now };
    store::insert_answer(tx, opinion, &Answered { outcome, summary, text, digest, stamp }).await?;
    due::meet(tx, &notice, opinion, office_date(now)).await
}

/// The opinions that count, in the order in which they came.
pub async fn opinions(tx: &Tx, id: PublicationId) -> Result<Vec<Opinion>, Refusal> {
    Ok(store::opinions(tx, id).await?)
}

/// All answers to an opinion, the one that holds first.
pub async fn answers(tx: &Tx, opinion: OpinionId) -> Result<Vec<Answered>, Refusal> {
    Ok(store::answers(tx, opinion).await?)
}

/// The objections that were upheld: the names go back to the experts.
pub async fn upheld(tx: &Tx, id: PublicationId) -> Result<Vec<Opinion>, Refusal> {
    let upheld = |opinion: &Opinion| opinion.answer.as_ref().is_some_and(|answer| answer.outcome == Outcome::Upheld);
    Ok(store::opinions(tx, id).await?.into_iter().filter(upheld).collect())
}

//! Confirmation by a code that is sent by mail.

use time::{Duration, OffsetDateTime};

use crate::{
    db::WriteTx,
    kernel::{
        dates::{OFFICE_OFFSET, office_date},
        ids::Ids,
        pass_code::PassCode,
        throttle::WINDOW,
    },
    publications::{mail::Mail, model::PublicationId, opinion::OpinionId, refusal::Refusal, store},
};

/// How long there is to confirm an opinion.
const CONFIRM_WITHIN: Duration = Duration::hours(48);

/// A code that was asked for.
pub(super) struct Asked {
    pub(super) code: PassCode,
    pub(super) until: OffsetDateTime,
}

impl Asked {
    pub(super) fn new(now: OffsetDateTime) -> Result<Self, Refusal> {
        Ok(Self { code: PassCode::draw()?, until: now + CONFIRM_WITHIN })
    }
}

/// Writes the mail with the code; it goes out after the commit.
pub(super) async fn write_mail(
    tx: &WriteTx,
    ids: &Ids,
    now: OffsetDateTime,
    opinion: OpinionId,
    receipt: &str,
    email: &str,
    asked: &Asked,
) -> Result<(), Refusal> {
    let until = asked.until.to_offset(OFFICE_OFFSET);
    let (day, hour, minute) = (until.date(), until.hour(), until.minute());
    let code = asked.code.reveal();
    let body = format!(
        "您对公示提出的意见（回执号 {receipt}）需要确认后方为有效。\n\n确认码：{code}\n有效至：{day} {hour:02}:{minute:02}\n\n\
         请在公示页面“确认意见”处填写回执号和确认码。如非本人操作，请忽略本邮件，该意见将自动删除。\n\n\
         ----\n\n\
         Your opinion on a public notice (receipt {receipt}) counts once you confirm it.\n\n\
         Code: {code}\nValid until: {day} {hour:02}:{minute:02} (UTC+8)\n\n\
         Enter receipt and code on the page of the notice. If it was not you, do nothing: the opinion will be deleted.\n"
    );
    let subject = format!("请确认您的意见 Please confirm your opinion {receipt}");
    let mail = Mail { recipient: email.to_owned(), subject, body };
    Ok(store::insert_mail(tx, ids.next(), opinion, &mail, now).await?)
}

/// Confirms an opinion with the code from the mail.
pub async fn confirm(
    tx: &WriteTx,
    ids: &Ids,
    now: OffsetDateTime,
    id: PublicationId,
    receipt: &str,
    code: &PassCode,
) -> Result<(), Refusal> {
    // The notice is locked as for a new opinion: sealing counts it, or it comes too late.
    let (found, _) = super::lock_for(tx, id, super::Step::Object).await?;
    if !store::confirm(tx, id, receipt, code.digest(), now).await? {
        return Err(Refusal::NotConfirmed);
    }
    let opinions = store::opinions(tx, id).await?;
    let confirmed = opinions.iter().find(|opinion| opinion.receipt == receipt).ok_or(Refusal::UnknownOpinion)?;
    super::due::open(tx, ids, &found, confirmed.id, receipt, office_date(now)).await
}

/// Deletes opinions that were not confirmed in time, and what throttling counts no more.
pub async fn sweep(tx: &WriteTx, now: OffsetDateTime) -> Result<u64, crate::db::Error> {
    store::sweep_sendings(tx, now - WINDOW).await?;
    store::sweep_unconfirmed(tx, now).await
}

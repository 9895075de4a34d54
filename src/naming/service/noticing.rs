//! Public notices of a case (公示): drafted, signed by a leader, published, closed, or ended by an objection.

use serde_json::json;
use time::{Date, Duration};

use super::{
    composing::{self, Told, Words},
    desk::{Desk, pointer},
};
use crate::{
    kernel::text::Text,
    naming::{
        Action, Refusal,
        model::{CaseId, ContactPoint, Item, NamingCase},
        policy,
        store::{self, office},
    },
    obligations::{LimitKind, limits},
    publications::{
        self, Draft, Follows, Kind, Publication, PublicationId, PublishedItem, State, service as publishing,
    },
};

/// What an officer says of a notice; what is left open is composed.
#[derive(Debug, Clone, Default)]
pub struct NoticeWords {
    /// The words.
    pub words: Words,
    /// Whom to ask.
    pub contact: ContactPoint,
    /// First day of the period; tomorrow unless said.
    pub starts_on: Option<Date>,
    /// Last day, included; by the usual length unless said.
    pub ends_on: Option<Date>,
}

/// Drafts a notice of the open items, or writes `existing` anew.
pub async fn draft_notice(
    desk: &Desk<'_>,
    id: CaseId,
    existing: Option<PublicationId>,
    words: NoticeWords,
) -> Result<PublicationId, Refusal> {
    if let Some(notice) = existing {
        // That its text is frozen says more than that the case is past drafting.
        let found = of_case(desk, id, notice, Kind::PublicNotice).await?;
        publishing::may_redraft(&found)?;
    }
    // Drafting changes nothing of the case; whoever may publish it may write it, in the state in which it may be.
    let work = desk.take(id, Action::OpenNotice).await?;
    let items = desk.open_items(id).await?;
    refuse_doubtful_pinyin(&items)?;
    let draft = compose(desk, &work.case, &items, words).await?;
    check_period(desk, &draft).await?;
    match existing {
        None => Ok(publishing::draft(desk.tx, desk.ids, desk.actor, desk.now, draft).await?),
        Some(notice) => {
            let found = of_case(desk, id, notice, Kind::PublicNotice).await?;
            redraft(desk, &found, draft).await?;
            Ok(notice)
        }
    }
}

/// The shortest period of a notice, in days.
async fn minimum(desk: &Desk<'_>) -> Result<u16, Refusal> {
    let limit = limits::limit_in_force(desk.tx, LimitKind::NoticeMinimum, desk.today).await?;
    Ok(u16::try_from(limit.days).unwrap_or(u16::MAX))
}

/// Refuses a period that could not be published today, before anybody signs it.
async fn check_period(desk: &Desk<'_>, draft: &Draft) -> Result<(), Refusal> {
    Ok(publishing::check_period(draft, desk.today, minimum(desk).await?)?)
}

/// Signs a notice; a leader does, who did not write it.
pub async fn sign_notice(desk: &Desk<'_>, id: CaseId, notice: PublicationId) -> Result<(), Refusal> {
    let found = of_case(desk, id, notice, Kind::PublicNotice).await?;
    if found.standing.state() == State::Draft {
        check_period(desk, &found.draft).await?;
    }
    sign(desk, id, notice, Kind::PublicNotice).await
}

/// Writes a publication anew; one that is signed already must be signed again.
pub(super) async fn redraft(desk: &Desk<'_>, found: &Publication, draft: Draft) -> Result<(), Refusal> {
    if found.standing.state() == State::Signed {
        publishing::take_back(desk.tx, found.id).await?;
    }
    Ok(publishing::redraft(desk.tx, desk.actor, desk.now, found.id, draft).await?)
}

/// Signs a publication of a case.
pub(super) async fn sign(desk: &Desk<'_>, id: CaseId, of: PublicationId, kind: Kind) -> Result<(), Refusal> {
    let case = store::cases::lock(desk.tx, id).await?.ok_or(Refusal::UnknownCase)?;
    policy::may_read(&desk.officer, &case)?;
    of_case(desk, id, of, kind).await?;
    Ok(publishing::sign(desk.tx, desk.actor, desk.now, of).await?)
}

/// Publishes a notice that says what the case says now; the case is in notice from here on.
pub async fn open_notice(desk: &Desk<'_>, id: CaseId, notice: PublicationId) -> Result<NamingCase, Refusal> {
    let mut work = desk.take(id, Action::OpenNotice).await?;
    let found = of_case(desk, id, notice, Kind::PublicNotice).await?;
    let items = desk.open_items(id).await?;
    let told = Told::Proposed(desk.today);
    let present = composing::published(desk.tx, desk.snapshot, &work.case, &items, told).await?;
    refuse_outdated(&found.draft.items, &present)?;
    let published = publishing::publish(desk.tx, desk.actor, desk.now, notice, minimum(desk).await?).await?;
    work.case.notice = Some(notice);
    let facts = json!({
        "notice_id": notice, "number": published.number, "sha256": published.digest,
        "starts_on": found.draft.starts_on, "ends_on": found.draft.ends_on,
    });
    desk.lay_down(work, facts).await
}

/// Seals the notice after its last day, with every opinion answered.
pub async fn close_notice(desk: &Desk<'_>, id: CaseId) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::CloseNotice).await?;
    let notice = work.case.notice.ok_or(Refusal::UnknownPublication)?;
    // An objection that was upheld sends the case back; it must not be sealed over.
    if !publishing::upheld(desk.tx, notice).await?.is_empty() {
        return Err(Refusal::ObjectionUpheld);
    }
    let sealed = publishing::seal(desk.tx, desk.actor, desk.now, notice).await?;
    let facts = json!({ "notice_id": notice, "opinions": sealed.counts, "seal_sha256": sealed.digest });
    desk.lay_down(work, facts).await
}

/// Ends the notice because an objection was upheld, and sends the case back to the experts.
pub async fn uphold_objection(desk: &Desk<'_>, id: CaseId, reason: String) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::UpholdObjection).await?;
    let notice = work.case.notice.ok_or(Refusal::UnknownPublication)?;
    let upheld = publishing::upheld(desk.tx, notice).await?;
    if upheld.is_empty() {
        return Err(Refusal::NothingUpheld);
    }
    publishing::end_early(desk.tx, desk.actor, desk.now, notice, &reason).await?;
    let opinions: Vec<_> = upheld.iter().map(|opinion| opinion.id).collect();
    desk.lay_down(work, json!({ "notice_id": notice, "opinions": opinions, "reason": reason })).await
}

/// A publication of this kind about this case.
pub(super) async fn of_case(
    desk: &Desk<'_>,
    id: CaseId,
    of: PublicationId,
    kind: Kind,
) -> Result<Publication, Refusal> {
    let found = publishing::find(desk.tx, of).await.map_err(|refusal| match refusal {
        publications::Refusal::UnknownPublication => Refusal::UnknownPublication,
        other => other.into(),
    })?;
    let fits = found.draft.subject == id.0 && found.draft.kind == kind;
    if fits { Ok(found) } else { Err(Refusal::UnknownPublication) }
}

/// Refuses a draft whose items are not what the case says by now, compared as they are printed.
pub(super) fn refuse_outdated(drafted: &[PublishedItem], present: &[PublishedItem]) -> Result<(), Refusal> {
    let same = serde_json::to_value(drafted).ok() == serde_json::to_value(present).ok();
    if same { Ok(()) } else { Err(Refusal::DraftOutdated) }
}

async fn compose(
    desk: &Desk<'_>,
    case: &NamingCase,
    items: &[Item],
    NoticeWords { words, contact, starts_on, ends_on }: NoticeWords,
) -> Result<Draft, Refusal> {
    let office = office::office(desk.tx).await?;
    let starts_on = starts_on.unwrap_or(desk.today + Duration::days(1));
    let usual = limits::limit_in_force(desk.tx, LimitKind::NoticeLength, desk.today).await?;
    let ends_on = ends_on.unwrap_or(starts_on + Duration::days(i64::from(usual.days) - 1));
    Ok(Draft {
        kind: Kind::PublicNotice,
        subject: case.id.0,
        part: None,
        follows: case.notice.map(Follows::replacing),
        title: words.title.unwrap_or_else(|| composing::title(case, items, "公示")),
        document_number: words.document_number,
        body: words.body.unwrap_or_else(|| composing::notice_body(case, items, (starts_on, ends_on))),
        items: composing::published(desk.tx, desk.snapshot, case, items, Told::Proposed(desk.today)).await?,
        objection: composing::objection(words.objection, &office, &contact),
        issued_by: words.issued_by.unwrap_or(office.bureau),
        starts_on: Some(starts_on),
        ends_on: Some(ends_on),
    })
}

/// A spelling that nobody has confirmed is not published where characters have several readings.
fn refuse_doubtful_pinyin(items: &[Item]) -> Result<(), Refusal> {
    let doubtful: Vec<(String, Text)> = items
        .iter()
        .filter(|item| item.pinyin_doubtful)
        .map(|item| {
            let zh = format!("“{}”有多音字，读音（{}）尚未确认", item.name, item.pinyin);
            let en = format!("{}: characters have several readings, and {} is not confirmed", item.name, item.pinyin);
            (pointer(item, "pinyin"), Text::new(zh, en))
        })
        .collect();
    if doubtful.is_empty() { Ok(()) } else { Err(Refusal::Incomplete(doubtful)) }
}

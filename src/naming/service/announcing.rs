//! Announcements of approved names (公告, R753 art. 14).

use serde_json::json;

use super::{
    composing::{self, Told, Words},
    deciding::{approved_by, decision_of, record_if_done},
    desk::{Desk, due},
    noticing::{of_case, redraft, refuse_outdated, sign},
    retracting,
};
use crate::{
    naming::{
        Action, CaseState, Refusal,
        model::{AuthorityKind, CaseId, Decision, DecisionId, FilingState, NamingCase},
        store::{self, office},
    },
    obligations::{self, LimitKind},
    publications::{Draft, Kind, PublicationId, Synced, service as publishing},
};

/// Drafts the announcement of a decision's names, or of their revocation in a case that was revoked; or writes `existing`
/// anew.
pub async fn draft_announcement(
    desk: &Desk<'_>,
    id: CaseId,
    decision: DecisionId,
    existing: Option<PublicationId>,
    words: Words,
) -> Result<PublicationId, Refusal> {
    let work = desk.take(id, Action::Announce).await?;
    let decision = decision_of(desk, id, decision).await?;
    let draft = if work.case.state == CaseState::Revoked {
        retracting::compose(desk, &work.case, &decision, words).await?
    } else {
        compose(desk, &work.case, &decision, words).await?
    };
    match existing {
        None => Ok(publishing::draft(desk.tx, desk.ids, desk.actor, desk.now, draft).await?),
        Some(announcement) => {
            let found = of_case(desk, id, announcement, Kind::Announcement).await?;
            if found.draft.part != draft.part {
                return Err(Refusal::UnknownPublication);
            }
            redraft(desk, &found, draft).await?;
            Ok(announcement)
        }
    }
}

async fn compose(desk: &Desk<'_>, case: &NamingCase, decision: &Decision, words: Words) -> Result<Draft, Refusal> {
    if decision.announced_on.is_some() {
        return Err(Refusal::Announced);
    }
    let items = approved_by(desk, case.id, decision.id).await?;
    Ok(Draft {
        kind: Kind::Announcement,
        subject: case.id.0,
        part: Some(decision.id.0),
        follows: None,
        title: words.title.unwrap_or_else(|| composing::title(case, &items, "公告")),
        document_number: words.document_number,
        body: words.body.unwrap_or_else(|| composing::announcement_body(case, &items, decision)),
        items: composing::published(desk.tx, desk.snapshot, case, &items, Told::Decided(decision)).await?,
        objection: Vec::new(),
        issued_by: match words.issued_by {
            Some(issuer) => issuer,
            None => office::office(desk.tx).await?.bureau,
        },
        starts_on: None,
        ends_on: None,
    })
}

/// Signs an announcement; a leader does, who did not write it.
pub async fn sign_announcement(desk: &Desk<'_>, id: CaseId, announcement: PublicationId) -> Result<(), Refusal> {
    sign(desk, id, announcement, Kind::Announcement).await
}

/// Publishes an announcement. Being late is recorded and forbids nothing.
pub async fn announce(desk: &Desk<'_>, id: CaseId, announcement: PublicationId) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Announce).await?;
    let found = of_case(desk, id, announcement, Kind::Announcement).await?;
    let decision = DecisionId(found.draft.part.ok_or(Refusal::UnknownDecision)?);
    let decision = decision_of(desk, id, decision).await?;
    if work.case.state == CaseState::Revoked {
        return retracting::announce(desk, work, &decision, &found).await;
    }
    if decision.announced_on.is_some() {
        return Err(Refusal::Announced);
    }
    if decision.authority_kind == AuthorityKind::Department {
        let filings = store::filings::of_case(desk.tx, id).await?;
        let filed = |filing: &crate::naming::model::Filing| filing.state == FilingState::Filed;
        if !filings.iter().any(|filing| filing.decision_id == decision.id && filed(filing)) {
            return Err(Refusal::FileFirst);
        }
    }
    let items = approved_by(desk, id, decision.id).await?;
    let told = Told::Decided(&decision);
    let present = composing::published(desk.tx, desk.snapshot, &work.case, &items, told).await?;
    refuse_outdated(&found.draft.items, &present)?;
    let published = publishing::publish(desk.tx, desk.actor, desk.now, announcement, 0).await?;
    store::decisions::announce(desk.tx, decision.id, announcement, Some(desk.today)).await?;
    let kind = match decision.authority_kind {
        AuthorityKind::Department => LimitKind::AnnouncementAfterFiling,
        AuthorityKind::Government | AuthorityKind::PlaceNameAuthority => LimitKind::Announcement,
    };
    let met = obligations::service::meet(desk.tx, due(id), Some(decision.id.0), kind, desk.today).await?;
    let facts = json!({
        "decision_id": decision.id, "announcement_id": announcement, "number": published.number,
        "sha256": published.digest, "late_by_days": met.map_or(0, |met| met.late_by_days),
    });
    let case = desk.lay_down(work, facts).await?;
    Ok(record_if_done(desk, id).await?.unwrap_or(case))
}

/// What the record calls the entering of an announcement in the national base.
pub(in crate::naming) const SYNC: &str = "sync";

/// Notes that an announcement was entered in the national place-name base, and where else it was announced.
pub async fn mark_synced(
    desk: &Desk<'_>,
    id: CaseId,
    announcement: PublicationId,
    synced: &Synced,
) -> Result<(), Refusal> {
    let case = store::cases::lock(desk.tx, id).await?.ok_or(Refusal::UnknownCase)?;
    crate::naming::policy::may(&desk.officer, Action::Announce, &case)?;
    let found = of_case(desk, id, announcement, Kind::Announcement).await?;
    if let Some(before) = &found.synced {
        return Err(Refusal::Synced { on: before.on });
    }
    if let Some(issue) = found.standing.issue() {
        desk.check_day("/on", synced.on, issue.on)?;
    }
    publishing::mark_synced(desk.tx, announcement, synced).await?;
    let channels: Vec<_> = synced.channels.iter().map(|announced| &announced.channel).collect();
    let facts = json!({ "announcement_id": announcement, "on": synced.on, "channels": channels });
    desk.append(id, SYNC, Some(case.state.code()), case.state.code(), facts).await
}

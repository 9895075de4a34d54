//! Announcing that an approval was undone 撤销公告: what was announced to all is taken back before all (R753 art. 34, 36).
//!
//! The law gives the correction no days of its own. The names that hold again are made known as those that are approved
//! are, within the days of art. 14 from the day of the revocation.

use serde_json::json;

use super::{
    composing::{self, Told, Words},
    deciding::approved_by,
    desk::{Desk, Work, due},
    noticing::refuse_outdated,
};
use crate::{
    kernel::text::Text,
    naming::{
        CaseType, Refusal,
        model::{Decision, Item, NamingCase, RevokedDecision},
        store::{self, office},
    },
    obligations::{self, LimitKind},
    publications::{self, Draft, Follows, Kind, Publication, PublishedItem, service as publishing},
};

/// What the announcement says of the revocation of `decision`, which follows the announcement of the decision.
pub(super) async fn compose(
    desk: &Desk<'_>,
    case: &NamingCase,
    decision: &Decision,
    words: Words,
) -> Result<Draft, Refusal> {
    let revoked = to_be_announced(desk, case, decision).await?;
    let announced = decision.announcement.ok_or(Refusal::NeverAnnounced)?;
    let announced = publishing::find(desk.tx, announced).await?;
    let items = approved_by(desk, case.id, decision.id).await?;
    let composed = || body(case, &items, decision, &revoked, &announced);
    Ok(Draft {
        kind: Kind::Announcement,
        subject: case.id.0,
        part: Some(decision.id.0),
        follows: Some(Follows::revoking(announced.id)),
        title: words.title.unwrap_or_else(|| format!("关于撤销{}的公告", composing::matter(case, &items))),
        document_number: words.document_number,
        body: words.body.unwrap_or_else(composed),
        items: published(desk, case, &items, decision, &revoked).await?,
        objection: Vec::new(),
        issued_by: match words.issued_by {
            Some(issuer) => issuer,
            None => office::office(desk.tx).await?.bureau,
        },
        starts_on: None,
        ends_on: None,
    })
}

/// Publishes the announcement of a revocation.
pub(super) async fn announce(
    desk: &Desk<'_>,
    work: Work,
    decision: &Decision,
    found: &Publication,
) -> Result<NamingCase, Refusal> {
    let id = work.case.id;
    let revoked = to_be_announced(desk, &work.case, decision).await?;
    let items = approved_by(desk, id, decision.id).await?;
    refuse_outdated(&found.draft.items, &published(desk, &work.case, &items, decision, &revoked).await?)?;
    let published = publishing::publish(desk.tx, desk.actor, desk.now, found.id, 0).await?;
    store::revocations::announce(desk.tx, decision.id, found.id, desk.today).await?;
    let part = Some(decision.id.0);
    let met = obligations::service::meet(desk.tx, due(id), part, LimitKind::Announcement, desk.today).await?;
    let facts = json!({
        "decision_id": decision.id, "announcement_id": found.id, "number": published.number,
        "sha256": published.digest, "revokes": decision.announcement,
        "late_by_days": met.map_or(0, |met| met.late_by_days),
    });
    desk.lay_down(work, facts).await
}

/// The revocation of a decision, if its decision was announced and it itself was not.
async fn to_be_announced(desk: &Desk<'_>, case: &NamingCase, decision: &Decision) -> Result<RevokedDecision, Refusal> {
    let revoked = store::revocations::of_case(desk.tx, case.id).await?;
    let revoked = revoked.into_iter().find(|revoked| revoked.decision_id == decision.id);
    let revoked = revoked.ok_or(Refusal::UnknownDecision)?;
    match (decision.announced_on, revoked.announced_on) {
        (None, _) => Err(Refusal::NeverAnnounced),
        (Some(_), Some(_)) => Err(Refusal::Announced),
        (Some(_), None) => Ok(revoked),
    }
}

/// The names as they were announced, with who revoked them, when, by which document and why.
async fn published(
    desk: &Desk<'_>,
    case: &NamingCase,
    items: &[Item],
    decision: &Decision,
    revoked: &RevokedDecision,
) -> Result<Vec<PublishedItem>, Refusal> {
    let told = composing::published(desk.tx, desk.snapshot, case, items, Told::Decided(decision)).await?;
    let revocation = &revoked.revocation;
    let revoked = |item: PublishedItem| PublishedItem {
        action: publications::Action::Revoke,
        reason: Some(revocation.reason.clone()),
        approving_authority: Some(revocation.authority.clone()),
        approved_on: Some(revocation.revoked_on),
        document_number: Some(revocation.document_number.clone()),
        ..item
    };
    Ok(told.into_iter().map(revoked).collect())
}

fn body(
    case: &NamingCase,
    items: &[Item],
    decision: &Decision,
    revoked: &RevokedDecision,
    announced: &Publication,
) -> Vec<String> {
    let Text { zh, .. } = case.draft.case_type.title();
    let revocation = &revoked.revocation;
    let on = composing::day(revocation.revoked_on);
    let effect = match case.draft.case_type {
        CaseType::Name => "有关名称不再作为标准地名使用",
        CaseType::Rename => "恢复使用原名称",
        CaseType::ExtentChange => "恢复原起止点",
        CaseType::Cancel => "有关地名恢复使用",
    };
    let number = announced.standing.issue().map(|issue| issue.number.as_str()).unwrap_or_default();
    vec![
        format!(
            "根据《地名管理条例》的有关规定，经{}决定（{}，{on}），{}以{}批准的{}处地名的{zh}（详见附件）予以撤销，自{on}起{effect}。",
            revocation.authority,
            revocation.document_number,
            decision.authority,
            decision.document_number,
            items.len(),
        ),
        format!("《{}》（编号：{number}）同时撤销。", announced.draft.title),
    ]
}

//! Filing (备案, R753 art. 13): sent, supplemented, taken on file.

use serde_json::json;
use sha2::{Digest, Sha256};
use time::Date;

use super::{
    applying::{open_obligation, require_papers},
    deciding::{decision_of, record_if_done},
    desk::{Desk, Work, due},
};
use crate::{
    naming::{
        Action, Refusal,
        model::{AuthorityKind, CaseId, Decision, DecisionId, Filing, FilingState, NamingCase},
        package, store,
    },
    obligations::{self, LimitKind},
};

/// Notes that the package was sent, as it is now; its manifest is kept by digest.
pub async fn send(
    desk: &Desk<'_>,
    id: CaseId,
    decision: DecisionId,
    receiver: Option<String>,
    sent_on: Date,
) -> Result<NamingCase, Refusal> {
    let (work, decision, mut filing) =
        take(desk, id, decision, &[FilingState::Due, FilingState::SupplementAsked]).await?;
    desk.check_day("/sent_on", sent_on, filing.supplement_on.unwrap_or(decision.decided_on))?;
    require_papers(desk, id, Action::File).await?;
    if let Some(receiver) = receiver {
        filing.receiver = receiver;
    }
    let manifest = package::manifest(desk.tx, desk.snapshot, id, &decision, &filing).await?;
    let digest = Sha256::digest(&manifest);
    (filing.state, filing.sent_on) = (FilingState::Sent, Some(sent_on));
    store::filings::save(desk.tx, &filing, Some(digest.as_slice())).await?;
    let facts = json!({
        "step": "send", "decision_id": decision.id, "receiver": filing.receiver, "sent_on": sent_on,
        "manifest_sha256": crate::kernel::hex::hex(digest),
    });
    desk.lay_down(work, facts).await
}

/// Notes that the receiver asked for a supplement.
pub async fn ask_supplement(
    desk: &Desk<'_>,
    id: CaseId,
    decision: DecisionId,
    what: String,
    on: Date,
) -> Result<NamingCase, Refusal> {
    let (work, decision, mut filing) = take(desk, id, decision, &[FilingState::Sent]).await?;
    desk.check_day("/asked_on", on, filing.sent_on.unwrap_or(decision.decided_on))?;
    let facts = json!({ "step": "ask-supplement", "decision_id": decision.id, "what": what, "asked_on": on });
    (filing.state, filing.supplement, filing.supplement_on) = (FilingState::SupplementAsked, Some(what), Some(on));
    store::filings::save(desk.tx, &filing, None).await?;
    desk.lay_down(work, facts).await
}

/// Notes that the receiver took it on file. Filing counts as done on the day on which the complete package was sent;
/// being late is recorded and forbids nothing.
pub async fn file(
    desk: &Desk<'_>,
    id: CaseId,
    decision: DecisionId,
    receipt_number: Option<String>,
    filed_on: Date,
) -> Result<NamingCase, Refusal> {
    let (work, decision, mut filing) = take(desk, id, decision, &[FilingState::Sent]).await?;
    let sent_on = filing.sent_on.unwrap_or(decision.decided_on);
    desk.check_day("/filed_on", filed_on, sent_on)?;
    let part = Some(decision.id.0);
    let met = obligations::service::meet(desk.tx, due(id), part, LimitKind::Filing, sent_on).await?;
    if decision.authority_kind == AuthorityKind::Department {
        open_obligation(desk, &work.case, part, LimitKind::AnnouncementAfterFiling, filed_on).await?;
    }
    let facts = json!({
        "step": "file", "decision_id": decision.id, "receipt_number": receipt_number, "filed_on": filed_on,
        "late_by_days": met.map_or(0, |met| met.late_by_days),
    });
    (filing.state, filing.filed_on, filing.receipt_number) = (FilingState::Filed, Some(filed_on), receipt_number);
    store::filings::save(desk.tx, &filing, None).await?;
    let case = desk.lay_down(work, facts).await?;
    Ok(record_if_done(desk, id).await?.unwrap_or(case))
}

/// A decision and its filing, which must be in one of these states.
async fn take(
    desk: &Desk<'_>,
    id: CaseId,
    decision: DecisionId,
    states: &[FilingState],
) -> Result<(Work, Decision, Filing), Refusal> {
    let work = desk.take(id, Action::File).await?;
    let decision = decision_of(desk, id, decision).await?;
    let filings = store::filings::of_case(desk.tx, id).await?;
    let filing = filings.into_iter().find(|filing| filing.decision_id == decision.id);
    let filing = filing.ok_or(Refusal::UnknownDecision)?;
    if !states.contains(&filing.state) {
        return Err(Refusal::FilingState { decision: decision.id, state: filing.state });
    }
    Ok((work, decision, filing))
}

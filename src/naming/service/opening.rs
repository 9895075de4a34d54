//! Opening a case and correcting what was written on its cover.

use serde_json::json;

use super::desk::Desk;
use crate::naming::{
    Action, CaseState, Refusal,
    model::{CaseDraft, CaseId, NamingCase},
    policy, store,
};

/// A cover as this officer may write it: clerks apply for their own township.
pub(super) fn cover(desk: &Desk<'_>, mut draft: CaseDraft) -> Result<CaseDraft, Refusal> {
    draft.township_code = policy::township_of_new_case(&desk.officer, draft.township_code)?;
    check_township(desk, draft.township_code.as_deref())?;
    Ok(draft)
}

/// Opens a case in draft.
pub async fn open(desk: &Desk<'_>, draft: CaseDraft) -> Result<NamingCase, Refusal> {
    let draft = cover(desk, draft)?;
    let case = NamingCase {
        id: desk.ids.next(),
        number: store::cases::next_number(desk.tx, desk.today.year()).await?,
        draft,
        state: CaseState::Draft,
        since: desk.today,
        notice: None,
        has_approved: false,
        version: 1,
        created_by: desk.officer.id,
        created_at: desk.now,
    };
    store::cases::insert(desk.tx, &case).await?;
    let facts = json!({ "type": case.draft.case_type, "title": case.draft.title, "applicant": case.draft.applicant });
    desk.append(case.id, policy::OPEN, None, case.state.code(), facts).await?;
    Ok(case)
}

/// Corrects title, applicant, township or reasons.
pub async fn amend(desk: &Desk<'_>, id: CaseId, draft: CaseDraft) -> Result<NamingCase, Refusal> {
    let mut work = desk.take(id, Action::Edit).await?;
    // What is applied for is settled when the case is opened: its items depend on it.
    work.case.draft = CaseDraft { case_type: work.case.draft.case_type, ..cover(desk, draft)? };
    let draft = &work.case.draft;
    let facts = json!({ "cover": { "title": draft.title, "applicant": draft.applicant, "reasons": draft.reasons } });
    desk.lay_down(work, facts).await
}

fn check_township(desk: &Desk<'_>, code: Option<&str>) -> Result<(), Refusal> {
    let Some(code) = code else { return Ok(()) };
    if desk.snapshot.division(code).is_some_and(|division| division.facts.code.len() == 9) {
        return Ok(());
    }
    Err(Refusal::unfit(
        "/township_code",
        format!("没有代码为 {code} 的乡镇（街道）"),
        format!("no township has the code {code}"),
    ))
}

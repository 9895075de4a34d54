//! The office's steps from taking a case up to laying it before the approving authority.

use serde::{Deserialize, Serialize};
use serde_json::json;
use time::Date;

use super::{
    applying::require_paper,
    checking,
    desk::{Desk, due, ids, pointer},
};
use crate::{
    kernel::text::Text,
    naming::{
        Action, Refusal,
        model::{CaseId, CheckStage, Item, NamingCase, PaperKind},
        store::office,
    },
    obligations::{self, LimitKind},
};

/// Fewest experts who argue a name (practice in Hubei).
pub(crate) const FEWEST_EXPERTS: usize = 3;

/// What another department said.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Which department.
    pub department: String,
    /// `agree`, `agree_with_remarks` or `disagree`.
    pub position: Position,
    /// In its words.
    pub text: Option<String>,
    /// Civil day.
    pub replied_on: Date,
}

/// What a department thinks of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// 同意
    Agree,
    /// 同意，有建议
    AgreeWithRemarks,
    /// 不同意
    Disagree,
}

/// An expert who took part in the argumentation.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expert {
    /// The person.
    pub name: String,
    /// Where the person works.
    pub organisation: Option<String>,
    /// What the person knows.
    pub field: Option<String>,
    /// What the person thinks of the names.
    pub opinion: Option<String>,
}

/// Takes a case up.
pub async fn accept(desk: &Desk<'_>, id: CaseId, note: Option<String>) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Accept).await?;
    let met = obligations::service::meet(desk.tx, due(id), None, LimitKind::Acceptance, desk.today).await?;
    desk.lay_down(work, json!({ "note": note, "late_by_days": met.map_or(0, |met| met.late_by_days) })).await
}

/// Enters what was seen on the spot. Streets have their length and width by now.
pub async fn survey(
    desk: &Desk<'_>,
    id: CaseId,
    surveyed_on: Date,
    surveyors: Vec<String>,
    findings: String,
) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Survey).await?;
    desk.check_day("/surveyed_on", surveyed_on, work.since())?;
    let items = desk.open_items(id).await?;
    refuse_unmeasured(&work.case, &items)?;
    desk.lay_down(work, json!({ "surveyed_on": surveyed_on, "surveyors": surveyors, "findings": findings })).await
}

/// Streets that get a name have their length and width once they were surveyed.
pub(super) fn refuse_unmeasured(case: &NamingCase, items: &[Item]) -> Result<(), Refusal> {
    let unmeasured = items
        .iter()
        .filter(|item| item.category.starts_with("2351") && case.draft.case_type.brings_name())
        .filter(|item| item.street.length_m.is_none() || item.street.width_m.is_none())
        .map(|item| {
            let zh = format!("“{}”缺少长度或宽度", item.name);
            (pointer(item, "length_m"), Text::new(zh, format!("{}: length or width is missing", item.name)))
        })
        .collect::<Vec<_>>();
    if unmeasured.is_empty() { Ok(()) } else { Err(Refusal::Incomplete(unmeasured)) }
}

/// Enters what other departments said.
pub async fn consult(desk: &Desk<'_>, id: CaseId, replies: Vec<Reply>) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Consult).await?;
    if replies.is_empty() {
        return Err(Refusal::unfit("/replies", "至少须有一个部门的意见", "at least one department was asked"));
    }
    for reply in &replies {
        // A department may have been asked before the survey.
        desk.check_day("/replies", reply.replied_on, work.case.created_on())?;
    }
    desk.lay_down(work, json!({ "replies": replies })).await
}

/// Enters the experts' argumentation; every warning of the name clinic is settled by now.
pub async fn argue(
    desk: &Desk<'_>,
    id: CaseId,
    held_on: Date,
    experts: Vec<Expert>,
    conclusion: String,
) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Argue).await?;
    desk.check_day("/held_on", held_on, work.since())?;
    let mut names: Vec<&str> = experts.iter().map(|expert| expert.name.trim()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < FEWEST_EXPERTS {
        return Err(Refusal::Unfit {
            pointer: "/experts".to_owned(),
            text: Text::new(
                format!("专家论证须有至少 {FEWEST_EXPERTS} 名专家，实有 {} 名", names.len()),
                format!("an argumentation takes at least {FEWEST_EXPERTS} experts; found {}", names.len()),
            ),
            basis: Some("R753-11"),
        });
    }
    require_paper(desk, id, PaperKind::ArgumentationReport, Action::Argue).await?;
    let items = desk.open_items(id).await?;
    let run = checking::run(desk, &work.case, CheckStage::Change, &items).await?;
    run.refuse_blocked(&items)?;
    run.refuse_unsettled(&items)?;
    desk.lay_down(work, json!({ "held_on": held_on, "experts": experts, "conclusion": conclusion })).await
}

/// Lays a case before the approving authority, with the three reports of R753 art. 11.
pub async fn report(
    desk: &Desk<'_>,
    id: CaseId,
    addressed_to: Option<String>,
    document_number: Option<String>,
) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Report).await?;
    for kind in [PaperKind::AssessmentReport, PaperKind::ArgumentationReport, PaperKind::OpinionsReport] {
        require_paper(desk, id, kind, Action::Report).await?;
    }
    let items = desk.open_items(id).await?;
    let run = checking::run(desk, &work.case, CheckStage::Change, &items).await?;
    run.refuse_blocked(&items)?;
    run.refuse_unsettled(&items)?;
    let addressed_to = match addressed_to {
        Some(addressee) => addressee,
        None => office::office(desk.tx).await?.government,
    };
    let facts = json!({ "addressed_to": addressed_to, "document_number": document_number, "items": ids(&items) });
    desk.lay_down(work, facts).await
}

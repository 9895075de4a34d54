//! The office's steps from taking a case up to laying it before the approving authority.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::Date;

use super::{
    applying::require_papers,
    checking,
    desk::{Desk, Stand, due, ids},
    measuring::{self, Measured, refuse_unmeasured},
};
use crate::{
    kernel::text::Text,
    naming::{
        Action, Refusal,
        model::{CaseId, CheckStage, NamingCase},
        store::office,
    },
    obligations::{self, LimitKind},
    publications::{self, service as publishing},
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

/// What was seen on the spot.
#[derive(Debug)]
pub struct Survey {
    /// Civil day.
    pub surveyed_on: Date,
    /// Who went.
    pub surveyors: Vec<String>,
    /// What they saw.
    pub findings: String,
    /// What they measured.
    pub measured: Vec<Measured>,
}

/// Enters what was seen and measured on the spot. Streets have their length and width from here on.
pub async fn survey(desk: &Desk<'_>, id: CaseId, survey: Survey) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Survey).await?;
    let Survey { surveyed_on, surveyors, findings, measured } = survey;
    desk.check_day("/surveyed_on", surveyed_on, work.since())?;
    let mut items = desk.open_items(id).await?;
    let figures: Value = measured
        .iter()
        .map(|of| {
            json!({
                "item_id": of.item, "length_m": of.length_m, "width_m": of.width_m, "drawn": of.geometry.is_some(),
            })
        })
        .collect();
    measuring::keep(desk, &work.case, &mut items, measured).await?;
    refuse_unmeasured(&work.case, &items, Stand::InCase)?;
    let facts = json!({
        "surveyed_on": surveyed_on, "surveyors": surveyors, "findings": findings, "measured": figures,
    });
    desk.lay_down(work, facts).await
}

/// Enters what other departments said.
pub async fn consult(desk: &Desk<'_>, id: CaseId, replies: Vec<Reply>) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Consult).await?;
    if replies.is_empty() {
        return Err(Refusal::unfit("/replies", "至少须有一个部门的意见", "at least one department was asked"));
    }
    for (at, reply) in replies.iter().enumerate() {
        // A department may have been asked before the survey.
        desk.check_day(format!("/replies/{at}/replied_on"), reply.replied_on, work.case.created_on())?;
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
    require_papers(desk, id, Action::Argue).await?;
    let items = desk.open_items(id).await?;
    let run = checking::run(desk, &work.case, CheckStage::Change, &items).await?;
    run.refuse_blocked(&items)?;
    run.refuse_unsettled(&items)?;
    desk.lay_down(work, json!({ "held_on": held_on, "experts": experts, "conclusion": conclusion })).await
}

/// Refuses a case with an opinion that nobody has answered, also on a notice that ended before its time: what became of
/// every opinion stands in the report (M71 art. 5).
async fn refuse_unanswered(desk: &Desk<'_>, id: CaseId) -> Result<(), Refusal> {
    let mut receipts = Vec::new();
    for publication in publishing::of_subject(desk.tx, id.0).await? {
        let opinions = publishing::opinions(desk.tx, publication.id).await?;
        receipts.extend(opinions.into_iter().filter(|one| one.answer.is_none()).map(|one| one.receipt));
    }
    if receipts.is_empty() { Ok(()) } else { Err(publications::Refusal::Unanswered { receipts }.into()) }
}

/// Lays a case before the approving authority, with the three reports of R753 art. 11.
pub async fn report(
    desk: &Desk<'_>,
    id: CaseId,
    addressed_to: Option<String>,
    document_number: Option<String>,
) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Report).await?;
    require_papers(desk, id, Action::Report).await?;
    refuse_unanswered(desk, id).await?;
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

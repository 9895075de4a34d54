//! Reading cases.

use serde_json::Value;
use time::Date;
use uuid::Uuid;

use super::{
    desk::{officer, subject},
    impacting::{self, Impact},
};
use crate::{
    db::tx::Tx,
    index::live::Snapshot,
    kernel::actor::{Actor, Role},
    naming::{
        CaseType, Refusal, StateCode,
        model::{CaseId, CaseSummary, Decision, DecisionId, Filing, Item, NamingCase},
        package, papers,
        policy::{self, Officer},
        store::{
            self,
            checks::{Check, Settlement},
            impacts::KeptImpact,
        },
    },
    obligations::{self, Obligation},
    publications::{self, Publication},
    records::{self, Attachment, Event},
};

/// Everything that is known of a case.
#[derive(Debug)]
pub struct CaseFile {
    /// The case.
    pub case: NamingCase,
    /// Who reads it.
    pub reader: Officer,
    /// Its items.
    pub items: Vec<Item>,
    /// What happened to it.
    pub events: Vec<Event>,
    /// Its papers.
    pub papers: Vec<Attachment>,
    /// Runs of the name clinic, the last one first.
    pub(in crate::naming) checks: Vec<Check>,
    /// Settled warnings.
    pub(in crate::naming) settlements: Vec<Settlement>,
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// Filings.
    pub filings: Vec<Filing>,
    /// Notices and announcements.
    pub publications: Vec<Publication>,
    /// What is or was due.
    pub obligations: Vec<Obligation>,
}

/// What restricts a list of cases; everything left open does not.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// States.
    pub states: Option<Vec<StateCode>>,
    /// What is applied for.
    pub case_type: Option<CaseType>,
    /// The township that applies.
    pub township_code: Option<String>,
    /// Part of number, title, applicant or of an item's name.
    pub text: Option<String>,
    /// Only cases with a smaller number than this.
    pub before: Option<String>,
}

/// A case with everything that belongs to it.
pub async fn case_file(tx: &Tx, actor: &Actor, id: CaseId) -> Result<CaseFile, Refusal> {
    let reader = officer(tx, actor).await?;
    let case = store::cases::find(tx, id).await?.ok_or(Refusal::UnknownCase)?;
    policy::may_read(&reader, &case)?;
    Ok(CaseFile {
        reader,
        items: store::items::of_case(tx, id).await?,
        events: records::of_subject(tx, subject(id)).await?,
        papers: records::attachment::of_subject(tx, subject(id)).await?,
        checks: store::checks::of_case(tx, id).await?,
        settlements: store::checks::settlements(tx, id).await?,
        decisions: store::decisions::of_case(tx, id).await?,
        filings: store::filings::of_case(tx, id).await?,
        publications: publications::service::of_subject(tx, id.0).await?,
        obligations: obligations::service::of_subject(tx, super::desk::due(id)).await?,
        case,
    })
}

/// What a run of the name clinic over this case found: items with their verdicts.
pub async fn check_result(tx: &Tx, id: CaseId, check: Uuid) -> Result<Option<Value>, Refusal> {
    Ok(store::checks::result(tx, id, check).await?)
}

/// Cases, the newest number first; a clerk sees those of the own township.
pub async fn list(tx: &Tx, actor: &Actor, mut filter: Filter, limit: i64) -> Result<Vec<CaseSummary>, Refusal> {
    let reader = officer(tx, actor).await?;
    if reader.role == Role::TownshipClerk {
        // A clerk without a township sees nothing.
        filter.township_code = Some(reader.township_code.unwrap_or_default());
    }
    Ok(store::cases::list(tx, &filter, limit).await?)
}

/// The package of a decision that is or was to be filed, as it is now: a ZIP archive.
pub async fn filing_package(
    tx: &Tx,
    snapshot: &Snapshot,
    actor: &Actor,
    id: CaseId,
    decision: DecisionId,
) -> Result<Vec<u8>, Refusal> {
    let file = case_file(tx, actor, id).await?;
    let found = file.decisions.iter().find(|found| found.id == decision).ok_or(Refusal::UnknownDecision)?;
    let filing = file.filings.iter().find(|filing| filing.decision_id == decision).ok_or(Refusal::UnknownDecision)?;
    package::archive(tx, snapshot, id, found, filing).await
}

/// A case as it is printed, PDF.
pub async fn case_pdf(tx: &Tx, snapshot: &Snapshot, actor: &Actor, id: CaseId) -> Result<Vec<u8>, Refusal> {
    let file = case_file(tx, actor, id).await?;
    let items = super::published(&file.case, &file.items, None, snapshot);
    papers::pdf(papers::case_sheet(&file, &items)).await
}

/// What the open items of a case touch now, and what was found when it was applied for and decided.
pub async fn case_impact(
    tx: &Tx,
    actor: &Actor,
    id: CaseId,
    day: Date,
) -> Result<(Vec<Impact>, Vec<KeptImpact>), Refusal> {
    let reader = officer(tx, actor).await?;
    let case = store::cases::find(tx, id).await?.ok_or(Refusal::UnknownCase)?;
    policy::may_read(&reader, &case)?;
    let mut items = store::items::of_case(tx, id).await?;
    items.retain(Item::is_open);
    Ok((impacting::of_items(tx, &case, &items, day).await?, store::impacts::of_case(tx, id).await?))
}

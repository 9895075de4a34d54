//! Reading cases.

use serde_json::Value;
use time::Date;
use uuid::Uuid;

use super::{
    composing::Told,
    desk::{officer, subject},
    impacting::{self, Impact},
};
use crate::{
    db::tx::Tx,
    index::live::Snapshot,
    kernel::actor::{Actor, Role},
    naming::{
        CaseType, Refusal, StateCode,
        model::{CaseId, CaseSummary, Decision, DecisionId, Filing, Item, NamingCase, RevokedDecision},
        package, papers,
        policy::{self, Officer},
        store::{
            self,
            checks::{Check, Settlement},
            impacts::KeptImpact,
        },
    },
    obligations::{self, Shown},
    publications::{self, Publication},
    records::{self, Attachment, AttachmentId, Event},
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
    /// Those that were undone.
    pub revocations: Vec<RevokedDecision>,
    /// Filings.
    pub filings: Vec<Filing>,
    /// Notices and announcements; of a sealed notice, whether its seal still holds.
    pub publications: Vec<(Publication, Option<bool>)>,
    /// What is or was due.
    pub obligations: Vec<Shown>,
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

/// A case that somebody may read, and who reads it.
async fn readable(tx: &Tx, actor: &Actor, id: CaseId) -> Result<(NamingCase, Officer), Refusal> {
    let reader = officer(tx, actor).await?;
    let case = store::cases::find(tx, id).await?.ok_or(Refusal::UnknownCase)?;
    policy::may_read(&reader, &case)?;
    Ok((case, reader))
}

/// A case with everything that belongs to it, as it stands on `today`.
pub async fn case_file(tx: &Tx, actor: &Actor, id: CaseId, today: Date) -> Result<CaseFile, Refusal> {
    let (case, reader) = readable(tx, actor, id).await?;
    Ok(CaseFile {
        reader,
        items: store::items::of_case(tx, id).await?,
        events: records::of_subject(tx, subject(id)).await?,
        papers: records::attachment::of_subject(tx, subject(id)).await?,
        checks: store::checks::of_case(tx, id).await?,
        settlements: store::checks::settlements(tx, id).await?,
        decisions: store::decisions::of_case(tx, id).await?,
        revocations: store::revocations::of_case(tx, id).await?,
        filings: store::filings::of_case(tx, id).await?,
        publications: told(tx, id).await?,
        obligations: obligations::shown_of_subject(tx, super::desk::due(id), today).await?,
        case,
    })
}

/// The items of a case.
pub async fn items(tx: &Tx, actor: &Actor, id: CaseId) -> Result<Vec<Item>, Refusal> {
    readable(tx, actor, id).await?;
    Ok(store::items::of_case(tx, id).await?)
}

/// A paper of a case with its bytes.
pub async fn paper(tx: &Tx, actor: &Actor, id: CaseId, paper: AttachmentId) -> Result<(Attachment, Vec<u8>), Refusal> {
    readable(tx, actor, id).await?;
    records::attachment::content(tx, subject(id), paper).await?.ok_or(Refusal::UnknownPaper)
}

/// A run of the name clinic over a case, with the items and their verdicts.
pub(in crate::naming) async fn check_run(
    tx: &Tx,
    actor: &Actor,
    id: CaseId,
    check: Uuid,
) -> Result<(Check, Value), Refusal> {
    readable(tx, actor, id).await?;
    let run = store::checks::of_case(tx, id).await?.into_iter().find(|run| run.id == check);
    let found = store::checks::result(tx, id, check).await?;
    run.zip(found).ok_or(Refusal::UnknownCheck)
}

async fn told(tx: &Tx, id: CaseId) -> Result<Vec<(Publication, Option<bool>)>, Refusal> {
    let mut told = Vec::new();
    for publication in publications::service::of_subject(tx, id.0).await? {
        let holds = match publication.standing.state() {
            publications::State::Sealed => Some(publications::service::seal_holds(tx, publication.id).await?),
            _ => None,
        };
        told.push((publication, holds));
    }
    Ok(told)
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
    readable(tx, actor, id).await?;
    let (decisions, filings) = (store::decisions::of_case(tx, id).await?, store::filings::of_case(tx, id).await?);
    let found = decisions.iter().find(|found| found.id == decision).ok_or(Refusal::UnknownDecision)?;
    let filing = filings.iter().find(|filing| filing.decision_id == decision).ok_or(Refusal::UnknownDecision)?;
    package::archive(tx, snapshot, id, found, filing).await
}

/// A case as it is printed, PDF.
pub async fn case_pdf(
    tx: &Tx,
    snapshot: &Snapshot,
    actor: &Actor,
    id: CaseId,
    today: Date,
) -> Result<Vec<u8>, Refusal> {
    let file = case_file(tx, actor, id, today).await?;
    let mut items = Vec::with_capacity(file.items.len());
    for item in &file.items {
        let decision = file.decisions.iter().find(|decision| Some(decision.id) == item.decision);
        let told = decision.map_or(Told::Proposed(today), Told::Decided);
        items.push(super::of_item(tx, snapshot, &file.case, item, told).await?);
    }
    papers::pdf(papers::case_sheet(&file, &items)).await
}

/// What the open items of a case touch now, and what was found when it was applied for and decided.
pub async fn case_impact(
    tx: &Tx,
    actor: &Actor,
    id: CaseId,
    day: Date,
) -> Result<(Vec<Impact>, Vec<KeptImpact>), Refusal> {
    let (case, _) = readable(tx, actor, id).await?;
    let mut items = store::items::of_case(tx, id).await?;
    items.retain(Item::is_open);
    Ok((impacting::of_items(tx, &case, &items, day).await?, store::impacts::of_case(tx, id).await?))
}

//! The name clinic over the items of a case: each run is kept, and warnings are settled with a written reason.

use std::collections::HashSet;

use serde_json::{Value, json};
use time::Date;

use super::desk::{Desk, pointer, subject};
use crate::{
    kernel::text::Text,
    naming::{
        Action, CaseType, Refusal,
        clinic::{Candidate, Clinic, Examination, RuleBook, Severity, Site, case_names},
        model::{CaseId, CheckStage, Item, ItemId, NamingCase, PaperKind},
        store::{
            self,
            checks::{Check, Settlement},
        },
    },
    records,
    register::service::local_readings,
};

/// What a run found, item by item.
#[derive(Debug)]
pub(super) struct Run {
    examinations: Vec<Examination>,
    settled: HashSet<(ItemId, String)>,
}

/// Examines the open items of a case now, as often as anybody likes.
pub async fn check(desk: &Desk<'_>, id: CaseId) -> Result<(), Refusal> {
    let case = store::cases::lock(desk.tx, id).await?.ok_or(Refusal::UnknownCase)?;
    crate::naming::policy::may_read(&desk.officer, &case)?;
    let items = desk.open_items(id).await?;
    run(desk, &case, CheckStage::Draft, &items).await?;
    Ok(())
}

/// Examines these items by the rules of today, and keeps what was found.
pub(super) async fn run(desk: &Desk<'_>, case: &NamingCase, stage: CheckStage, items: &[Item]) -> Result<Run, Refusal> {
    let book = rules_on(desk.today)?;
    let measures = records::attachment::of_subject(desk.tx, subject(case.id)).await?;
    let measures_attached = measures.iter().any(|paper| paper.kind == PaperKind::ProtectiveMeasures.code());
    let candidates =
        items.iter().map(|item| candidate(case, item, measures_attached)).collect::<Result<Vec<_>, _>>()?;
    let readings = local_readings(desk.tx).await?;
    let cases = case_names(desk.tx, &candidates, &readings).await?;
    let clinic = Clinic { snapshot: desk.snapshot, book: &book, cases: &cases, readings: &readings };
    let run = Run {
        examinations: clinic.examine(&candidates),
        settled: store::checks::settlements(desk.tx, case.id)
            .await?
            .into_iter()
            .map(|settlement| (settlement.item, settlement.verdict_key))
            .collect(),
    };
    let count = |severity| i32::try_from(run.verdicts(severity).count()).unwrap_or(i32::MAX);
    let check = Check {
        id: desk.ids.next(),
        stage,
        rules_on: desk.today,
        at: desk.now,
        actor: desk.actor.label().to_owned(),
        data_version: desk.snapshot.version,
        blocks: count(Severity::Block),
        warnings: count(Severity::Warn),
    };
    store::checks::insert(desk.tx, case.id, &check, &run.told(items)).await?;
    Ok(run)
}

/// Settles a warning of the last run over an item with a written reason.
pub async fn settle(
    desk: &Desk<'_>,
    id: CaseId,
    item: ItemId,
    verdict_key: String,
    reason: String,
) -> Result<NamingCase, Refusal> {
    let work = desk.take(id, Action::Settle).await?;
    let found = store::checks::last_of_item(desk.tx, id, item).await?;
    let rule = found.and_then(|found| rule_of_warning(&found, item, &verdict_key));
    let rule = rule.ok_or(Refusal::NoSuchWarning)?;
    let facts = json!({ "item_id": item, "rule": rule, "verdict": verdict_key, "reason": reason });
    let settlement =
        Settlement { item, verdict_key, rule, reason, settled_by: desk.actor.label().to_owned(), settled_at: desk.now };
    if !store::checks::settle(desk.tx, &settlement, desk.officer.id).await? {
        return Err(Refusal::SettledBefore);
    }
    desk.lay_down(work, facts).await
}

fn rules_on(day: Date) -> Result<RuleBook, Refusal> {
    RuleBook::on(day).map_err(|none| {
        let Text { zh, en } = none.text();
        Refusal::unfit("", zh, en)
    })
}

fn candidate(case: &NamingCase, item: &Item, measures_attached: bool) -> Result<Candidate, Refusal> {
    let site = Site::new(item.geometry.as_ref(), item.division_code.clone()).map_err(|bad| {
        let Text { zh, en } = bad.text();
        Refusal::unfit(pointer(item, "geometry"), zh, en)
    })?;
    Ok(Candidate {
        name: item.name.clone(),
        category: item.category.clone(),
        site,
        width_m: item.street.width_m,
        length_m: item.street.length_m,
        renames: (case.draft.case_type != CaseType::Name).then_some(item.place).flatten().map(|place| place.0),
        measures_attached,
        item: Some(item.id.0),
    })
}

/// What a run says of an item, if it looked at it.
fn examined(result: &Value, item: ItemId) -> Option<&Value> {
    let item = item.to_string();
    let of_item = |entry: &&Value| entry.get("item_id").and_then(Value::as_str) == Some(&item);
    result.as_array()?.iter().find(of_item)?.get("examination")
}

/// The rule of a warning about an item that a run found.
fn rule_of_warning(result: &Value, item: ItemId, verdict_key: &str) -> Option<String> {
    let verdicts = examined(result, item)?.get("verdicts")?.as_array()?;
    let warning = verdicts.iter().find(|verdict| {
        verdict.get("key").and_then(Value::as_str) == Some(verdict_key)
            && verdict.get("severity").and_then(Value::as_str) == Some("warn")
    })?;
    warning.get("rule").and_then(Value::as_str).map(str::to_owned)
}

impl Run {
    fn verdicts(&self, severity: Severity) -> impl Iterator<Item = &crate::naming::clinic::Verdict> {
        let all = self.examinations.iter().flat_map(|examination| &examination.verdicts);
        all.filter(move |verdict| verdict.severity == severity)
    }

    /// Refuses if a verdict forbids one of these names, which are those that were examined.
    pub(super) fn refuse_blocked(&self, items: &[Item]) -> Result<(), Refusal> {
        let blocked = self.faults(items, |_, verdict| verdict.severity == Severity::Block);
        if blocked.is_empty() { Ok(()) } else { Err(Refusal::Blocked(blocked)) }
    }

    /// Refuses if a warning about one of these names has no written reason.
    pub(super) fn refuse_unsettled(&self, items: &[Item]) -> Result<(), Refusal> {
        let unsettled = self.faults(items, |item, verdict| {
            verdict.severity == Severity::Warn && !self.settled.contains(&(item.id, verdict.key.clone()))
        });
        if unsettled.is_empty() { Ok(()) } else { Err(Refusal::Unsettled(unsettled)) }
    }

    /// In which areas or divisions each name must be the only one of its kind; nowhere, where no rule says so.
    pub(super) fn scopes(&self) -> impl Iterator<Item = Vec<String>> {
        self.examinations.iter().map(|examination| {
            let (subject, scope) = (&examination.subject, &examination.scope);
            match scope.kind {
                "none" => Vec::new(),
                kind if scope.units.is_empty() => vec![format!("{subject}:{kind}")],
                kind => scope.units.iter().map(|unit| format!("{subject}:{kind}:{unit}")).collect(),
            }
        })
    }

    fn faults(
        &self,
        items: &[Item],
        of: impl Fn(&Item, &crate::naming::clinic::Verdict) -> bool,
    ) -> Vec<(String, Text)> {
        let examined = items.iter().zip(&self.examinations);
        let verdicts =
            examined.flat_map(|(item, examination)| examination.verdicts.iter().map(move |verdict| (item, verdict)));
        verdicts
            .filter(|(item, verdict)| of(item, verdict))
            .map(|(item, verdict)| (pointer(item, "name"), verdict.text.clone()))
            .collect()
    }

    fn told(&self, items: &[Item]) -> Value {
        let examined = items.iter().zip(&self.examinations);
        examined
            .map(|(item, examination)| {
                json!({ "item_id": item.id, "position": item.position, "examination": examination })
            })
            .collect()
    }
}

//! The name clinic over the items of a case: each run is kept, and warnings are settled with a written reason.

use std::collections::HashSet;

use serde_json::{Value, json};
use time::Date;

use super::{
    desk::{Desk, Stand, pointer, subject},
    measuring::{self, Doubt},
};
use crate::{
    kernel::text::Text,
    naming::{
        Action, CaseType, Refusal,
        clinic::{Candidate, Clinic, Examination, RuleBook, Severity, Site, case_names},
        model::{CaseId, CheckStage, Item, ItemId, NamingCase, PaperKind},
        refusal::Unsettled,
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
    /// What the drawing of each item does not bear out.
    doubts: Vec<Option<Doubt>>,
    /// Where the items stand, for problems.
    stand: Stand,
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
        doubts: items.iter().map(|item| measuring::doubt(case.draft.case_type, item)).collect(),
        stand: Stand::InCase,
        settled: store::checks::settlements(desk.tx, case.id)
            .await?
            .into_iter()
            .map(|settlement| (settlement.item, settlement.verdict_key))
            .collect(),
    };
    let count = |severity| run.verdicts(severity).count();
    let told = |count| i32::try_from(count).unwrap_or(i32::MAX);
    let check = Check {
        id: desk.ids.next(),
        stage,
        rules_on: desk.today,
        at: desk.now,
        actor: desk.actor.label().to_owned(),
        data_version: desk.snapshot.version,
        blocks: told(count(Severity::Block)),
        warnings: told(count(Severity::Warn) + run.doubts.iter().flatten().count()),
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

    /// The same run, over items that stand elsewhere than in their case.
    pub(super) fn standing(self, stand: Stand) -> Self {
        Self { stand, ..self }
    }

    /// JSON Pointer to a member of an item that was examined.
    pub(super) fn pointer(&self, item: &Item, member: &str) -> String {
        self.stand.pointer(item, member)
    }

    /// Refuses if a verdict forbids one of these names, which are those that were examined.
    pub(super) fn refuse_blocked(&self, items: &[Item]) -> Result<(), Refusal> {
        let examined = items.iter().zip(&self.examinations);
        let verdicts = examined.flat_map(|(item, examination)| examination.verdicts.iter().map(move |one| (item, one)));
        let blocked: Vec<_> = verdicts
            .filter(|(_, verdict)| verdict.severity == Severity::Block)
            .map(|(item, verdict)| (self.pointer(item, "name"), verdict.text.clone()))
            .collect();
        if blocked.is_empty() { Ok(()) } else { Err(Refusal::Blocked(blocked)) }
    }

    /// Refuses if a warning about one of these items has no written reason.
    pub(super) fn refuse_unsettled(&self, items: &[Item]) -> Result<(), Refusal> {
        let unsettled: Vec<_> = items
            .iter()
            .zip(self.examinations.iter().zip(&self.doubts))
            .flat_map(|(item, (examination, doubt))| {
                let warnings = examination.verdicts.iter().filter(|verdict| verdict.severity == Severity::Warn);
                let warned = warnings.map(|verdict| ("name", &verdict.key, &verdict.text));
                let doubted = doubt.iter().map(|doubt| ("street/length_m", &doubt.key, &doubt.text));
                warned.chain(doubted).map(move |told| (item, told))
            })
            .filter(|(item, (_, key, _))| !self.settled.contains(&(item.id, (*key).clone())))
            .map(|(item, (member, key, text))| Unsettled {
                item: item.id,
                verdict: key.clone(),
                pointer: self.pointer(item, member),
                text: text.clone(),
            })
            .collect();
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

    fn told(&self, items: &[Item]) -> Value {
        let examined = items.iter().zip(self.examinations.iter().zip(&self.doubts));
        examined
            .map(|(item, (examination, doubt))| {
                let mut examination = json!(examination);
                if let Some(doubt) = doubt {
                    add(&mut examination, doubt);
                }
                json!({ "item_id": item.id, "position": item.position, "examination": examination })
            })
            .collect()
    }
}

/// Tells a doubt with what the clinic said.
fn add(examination: &mut Value, doubt: &Doubt) {
    for (list, told) in [("verdicts", doubt.told()), ("settleable", json!(doubt.key))] {
        if let Some(list) = examination.get_mut(list).and_then(Value::as_array_mut) {
            list.push(told);
        }
    }
    if let Some(worst) = examination.get_mut("worst").filter(|worst| **worst != json!(Severity::Block)) {
        *worst = json!(Severity::Warn);
    }
}

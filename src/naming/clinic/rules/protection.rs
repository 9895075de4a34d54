//! N16: protected names.

use crate::{
    index::live::{Snapshot, Thing, ThingKind, said},
    naming::clinic::{
        pack::RuleId,
        proposal::Proposal,
        verdict::{Finding, MatchKind, Matched, Verdict},
    },
};

/// Whether a renaming takes a protected name away.
pub(in crate::naming::clinic) fn judge(proposal: &Proposal<'_>, snapshot: &Snapshot) -> Vec<Verdict> {
    let candidate = proposal.candidate;
    let kinds = [ThingKind::Place, ThingKind::Division, ThingKind::BuiltUpArea];
    let renamed = candidate.renames.and_then(|id| kinds.into_iter().find_map(|kind| Thing::of(snapshot, kind, id)));
    let Some(present) = renamed.and_then(|thing| said(thing.name)) else { return Vec::new() };
    let entries = proposal.book().entries(RuleId::N16);
    let gone = entries.filter(|(_, entry)| present.contains(&entry.text) && !candidate.name.contains(&entry.text));
    let verdicts = gone.filter_map(|(list, entry)| {
        let name = &entry.text;
        let (finding, zh, en) = if candidate.measures_attached {
            (Finding::MeasuresAttached, "已附保护措施", "measures are attached")
        } else {
            (Finding::Protected, "更名前须先采取保护措施", "measures must come first")
        };
        let matched = Matched { called_now: Some(present.clone()), ..Matched::new(MatchKind::List, &list.id, name) };
        let text = (
            format!("现名“{present}”含有受保护的“{name}”，见{}；{zh}", list.title.zh),
            format!("its present name `{present}` holds the protected `{name}`, see {}; {en}", list.title.en),
        );
        proposal.verdict(RuleId::N16, finding, name, Some(matched), text)
    });
    verdicts.collect()
}

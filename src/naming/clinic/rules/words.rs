//! Rules that look for words: N02 unfit, N05 persons, N06 leaders, N07 foreign, N08 companies, N11 famous features.

use std::collections::BTreeSet;

use crate::naming::clinic::{
    list::{Certainty, Sighting},
    pack::RuleId,
    proposal::Proposal,
    rules::persons,
    verdict::{Finding, MatchKind, Matched, Verdict},
};

const RULES: [RuleId; 6] = [RuleId::N02, RuleId::N05, RuleId::N06, RuleId::N07, RuleId::N08, RuleId::N11];

/// A word of so many characters is unmistakable wherever it stands; a shorter one may be made of parts of two others.
const UNMISTAKABLE: usize = 3;

/// What the lists of the day's rules have to say of a name.
pub(in crate::naming::clinic) fn judge(proposal: &Proposal<'_>) -> Vec<Verdict> {
    let text = proposal.said.text.as_str();
    let sightings: Vec<Sighting<'_>> = proposal.book().sightings(text).filter(|seen| counts(proposal, seen)).collect();
    let mut told = BTreeSet::new();
    let listed: Vec<Verdict> = sightings
        .iter()
        .filter(|seen| !sightings.iter().any(|other| is_within(seen, other)))
        .filter(|seen| told.insert((seen.list.rule, seen.entry.text.as_str())))
        .filter_map(|seen| by_sighting(proposal, seen))
        .collect();
    let known = listed.iter().any(|verdict| matches!(verdict.rule, RuleId::N05 | RuleId::N06 | RuleId::N07));
    let hint = (!known).then(|| persons::judge(proposal)).flatten();
    listed.into_iter().chain(hint).collect()
}

/// Whether a word counts where it stands: before the generic term, or as the whole name, as 华尔街 does. What a name means
/// is seen in all of it.
fn counts(proposal: &Proposal<'_>, seen: &Sighting<'_>) -> bool {
    let rule = seen.list.rule;
    let whole = proposal.said.text.len();
    RULES.contains(&rule)
        && proposal.book().rule(rule).is_some_and(|(settings, _)| settings.counts(seen.entry.kind))
        && (rule == RuleId::N02 || seen.at.end <= proposal.before_generic().len() || seen.at == (0..whole))
        && (!seen.entry.alone || is_alone(proposal, seen))
}

/// Whether a word is all that stands before the generic term, with or without a direction.
fn is_alone(proposal: &Proposal<'_>, seen: &Sighting<'_>) -> bool {
    let is_all = seen.at.start == 0 && seen.at.end >= proposal.before_generic().len();
    is_all || proposal.specific() == seen.entry.text
}

/// Whether a word is only a part of another one: 尼斯 in 威尼斯.
fn is_within(seen: &Sighting<'_>, other: &Sighting<'_>) -> bool {
    let (inner, outer) = (&seen.at, &other.at);
    seen.list.rule == other.list.rule && inner != outer && outer.start <= inner.start && inner.end <= outer.end
}

fn by_sighting(proposal: &Proposal<'_>, seen: &Sighting<'_>) -> Option<Verdict> {
    let (list, entry) = (seen.list, seen.entry);
    let word = entry.text.as_str();
    let is_alone = is_alone(proposal, seen);
    let finding = match entry.certainty {
        Certainty::CommonWord => Finding::CommonWord,
        Certainty::Unmistakable => Finding::Listed,
        Certainty::Usual if is_alone || word.chars().count() >= UNMISTAKABLE => Finding::Listed,
        Certainty::Usual => Finding::Inside,
    };
    let (zh, en) = match finding {
        Finding::CommonWord => (
            "，也是常用词；与之没有特定联系的可以使用，请审核人判断",
            "; it is a common word, too, and may be used without a specific link: a reviewer decides",
        ),
        Finding::Inside => {
            ("，也可能只是字面相连，请审核人判断", "; it may be parts of other words: a reviewer decides")
        }
        _ => ("", ""),
    };
    let matched = Matched { state: Some(entry.kind.code()), ..Matched::new(MatchKind::List, &list.id, word) };
    let text =
        (format!("含有“{word}”，见{}{zh}", list.title.zh), format!("it holds `{word}`, see {}{en}", list.title.en));
    proposal.verdict(list.rule, finding, word, Some(matched), text)
}

//! N03: generic terms against width, length and class.

use crate::naming::clinic::{
    pack::{Range, RuleId},
    proposal::Proposal,
    verdict::{Finding, Verdict},
};

/// Whether a street is as wide and long as its generic term says.
pub(in crate::naming::clinic) fn judge(proposal: &Proposal<'_>) -> Vec<Verdict> {
    let (generic, candidate) = (proposal.generic(), proposal.candidate);
    let Some(size) = proposal.book().size(generic) else { return Vec::new() };
    let width = candidate.width_m.and_then(|metres| {
        let (finding, limit) = outside(size.width_m, metres, (Finding::TooNarrow, Finding::TooWide))?;
        Some((finding, "宽", "wide", metres, limit))
    });
    let length = candidate.length_m.or(candidate.site.line_m).and_then(|metres| {
        let (finding, limit) = outside(size.length_m, metres, (Finding::TooShort, Finding::TooLong))?;
        Some((finding, "长", "long", metres, limit))
    });
    let measured = [width, length].into_iter().flatten().filter_map(|(finding, zh, en, metres, limit)| {
        let (most, limit) = (matches!(finding, Finding::TooWide | Finding::TooLong), limit.round());
        let (at_zh, at_en) = if most { ("不超过", "up to") } else { ("不少于", "from") };
        let text = (
            format!("{zh} {metres:.1} 米；“{generic}”一般{zh}度{at_zh} {limit} 米"),
            format!("it is {metres:.1} m {en}; `{generic}` is usual {at_en} {limit} m"),
        );
        proposal.verdict(RuleId::N03, finding, generic, None, text)
    });
    let class = size.not_for.contains(&candidate.category).then(|| {
        let text = (
            format!("类别 {} 的道路一般不称“{generic}”", candidate.category),
            format!("a road of the category {} is not usually called `{generic}`", candidate.category),
        );
        proposal.verdict(RuleId::N03, Finding::ClassCalledSo, generic, None, text)
    });
    measured.chain(class.flatten()).collect()
}

/// On which side of a range a measure lies outside, and its limit there.
fn outside(range: Range, metres: f64, (less, more): (Finding, Finding)) -> Option<(Finding, f64)> {
    let below = range.from.filter(|from| metres < *from).map(|from| (less, from));
    below.or_else(|| range.to.filter(|to| metres > *to).map(|to| (more, to)))
}

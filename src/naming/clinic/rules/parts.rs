//! N01 specific and generic part, N02 names of too many characters, N13 doubled and lonely generic terms, N14 bare numbers.

use crate::{
    kernel::pinyin::{GenericClass, NameKind, generic_terms},
    naming::clinic::{
        pack::RuleId,
        proposal::Proposal,
        verdict::{Finding, Verdict},
    },
};

/// The smallest of streets.
const LANE: &str = "巷";

/// What the parts of a name are found to be.
pub(in crate::naming::clinic) fn judge(proposal: &Proposal<'_>) -> Vec<Verdict> {
    let (name, generic) = (proposal.said.text.as_str(), proposal.generic());
    if is_generic_term(name, proposal.said.kind) {
        let text = (
            format!("“{name}”只有通名，没有专名"),
            format!("`{name}` is a generic term alone, without a specific part"),
        );
        let alone = proposal.verdict(RuleId::N13, Finding::GenericAlone, name, None, text.clone());
        return alone
            .or_else(|| proposal.verdict(RuleId::N01, Finding::NoGeneric, name, None, text))
            .into_iter()
            .collect();
    }
    let found = [
        generic_part(proposal, generic),
        direction_alone(proposal),
        doubled(proposal, generic),
        bare_number(proposal),
        too_many_characters(proposal),
    ];
    found.into_iter().flatten().collect()
}

/// N01
fn generic_part(proposal: &Proposal<'_>, generic: &str) -> Option<Verdict> {
    let title = &proposal.subject.title;
    let (finding, zh, en) = match &proposal.subject.generics {
        Some(_) if generic.is_empty() => (
            Finding::NoGeneric,
            format!("末尾没有{}的通名；地名由专名和通名组成", title.zh),
            format!("it does not end in a generic term of a {}: a name is a specific and a generic part", title.en),
        ),
        Some(allowed) if !allowed.iter().any(|term| term == generic) => {
            let not_allowed = (
                format!("“{generic}”不是{}的通名", title.zh),
                format!("`{generic}` is no generic term of a {}", title.en),
            );
            return ambiguous(proposal, generic, allowed)
                .or_else(|| proposal.verdict(RuleId::N01, Finding::GenericNotAllowed, generic, None, not_allowed));
        }
        // The villages of the people are one word (SP84 rule 3).
        None if generic.is_empty() && proposal.said.kind != NameKind::NaturalSettlement => (
            Finding::UnknownGeneric,
            "末尾没有已知的通名，请人工核对专名和通名".to_owned(),
            "it ends in no generic term that is known".to_owned(),
        ),
        _ => return None,
    };
    proposal.verdict(RuleId::N01, finding, generic, None, (zh, en))
}

/// N01, where a shorter term ends the name as well, so that only a person can say where its parts meet: 随岳公/路 or
/// 随岳/公路.
fn ambiguous(proposal: &Proposal<'_>, generic: &str, allowed: &[String]) -> Option<Verdict> {
    let title = &proposal.subject.title;
    let shorter = allowed.iter().filter(|term| generic.ends_with(term.as_str())).max_by_key(|term| term.len())?;
    let text = (
        format!("“{generic}”不是{}的通名；如通名为“{shorter}”，请审核人确认", title.zh),
        format!(
            "`{generic}` is no generic term of a {}; a reviewer confirms it if the generic term is `{shorter}`",
            title.en
        ),
    );
    proposal.verdict(RuleId::N01, Finding::AmbiguousGeneric, generic, None, text)
}

/// N01: a direction modifies the generic term (SP84 rule 2), it is no specific part.
fn direction_alone(proposal: &Proposal<'_>) -> Option<Verdict> {
    let parts = proposal.said.parts();
    let specific = parts.direction_alone()?;
    let text = (
        format!("“{}”之前只有方位词“{specific}”，没有专名", parts.generic),
        format!("before `{}` stands the direction `{specific}` alone, and no specific part", parts.generic),
    );
    proposal.verdict(RuleId::N01, Finding::DirectionAlone, specific, None, text)
}

/// N02: what nobody can remember is not clear.
fn too_many_characters(proposal: &Proposal<'_>) -> Option<Verdict> {
    let (rule, _) = proposal.book().rule(RuleId::N02)?;
    let (most, count) = (rule.most_characters(proposal.subject)?, proposal.said.text.chars().count());
    let text = (
        format!("名称共 {count} 个字，超过 {most} 个字，不便记忆和书写"),
        format!("it has {count} characters, more than {most}: hard to remember and to write"),
    );
    (count > most).then(|| proposal.verdict(RuleId::N02, Finding::TooManyCharacters, "", None, text)).flatten()
}

/// N13
fn doubled(proposal: &Proposal<'_>, generic: &str) -> Option<Verdict> {
    let (rule, _) = proposal.book().rule(RuleId::N13)?;
    let parts = proposal.said.parts();
    let between = !parts.modifier.is_empty() || !parts.ordinal.is_empty();
    // 幸福村路 is a street called after a village, and 人民路社区 a community called after a street.
    let same_kind = |term: &&String| is_generic_term(term, proposal.said.kind);
    let inner = rule.terms.iter().filter(|term| parts.specific.ends_with(term.as_str())).filter(same_kind);
    let longest = inner.max_by_key(|term| term.len());
    let first = longest.filter(|_| !between && rule.terms.iter().any(|term| term == generic))?;
    let about = format!("{first}{generic}");
    if is_specific_by_now(parts.specific, first, generic) {
        let text = (
            format!("“{first}”似已成为专名的一部分，请审核人判断是否为重叠的通名"),
            format!("`{first}` seems to be part of the specific part by now: a reviewer decides whether it is doubled"),
        );
        return proposal.verdict(RuleId::N13, Finding::InnerGeneric, &about, None, text);
    }
    let text = (
        format!("“{first}”和“{generic}”是重叠的通名"),
        format!("`{first}` and `{generic}` are two generic terms, one after the other"),
    );
    proposal.verdict(RuleId::N13, Finding::DoubledGeneric, &about, None, text)
}

/// Whether the generic term that ends a specific part has become specific (SP84 rule 4): 天街 in 天街路 is one word and no
/// name with a generic term, and a lane that has grown into a road may leave it its name, 磨子巷路.
fn is_specific_by_now(specific: &str, inner: &str, generic: &str) -> bool {
    let is_word = specific.chars().count() == inner.chars().count() + 1;
    let was_lane = inner == LANE && generic != LANE;
    is_word || was_lane
}

/// N14
fn bare_number(proposal: &Proposal<'_>) -> Option<Verdict> {
    let (rule, _) = proposal.book().rule(RuleId::N14)?;
    let parts = proposal.said.parts();
    let is_bare = parts.specific.is_empty() && parts.modifier.is_empty() && !parts.ordinal.is_empty();
    if !is_bare || rule.terms.iter().any(|term| term == parts.generic) {
        return None;
    }
    let text = (
        format!("专名只是序数“{}”", parts.ordinal),
        format!("its specific part is the number `{}` alone", parts.ordinal),
    );
    proposal.verdict(RuleId::N14, Finding::BareOrdinal, parts.ordinal, None, text)
}

/// Whether a text is nothing but a generic term of names of this kind.
fn is_generic_term(text: &str, kind: NameKind) -> bool {
    let class = match kind {
        NameKind::Road => GenericClass::Road,
        NameKind::AdministrativeVillage => GenericClass::Settlement,
        NameKind::Division => GenericClass::Division,
        NameKind::NaturalSettlement | NameKind::NaturalFeature | NameKind::Building | NameKind::Facility => {
            return false;
        }
    };
    generic_terms().iter().any(|term| term.class() == class && term.text() == text)
}

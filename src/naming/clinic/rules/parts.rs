//! N01 specific and generic part, N13 doubled and lonely generic terms, N14 bare numbers.

use crate::{
    kernel::pinyin::{GenericClass, NameKind, generic_terms},
    naming::clinic::{
        pack::RuleId,
        proposal::Proposal,
        verdict::{Finding, Verdict},
    },
};

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
    [generic_part(proposal, generic), doubled(proposal, generic), bare_number(proposal)].into_iter().flatten().collect()
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
        Some(allowed) if !allowed.iter().any(|term| term == generic) => (
            Finding::GenericNotAllowed,
            format!("“{generic}”不是{}的通名", title.zh),
            format!("`{generic}` is no generic term of a {}", title.en),
        ),
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

/// N13
fn doubled(proposal: &Proposal<'_>, generic: &str) -> Option<Verdict> {
    let (rule, _) = proposal.book().rule(RuleId::N13)?;
    let parts = proposal.said.parts();
    let between = !parts.modifier.is_empty() || !parts.ordinal.is_empty();
    let longest =
        rule.terms.iter().filter(|term| parts.specific.ends_with(term.as_str())).max_by_key(|term| term.len());
    let first = longest.filter(|_| !between && rule.terms.iter().any(|term| term == generic))?;
    let text = (
        format!("“{first}”和“{generic}”是重叠的通名"),
        format!("`{first}` and `{generic}` are two generic terms, one after the other"),
    );
    proposal.verdict(RuleId::N13, Finding::DoubledGeneric, &format!("{first}{generic}"), None, text)
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

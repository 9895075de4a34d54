//! A candidate, prepared for the rules.

use time::Date;

use super::{
    Candidate, RuleBook,
    pack::{RuleId, Subject},
    said::Said,
    scope::Scope,
    verdict::{Finding, Matched, Verdict},
};
use crate::{
    index::live::Snapshot,
    kernel::{pinyin::LocalReadings, text::Text},
};

/// A candidate with what all rules want to know of it.
#[derive(Debug)]
pub(super) struct Proposal<'a> {
    pub(super) candidate: &'a Candidate,
    pub(super) subject: &'a Subject,
    pub(super) said: Said,
    pub(super) scope: Scope,
    book: &'a RuleBook,
}

impl<'a> Proposal<'a> {
    /// None when the rules know no such category.
    pub(super) fn of(
        candidate: &'a Candidate,
        book: &'a RuleBook,
        snapshot: &Snapshot,
        local: &LocalReadings,
    ) -> Option<Self> {
        let subject = book.subject(&candidate.category)?;
        let said = Said::of(&candidate.name, &candidate.category, local);
        let scope = Scope::of(subject, &candidate.site, snapshot, book.day);
        Some(Self { candidate, subject, said, scope, book })
    }

    pub(super) fn book(&self) -> &'a RuleBook {
        self.book
    }

    pub(super) fn day(&self) -> Date {
        self.book.day
    }

    /// What tells this name from others of its kind; the whole name where it has no known generic term.
    pub(super) fn specific(&self) -> &str {
        let parts = self.said.parts();
        if parts.generic.is_empty() { &self.said.text } else { parts.specific }
    }

    /// What stands before the generic term: a word may end in what else is a direction, as 泽东 does.
    pub(super) fn before_generic(&self) -> &str {
        self.said.text.strip_suffix(self.generic()).unwrap_or(&self.said.text)
    }

    /// The generic term, without a committee.
    pub(super) fn generic(&self) -> &str {
        self.said.parts().generic
    }

    /// Whether a rule is in force for names like this.
    pub(super) fn is_under(&self, rule: RuleId) -> bool {
        self.book.rule(rule).is_some_and(|(rule, _)| rule.is_for(self.subject))
    }

    /// The verdict of a rule on a finding; none if the rule is not for such names, or does not look for that.
    ///
    /// `about` tells it from other verdicts of the same rule with the same finding on this name.
    pub(super) fn verdict(
        &self,
        rule: RuleId,
        finding: Finding,
        about: &str,
        matched: Option<Matched>,
        (zh, en): (String, String),
    ) -> Option<Verdict> {
        let (settings, pack) = self.book.rule(rule)?;
        let severity = *settings.grades.get(&finding).filter(|_| settings.is_for(self.subject))?;
        Some(Verdict {
            rule,
            severity,
            finding,
            pack: pack.mark(),
            clause: settings.clause.clone(),
            matched,
            needs_person: finding.needs_person() || rule == RuleId::N02,
            text: Text { zh, en },
            key: format!("{rule}/{finding}/{}/{about}", self.candidate.name),
        })
    }
}

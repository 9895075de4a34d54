//! The name clinic: what the rules of a day say of proposed names (R753 art. 9; rules N01 to N17).
//!
//! Answered from memory and from what is handed in: [`Clinic::examine`] neither reads nor writes anything, so that a case
//! can call it at draft, at submission and at approval, and keep what it said as JSON. Which rules there are on a day, what
//! they weigh, for which things they are, and their lists and tables are data ([`Pack`], `packs/*.json`, ADR 0018); what
//! a rule looks at is code (`rules/`).
//!
//! A [`Verdict`] blocks, warns or informs. A reviewer can settle a warning with a written reason; its `key` is the same
//! in a later run, as long as the same is found of the same name. What blocks cannot be settled.

mod book;
mod candidate;
mod case_name;
pub mod http;
mod list;
mod namesake;
mod pack;
mod proposal;
mod rules;
mod said;
mod scope;
mod store;
mod verdict;
mod wire;

#[cfg(test)]
mod tests;

pub use book::{NoRules, RuleBook};
pub use candidate::{Candidate, Site};
pub use case_name::{CaseName, Fate};
pub use pack::{Pack, PackMark, RuleId};
pub use said::{NameKeys, name_keys};
pub use store::case_names;
pub use verdict::{Examination, Finding, MatchKind, Matched, MatchedCase, ScopeTold, Severity, Verdict};

use crate::{
    index::live::Snapshot,
    kernel::{
        pinyin::{LocalReadings, spell},
        text::Text,
    },
};
use namesake::{Namesake, among, in_cases, in_register, prepared};
use proposal::Proposal;

/// Everything that names are held against.
#[derive(Debug, Clone, Copy)]
pub struct Clinic<'a> {
    /// The register.
    pub snapshot: &'a Snapshot,
    /// The rules of the day.
    pub book: &'a RuleBook,
    /// Names in naming cases: at least those that are written or sound like one that is examined.
    pub cases: &'a [CaseName],
    /// The readings that people of the county confirmed.
    pub readings: &'a LocalReadings,
}

impl Clinic<'_> {
    /// Examines names together: they are held against the register, the cases, and one another.
    ///
    /// One examination for each name, in their order. A name of a category that the rules do not know is only spelled;
    /// see [`RuleBook::knows`].
    #[must_use]
    pub fn examine(&self, candidates: &[Candidate]) -> Vec<Examination> {
        let proposals: Vec<Option<Proposal<'_>>> = candidates
            .iter()
            .map(|candidate| Proposal::of(candidate, self.book, self.snapshot, self.readings))
            .collect();
        let cases = prepared(self.cases, candidates, self.readings);
        let examined =
            candidates.iter().zip(&proposals).enumerate().map(|(at, (candidate, proposal))| match proposal {
                None => self.only_spelled(candidate),
                Some(proposal) => {
                    let (mut namesakes, complete) = in_register(proposal, self.snapshot, self.readings);
                    namesakes.extend(in_cases(proposal, &cases));
                    namesakes.extend(among(proposal, at, &proposals));
                    let verdicts = self.verdicts(proposal, namesakes);
                    self.examination(proposal, verdicts, complete)
                }
            });
        examined.collect()
    }

    fn verdicts(&self, proposal: &Proposal<'_>, namesakes: Vec<Namesake>) -> Vec<Verdict> {
        let namesakes = namesakes.into_iter().filter_map(|namesake| rules::namesakes::judge(proposal, namesake));
        let mut verdicts = [
            rules::parts::judge(proposal),
            rules::size::judge(proposal),
            rules::characters::judge(proposal),
            rules::words::judge(proposal),
            rules::locality::judge(proposal, self.snapshot),
            rules::protection::judge(proposal, self.snapshot),
            namesakes.collect(),
        ]
        .concat();
        verdicts.sort_by_key(|verdict| (std::cmp::Reverse(verdict.severity), verdict.rule));
        verdicts
    }

    fn examination(&self, proposal: &Proposal<'_>, verdicts: Vec<Verdict>, complete: bool) -> Examination {
        let candidate = proposal.candidate;
        let warnings = verdicts.iter().filter(|verdict| verdict.severity == Severity::Warn);
        Examination {
            name: candidate.name.clone(),
            pinyin: spell(&candidate.name, proposal.said.kind, self.readings).text,
            subject: proposal.subject.id.clone(),
            scope: proposal.scope.told().clone(),
            packs: self.book.packs(),
            worst: verdicts.iter().map(|verdict| verdict.severity).max(),
            settleable: warnings.map(|verdict| verdict.key.clone()).collect(),
            complete,
            verdicts,
        }
    }

    fn only_spelled(&self, candidate: &Candidate) -> Examination {
        let said = said::Said::of(&candidate.name, &candidate.category, self.readings);
        Examination {
            name: candidate.name.clone(),
            pinyin: said.spelling.text,
            subject: String::new(),
            scope: ScopeTold {
                kind: "none",
                units: Vec::new(),
                text: Text::new("规则中没有此类别", "the rules know no such category"),
            },
            packs: self.book.packs(),
            worst: None,
            settleable: Vec::new(),
            complete: true,
            verdicts: Vec::new(),
        }
    }
}

//! The dossier of an inspection, read off what both sides said.
//!
//! What counts of a side is its last word on each thing. Nothing depends on which side spoke first: two offices that have the
//! same acts read the same dossier, in whatever order these came.

mod issues;
mod items;
mod state;

use std::collections::BTreeMap;

use uuid::Uuid;

pub use issues::{IssueRecord, IssueStanding};
pub use items::Check;

use super::{
    acts::{Act, Filing, Report, Scheme, Signature},
    chain::{Link, of_parts},
    codes::{InspectionKind, InspectionState},
    subject::{ItemKey, Subject},
};

/// What an inspection is before anything was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Why the line is inspected.
    pub kind: InspectionKind,
    /// Codes of both sides, the lower one first.
    pub sides: [String; 2],
    /// Code of the side that leads.
    pub lead: String,
}

impl Frame {
    /// The other side.
    #[must_use]
    pub fn other<'a>(&'a self, side: &str) -> &'a str {
        let [lower, higher] = &self.sides;
        if lower == side { higher } else { lower }
    }
}

/// A side's last word on something.
#[derive(Debug)]
pub struct Word<'a, T> {
    /// Where it stands in its chain.
    pub link: &'a Link,
    /// What it says.
    pub says: &'a T,
}

// Derived, these would ask for a `T` that can be copied.
impl<T> Clone for Word<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Word<'_, T> {}

/// What became of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It is the last word of its side on its thing.
    Counts,
    /// The same side said something else later.
    Superseded,
    /// It signs what does not read so any more.
    Stale,
    /// It is about nothing that there is, or not for that side to say.
    Void,
}

impl Effect {
    /// Its code word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Superseded => "superseded",
            Self::Stale => "stale",
            Self::Void => "void",
        }
    }
}

/// What both sides said, put together.
#[derive(Debug)]
pub struct Dossier<'a> {
    frame: &'a Frame,
    links: &'a [Link],
    /// The scheme, once the side that leads has proposed one.
    pub scheme: Option<Word<'a, Scheme>>,
    /// What is checked, desk before field, in the order of the scheme.
    pub checks: Vec<Check<'a>>,
    /// What has to be put right, in the order of its ids.
    pub issues: Vec<IssueRecord<'a>>,
    /// The report, once there is one.
    pub report: Option<Word<'a, Report>>,
    filing: Option<Word<'a, Filing>>,
    signatures: BTreeMap<(&'a Subject, &'a str), Word<'a, Signature>>,
}

impl<'a> Dossier<'a> {
    /// Reads both chains; `links` of each side in their order.
    #[must_use]
    pub fn read(frame: &'a Frame, links: &'a [Link]) -> Self {
        let of_lead = |link: &&Link| link.side == frame.lead;
        let mut scheme = None;
        let mut report = None;
        let mut filing = None;
        let mut signatures = BTreeMap::new();
        for link in links.iter().filter(of_lead) {
            match &link.act {
                Act::Scheme(says) => scheme = Some(Word { link, says }),
                Act::Report(says) => report = Some(Word { link, says }),
                Act::File(says) => filing = Some(Word { link, says }),
                _ => {}
            }
        }
        for link in links {
            if let Act::Sign(says) = &link.act {
                signatures.insert((&says.subject, link.side.as_str()), Word { link, says });
            }
        }
        let checks = items::read(frame, scheme.map(|word| word.says), links);
        let issues = issues::read(frame, links);
        Self { frame, links, scheme, checks, issues, report, filing, signatures }
    }

    /// What this is about.
    #[must_use]
    pub fn frame(&self) -> &'a Frame {
        self.frame
    }

    /// A check.
    #[must_use]
    pub fn check(&self, subject: &Subject) -> Option<&Check<'a>> {
        self.checks.iter().find(|check| check.subject == *subject)
    }

    /// An issue.
    #[must_use]
    pub fn issue(&self, id: Uuid) -> Option<&IssueRecord<'a>> {
        self.issues.iter().find(|record| record.found.says.issue == id)
    }

    /// The digest of what is to be signed as it reads now; none while there is nothing to sign.
    #[must_use]
    pub fn digest(&self, subject: &Subject) -> Option<[u8; 32]> {
        match subject {
            Subject::Scheme => self.scheme.map(|word| word.link.digest),
            Subject::Desk(_) | Subject::Field(_) => self.check(subject)?.digest(),
            Subject::Issue(id) => self.issue(*id)?.digest(),
            Subject::Report => {
                let report = self.report?;
                // Who signs the report signs all on which it rests.
                let checks = self.checks.iter().map(|check| check.digest().unwrap_or_default());
                let issues = self.issues.iter().map(IssueRecord::standing_digest);
                let scheme = self.digest(&Subject::Scheme).unwrap_or_default();
                let below: Vec<[u8; 32]> =
                    [report.link.digest, scheme].into_iter().chain(checks).chain(issues).collect();
                let parts: Vec<&[u8]> = below.iter().map(<[u8; 32]>::as_slice).collect();
                Some(of_parts(&parts))
            }
        }
    }

    /// The signature of a side, if it is under what reads now.
    #[must_use]
    pub fn signature(&self, subject: &Subject, side: &str) -> Option<Word<'a, Signature>> {
        let word = *self.signatures.get(&(subject, side))?;
        let digest = self.digest(subject)?;
        (word.says.digest == crate::kernel::hex::hex(digest)).then_some(word)
    }

    /// Whether both sides have signed what reads now.
    #[must_use]
    pub fn is_signed(&self, subject: &Subject) -> bool {
        self.frame.sides.iter().all(|side| self.signature(subject, side).is_some())
    }

    /// Items with a defect for which there is no issue.
    #[must_use]
    pub fn unaddressed(&self) -> Vec<&ItemKey> {
        let addressed = |item: &ItemKey| self.issues.iter().any(|record| record.found.says.item.as_ref() == Some(item));
        let mut items: Vec<&ItemKey> =
            self.checks.iter().filter(|check| check.has_defect()).map(|check| check.item).collect();
        items.dedup();
        items.retain(|item| !addressed(item));
        items
    }

    /// The filing, if both have signed what was filed.
    #[must_use]
    pub fn filing(&self) -> Option<Word<'a, Filing>> {
        self.filing.filter(|_| self.is_signed(&Subject::Report))
    }

    /// How far it is.
    #[must_use]
    pub fn state(&self) -> InspectionState {
        state::of(self)
    }

    /// What became of an act.
    #[must_use]
    pub fn effect(&self, link: &Link) -> Effect {
        let is = |word: Option<&Link>| match word {
            Some(word) if word.digest == link.digest => Effect::Counts,
            Some(_) => Effect::Superseded,
            None => Effect::Void,
        };
        let leads = link.side == self.frame.lead;
        match &link.act {
            Act::Scheme(_) if leads => is(self.scheme.map(|word| word.link)),
            Act::Report(_) if leads => is(self.report.map(|word| word.link)),
            Act::File(_) if leads => is(self.filing.map(|word| word.link)),
            Act::Scheme(_) | Act::Report(_) | Act::File(_) => Effect::Void,
            Act::Enter(entry) => {
                let subject = Subject::of(&entry.item, &entry.finding);
                let check = subject.and_then(|subject| self.check(&subject));
                is(check.and_then(|check| check.of(&link.side)).map(|word| word.link))
            }
            Act::Find(issue) => {
                is(self.issue(issue.issue).map(|record| record.found.link).filter(|found| found.side == link.side))
            }
            Act::Fix(fix) => {
                let fixed = self.issue(fix.issue).and_then(|record| record.fixed);
                is(fixed.map(|word| word.link).filter(|fixed| fixed.side == link.side))
            }
            Act::Escalate(escalation) => {
                is(self.issue(escalation.issue).and_then(|record| record.escalated).map(|word| word.link))
            }
            Act::Sign(signature) => {
                let known = self.signatures.get(&(&signature.subject, link.side.as_str()));
                match is(known.map(|word| word.link)) {
                    Effect::Counts if self.digest(&signature.subject).is_none() => Effect::Void,
                    Effect::Counts if self.signature(&signature.subject, &link.side).is_none() => Effect::Stale,
                    effect => effect,
                }
            }
        }
    }

    /// How many acts of a side there are.
    #[must_use]
    pub fn length(&self, side: &str) -> usize {
        self.links.iter().filter(|link| link.side == side).count()
    }
}

#[cfg(test)]
mod tests;

//! What has to be put right.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Frame, Word};
use crate::inspections::{
    acts::{Act, Escalation, Fix, Issue},
    chain::{Link, of_parts},
};

/// How far an issue is, both signatures aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueStanding {
    /// 已提出
    Found,
    /// 已处理: both have to see for themselves.
    Fixed,
    /// 已移交
    Escalated,
}

/// An issue and what was said of it.
#[derive(Debug)]
pub struct IssueRecord<'a> {
    /// What was found.
    pub found: Word<'a, Issue>,
    /// That the side in charge has put it right.
    pub fixed: Option<Word<'a, Fix>>,
    /// That it is left to a higher office.
    pub escalated: Option<Word<'a, Escalation>>,
}

impl IssueRecord<'_> {
    /// How far it is.
    #[must_use]
    pub fn standing(&self) -> IssueStanding {
        match (self.escalated, self.fixed) {
            (Some(_), _) => IssueStanding::Escalated,
            (None, Some(_)) => IssueStanding::Fixed,
            (None, None) => IssueStanding::Found,
        }
    }

    /// The digest of what both sign when it is settled: issue and fix. What nobody has put right is not signed.
    #[must_use]
    pub fn digest(&self) -> Option<[u8; 32]> {
        let fixed = self.fixed?;
        Some(of_parts(&[&self.found.link.digest, &fixed.link.digest]))
    }

    /// The digest of the issue as it stands, whatever became of it.
    pub(super) fn standing_digest(&self) -> [u8; 32] {
        let escalated = self.escalated.map(|word| word.link.digest).unwrap_or_default();
        let fixed = self.fixed.map(|word| word.link.digest).unwrap_or_default();
        of_parts(&[&self.found.link.digest, &fixed, &escalated])
    }
}

/// The issues of both sides, by their ids. A second side cannot take over an id: the side with the lower code keeps it.
pub(super) fn read<'a>(frame: &'a Frame, links: &'a [Link]) -> Vec<IssueRecord<'a>> {
    let mut issues: BTreeMap<Uuid, IssueRecord<'a>> = BTreeMap::new();
    for side in &frame.sides {
        for link in links.iter().filter(|link| link.side == *side) {
            let Act::Find(says) = &link.act else { continue };
            let found = Word { link, says };
            let record = issues.entry(says.issue).or_insert(IssueRecord { found, fixed: None, escalated: None });
            if record.found.link.side == *side {
                record.found = found;
            }
        }
    }
    for link in links {
        match &link.act {
            Act::Fix(says) => {
                if let Some(record) = issues.get_mut(&says.issue)
                    && record.found.says.responsible == link.side
                {
                    record.fixed = Some(Word { link, says });
                }
            }
            Act::Escalate(says) => {
                let Some(record) = issues.get_mut(&says.issue) else { continue };
                // Where both escalate, the word of the lower code is told.
                let is_kept = record.escalated.is_some_and(|known| known.link.side < link.side);
                if !is_kept {
                    record.escalated = Some(Word { link, says });
                }
            }
            _ => {}
        }
    }
    issues.into_values().collect()
}

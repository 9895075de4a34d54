//! What is checked, with the words of both sides next to each other.

use super::{Frame, Word};
use crate::inspections::{
    acts::{Act, Item, Scheme},
    chain::{Link, of_parts},
    findings::Finding,
    subject::{ItemKey, Subject},
};

/// One check of one item.
#[derive(Debug)]
pub struct Check<'a> {
    /// What both sign.
    pub subject: Subject,
    /// Which segment or marker.
    pub item: &'a ItemKey,
    /// As the scheme has it.
    pub planned: &'a Item,
    /// The words of both sides, the lower code first.
    pub words: [Option<Word<'a, Finding>>; 2],
}

impl<'a> Check<'a> {
    /// The word of a side.
    #[must_use]
    pub fn of(&self, side: &str) -> Option<Word<'a, Finding>> {
        self.words.iter().flatten().copied().find(|word| word.link.side == side)
    }

    /// What both judge otherwise; nothing while one of them has not spoken.
    #[must_use]
    pub fn differences(&self) -> Vec<&'static str> {
        match self.words {
            [Some(lower), Some(higher)] => lower.says.differences(higher.says),
            _ => Vec::new(),
        }
    }

    /// The digest of both words; none before both have spoken.
    #[must_use]
    pub fn digest(&self) -> Option<[u8; 32]> {
        let [Some(lower), Some(higher)] = self.words else { return None };
        Some(of_parts(&[self.subject.to_string().as_bytes(), &lower.link.digest, &higher.link.digest]))
    }

    /// Whether a side found something that has to be put right.
    #[must_use]
    pub fn has_defect(&self) -> bool {
        self.words.iter().flatten().any(|word| !word.says.defects().is_empty())
    }
}

/// The checks of a scheme: all of the desk, then all of the field.
pub(super) fn read<'a>(frame: &'a Frame, scheme: Option<&'a Scheme>, links: &'a [Link]) -> Vec<Check<'a>> {
    let Some(scheme) = scheme else { return Vec::new() };
    let planned = || scheme.items.iter();
    let desk = planned().filter(|item| !item.key.is_marker()).map(|item| (Subject::Desk(item.key.clone()), item));
    let field = planned().map(|item| (Subject::Field(item.key.clone()), item));
    let mut checks: Vec<Check<'a>> = desk
        .chain(field)
        .map(|(subject, item)| Check { subject, item: &item.key, planned: item, words: [None, None] })
        .collect();
    let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for (place, check) in checks.iter().enumerate() {
        places.insert(check.subject.to_string(), place);
    }
    for link in links {
        let Act::Enter(entry) = &link.act else { continue };
        let subject = Subject::of(&entry.item, &entry.finding);
        let place = subject.and_then(|subject| places.get(&subject.to_string()));
        let Some(check) = place.and_then(|place| checks.get_mut(*place)) else { continue };
        let [lower, higher] = &mut check.words;
        let word = if frame.sides.first() == Some(&link.side) { lower } else { higher };
        *word = Some(Word { link, says: &entry.finding });
    }
    checks
}

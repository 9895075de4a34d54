//! The rules of a day.

use time::Date;

use super::{
    list::{Entry, List, Sighting},
    pack::{Pack, PackMark, Rule, RuleId, Size, Subject},
};
use crate::kernel::text::Text;

/// The rules that are in force on one day, from all packs.
#[derive(Debug, Clone)]
pub struct RuleBook {
    /// The day.
    pub day: Date,
    packs: Vec<&'static Pack>,
}

/// No rules are known for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are no rules for {day}: the first ones are in force from {first}")]
pub struct NoRules {
    /// The day.
    pub day: Date,
    /// The first day for which there are rules.
    pub first: Date,
}

impl NoRules {
    /// For people.
    #[must_use]
    pub fn text(&self) -> Text {
        let Self { day, first } = self;
        Text::new(format!("{day} 没有可用的审核规则，最早的规则自 {first} 起施行"), self.to_string())
    }
}

impl RuleBook {
    /// The rules in force on `day`.
    pub fn on(day: Date) -> Result<Self, NoRules> {
        let packs: Vec<&Pack> = Pack::all().iter().filter(|pack| pack.holds_on(day)).collect();
        if packs.iter().any(|pack| !pack.subjects.is_empty()) {
            return Ok(Self { day, packs });
        }
        let days = Pack::all().iter().filter_map(|pack| pack.in_force()?.from());
        Err(NoRules { day, first: days.min().unwrap_or(Date::MAX) })
    }

    /// The packs that they come from.
    #[must_use]
    pub fn packs(&self) -> Vec<PackMark> {
        self.packs.iter().map(|pack| pack.mark()).collect()
    }

    /// A rule, with the pack that it comes from.
    pub(super) fn rule(&self, id: RuleId) -> Option<(&Rule, &Pack)> {
        self.packs.iter().find_map(|pack| Some((pack.rules.get(&id)?, *pack)))
    }

    /// What a thing of this category is to the rules; none if there is no such category.
    #[must_use]
    pub(super) fn subject(&self, category: &str) -> Option<&Subject> {
        let is_code = category.len() == 5 && category.bytes().all(|byte| byte.is_ascii_digit());
        let fitting = self.subjects().filter_map(|subject| {
            let beginnings = subject.categories.iter().filter(|beginning| category.starts_with(beginning.as_str()));
            Some((beginnings.map(String::len).max()?, subject))
        });
        fitting.max_by_key(|(length, _)| *length).map(|(_, subject)| subject).filter(|_| is_code)
    }

    /// What a division of this level is to the rules.
    pub(super) fn subject_of_level(&self, level: &str) -> Option<&Subject> {
        self.subjects().find(|subject| subject.levels.iter().any(|known| known == level))
    }

    fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.packs.iter().flat_map(|pack| &pack.subjects)
    }

    /// Whether things of this category can be examined.
    #[must_use]
    pub fn knows(&self, category: &str) -> bool {
        self.subject(category).is_some()
    }

    /// The words of all lists in a text.
    pub(super) fn sightings<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Sighting<'a>> {
        self.packs.iter().flat_map(move |pack| pack.sightings(text))
    }

    /// The words that a rule looks for.
    pub(super) fn entries(&self, rule: RuleId) -> impl Iterator<Item = (&List, &Entry)> {
        let lists = self.packs.iter().flat_map(|pack| &pack.lists).filter(move |list| list.rule == rule);
        lists.flat_map(|list| list.entries.iter().map(move |entry| (list, entry)))
    }

    /// What is usual for things with this generic term.
    pub(super) fn size(&self, generic: &str) -> Option<&Size> {
        let mut sizes = self.packs.iter().flat_map(|pack| &pack.sizes);
        sizes.find(|size| size.generics.iter().any(|known| known == generic))
    }

    /// The characters that are taken for one.
    pub(super) fn look_alikes(&self, c: char) -> impl Iterator<Item = char> {
        let groups = self.packs.iter().flat_map(|pack| &pack.look_alike).filter(move |group| group.contains(c));
        groups.flat_map(|group| group.chars()).filter(move |other| *other != c)
    }
}

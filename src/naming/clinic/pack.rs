//! Rule packs: what the rules of a time are, as data.

use std::{collections::BTreeMap, fmt, sync::LazyLock};

use serde::{Deserialize, Serialize};
use time::Date;

use super::{
    list::{EntryKind, List, Lookout, Sighting},
    verdict::{Finding, Severity},
};
use crate::kernel::{text::Text, validity::ValidPeriod};

/// The packs, each after the one that it continues.
const PACKS: [&str; 6] = [
    include_str!("packs/national-2022.json"),
    include_str!("packs/national-2024.json"),
    include_str!("packs/national-2026.json"),
    include_str!("packs/tianmen-1.json"),
    include_str!("packs/tianmen-2.json"),
    include_str!("packs/general.json"),
];

static LOADED: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    PACKS.iter().fold(Vec::new(), |mut packs: Vec<Pack>, text| {
        if let Ok(pack) = serde_json::from_str::<Pack>(text) {
            let base = packs.iter().rev().find(|base| Some(&base.id) == pack.continues.as_ref()).cloned();
            packs.push(pack.continuing(base));
        }
        packs
    })
});

/// A rule of the clinic; what each looks at stands in `src/naming/clinic/rules/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RuleId {
    /// Specific and generic part.
    N01,
    /// Clear and healthy meaning.
    N02,
    /// Fit for extent, scale and nature.
    N03,
    /// Standard characters.
    N04,
    /// No personal names.
    N05,
    /// No names of state leaders.
    N06,
    /// No foreign names.
    N07,
    /// No names of companies or trade marks.
    N08,
    /// No name twice in its scope.
    N09,
    /// No name that sounds like another in its scope.
    N10,
    /// A division is not called after a famous feature or a place elsewhere.
    N11,
    /// A facility is called after the place where it is.
    N12,
    /// One generic term, and not alone.
    N13,
    /// No bare number.
    N14,
    /// No cancelled name again.
    N15,
    /// A protected name stays.
    N16,
    /// Other names of other things.
    N17,
}

/// Which pack, in which version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackMark {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// Rules, lists and tables that are in force together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its version: another one for every change of its text.
    pub version: String,
    /// What it is called.
    pub title: Text,
    /// First day.
    pub from: String,
    /// First day on which it is in force no more.
    pub to: Option<String>,
    /// The pack whose rules, subjects and lists hold on unless this one has them anew.
    continues: Option<String>,
    /// Where its content comes from.
    pub source: Text,
    #[serde(default)]
    pub(super) subjects: Vec<Subject>,
    #[serde(default)]
    pub(super) rules: BTreeMap<RuleId, Rule>,
    #[serde(default)]
    pub(super) lists: Vec<List>,
    #[serde(skip)]
    lookout: Lookout,
    #[serde(default)]
    pub(super) sizes: Vec<Size>,
    /// Groups of characters that are taken for one another.
    #[serde(default)]
    pub(super) look_alike: Vec<String>,
}

/// A kind of thing, as the rules see it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Subject {
    pub(super) id: String,
    /// What it is called.
    pub(super) title: Text,
    /// Beginnings of its categories.
    pub(super) categories: Vec<String>,
    /// Levels of the divisions that are of this kind.
    #[serde(default)]
    pub(super) levels: Vec<String>,
    /// Among which names one may be only once.
    pub(super) scope: Bounds,
    /// Its generic terms; none where not all are known.
    pub(super) generics: Option<Vec<String>>,
}

/// How far the names reach among which one may be only once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Bounds {
    /// One built-up area 建成区; outside of all the township.
    BuiltUpArea,
    /// One township.
    Township,
    /// One county.
    County,
    /// One province.
    Province,
    /// The country.
    Country,
    /// No law says it.
    None,
}

/// How one rule is applied.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    /// What it is based on.
    pub(super) clause: Text,
    /// How much a finding weighs; what has no grade is no finding of this rule.
    pub(super) grades: BTreeMap<Finding, Severity>,
    /// The subjects that it is for; all unless said.
    subjects: Option<Vec<String>>,
    /// The kinds of entries of lists that count; all unless said.
    kinds: Option<Vec<EntryKind>>,
    /// Terms that the rule is about.
    #[serde(default)]
    pub(super) terms: Vec<String>,
    /// Most characters of a name, by the subject's id.
    #[serde(default)]
    most_characters: BTreeMap<String, usize>,
}

/// What is usual for things with a generic term.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Size {
    pub(super) generics: Vec<String>,
    #[serde(default)]
    pub(super) width_m: Range,
    #[serde(default)]
    pub(super) length_m: Range,
    /// Categories that are not called so.
    #[serde(default)]
    pub(super) not_for: Vec<String>,
}

/// From and to, both included, in metres.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Range {
    pub(super) from: Option<f64>,
    pub(super) to: Option<f64>,
}

impl Pack {
    /// Every pack that comes with the program.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &LOADED
    }

    /// The days on which it is in force; none if its days cannot be read.
    #[must_use]
    pub fn in_force(&self) -> Option<ValidPeriod> {
        let day = crate::kernel::dates::parse_date;
        let to = self.to.as_deref().map(day);
        if to == Some(None) {
            return None;
        }
        ValidPeriod::new(Some(day(&self.from)?), to.flatten()).ok()
    }

    /// Whether it is in force on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.in_force().is_some_and(|days| days.holds_on(day))
    }

    /// Its id and version.
    #[must_use]
    pub fn mark(&self) -> PackMark {
        PackMark { id: self.id.clone(), version: self.version.clone() }
    }

    /// The words of its lists in a text.
    pub(super) fn sightings<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Sighting<'a>> {
        self.lookout.sightings(&self.lists, text)
    }

    fn continuing(self, base: Option<Self>) -> Self {
        let whole = match base {
            None => self,
            Some(base) => Self {
                rules: base.rules.into_iter().chain(self.rules).collect(),
                subjects: with_anew(base.subjects, self.subjects, |subject| &subject.id),
                lists: with_anew(base.lists, self.lists, |list| &list.id),
                sizes: [base.sizes, self.sizes].concat(),
                look_alike: [base.look_alike, self.look_alike].concat(),
                ..self
            },
        };
        Self { lookout: Lookout::new(&whole.lists), ..whole }
    }
}

/// What held before, but for what is there anew.
fn with_anew<T>(mut before: Vec<T>, anew: Vec<T>, id: impl Fn(&T) -> &String) -> Vec<T> {
    before.retain(|old| anew.iter().all(|new| id(new) != id(old)));
    before.extend(anew);
    before
}

impl Rule {
    /// Most characters of the name of a subject.
    pub(super) fn most_characters(&self, subject: &Subject) -> Option<usize> {
        self.most_characters.get(&subject.id).copied()
    }

    /// Whether it is for things of a subject.
    pub(super) fn is_for(&self, subject: &Subject) -> bool {
        self.subjects.as_ref().is_none_or(|subjects| subjects.contains(&subject.id))
    }

    /// Whether entries of a kind count.
    pub(super) fn counts(&self, kind: EntryKind) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

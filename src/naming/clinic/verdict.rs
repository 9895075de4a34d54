//! What the clinic says of a name.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::Date;
use uuid::Uuid;

use super::pack::{PackMark, RuleId};
use crate::kernel::text::Text;

/// How much a verdict weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Needs a written reason of a reviewer before the name goes on.
    Warn,
    /// The name cannot go on, and nobody can settle it.
    Block,
}

/// What was found; the grades of a rule pack are by these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// No generic term at its end, or nothing before it.
    NoGeneric,
    /// A generic term that things of this category do not have.
    GenericNotAllowed,
    /// A generic term that they do not have, where a shorter one that they have ends the name, too.
    AmbiguousGeneric,
    /// Nothing before the generic term but a direction.
    DirectionAlone,
    /// No generic term that is known, where not all are.
    UnknownGeneric,
    /// On a list, as the whole specific part or unmistakably.
    Listed,
    /// Two characters on a list that may belong to other words here.
    Inside,
    /// On a list, but also a common word, so that it may have no specific link.
    CommonWord,
    /// Built like a surname with a given name.
    LikePerson,
    /// Of too many characters.
    TooManyCharacters,
    /// Narrower than the generic term says.
    TooNarrow,
    /// Wider.
    TooWide,
    /// Shorter.
    TooShort,
    /// Longer.
    TooLong,
    /// A class of road that is not called so.
    ClassCalledSo,
    /// A character of level three of the standard table: rare.
    LevelThree,
    /// A Chinese character outside of the standard table.
    OutsideTable,
    /// A traditional or variant form.
    Traditional,
    /// A Latin letter, a digit that is no ordinal, or a sign.
    NotHan,
    /// Without the name of any place around.
    NotLocal,
    /// Two generic terms, one after the other.
    DoubledGeneric,
    /// A generic term that seems to have become part of the specific one.
    InnerGeneric,
    /// A generic term alone.
    GenericAlone,
    /// A number alone as the specific part.
    BareOrdinal,
    /// The same characters.
    Same,
    /// One character looks like another.
    LookAlike,
    /// The same sound, tones included.
    SameSound,
    /// The same syllables in other tones.
    OtherTone,
    /// The same sound only by another reading of a character.
    OtherReading,
    /// The name of something that is there no more.
    Cancelled,
    /// The standard name in use of a thing of another kind.
    OtherKind,
    /// Another name in use.
    Alias,
    /// A former name.
    Former,
    /// A name that an earlier case ended without.
    EarlierCase,
    /// A protected name that would go.
    Protected,
    /// The same, with the measures for it attached.
    MeasuresAttached,
}

impl Finding {
    /// Whether only a person can say what it comes to.
    pub(super) const fn needs_person(self) -> bool {
        matches!(
            self,
            Self::Inside
                | Self::CommonWord
                | Self::LikePerson
                | Self::AmbiguousGeneric
                | Self::InnerGeneric
                | Self::NotLocal
                | Self::UnknownGeneric
                | Self::LookAlike
        )
    }
}

/// What sort of record a name was matched with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchKind {
    /// A name in the register.
    RegisterName,
    /// A name that an open case holds.
    OpenCase,
    /// A name of a case that ended.
    EarlierCase,
    /// Another name asked about at the same time.
    Candidate,
    /// An entry of a list in a rule pack.
    List,
}

impl fmt::Display for MatchKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// The record that a name was matched with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matched {
    /// What sort of record.
    pub kind: MatchKind,
    /// The thing in the register, the item of a case, the place among the candidates, or the list.
    pub id: String,
    /// The name there.
    pub name: String,
    /// What it is: `standard`, `alias`, `former`, `cancelled`; the fate of a name in a case; the kind of a list's entry.
    pub state: Option<&'static str>,
    /// What the thing is called today, if it is there.
    pub called_now: Option<String>,
    /// Code of the division in which the thing is kept.
    pub division_code: Option<String>,
    /// The case, and its number.
    pub case: Option<MatchedCase>,
    /// Geodesic metres between the two, 0 where they touch; none if one of them was not drawn.
    pub distance_m: Option<f64>,
}

/// The case that a name was matched in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatchedCase {
    /// Its id.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// The day on which the name met its fate.
    pub decided_on: Option<Date>,
    /// Why.
    pub reason: Option<String>,
}

impl Matched {
    pub(super) fn new(kind: MatchKind, id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.into(),
            name: name.into(),
            state: None,
            called_now: None,
            division_code: None,
            case: None,
            distance_m: None,
        }
    }
}

/// One thing that a rule says of a name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// The rule.
    pub rule: RuleId,
    /// How much it weighs.
    pub severity: Severity,
    /// What was found.
    pub finding: Finding,
    /// The rule pack in force, and its version.
    pub pack: PackMark,
    /// What the rule is based on.
    pub clause: Text,
    /// The record that the name was matched with.
    pub matched: Option<Matched>,
    /// Whether only a person can say what it comes to.
    pub needs_person: bool,
    /// The sentence.
    pub text: Text,
    /// What the verdict is about: equal in a later run as long as the same is found of the same name.
    pub key: String,
}

/// What was examined and what was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Examination {
    /// The name.
    pub name: String,
    /// As the rules spell it; a proposal.
    pub pinyin: String,
    /// The kind of thing that the rules see in the category.
    pub subject: String,
    /// Among which names it was compared.
    pub scope: ScopeTold,
    /// Where the day's rules come from.
    pub packs: Vec<PackMark>,
    /// The gravest severity; none if nothing was found.
    pub worst: Option<Severity>,
    /// The keys of the verdicts that a reviewer can settle with a written reason.
    pub settleable: Vec<String>,
    /// Whether every name was compared: false if a search gave up.
    pub complete: bool,
    /// What was found, the gravest first.
    pub verdicts: Vec<Verdict>,
}

/// Among which names a name was compared, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScopeTold {
    /// `built_up_area`, `township`, `county`, `province`, `country`, `register` or `none`.
    pub kind: &'static str,
    /// The areas or divisions: ids of built-up areas, codes of divisions.
    pub units: Vec<String>,
    /// The sentence.
    pub text: Text,
}

impl Examination {
    /// Whether the name may go on when those warnings are settled whose keys `settled` knows.
    pub fn may_go_on(&self, mut settled: impl FnMut(&str) -> bool) -> bool {
        self.verdicts.iter().all(|verdict| match verdict.severity {
            Severity::Block => false,
            Severity::Warn => settled(&verdict.key),
            Severity::Info => true,
        })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

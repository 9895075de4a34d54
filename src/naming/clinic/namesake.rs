//! Other names that are the same, sound the same or look the same.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    Candidate, CaseName, Fate,
    proposal::Proposal,
    said::Said,
    scope::shape_on,
    verdict::{Finding, MatchKind, Matched, MatchedCase},
};
use crate::{
    index::{
        live::{Called, Snapshot, Thing, ThingKind, said},
        names::{Form, Hit, Pattern, Wanted},
        spatial::Shape,
    },
    kernel::{
        folding::fold,
        pinyin::{LocalReadings, PlaceNameParts},
        validity::ValidPeriod,
    },
};

/// Most names of the register that are told of one candidate.
const MOST: usize = 24;

/// Most writings with a look-alike character that are looked for.
const MOST_LOOK_ALIKES: usize = 12;

/// Another name that is like the candidate's.
#[derive(Debug)]
pub(super) struct Namesake {
    /// How: [`Finding::Same`], [`Finding::LookAlike`] or by its sound.
    pub(super) likeness: Finding,
    pub(super) source: Source,
    pub(super) matched: Matched,
}

/// Where it was found, and what it is there.
#[derive(Debug)]
pub(super) enum Source {
    /// In the register.
    Register { standing: Standing, same_kind: bool },
    /// In a naming case.
    Case { fate: Fate, same_kind: bool },
    /// Among the names asked about at the same time.
    Candidate,
}

/// How a name stands to its thing on the day of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Its standard name in use, or to come.
    Standard,
    /// Another name in use.
    Alias,
    /// A former name of something that is still there.
    Former,
    /// A name of something that is there no more.
    Cancelled,
}

impl Standing {
    fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Alias => "alias",
            Self::Former => "former",
            Self::Cancelled => "cancelled",
        }
    }

    pub(super) fn said(self) -> (&'static str, &'static str) {
        match self {
            Self::Standard => ("现用地名", "the standard name"),
            Self::Alias => ("别名", "another name"),
            Self::Former => ("曾用名", "a former name"),
            Self::Cancelled => ("已注销的地名", "the cancelled name"),
        }
    }
}

/// The names in the register that are like a candidate's in its scope, and whether all were looked at.
pub(super) fn in_register(
    proposal: &Proposal<'_>,
    snapshot: &Snapshot,
    local: &LocalReadings,
) -> (Vec<Namesake>, bool) {
    let register = Register { proposal, snapshot };
    let (mut found, mut complete) = register.alike(&proposal.said, |likeness| likeness);
    for writing in look_alikes(proposal) {
        let (other, all) = register.alike(&proposal.said.spelled(&writing, local), |likeness| match likeness {
            Finding::Same => Finding::LookAlike,
            other => other,
        });
        complete &= all;
        let looks = other.into_iter().filter(|namesake| namesake.likeness == Finding::LookAlike);
        for namesake in looks {
            // 候 and 侯 sound alike, too: that they look alike says more.
            found
                .retain(|known| known.matched.id != namesake.matched.id || known.matched.name != namesake.matched.name);
            found.push(namesake);
        }
    }
    (found, complete)
}

/// The name with one character changed for one that looks like it.
fn look_alikes(proposal: &Proposal<'_>) -> Vec<String> {
    let characters: Vec<char> = proposal.said.text.chars().collect();
    let writings = characters.iter().enumerate().flat_map(|(at, &c)| {
        let characters = &characters;
        proposal.book().look_alikes(c).map(move |other| {
            let changed = characters.iter().enumerate().map(|(place, &c)| if place == at { other } else { c });
            changed.collect::<String>()
        })
    });
    writings.take(MOST_LOOK_ALIKES).collect()
}

/// A search of the register for names like one.
struct Register<'a, 'p> {
    proposal: &'a Proposal<'p>,
    snapshot: &'a Snapshot,
}

impl Register<'_, '_> {
    fn alike(&self, name: &Said, likeness: impl Fn(Finding) -> Finding) -> (Vec<Namesake>, bool) {
        let Some(pattern) = Pattern::spoken(&name.text, &name.spelling.characters) else { return (Vec::new(), true) };
        let wanted = Wanted { limit: MOST, near: None };
        let filter = |called: &Called| self.admits(name, called);
        let names = &self.snapshot.called;
        // A village may go on with its committee; the filter sees to it that nothing else follows.
        let found = if self.may_have_committee() {
            names.beginning_alike(&pattern, wanted, filter)
        } else {
            names.alike(&pattern, wanted, filter)
        };
        let namesakes = found.hits.iter().filter_map(|hit| self.namesake(hit, &likeness)).collect();
        (namesakes, found.complete)
    }

    fn may_have_committee(&self) -> bool {
        self.proposal.subject.levels.iter().any(|level| level == "village")
    }

    /// Whether a name of the register is compared at all.
    fn admits(&self, name: &Said, called: &Called) -> bool {
        let facts = &called.record.facts;
        Some(facts.thing) != self.proposal.candidate.renames
            && self.ends_with(name, called)
            && (self.is_same_kind(called) || name.is_written_as(&facts.text))
            && self.standing(called).is_some()
            && self.is_in_scope(called)
    }

    /// Whether nothing but a committee follows on what was found.
    fn ends_with(&self, name: &Said, called: &Called) -> bool {
        let place = || PlaceNameParts::of(&called.record.facts.text, name.kind).place();
        !self.may_have_committee() || fold(place()).len() == name.length()
    }

    fn is_same_kind(&self, called: &Called) -> bool {
        let subject = self.proposal.subject;
        match called.record.facts.kind {
            ThingKind::Place => {
                let code = called.category.as_str();
                self.proposal.book().subject(code).is_some_and(|other| other.id == subject.id)
            }
            ThingKind::Division => {
                let thing = Thing::of(self.snapshot, ThingKind::Division, called.record.facts.thing);
                let level = thing.and_then(|thing| said(thing.level)).unwrap_or_default();
                self.proposal.book().subject_of_level(&level).is_some_and(|other| other.id == subject.id)
            }
            ThingKind::BuiltUpArea => false,
        }
    }

    fn is_in_scope(&self, called: &Called) -> bool {
        self.proposal.scope.holds(
            called.position(),
            self.shape_of(called),
            Some(called.division.as_str()).filter(|code| !code.is_empty()),
        )
    }

    fn shape_of(&self, called: &Called) -> Option<&Shape> {
        let (day, id) = (self.proposal.day(), called.record.facts.thing);
        match called.record.facts.kind {
            ThingKind::Place => shape_on(&self.snapshot.places, id, day),
            ThingKind::Division => shape_on(&self.snapshot.divisions, id, day),
            ThingKind::BuiltUpArea => shape_on(&self.snapshot.built_up_areas, id, day),
        }
    }

    /// How a name stands on the day; none if nobody could have known of it then.
    fn standing(&self, called: &Called) -> Option<Standing> {
        let (record, day, today) = (&called.record, self.proposal.day(), self.snapshot.day);
        let came_between = |valid: ValidPeriod| valid.from().is_some_and(|from| day < from && from <= today);
        if came_between(record.valid) {
            return None;
        }
        let runs = self.runs(called);
        let is_there = |valid: &ValidPeriod| valid.holds_on(day) || valid.from().is_some_and(|from| today < from);
        if !runs.is_empty() && !runs.iter().any(is_there) {
            return runs.iter().any(|valid| !came_between(*valid)).then_some(Standing::Cancelled);
        }
        let is_over = record.valid.to().is_some_and(|to| to <= day);
        Some(match () {
            () if is_over || record.facts.is_former => Standing::Former,
            () if record.facts.is_standard => Standing::Standard,
            () => Standing::Alias,
        })
    }

    /// The days on which the thing is there.
    fn runs(&self, called: &Called) -> Vec<ValidPeriod> {
        let id = called.record.facts.thing;
        match called.record.facts.kind {
            ThingKind::Place => self.snapshot.places.get(id).map(|entry| entry.row.valid).collect(),
            ThingKind::Division => self.snapshot.divisions.get(id).map(|entry| entry.row.valid).collect(),
            ThingKind::BuiltUpArea => self.snapshot.built_up_areas.get(id).map(|entry| entry.row.valid).collect(),
        }
    }

    fn namesake(&self, hit: &Hit<'_, Uuid, Called>, likeness: impl Fn(Finding) -> Finding) -> Option<Namesake> {
        let (called, facts) = (hit.row.as_ref(), &hit.row.record.facts);
        let likeness = likeness(match hit.form {
            Form::Exact | Form::Folded => Finding::Same,
            Form::SameSound | Form::Spelled => Finding::SameSound,
            Form::OtherTone => Finding::OtherTone,
            Form::OtherReading => Finding::OtherReading,
            Form::Abbreviated | Form::Similar => return None,
        });
        let standing = self.standing(called)?;
        let thing = Thing::of(self.snapshot, facts.kind, facts.thing);
        let is_there = thing.as_ref().is_some_and(|thing| thing.valid.holds_on(self.snapshot.day));
        let here = self.proposal.candidate.site.shape.as_deref();
        let matched = Matched {
            state: Some(standing.code()),
            called_now: thing.as_ref().filter(|_| is_there).and_then(|thing| said(thing.name)),
            division_code: thing.as_ref().and_then(|thing| said(thing.division)),
            distance_m: here.zip(self.shape_of(called)).and_then(|(here, there)| here.gap_m(there)).map(to_centimetres),
            ..Matched::new(MatchKind::RegisterName, facts.thing, &*facts.text)
        };
        let same_kind = self.is_same_kind(called);
        Some(Namesake { likeness, source: Source::Register { standing, same_kind }, matched })
    }
}

/// The names of cases that are like a candidate's in its scope.
pub(super) fn in_cases(proposal: &Proposal<'_>, cases: &[(Said, &CaseName)]) -> Vec<Namesake> {
    let found = cases.iter().filter_map(|(name, case)| {
        let likeness = proposal.said.likeness(name).filter(|_| proposal.scope.holds_site(&case.site))?;
        let same_kind = proposal.book().subject(&case.category).is_some_and(|other| other.id == proposal.subject.id);
        let kind = if case.fate == Fate::Held { MatchKind::OpenCase } else { MatchKind::EarlierCase };
        let told = MatchedCase {
            id: case.case_id,
            number: case.case_number.clone(),
            decided_on: case.decided_on,
            reason: case.reason.clone(),
        };
        let matched = Matched {
            state: Some(case.fate.code()),
            division_code: case.site.division_code.clone(),
            case: Some(told),
            distance_m: gap(proposal, case.site.shape.as_deref()),
            ..Matched::new(kind, case.item_id, &case.text)
        };
        Some(Namesake { likeness, source: Source::Case { fate: case.fate, same_kind }, matched })
    });
    found.collect()
}

/// The other names asked about at the same time that are like a candidate's in its scope.
pub(super) fn among(proposal: &Proposal<'_>, at: usize, all: &[Option<Proposal<'_>>]) -> Vec<Namesake> {
    let others = all.iter().enumerate().filter(|(place, _)| *place != at);
    let found = others.filter_map(|(place, other)| {
        let other = other.as_ref().filter(|other| other.subject.id == proposal.subject.id)?;
        let likeness = proposal.said.likeness(&other.said)?;
        let (here, there) = (&proposal.candidate.site, &other.candidate.site);
        if !proposal.scope.holds_site(there) && !other.scope.holds_site(here) {
            return None;
        }
        let matched = Matched {
            division_code: there.division_code.clone(),
            distance_m: gap(proposal, there.shape.as_deref()),
            ..Matched::new(MatchKind::Candidate, place.to_string(), &other.candidate.name)
        };
        Some(Namesake { likeness, source: Source::Candidate, matched })
    });
    found.collect()
}

fn gap(proposal: &Proposal<'_>, there: Option<&Shape>) -> Option<f64> {
    let here = proposal.candidate.site.shape.as_deref();
    here.zip(there).and_then(|(here, there)| here.gap_m(there)).map(to_centimetres)
}

/// Positions are given to about a centimetre.
fn to_centimetres(metres: f64) -> f64 {
    (metres * 100.0).round() / 100.0
}

/// Names of cases as they are compared, each worked out once. Those of the candidates' own items are left out: the
/// candidates are compared among themselves.
pub(super) fn prepared<'c>(
    cases: &'c [CaseName],
    candidates: &[Candidate],
    local: &LocalReadings,
) -> Vec<(Said, &'c CaseName)> {
    let own: BTreeSet<Uuid> = candidates.iter().filter_map(|candidate| candidate.item).collect();
    let others = cases.iter().filter(|case| !own.contains(&case.item_id));
    others.map(|case| (Said::of(&case.text, &case.category, local), case)).collect()
}

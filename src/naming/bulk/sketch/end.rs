//! What the name of an end may mean.

use std::collections::BTreeMap;

use geo::Geometry;
use uuid::Uuid;

use super::{super::Column, SketchRefusal, StreetEnd};
use crate::{
    index::{
        live::{Called, Record, Records, Snapshot, Thing, ThingKind},
        names::{Extent, Form, Pattern, Standing, Wanted},
    },
    search::Units,
};

/// How many names that are written alike are looked at.
const MOST_NAMESAKES: usize = 60;

/// Of how many things of one name the best is looked for.
const MOST_CANDIDATES: usize = 30;

/// What people write before a name.
const BEFORE: [&str; 16] = [
    "东起", "西起", "南起", "北起", "东至", "西至", "南至", "北至", "起于", "止于", "始于", "起自", "与", "自", "至",
    "接",
];

/// What people write behind a name.
const BEHIND: [&str; 10] = ["交叉路口", "交叉口", "交汇处", "交汇口", "交界处", "相交处", "相交", "处", "口", "附近"];

/// A thing that an end may be.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) end: StreetEnd,
    pub(super) is_former: bool,
    geometry: Geometry<f64>,
}

impl Candidate {
    pub(super) fn geometry(&self) -> &Geometry<f64> {
        &self.geometry
    }
}

/// The things that `text` may mean, at least one.
pub(super) fn candidates(
    snapshot: &Snapshot,
    column: Column,
    text: &str,
    division: Option<&str>,
) -> Result<Vec<Candidate>, SketchRefusal> {
    let unknown = || SketchRefusal::Unknown { column, name: text.trim().to_owned() };
    let called = spellings(text).into_iter().map(|name| things(snapshot, &name)).find(|found| !found.is_empty());
    let mut called = called.ok_or_else(unknown)?;
    if let Some(division) = division {
        let units = Units::meant_by(division, snapshot);
        let lies_there = |called: &&Called| units.codes().any(|code| called.division.starts_with(code));
        if called.iter().any(&lies_there) {
            called.retain(lies_there);
        }
    }
    let candidates: Vec<Candidate> =
        called.into_iter().take(MOST_CANDIDATES).filter_map(|called| candidate(snapshot, called)).collect();
    if candidates.is_empty() { Err(SketchRefusal::Nowhere { name: text.trim().to_owned() }) } else { Ok(candidates) }
}

/// The text as it stands, and without what people write around a name.
fn spellings(text: &str) -> Vec<String> {
    let mut spellings = vec![text.trim().to_owned()];
    let mut rest = text.trim();
    while let Some(shorter) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter.trim();
        spellings.push(rest.to_owned());
    }
    while let Some(shorter) = BEHIND.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim();
        spellings.push(rest.to_owned());
    }
    // Villages and communities stand in the register under the names of their committees.
    let place = rest.trim_end_matches("村委会").trim_end_matches("居委会");
    spellings.extend(["村民委员会", "居民委员会"].map(|committee| format!("{place}{committee}")));
    spellings
}

/// Things of this name: streets if there are any, and only those called so today if there are any.
fn things<'s>(snapshot: &'s Snapshot, name: &str) -> Vec<&'s Called> {
    let Some(pattern) = Pattern::read(name) else { return Vec::new() };
    let wanted = Wanted { limit: MOST_NAMESAKES, near: None };
    let found = snapshot.called.search(&pattern, wanted, |called| !called.is_to_come);
    let alike = found.hits.iter().filter(|hit| hit.form <= Form::Folded && hit.extent == Extent::Whole);
    let mut things: BTreeMap<Uuid, &Called> = BTreeMap::new();
    for hit in alike {
        things.entry(hit.row.record.facts.thing).or_insert(hit.row);
    }
    let mut things: Vec<&Called> = things.into_values().collect();
    let is_street = |called: &&Called| snapshot.streets.get(called.record.facts.thing).next().is_some();
    let is_current = |called: &&Called| called.standing != Standing::Former;
    for preferred in [&is_street as &dyn Fn(&&Called) -> bool, &is_current] {
        if things.iter().any(preferred) {
            things.retain(preferred);
        }
    }
    things
}

fn candidate(snapshot: &Snapshot, called: &Called) -> Option<Candidate> {
    let facts = &called.record.facts;
    let thing = Thing::of(snapshot, facts.kind, facts.thing)?;
    let geometry = match facts.kind {
        ThingKind::Division => geometry(&snapshot.divisions, facts.thing, snapshot),
        ThingKind::BuiltUpArea => geometry(&snapshot.built_up_areas, facts.thing, snapshot),
        ThingKind::Place => geometry(&snapshot.places, facts.thing, snapshot),
    }?;
    let end = StreetEnd {
        id: facts.thing,
        name: facts.text.to_string(),
        division: thing.division.trim_matches('"').to_owned(),
    };
    Some(Candidate { end, is_former: called.standing == Standing::Former, geometry })
}

/// Where a thing lies on the day of the snapshot, or lay in its last run.
fn geometry<F>(records: &Records<F>, id: Uuid, snapshot: &Snapshot) -> Option<Geometry<f64>> {
    let runs = records.get(id).map(|entry| entry.row.as_ref());
    let run: &Record<F> = runs.max_by_key(|run| (run.valid.holds_on(snapshot.day), run.valid.from()))?;
    let feature: geojson::Feature = run.feature.as_str().parse().ok()?;
    Geometry::try_from(feature.geometry?).ok()
}

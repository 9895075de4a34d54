//! N12: facilities are called after the place where they are.

use std::collections::BTreeSet;

use crate::{
    index::live::{Snapshot, on, said},
    kernel::{
        geometry::Position,
        pinyin::{NameKind, PlaceNameParts},
    },
    naming::clinic::{
        pack::RuleId,
        proposal::Proposal,
        scope::corners,
        verdict::{Finding, Verdict},
    },
};

/// How far around a facility names are local, in metres, and how many of them are looked at.
const AROUND_M: f64 = 3_000.0;
const MOST_AROUND: usize = 40;

/// Whether a facility's name holds that of a place around.
pub(in crate::naming::clinic) fn judge(proposal: &Proposal<'_>, snapshot: &Snapshot) -> Vec<Verdict> {
    if !proposal.is_under(RuleId::N12) {
        return Vec::new();
    }
    let names = names_around(proposal, snapshot);
    let specific = proposal.specific();
    if names.is_empty() || names.iter().any(|name| specific.contains(name.as_str())) {
        return Vec::new();
    }
    let some: Vec<&str> = names.iter().take(5).map(String::as_str).collect();
    let text = (
        format!("专名“{specific}”与当地地名（如{}）不一致", some.join("、")),
        format!("`{specific}` is not the name of a place around, such as {}", some.join(", ")),
    );
    proposal.verdict(RuleId::N12, Finding::NotLocal, specific, None, text).into_iter().collect()
}

/// The specific parts of the names of what is around, of two characters at least.
fn names_around(proposal: &Proposal<'_>, snapshot: &Snapshot) -> BTreeSet<String> {
    let (site, day) = (&proposal.candidate.site, proposal.day());
    let mut names = BTreeSet::new();
    let mut add = |kind, name: &str| {
        let name = said(name).unwrap_or_default();
        let parts = PlaceNameParts::of(&name, kind);
        let specific = if parts.generic.is_empty() { name.as_str() } else { parts.specific };
        if specific.chars().count() > 1 {
            names.insert(specific.to_owned());
        }
    };
    let units = site.division_code.iter().flat_map(|code| [code.get(..6), code.get(..9), Some(code.as_str())]);
    for unit in units.flatten().filter_map(|code| snapshot.division(code)) {
        add(NameKind::Division, unit.feature.property("name"));
    }
    if let Some(at) = site.shape.as_ref().and_then(|shape| middle(shape)) {
        for (unit, _) in snapshot.divisions.covering(at, on(day)) {
            add(NameKind::Division, unit.feature.property("name"));
        }
        for (place, _) in snapshot.places.nearest(at, MOST_AROUND, Some(AROUND_M), on(day)) {
            let category = place.feature.property("category").trim_matches('"');
            add(NameKind::of_category(category), place.feature.property("name"));
        }
    }
    names
}

fn middle(shape: &crate::index::spatial::Shape) -> Option<Position> {
    let (southwest, northeast) = corners(shape)?;
    let middle = |from: f64, to: f64| f64::midpoint(from, to);
    Position::new(middle(southwest.lon(), northeast.lon()), middle(southwest.lat(), northeast.lat())).ok()
}

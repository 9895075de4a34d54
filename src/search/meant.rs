//! What a name is the name of, as answers tell it.

use uuid::Uuid;

use super::units::around;
use crate::{
    index::live::{Called, DivisionFacts, Record, Snapshot, Thing, ThingKind, said},
    lookup::Json,
    published::Collection,
};

/// A thing, and where it belongs.
#[derive(Debug)]
pub(super) struct Meant<'s> {
    pub(super) id: Uuid,
    /// The collection that tells most of it.
    pub(super) collection: Collection,
    pub(super) thing: Thing<'s>,
    /// Whether it is there today.
    pub(super) is_in_force: bool,
    /// The division in whose code it is kept and those around that, of a division those around it; the smallest first.
    pub(super) units: Vec<&'s Record<DivisionFacts>>,
}

impl<'s> Meant<'s> {
    /// What a name is the name of.
    pub(super) fn by(called: &Called, snapshot: &'s Snapshot) -> Option<Self> {
        Self::of(snapshot, called.record.facts.kind, called.record.facts.thing)
    }

    /// The thing with this id, of whatever kind.
    pub(super) fn find(snapshot: &'s Snapshot, id: Uuid) -> Option<Self> {
        let kinds = [ThingKind::Division, ThingKind::BuiltUpArea, ThingKind::Place];
        kinds.into_iter().find_map(|kind| Self::of(snapshot, kind, id))
    }

    fn of(snapshot: &'s Snapshot, kind: ThingKind, id: Uuid) -> Option<Self> {
        let thing = Thing::of(snapshot, kind, id)?;
        let code = thing.division.trim_matches('"');
        let own = (kind != ThingKind::Division).then(|| code.to_owned());
        let units = own.into_iter().chain(around(code)).filter_map(|code| snapshot.division(&code)).collect();
        let is_in_force = thing.valid.holds_on(snapshot.day);
        Some(Self { id, collection: collection(snapshot, kind, id), thing, is_in_force, units })
    }

    /// The word of the register for its kind.
    pub(super) fn kind(&self) -> &'static str {
        match self.collection {
            Collection::Divisions => "division",
            Collection::BuiltUpAreas => "built_up_area",
            Collection::Places | Collection::Streets | Collection::Names | Collection::Signs => "place",
        }
    }

    /// What it is called today, if it is there and has a standard name.
    pub(super) fn called_now(&self) -> Option<String> {
        self.name().filter(|_| self.is_in_force)
    }

    /// Its standard name today or, if it is not there any more, in its last days.
    pub(super) fn name(&self) -> Option<String> {
        said(self.thing.name)
    }

    /// What the smallest unit around it is called.
    pub(super) fn unit(&self) -> Option<String> {
        said(self.units.first()?.feature.property("name"))
    }

    /// `{ id, kind, collection, category, division_code, level, name, in_force }`
    pub(super) fn write(&self, json: &mut Json) {
        let Thing { name, division, category, level, .. } = self.thing;
        json.id(self.id).text(",\"kind\":\"").text(self.kind()).text("\",\"collection\":\"").text(self.collection.id());
        json.text("\",\"category\":").text(category).text(",\"division_code\":").text(division);
        json.text(",\"level\":").text(level).text(",\"name\":").text(name);
        json.text(if self.is_in_force { ",\"in_force\":true}" } else { ",\"in_force\":false}" });
    }
}

/// The collection that tells most of a thing.
pub(super) fn collection(snapshot: &Snapshot, kind: ThingKind, id: Uuid) -> Collection {
    match kind {
        ThingKind::Division => Collection::Divisions,
        ThingKind::BuiltUpArea => Collection::BuiltUpAreas,
        ThingKind::Place if snapshot.streets.get(id).next().is_some() => Collection::Streets,
        ThingKind::Place => Collection::Places,
    }
}

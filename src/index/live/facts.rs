//! What questions ask of the runs of each collection, worked out when they are read.

use uuid::Uuid;

use super::{Indexed, Records, Snapshot};
use crate::published::{BuiltUpArea, Division, FeatureText, Name, Place, Run, Sign, Street};

/// Levels of divisions, the largest first.
pub const LEVELS: [&str; 5] = ["province", "prefecture", "county", "township", "village"];

/// Category codes of streets begin so: they are answered as streets, not as places.
const STREET_CATEGORY: &str = "2351";

/// Of a division.
#[derive(Debug)]
pub struct DivisionFacts {
    /// The place of its level from the largest to the smallest.
    pub level: usize,
    /// Its code.
    pub code: Box<str>,
    /// JSON members that name it where it covers a position: `id`, `code`, `name`, `level`, `illustrative`.
    pub here: Box<str>,
    /// JSON members that name it where its border is near: `code`, `name`.
    pub border: Box<str>,
}

/// Of a built-up area: nothing.
#[derive(Debug)]
pub struct BuiltUpAreaFacts;

/// Of a place, be it a street or not.
#[derive(Debug)]
pub struct PlaceFacts {
    /// Whether its category is one of streets.
    pub is_street: bool,
}

/// Of a name.
#[derive(Debug)]
pub struct NameFacts {
    /// The name in characters.
    pub text: Box<str>,
    /// Its pinyin with tone marks.
    pub pinyin: Option<Box<str>>,
    /// Whether it is a standard name in the days of the run, and not only another or a former one.
    pub is_standard: bool,
    /// Whether it belongs to the past even in the days of the run: recorded as former or cancelled.
    pub is_former: bool,
    /// The thing that it names.
    pub thing: Uuid,
    /// What kind of thing that is: `division`, `built_up_area` or `place`.
    pub kind: ThingKind,
}

/// Kinds of things that have names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThingKind {
    /// A division.
    Division,
    /// A built-up area.
    BuiltUpArea,
    /// A place, be it a street or not.
    Place,
}

/// Of a sign: nothing.
#[derive(Debug)]
pub struct SignFacts;

impl Indexed for Division {
    type Facts = DivisionFacts;

    fn facts(run: &Run<Self>, feature: &FeatureText) -> serde_json::Result<DivisionFacts> {
        let Self { code, level, illustrative, .. } = &run.properties;
        let (code_json, name) = (serde_json::to_string(code)?, feature.property("name"));
        let border = format!(r#""code":{code_json},"name":{name}"#);
        let here = format!(r#""id":"{}",{border},"level":"{level}","illustrative":{illustrative}"#, run.id);
        Ok(DivisionFacts {
            level: LEVELS.iter().position(|known| known == level).unwrap_or(LEVELS.len()),
            code: code.as_str().into(),
            here: here.into(),
            border: border.into(),
        })
    }

    fn records(snapshot: &Snapshot) -> &Records<DivisionFacts> {
        &snapshot.divisions
    }
}

impl Indexed for BuiltUpArea {
    type Facts = BuiltUpAreaFacts;

    fn facts(_: &Run<Self>, _: &FeatureText) -> serde_json::Result<BuiltUpAreaFacts> {
        Ok(BuiltUpAreaFacts)
    }

    fn records(snapshot: &Snapshot) -> &Records<BuiltUpAreaFacts> {
        &snapshot.built_up_areas
    }
}

impl Indexed for Place {
    type Facts = PlaceFacts;

    fn facts(run: &Run<Self>, _: &FeatureText) -> serde_json::Result<PlaceFacts> {
        Ok(PlaceFacts { is_street: run.properties.category.starts_with(STREET_CATEGORY) })
    }

    fn records(snapshot: &Snapshot) -> &Records<PlaceFacts> {
        &snapshot.places
    }
}

impl Indexed for Street {
    type Facts = PlaceFacts;

    fn facts(_: &Run<Self>, _: &FeatureText) -> serde_json::Result<PlaceFacts> {
        Ok(PlaceFacts { is_street: true })
    }

    fn records(snapshot: &Snapshot) -> &Records<PlaceFacts> {
        &snapshot.streets
    }
}

impl Indexed for Name {
    type Facts = NameFacts;

    fn facts(run: &Run<Self>, _: &FeatureText) -> serde_json::Result<NameFacts> {
        let Self { name, pinyin, kind, status, names_feature, names_kind, .. } = &run.properties;
        Ok(NameFacts {
            text: name.as_str().into(),
            pinyin: pinyin.as_deref().map(Into::into),
            is_standard: kind == "standard",
            is_former: kind == "former" || status == "cancelled",
            thing: *names_feature,
            kind: match names_kind.as_str() {
                "division" => ThingKind::Division,
                "built_up_area" => ThingKind::BuiltUpArea,
                _ => ThingKind::Place,
            },
        })
    }

    fn records(snapshot: &Snapshot) -> &Records<NameFacts> {
        &snapshot.names
    }
}

impl Indexed for Sign {
    type Facts = SignFacts;

    fn facts(_: &Run<Self>, _: &FeatureText) -> serde_json::Result<SignFacts> {
        Ok(SignFacts)
    }

    fn records(snapshot: &Snapshot) -> &Records<SignFacts> {
        &snapshot.signs
    }
}

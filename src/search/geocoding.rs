//! The member `geocoding` of a feature, after GeocodeJSON (github.com/geocoders/geocodejson-spec, draft of 2017, version
//! 0.1.0).

use super::meant::Meant;
use crate::{lookup::Json, published::Collection};

/// The version of the specification.
pub(super) const VERSION: &str = "0.1.0";

/// Category codes (GB/T 18521) of what is a settlement or its committee.
const SETTLEMENTS: [&str; 2] = ["\"216", "\"22"];

/// The word for a thing; the specification leaves the list open, the words beyond its own are those of Nominatim.
fn kind(meant: &Meant<'_>) -> &'static str {
    match meant.collection {
        Collection::Divisions => level(meant.thing.level.trim_matches('"')),
        Collection::BuiltUpAreas => "locality",
        Collection::Streets => "street",
        Collection::Places | Collection::Names | Collection::Signs
            if SETTLEMENTS.iter().any(|code| meant.thing.category.starts_with(code)) =>
        {
            "locality"
        }
        Collection::Places | Collection::Names | Collection::Signs => "other",
    }
}

/// The word for a division of a level: that under which a unit around something is told, too.
fn level(level: &str) -> &'static str {
    match level {
        "province" => "state",
        "prefecture" => "city",
        "county" => "county",
        "township" => "district",
        _ => "locality",
    }
}

/// `{ type, label, name, district, county, … }`: names of the units around under the words for their levels.
pub(super) fn write(json: &mut Json, meant: &Meant<'_>, name: &str, label: &str) {
    json.text("{\"type\":\"").text(kind(meant)).text("\",\"label\":").value(&label).text(",\"name\":").text(name);
    let mut told = Vec::new();
    for unit in &meant.units {
        let word = level(unit.feature.property("level").trim_matches('"'));
        if !told.contains(&word) {
            json.text(",\"").text(word).text("\":").text(unit.feature.property("name"));
            told.push(word);
        }
    }
    json.text("}");
}

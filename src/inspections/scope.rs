//! What there is to check on a line: its segments and markers as the register has them.

use super::{acts::Item, subject::ItemKey};
use crate::boundaries::{model::DrawnLine, service::station};

/// Every segment and every marker in use, in the order of the line.
#[must_use]
pub fn items(drawn: &DrawnLine) -> Vec<Item> {
    let segments = drawn.segments.iter().map(|segment| {
        let (from, to) = (station(drawn, segment.from).name, station(drawn, segment.to).name);
        let feature = segment.feature_name.clone().unwrap_or_else(|| segment.feature.title().zh);
        Item {
            key: ItemKey::segment(segment.part, segment.ordinal),
            title: format!("{from}至{to}"),
            description: Some(feature),
        }
    });
    let markers = drawn.markers.iter().filter(|marker| marker.ended_on.is_none()).map(|marker| Item {
        key: ItemKey::marker(&marker.number.to_string()),
        title: format!("{}号界桩", marker.number),
        description: marker.facts.location.clone(),
    });
    segments.chain(markers).collect()
}

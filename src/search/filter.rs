//! What narrows a search down.

use super::{status, units::Units};
use crate::{
    http::{Params, Problem, bbox},
    index::{
        live::{Called, Snapshot},
        names::Standing,
    },
};

/// Which names may be found. Names whose first day, or that of their thing, lies in the future never are.
#[derive(Debug, Default)]
pub(super) struct Filter {
    /// In one of these boxes: west, south, east, north in degrees.
    boxes: Option<Vec<[f64; 4]>>,
    /// In one of these divisions.
    pub(super) units: Option<Units>,
    /// Of a category whose code begins so.
    pub(super) category: Option<String>,
    /// Of one of these standings.
    pub(super) standings: Option<Vec<Standing>>,
}

impl Filter {
    /// Reads `bbox`, `division`, `category` and `status`.
    pub(super) fn read(params: &Params, snapshot: &Snapshot) -> Result<Self, Problem> {
        Ok(Self {
            boxes: params.parse_with("bbox", bbox::read)?,
            units: params.text("division").map(|text| Units::meant_by(text, snapshot)),
            category: params.parse_with("category", category)?,
            standings: params.parse_with("status", status::standings)?,
        })
    }

    /// Whether a name may be found.
    pub(super) fn admits(&self, called: &Called) -> bool {
        !called.is_to_come
            && self.standings.as_ref().is_none_or(|standings| standings.contains(&called.standing))
            && self.category.as_ref().is_none_or(|category| called.category.starts_with(category))
            && self.units.as_ref().is_none_or(|units| units.codes().any(|code| called.division.starts_with(code)))
            && self.boxes.as_ref().is_none_or(|boxes| boxes.iter().any(|sides| lies_in(called, *sides)))
    }
}

/// The beginning of a category code.
pub(super) fn category(text: &str) -> Option<String> {
    let is_code = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| text.to_owned())
}

/// Whether the point at which a name is written lies in a box, its sides included.
fn lies_in(called: &Called, [west, south, east, north]: [f64; 4]) -> bool {
    let lies = |at: crate::kernel::geometry::Position| {
        (west..=east).contains(&at.lon()) && (south..=north).contains(&at.lat())
    };
    called.position().is_some_and(lies)
}

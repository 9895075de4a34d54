//! Catalogue numbers 档号.
//!
//! The convention of this register, after DA/T 22-2015: fonds, class, year, retention, office or subject, serial of the
//! volume, as in `J023-WS·2023-D30-QH-0001`. Result materials are arranged by line and not by year: there the code of the
//! line stands in place of the year, as in `J023-KJ·429006429021-Y-QH-0001`. An item has the number of its volume and its
//! own serial: `J023-WS·2023-D30-QH-0001-003`.

use super::model::Volume;

/// The number but for the serial: volumes with the same one are counted together.
pub(super) fn series(fonds: &str, volume: &Volume) -> String {
    let facts = &volume.facts;
    let of_what = match (&volume.line_code, facts.year) {
        (Some(line), _) => line.clone(),
        (None, year) => year.map(|year| year.to_string()).unwrap_or_default(),
    };
    format!("{fonds}-{}·{of_what}-{}-{}", facts.class.letters(), facts.retention, facts.office_code)
}

/// The number of a volume.
pub(super) fn of_volume(series: &str, serial: i32) -> String {
    format!("{series}-{serial:04}")
}

/// The number of an item in a volume of this number.
pub(super) fn of_item(volume: &str, serial: i32) -> String {
    format!("{volume}-{serial:03}")
}

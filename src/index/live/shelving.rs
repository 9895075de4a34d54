//! Where in memory the rows of a collection lie.
//!
//! Answers take rows that are near each other on the ground. Read in the order of their ids, near ones would lie anywhere in
//! gigabytes: each row and each text of an answer would be fetched from a page of its own, which takes longer than finding
//! it. So what is loaded at once is put into memory in an order in which neighbours on the ground mostly are neighbours.
//! What changes later lies where it comes.

use super::record::{Filed, Loose};
use crate::published::FeatureText;

/// Texts that share a shelf. It is kept while one of them is: few enough that little is wasted.
const TEXTS_ON_A_SHELF: usize = 64;

/// Files rows under the ids of their features, in the order in which they are given; in memory neighbours on the ground lie
/// next to each other.
#[must_use]
pub fn shelve<F>(rows: Vec<Loose<F>>) -> Vec<Filed<F>> {
    let mut rows: Vec<(usize, Loose<F>)> = rows.into_iter().enumerate().collect();
    rows.sort_by_cached_key(|(_, row)| row.shape.neighbourhood());
    for near in rows.chunks_mut(TEXTS_ON_A_SHELF) {
        FeatureText::shelve(&mut near.iter_mut().map(|(_, row)| &mut row.record.feature).collect::<Vec<_>>());
    }
    let mut filed: Vec<(usize, Filed<F>)> = rows.into_iter().map(|(place, row)| (place, row.file())).collect();
    filed.sort_unstable_by_key(|(place, _)| *place);
    filed.into_iter().map(|(_, filed)| filed).collect()
}

#[cfg(test)]
mod tests {
    use geo::{Geometry, point};
    use serde_json::json;
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;
    use crate::{
        kernel::validity::ValidPeriod,
        published::{BuiltUpArea, Run, StandardName},
    };

    /// More rows than a shelf takes, each with its number for a name, all over a county.
    fn rows() -> Vec<Loose<crate::index::live::BuiltUpAreaFacts>> {
        let row = |number: u8| {
            let name = StandardName { name: Some(number.to_string()), pinyin: None, pinyin_source: None };
            let properties =
                BuiltUpArea { standard_name: name, division_code: None, illustrative: true, attributes: json!({}) };
            let at = f64::from(number.wrapping_mul(37));
            let geometry: Geometry<f64> = point!(x: 113.0 + at / 256.0, y: 30.0 + at % 16.0 / 16.0).into();
            Loose::of(Run {
                id: Uuid::from_u128(u128::from(number / 2)),
                valid: ValidPeriod::ALWAYS,
                recorded_at: datetime!(2023-06-30 16:00 UTC),
                geometry: Some(geometry),
                withheld: false,
                properties,
            })
            .unwrap()
        };
        (0..150).map(row).collect()
    }

    #[test]
    fn rows_stay_what_they_are_and_in_their_order() {
        let shelved = shelve::<_>(rows());
        let alone: Vec<_> = rows().into_iter().map(Loose::file).collect();
        let told = |filed: &[Filed<_>]| filed.iter().map(|(id, entry)| (*id, entry.digest())).collect::<Vec<_>>();
        assert_eq!(told(&shelved), told(&alone));
    }
}

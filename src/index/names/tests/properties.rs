//! Random names and queries: the engine answers what the definition says.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::Row;
use super::definition::Name;
use crate::index::names::{Extent, Form, NameIndex, Named, Pattern, Standing, Wanted};
use crate::kernel::geometry::{Position, geodesic_m};
use crate::kernel::pinyin::{LocalReadings, NameKind, spell};

type Rows = BTreeMap<u8, Vec<Row>>;

fn name() -> impl Strategy<Value = String> {
    let sign = prop::sample::select("陆陸羽雨大道路长長乐重解会子一1２安干乾昂Gg· 村村街".chars().collect::<Vec<_>>());
    prop::collection::vec(sign, 1..7).prop_map(String::from_iter)
}

fn row() -> impl Strategy<Value = Row> {
    let standing = prop::sample::select(vec![Standing::Standard, Standing::OtherCurrent, Standing::Former]);
    let place = prop::option::of((113.0..113.1, 30.0..30.1).prop_map(|(lon, lat)| Position::new(lon, lat).unwrap()));
    (name(), standing, 0..3_u8, place, prop::bool::ANY).prop_map(|(text, standing, weight, position, spelled)| {
        let spelling = spell(&text, NameKind::Road, &LocalReadings::default());
        Row { text, pinyin: spelled.then_some(spelling.text), standing, weight, position }
    })
}

fn query() -> impl Strategy<Value = String> {
    let parts = "陆 陸 雨 羽 大 道 路 长 重 解 一 1 安 干 g lu yu da dao chang zhang chong zhong jie xie hui kuai an gan le yue \
                 ang cun c d l y z zh ch zhan lu4 da4 dào lù lǚ ' - ga n";
    let part = prop::sample::select(parts.split_whitespace().chain([" "]).map(str::to_owned).collect::<Vec<_>>());
    prop::collection::vec(part, 1..6).prop_map(|parts| parts.concat())
}

fn versions() -> impl Strategy<Value = Vec<Rows>> {
    prop::collection::vec(prop::collection::btree_map(0..24_u8, prop::collection::vec(row(), 0..3), 1..20), 1..5)
}

/// What a search must find without errors: keys, texts, forms and extents in order.
fn expected(rows: &Rows, pattern: &Pattern, near: Option<Position>) -> Vec<(u8, String, Form, Extent)> {
    let mut found = Vec::new();
    for (key, row) in rows.iter().flat_map(|(key, rows)| rows.iter().map(move |row| (key, row))) {
        let name = Name::of(row);
        if let Some((form, extent)) = name.matched(pattern).filter(|_| row.weight < 2) {
            let distance = near.and_then(|near| row.position.map(|position| geodesic_m(near, position)));
            let distance = distance.map_or((near.is_some(), 0), |metres| (false, metres.to_bits()));
            let rank = (form, extent, row.standing, distance, name.length(), row.weight, *key);
            found.push((rank, row.text.clone()));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|((form, extent, .., key), text)| (key, text, form, extent)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_version_answers_as_the_definition_says(
        versions in versions(),
        queries in prop::collection::vec(query(), 6),
        near in prop::option::of((113.0..113.1, 30.0..30.1)),
        limit in 1..40_usize,
    ) {
        let near = near.map(|(lon, lat)| Position::new(lon, lat).unwrap());
        let (mut rows, mut index) = (Rows::new(), NameIndex::load([]));
        for changes in versions {
            let shared = |rows: &Vec<Row>| rows.iter().cloned().map(Arc::new).collect::<Vec<_>>();
            index = index.apply(changes.iter().map(|(key, rows)| (*key, shared(rows))));
            rows.extend(changes);
            prop_assert!(index.faults().is_empty());
            for pattern in queries.iter().filter_map(|query| Pattern::read(query)) {
                let found = index.search(&pattern, Wanted { limit, near }, |row| row.weight < 2);
                prop_assert!(found.complete);
                let told = found.hits.iter().filter(|hit| hit.form != Form::Similar);
                let told: Vec<_> = told.map(|hit| (hit.key, hit.row.text.clone(), hit.form, hit.extent)).collect();
                let mut expected = expected(&rows, &pattern, near);
                expected.truncate(limit);
                prop_assert_eq!(told, expected, "{:?}", pattern);
            }
        }
    }

    #[test]
    fn one_wrong_character_is_forgiven(rows in prop::collection::vec(row(), 1..20), at in 0..20_usize, slip in 0..4_u8) {
        let index = super::index(rows.clone());
        let row = rows.iter().max_by_key(|row| (Name::of(row).length(), Reverse(&row.text))).unwrap();
        let mut signs: Vec<char> = crate::kernel::folding::fold(&row.text).iter().map(|sign| sign.folded).collect();
        prop_assume!(signs.len() > 3);
        let at = at % signs.len();
        prop_assume!(slip < 3 || at + 1 < signs.len());
        match slip {
            0 => signs[at] = '桥',
            1 => drop(signs.remove(at)),
            2 => signs.insert(at, '桥'),
            _ => signs.swap(at, at + 1),
        }
        let query: String = signs.into_iter().collect();
        let found = index.search(&Pattern::read(&query).unwrap(), Wanted { limit: 100, near: None }, |_| true);
        prop_assert!(found.hits.iter().any(|hit| hit.row.text == row.text), "{} in {}", query, row.text);
    }

    #[test]
    fn no_query_is_too_much(rows in prop::collection::vec(row(), 0..20), query in any::<String>(), short in ".{0,12}") {
        let index = super::index(rows);
        for pattern in [query, short].iter().filter_map(|query| Pattern::read(query)) {
            for hit in index.search(&pattern, Wanted { limit: 5, near: None }, |_| true).hits {
                prop_assert!(hit.span.end <= hit.row.label().text.chars().count());
            }
        }
    }
}

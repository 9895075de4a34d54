//! Work is bounded, whatever is asked of whatever names: counted, not timed.

use super::{Row, index};
use crate::index::names::{NameIndex, Pattern, Standing, Wanted};

/// Many names of few signs, so that every sign, syllable and initial is frequent.
fn frequent() -> NameIndex<usize, Row> {
    let signs: Vec<char> = "村路大道安安刚岗昂啊".chars().collect();
    let row = |number: usize| {
        let mut rest = number;
        let sign = |_| {
            rest = rest * 7 / 5 + number;
            signs[rest % signs.len()]
        };
        let text = (0..4 + number % 5).map(sign).collect();
        Row { text, pinyin: None, standing: Standing::Standard, weight: 0, position: None }
    };
    index((0..30_000).map(row))
}

const HARD: [&str; 16] = [
    "村",
    "大道",
    "d",
    "a",
    "cun",
    "dddddddddddddddd",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "angangangangangangangangangangangangangangangangangangangangang",
    "gangangangangangangangangangangangangangangangangangangangangan",
    "daodaodaodaodaodaodaodaodaodaodaodaodaodaodaodaodaodaodaodaodao",
    "村村村村村村村村村村村村村村村村",
    "村x大道",
    "大大道道",
    "d1d2d3d4d5d1d2d3",
    "a大a道a大a道a",
    "zhshchzhshchzhshch",
];

#[test]
fn a_frequent_part_is_answered_without_looking_at_all_its_names() {
    let index = frequent();
    for query in ["村", "大道", "d", "cun", "da"] {
        let found = index.search(&Pattern::read(query).unwrap(), Wanted { limit: 10, near: None }, |_| true);
        assert_eq!(found.hits.len(), 10, "{query}");
        assert!(found.complete && found.looks < 1000, "{query}: {}", found.looks);
    }
}

#[test]
fn work_is_bounded_even_if_nothing_passes_the_filter() {
    let index = frequent();
    for query in HARD {
        for refused in [true, false] {
            let found = index.search(&Pattern::read(query).unwrap(), Wanted { limit: 10, near: None }, |_| !refused);
            assert!(found.looks <= 10_000 && found.steps <= 16_000, "{query}: {} {}", found.looks, found.steps);
            assert!(found.hits.len() <= if refused { 0 } else { 10 });
        }
    }
}

#[test]
fn a_search_that_gives_up_says_so() {
    let index = frequent();
    let pattern = Pattern::read("村").unwrap();
    let refused = index.search(&pattern, Wanted { limit: 10, near: None }, |_| false);
    assert!(!refused.complete);
    let rare = index.search(&pattern, Wanted { limit: 10, near: None }, |row| row.text.starts_with("村村"));
    assert!(rare.complete && rare.hits.len() == 10);
}

#[test]
fn what_is_too_long_finds_nothing() {
    assert!(Pattern::read(&"村".repeat(64)).is_some());
    assert!(Pattern::read(&"村".repeat(65)).is_none());
    assert!(Pattern::read(&" ".repeat(1000)).is_none());
    assert!(Pattern::read("").is_none());
}

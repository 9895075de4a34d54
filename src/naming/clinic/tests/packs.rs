//! The packs themselves, and the days of their rules.

use time::macros::date;

use super::{
    EARLIER, Finding as F, LATER, NOW, Pack, RuleBook, RuleId as R, Severity as S, examine, found, street, the_only,
};
use crate::index::live::Snapshot;

#[test]
fn every_pack_can_be_read_and_has_its_days_and_texts() {
    let ids: Vec<_> = Pack::all().iter().map(|pack| (pack.id.as_str(), pack.version.as_str())).collect();
    assert_eq!(
        ids,
        [
            ("national", "2022-05-01"),
            ("national", "2024-05-01"),
            ("national", "2026-12-01"),
            ("tianmen", "1"),
            ("tianmen", "2"),
            ("general", "2026-12-01"),
        ]
    );
    for pack in Pack::all() {
        assert!(pack.in_force().is_some(), "{}", pack.id);
        pack.title.assert_told();
        pack.source.assert_told();
        for rule in pack.rules.values() {
            rule.clause.assert_told();
            assert!(!rule.grades.is_empty());
        }
        for list in &pack.lists {
            list.title.assert_told();
            assert!(list.entries.iter().all(|entry| !entry.text.is_empty()), "{}", list.id);
        }
    }
}

#[test]
fn on_no_day_do_two_packs_have_the_same_rule_and_on_each_there_are_all() {
    let all = [
        R::N01,
        R::N02,
        R::N03,
        R::N04,
        R::N05,
        R::N06,
        R::N07,
        R::N08,
        R::N09,
        R::N10,
        R::N11,
        R::N12,
        R::N13,
        R::N14,
        R::N15,
        R::N16,
        R::N17,
    ];
    for day in [date!(2022 - 05 - 01), EARLIER, date!(2024 - 04 - 30), LATER, date!(2026 - 11 - 25), NOW] {
        for rule in all {
            let packs = Pack::all().iter().filter(|pack| pack.holds_on(day) && pack.rules.contains_key(&rule));
            assert_eq!(packs.count(), 1, "{rule} on {day}");
        }
    }
}

#[test]
fn every_word_of_the_lists_finds_itself_and_stands_there_once() {
    for day in [EARLIER, LATER, NOW] {
        let book = RuleBook::on(day).unwrap();
        for rule in [R::N02, R::N05, R::N06, R::N07, R::N08, R::N11, R::N16] {
            let mut words: Vec<&str> = book.entries(rule).map(|(_, entry)| entry.text.as_str()).collect();
            for word in &words {
                let seen = book.sightings(word).any(|seen| seen.list.rule == rule && seen.entry.text == *word);
                assert!(seen, "{word} on {day}");
            }
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "a word of {rule} stands on two lists on {day}");
        }
    }
}

#[test]
fn the_general_lists_are_of_2026() {
    let nothing = Snapshot::empty(1);
    for day in [EARLIER, LATER, date!(2026 - 11 - 30)] {
        assert_eq!(found(&examine(&nothing, day, street("华盛顿路"))), [], "{day}");
    }
    let told = examine(&nothing, NOW, street("华盛顿路"));
    assert_eq!(found(&told), [(R::N07, S::Block, F::Listed)]);
    assert_eq!(the_only(&told).pack.version, "2026-12-01");
}

#[test]
fn before_the_first_pack_there_are_no_rules() {
    let none = RuleBook::on(date!(2022 - 04 - 30)).unwrap_err();
    none.text().assert_complete("there are no rules for 2022-04-30: the first ones are in force from 2022-05-01");
}

#[test]
fn each_day_has_the_rules_of_its_time() {
    let nothing = Snapshot::empty(1);
    // An alias of 陆羽, which the order of 2021 does not speak of, and the measures of 2024 do.
    assert_eq!(found(&examine(&nothing, EARLIER, street("桑苎翁路"))), []);
    let later = examine(&nothing, LATER, street("桑苎翁路"));
    assert_eq!(found(&later), [(R::N05, S::Warn, F::Listed)]);
    assert_eq!(the_only(&later).pack.version, "2024-05-01");
    assert!(the_only(&later).clause.zh.contains("第71号") || the_only(&later).clause.zh.contains("实施办法"));
    let before = examine(&nothing, date!(2024 - 04 - 30), street("陆羽路"));
    assert_eq!(the_only(&before).pack.version, "2022-05-01");
}

#[test]
fn common_words_without_a_specific_link_are_exempt_since_2024() {
    let nothing = Snapshot::empty(1);
    for (day, severity) in [(EARLIER, S::Warn), (date!(2024 - 04 - 30), S::Warn), (LATER, S::Info)] {
        let examined = examine(&nothing, day, street("绿地路"));
        assert_eq!(found(&examined), [(R::N08, severity, F::CommonWord)], "{day}");
        assert!(the_only(&examined).needs_person);
    }
    assert_eq!(found(&examine(&nothing, LATER, street("七仙女路"))), [(R::N05, S::Info, F::CommonWord)]);
    assert_eq!(found(&examine(&nothing, LATER, street("融侨路"))), [(R::N08, S::Warn, F::Listed)]);
}

#[test]
fn a_key_stays_the_same_and_belongs_to_one_name() {
    let nothing = Snapshot::empty(1);
    let key = |day, name| the_only(&examine(&nothing, day, street(name))).key.clone();
    assert_eq!(key(EARLIER, "融侨路"), key(LATER, "融侨路"));
    assert_eq!(key(LATER, "融侨路"), "N08/listed/融侨路/融侨");
    assert_ne!(key(LATER, "融侨路"), key(LATER, "融侨街"));
}

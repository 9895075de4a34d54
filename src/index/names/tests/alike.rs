//! Telling names apart: whole names alone, by the readings that are said.

use super::{Row, index};
use crate::index::names::{Extent, Form, NameIndex, Pattern, Standing, Wanted};
use crate::kernel::pinyin::{LocalReadings, NameKind, spell};

const WANTED: Wanted = Wanted { limit: 10, near: None };

fn named(names: &[&str]) -> NameIndex<usize, Row> {
    let row = |text: &str| Row {
        text: text.to_owned(),
        pinyin: None,
        standing: Standing::Standard,
        weight: 0,
        position: None,
    };
    index(names.iter().map(|name| row(name)))
}

fn pattern(name: &str, local: &[(&str, &str)]) -> Pattern {
    let local = LocalReadings::from_rows(local.iter().copied()).unwrap();
    Pattern::spoken(name, &spell(name, NameKind::Road, &local).characters).unwrap()
}

fn alike(index: &NameIndex<usize, Row>, pattern: &Pattern) -> Vec<(usize, Form)> {
    index.alike(pattern, WANTED, |_| true).hits.iter().map(|hit| (hit.key, hit.form)).collect()
}

#[test]
fn whole_names_are_found_by_their_characters_and_their_sound() {
    let index = named(&["新河路", "新合路", "新河路南巷", "老新河路", "新喝路", "新河街"]);
    assert_eq!(
        alike(&index, &pattern("新河路", &[])),
        [(0, Form::Exact), (1, Form::SameSound), (4, Form::OtherTone)],
        "nothing that goes on or begins before"
    );
}

#[test]
fn a_name_sounds_as_it_is_said() {
    let index = named(&["张湖路"]);
    assert_eq!(alike(&index, &pattern("长湖路", &[])), [(0, Form::OtherReading)]);
    assert_eq!(alike(&index, &pattern("长湖路", &[("长湖", "zhāng hú")])), [(0, Form::SameSound)]);
    assert_eq!(alike(&index, &pattern("长湖路", &[("长湖", "zhǎng hú")])), [(0, Form::OtherTone)]);
}

#[test]
fn letters_of_a_name_are_no_pinyin() {
    assert_eq!(alike(&named(&["鲁路"]), &pattern("lu路", &[])), []);
    assert!(Pattern::spoken("·", &[]).is_none() && Pattern::spoken(&"路".repeat(65), &[]).is_none());
}

#[test]
fn names_that_go_on_are_found_when_they_are_wanted() {
    let index = named(&["同兴村村民委员会", "大同兴村", "同兴村"]);
    let found = index.beginning_alike(&pattern("同兴村", &[]), WANTED, |_| true);
    let found: Vec<_> = found.hits.iter().map(|hit| (hit.key, hit.extent)).collect();
    assert_eq!(found, [(2, Extent::Whole), (0, Extent::Prefix)]);
}

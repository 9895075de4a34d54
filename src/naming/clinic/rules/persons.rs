//! N05: names that are built like a person's.

use std::{collections::HashSet, sync::LazyLock};

use crate::naming::clinic::{
    pack::RuleId,
    proposal::Proposal,
    verdict::{Finding, Verdict},
};

/// Surnames and characters of given names, a line for each sort; `packs/README.md` says how they were chosen.
const TABLE: &str = include_str!("../packs/personal_names.txt");

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(TABLE));

/// What personal names are made of.
#[derive(Debug, Default)]
struct Tables {
    /// Surnames of one character.
    surnames: HashSet<char>,
    /// Surnames of two characters.
    compound_surnames: HashSet<String>,
    /// Characters of which given names are made, and names of places hardly ever in pairs.
    given: HashSet<char>,
    /// Those that are a given name alone.
    alone: HashSet<char>,
}

impl Tables {
    fn read(text: &str) -> Self {
        let mut tables = Self::default();
        for (sort, content) in text.lines().filter_map(|line| line.split_once('\t')) {
            match sort {
                "surnames" => tables.surnames.extend(content.chars()),
                "compound_surnames" => tables.compound_surnames.extend(content.split(' ').map(str::to_owned)),
                "given" => tables.given.extend(content.chars()),
                "alone" => tables.alone.extend(content.chars()),
                _ => {}
            }
        }
        tables
    }

    /// Whether a text is a surname and a given name of one or two characters.
    fn is_person(&self, text: &str) -> bool {
        let characters: Vec<char> = text.chars().collect();
        let is_compound =
            |first, second| self.compound_surnames.contains(&String::from_iter::<[char; 2]>([first, second]));
        match *characters.as_slice() {
            [first, second, ref given @ ..] if is_compound(first, second) => {
                (1..=2).contains(&given.len()) && self.are_given(given)
            }
            [surname, given] => self.surnames.contains(&surname) && self.alone.contains(&given),
            [surname, first, second] => self.surnames.contains(&surname) && self.are_given(&[first, second]),
            _ => false,
        }
    }

    fn are_given(&self, characters: &[char]) -> bool {
        characters.iter().all(|c| self.given.contains(c))
    }
}

/// Whether what stands before the generic term may be somebody's name.
pub(super) fn judge(proposal: &Proposal<'_>) -> Option<Verdict> {
    // A given name may end in what else is a direction: 王建中路.
    let mut parts = [proposal.specific(), proposal.before_generic()].into_iter();
    let person = parts.find(|part| TABLES.is_person(part))?;
    let text = (
        format!("“{person}”形似人名，请审核人判断"),
        format!("`{person}` is built like a person's name: a reviewer decides"),
    );
    proposal.verdict(RuleId::N05, Finding::LikePerson, person, None, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_full_and_say_nothing_twice() {
        for line in TABLE.lines() {
            let (sort, content) = line.split_once('\t').unwrap();
            let tokens: Vec<String> = if sort == "compound_surnames" {
                content.split(' ').map(str::to_owned).collect()
            } else {
                content.chars().map(String::from).collect()
            };
            let once: HashSet<&String> = tokens.iter().collect();
            assert_eq!(once.len(), tokens.len(), "{sort}");
        }
        let Tables { surnames, compound_surnames, given, alone } = &*TABLES;
        assert!(surnames.len() > 100 && compound_surnames.len() > 20 && given.len() > 100 && alone.len() > 10);
    }

    #[test]
    fn a_person_is_told_from_a_place() {
        for person in ["王小明", "李建国", "黄继光", "欧阳锋", "司马光华", "周树德", "张伟", "刘建中"]
        {
            assert!(TABLES.is_person(person), "{person}");
        }
        for place in [
            "王场",
            "黄金",
            "高新",
            "白云",
            "江汉",
            "张港",
            "彭刘杨",
            "黎黄陂",
            "黄金口",
            "石家河",
            "陈家湾",
            "杨林口",
            "余家湖",
            "尹家湖",
            "罗汉寺",
            "司马河",
            "欧阳桥",
            "武昌",
            "江碧",
            "张之",
            "江城",
        ] {
            assert!(!TABLES.is_person(place), "{place}");
        }
    }
}

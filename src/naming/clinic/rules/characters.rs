//! N04: the Table of General Standard Characters (通用规范汉字表).

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    kernel::{folding::simplified, pinyin::is_han},
    naming::clinic::{
        pack::RuleId,
        proposal::Proposal,
        verdict::{Finding, Verdict},
    },
};

/// The 8,105 characters, a line for each level; `packs/make.py` writes it.
///
/// Taken from Unihan 15.0, field kTGH (Unicode licence).
const TABLE: &str = include_str!("../packs/standard_characters.txt");

static LEVELS: LazyLock<HashMap<char, u8>> = LazyLock::new(|| {
    let lines = (1..).zip(TABLE.lines());
    lines.flat_map(|(level, line)| line.chars().map(move |c| (c, level))).collect()
});

/// What the characters of a name are found to be, each once.
pub(in crate::naming::clinic) fn judge(proposal: &Proposal<'_>) -> Vec<Verdict> {
    let ordinal = proposal.said.parts().ordinal.to_owned();
    let mut seen = Vec::new();
    let mut verdicts = Vec::new();
    for c in proposal.candidate.name.trim().chars() {
        if !seen.contains(&c) {
            seen.push(c);
            let allowed = c.is_ascii_digit() && ordinal.contains(c);
            verdicts.extend(judge_one(c).filter(|_| !allowed).and_then(|(finding, zh, en)| {
                proposal.verdict(RuleId::N04, finding, c.encode_utf8(&mut [0; 4]), None, (zh, en))
            }));
        }
    }
    verdicts
}

fn judge_one(c: char) -> Option<(Finding, String, String)> {
    match LEVELS.get(&c) {
        Some(1 | 2) => None,
        Some(_) => Some((
            Finding::LevelThree,
            format!("“{c}”是三级字，属生僻字"),
            format!("`{c}` is a character of level three, a rare one"),
        )),
        None if simplified(c) != c && LEVELS.contains_key(&simplified(c)) => {
            let plain = simplified(c);
            let (zh, en) = (
                format!("“{c}”不是规范字形，规范字为“{plain}”"),
                format!("`{c}` is not the standard form, which is `{plain}`"),
            );
            Some((Finding::Traditional, zh, en))
        }
        None if is_han(c) => Some((
            Finding::OutsideTable,
            format!("“{c}”不在《通用规范汉字表》内"),
            format!("`{c}` is not in the Table of General Standard Characters"),
        )),
        None => Some((
            Finding::NotHan,
            format!("“{c}”不是汉字；地名不用字母、符号，数字只用于序数"),
            format!("`{c}` is no Chinese character: names have no letters or signs, and digits in ordinals only"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(c: char) -> Option<Finding> {
        judge_one(c).map(|(finding, ..)| finding)
    }

    #[test]
    fn the_table_has_8105_characters_in_three_levels() {
        assert_eq!(TABLE.lines().map(|line| line.chars().count()).collect::<Vec<_>>(), [3500, 3000, 1605]);
        assert_eq!(LEVELS.len(), 8105);
    }

    #[test]
    fn characters_are_told_apart_by_level_and_form() {
        for c in "竟陵垱垸羽".chars() {
            assert_eq!(finding(c), None, "{c}");
        }
        assert_eq!(finding('剅'), Some(Finding::LevelThree));
        assert_eq!(finding('陸'), Some(Finding::Traditional));
        assert_eq!(finding('䶮'), Some(Finding::LevelThree));
        assert_eq!(finding('㳇'), Some(Finding::LevelThree));
        assert_eq!(finding('𠮷'), Some(Finding::OutsideTable));
        for c in ['A', '1', '·', 'é', ' '] {
            assert_eq!(finding(c), Some(Finding::NotHan), "{c}");
        }
    }
}

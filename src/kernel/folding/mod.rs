//! Writings of one name made equal: traditional and simplified, full-width and half-width, capitals, digits.
//!
//! Folding serves comparison and search only. It is coarser than spelling (後 and 后, 乾 and 干 become one), so that
//! what is folded must never be shown or stored as a name. Spaces and punctuation are left out.

use std::{collections::HashMap, sync::LazyLock};

/// A simplified character and those that are folded to it, one row each; `data/make.py` writes it.
///
/// Taken from Unihan 15.0, fields kSimplifiedVariant and kCompatibilityVariant (Unicode licence).
const SIMPLIFIED: &str = include_str!("data/simplified.tsv");

static FOLDED_TO: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let rows = SIMPLIFIED.lines().filter_map(|row| row.split_once('\t'));
    rows.flat_map(|(to, variants)| variants.chars().map(move |c| (c, to.chars().next().unwrap_or(c)))).collect()
});

/// Numerals by value, as place names count.
const NUMERALS: [char; 11] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// One character of a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// What it was folded to.
    pub folded: char,
    /// What is written; of a number the first digit.
    pub written: char,
    /// The place of the first character that it stands for, counted in characters.
    pub start: usize,
    /// The place after the last one.
    pub end: usize,
}

/// Folds a text.
///
/// Numbers of one or two digits become numerals as they are counted, 12 as 十二; longer ones are read digit by digit,
/// G107 as g一〇七.
#[must_use]
pub fn fold(text: &str) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut digits = Vec::new();
    for (at, written) in text.chars().enumerate() {
        let c = narrow(written);
        if let Some(value) = c.to_digit(10) {
            digits.push((at, written, value as usize));
            continue;
        }
        signs.extend(number(&std::mem::take(&mut digits)));
        if c.is_alphanumeric() {
            let forms = c.to_lowercase().map(|lower| match simplified(lower) {
                '零' => '〇',
                form => form,
            });
            signs.extend(forms.map(|folded| Sign { folded, written, start: at, end: at + 1 }));
        }
    }
    signs.extend(number(&digits));
    signs
}

/// The half-width form of a full-width character, any other as it is.
#[must_use]
pub fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' => ' ',
        '①'..='⑨' => u32::from(c).checked_sub(0x2460 - 0x31).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    }
}

/// The simplified form of a character, itself when it has none.
#[must_use]
pub fn simplified(c: char) -> char {
    if c.is_ascii() { c } else { FOLDED_TO.get(&c).copied().unwrap_or(c) }
}

/// The signs of a run of digits: places, what is written, values.
fn number(digits: &[(usize, char, usize)]) -> Vec<Sign> {
    let sign =
        |value: usize, written, start, end| NUMERALS.get(value).map(|&folded| Sign { folded, written, start, end });
    match *digits {
        [(start, tens, value @ 1..), (at, ones, unit)] => {
            let tens_end = if unit == 0 { at + 1 } else { start + 1 };
            let count = (value > 1).then(|| sign(value, tens, start, start + 1)).flatten();
            let ten = sign(10, tens, start, tens_end);
            let rest = (unit > 0).then(|| sign(unit, ones, at, at + 1)).flatten();
            [count, ten, rest].into_iter().flatten().collect()
        }
        _ => digits.iter().filter_map(|&(at, written, value)| sign(value, written, at, at + 1)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        fold(text).iter().map(|sign| sign.folded).collect()
    }

    #[test]
    fn writings_of_one_name_become_equal() {
        for (one, other) in [
            ("陸羽大道", "陆羽大道"),
            ("乾驛鎮", "干驿镇"),
            ("後裡村", "后里村"),
            ("臺子路", "台子路"),
            ("Ｇ１０７", "g107"),
            ("解放1路", "解放一路"),
            ("经12路", "经十二路"),
            ("经20路", "经二十路"),
            ("经21路", "经二十一路"),
            ("一百零八塔", "一百〇八塔"),
            ("①号路", "一号路"),
            ("天门 · 「北湖」（旧）-路", "天门北湖旧路"),
            ("\u{F9D3}羽", "陆羽"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
    }

    #[test]
    fn other_names_stay_others() {
        assert_ne!(folded("候口"), folded("侯口"));
        assert_ne!(folded("经12路"), folded("经120路"));
        assert_eq!(folded(" ·-「」（）　"), "");
    }

    #[test]
    fn each_sign_says_where_it_was_written() {
        let places: Vec<_> = fold("经 20路").iter().map(|sign| (sign.folded, sign.start, sign.end)).collect();
        assert_eq!(places, [('经', 0, 1), ('二', 2, 3), ('十', 2, 4), ('路', 4, 5)]);
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for (to, variants) in SIMPLIFIED.lines().map(|row| row.split_once('\t').unwrap()) {
            let once = folded(to);
            assert_eq!(folded(&once), once);
            assert!(variants.chars().all(|c| folded(&c.to_string()) == once), "{to}");
        }
        assert_eq!(FOLDED_TO.len(), 7289);
    }
}

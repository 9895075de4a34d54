//! A name laid out in words, before its characters are read.

use super::{
    numeral::ordinal_digits,
    parts::{NameKind, PlaceNameParts},
    reading::is_han,
};

/// One piece of a written name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A new word begins.
    Break,
    /// The Chinese character with this position among the Chinese characters of the name.
    Han(usize),
    /// A letter, a digit or a sign, written as it is.
    Other(char),
}

/// How the number of a street is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numerals {
    /// In digits, as SP84 rule 7 wants.
    Digits,
    /// In syllables, as it is sometimes written against the rule.
    Spelled,
}

/// Lays `name` out in words; Latin letters and digits are words of their own.
pub(super) fn layout(name: &str, kind: NameKind, numerals: Numerals) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut position = 0..;
    for word in PlaceNameParts::of(name, kind).words() {
        units.push(Unit::Break);
        let digits = ordinal_digits(word.text).filter(|_| word.is_ordinal && numerals == Numerals::Digits);
        if let Some(digits) = digits {
            let mut characters = word.text.chars().filter(|c| is_han(*c)).zip(&mut position);
            if let Some((_, at)) = characters.next().filter(|(c, _)| *c == '第') {
                units.extend([Unit::Han(at), Unit::Other('-')]);
            }
            characters.for_each(drop);
            units.extend(digits.chars().map(Unit::Other));
            continue;
        }
        let mut before: Option<char> = None;
        for c in word.text.chars() {
            let meet = |before: char| {
                before.is_alphanumeric() && c.is_alphanumeric() && is_han(before) != is_han(c) || before.is_whitespace()
            };
            if before.is_some_and(meet) {
                units.push(Unit::Break);
            }
            if is_han(c) {
                units.extend(position.next().map(Unit::Han));
            } else if !c.is_whitespace() {
                units.push(Unit::Other(c));
            }
            before = Some(c);
        }
    }
    units
}

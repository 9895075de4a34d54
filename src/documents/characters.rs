//! Which characters of a paper cannot be shown.

use std::collections::BTreeSet;

use super::{fonts::FONTS, sheet::Sheet};

/// The line feed breaks lines; it is the one character that needs no glyph.
const LINE_FEED: char = '\n';

/// The characters of `sheet` that no typeface at hand has, in the order of their numbers. Empty when all is well.
#[must_use]
pub fn without_glyph(sheet: &Sheet) -> Vec<char> {
    missing_in(sheet.texts())
}

/// The characters of `texts` that no typeface at hand has.
pub(super) fn missing_in<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    let used: BTreeSet<char> = texts.flat_map(str::chars).filter(|c| *c != LINE_FEED).collect();
    used.into_iter().filter(|c| !FONTS.have(*c)).collect()
}

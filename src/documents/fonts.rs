//! The typefaces that papers are set in.
//!
//! The standard asks for 小标宋, 仿宋 and 黑体, for which there are no free fonts with the rare characters of
//! place names; Song stands in for all of them (ADR 0020). `fonts/make.py` cuts these from Noto Serif CJK SC.

use std::sync::LazyLock;

use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

const REGULAR: &[u8] = include_bytes!("fonts/NotoSerifSC-Regular.otf");
const BOLD: &[u8] = include_bytes!("fonts/NotoSerifSC-Bold.otf");

/// The typefaces, read once.
pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::read);

/// Typefaces and their register, as the typesetter wants them.
pub(super) struct Fonts {
    pub(super) faces: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
}

impl Fonts {
    fn read() -> Self {
        let faces: Vec<Font> = [REGULAR, BOLD].into_iter().filter_map(|data| Font::new(Bytes::new(data), 0)).collect();
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        Self { faces, book }
    }

    /// Whether each typeface has `c`: a title is bold, everything else is not.
    pub(super) fn have(&self, c: char) -> bool {
        self.faces.iter().all(|face| face.info().coverage.contains(u32::from(c)))
    }
}

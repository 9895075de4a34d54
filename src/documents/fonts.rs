//! The typefaces that papers are set in.
//!
//! The standard asks for 小标宋, 仿宋 and 黑体, for which there are no free fonts with the rare characters of
//! place names; Song stands in for all of them (ADR 0020). `fonts/make.py` cuts these from Noto Serif CJK SC.

use std::sync::LazyLock;

use typst::{
    foundations::Bytes,
    layout::{Abs, Em},
    text::{Font, FontBook, FontInstance, FontVariations},
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
    /// The faces once more, as they are measured.
    measured: Vec<FontInstance>,
}

impl Fonts {
    fn read() -> Self {
        let faces: Vec<Font> = [REGULAR, BOLD].into_iter().filter_map(|data| Font::new(Bytes::new(data), 0)).collect();
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        let measured =
            |face: &Font| face.clone().instantiate(face.info().variant, Abs::zero(), &FontVariations::default());
        let measured = faces.iter().map(measured).collect();
        Self { faces, book, measured }
    }

    /// Width of `c` in parts of the size of the text; what no typeface has is as wide as a Chinese character.
    pub(super) fn advance(&self, c: char, bold: bool) -> f64 {
        let face = self.measured.get(usize::from(bold));
        let advance = face.and_then(|face| face.x_advance(face.ttf().glyph_index(c)?.0));
        advance.map_or(1.0, Em::get)
    }

    /// Whether each typeface has `c`: a title is bold, everything else is not.
    pub(super) fn have(&self, c: char) -> bool {
        self.faces.iter().all(|face| face.info().coverage.contains(u32::from(c)))
    }
}

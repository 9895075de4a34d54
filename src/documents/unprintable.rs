//! Why a paper cannot be made.

use crate::kernel::text::Text;

/// Why a paper cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unprintable {
    /// No font at hand has these characters; each would be an empty box.
    #[error("these characters are in no font at hand: {}", named(.0))]
    NoGlyph(Vec<char>),
    /// The typesetter failed: a fault of the template, not of the text.
    #[error("the paper could not be set: {0}")]
    Typesetter(String),
    /// The file could not be put together.
    #[error("the paper could not be packed: {0}")]
    Packing(String),
}

impl Unprintable {
    /// The same in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::NoGlyph(characters) => format!("现有字体没有这些字符：{}", named(characters).replace(", ", "、")),
            Self::Typesetter(_) => "文件无法排版".to_owned(),
            Self::Packing(_) => "文件无法打包".to_owned(),
        };
        Text::new(zh, self.to_string())
    }
}

/// Characters by their numbers: a reader's font may well lack them, too.
fn named(characters: &[char]) -> String {
    characters.iter().map(|c| format!("`U+{:04X}`", u32::from(*c))).collect::<Vec<_>>().join(", ")
}

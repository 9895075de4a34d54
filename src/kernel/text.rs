//! What people are told, in Chinese and in English.

use serde::{Deserialize, Serialize};

/// A language in which the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 简体中文
    #[default]
    Chinese,
    /// English
    English,
}

impl Language {
    /// What is said in this language.
    #[must_use]
    pub fn of_two<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }

    /// BCP 47 tag for `Content-Language`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Text {
    /// The same thing said twice.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in `language`.
    #[must_use]
    pub fn say(&self, language: Language) -> &str {
        language.of_two(&self.zh, &self.en)
    }
}

#[cfg(test)]
impl Text {
    /// What Chinese sentences write in Latin letters, too.
    const ALSO_CHINESE: [&'static str; 16] = [
        "--source-crs",
        "geojsonseq",
        "FeatureCollection",
        "GeoJSON",
        "JSON",
        "CSV",
        "WKT",
        "UTF-8",
        "UTF-16",
        "GB 18030",
        "GCJ-02",
        "gcj02",
        "bd09",
        "EPSG:",
        "NaN",
        "RS",
    ];

    /// Fails unless the Chinese holds no English word, the English no Chinese one, and the English is `shown`.
    ///
    /// Words of a file stand in backticks as they are typed: `features`.
    #[track_caller]
    pub(crate) fn assert_complete(&self, shown: impl std::fmt::Display) {
        assert_eq!(self.en, shown.to_string());
        assert!(!self.en.is_empty() && !self.en.chars().any(is_han), "{self:?}");
        assert!(self.zh.chars().any(is_han), "{self:?}");
        let unquoted: String = self.zh.split('`').step_by(2).collect();
        let plain = Self::ALSO_CHINESE.iter().fold(unquoted, |zh, word| zh.replace(word, ""));
        assert!(!plain.contains(|c: char| c.is_ascii_alphabetic()), "{self:?}");
    }
}

#[cfg(test)]
fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

//! Where the spelling of a name comes from.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Who vouches for the spelling of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PinyinSource {
    /// Proposed by the rules and tables; nobody has looked at it.
    Auto,
    /// Confirmed by a person.
    Confirmed,
}

impl PinyinSource {
    /// The word used in the database and in URLs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Confirmed => "confirmed",
        }
    }
}

impl fmt::Display for PinyinSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A word that names no source of Pinyin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no source of Pinyin")]
pub struct UnknownPinyinSource(String);

impl FromStr for PinyinSource {
    type Err = UnknownPinyinSource;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        [Self::Auto, Self::Confirmed]
            .into_iter()
            .find(|source| source.code() == code)
            .ok_or_else(|| UnknownPinyinSource(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_found_by_its_code() {
        assert_eq!("auto".parse(), Ok(PinyinSource::Auto));
        assert_eq!("confirmed".parse(), Ok(PinyinSource::Confirmed));
        assert_eq!("guessed".parse::<PinyinSource>().unwrap_err().to_string(), "`guessed` is no source of Pinyin");
    }
}

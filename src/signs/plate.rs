//! How a name is set on a plate.

use crate::kernel::pinyin::letters;

/// Hanyu Pinyin as plates show it: capitals without tone marks, words parted (GB 17733).
#[must_use]
pub fn roman_letters(pinyin: &str) -> String {
    let word = |word: &str| letters(word).into_iter().flat_map(|letter| letter.base.to_uppercase()).collect::<String>();
    pinyin.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::roman_letters;

    #[test]
    fn letters_are_capitals_without_tone_marks() {
        assert_eq!(roman_letters("Lǜzhōu Dōng Lù"), "LÜZHOU DONG LU");
    }
}

//! How a name stands to its thing, as the wire calls it.

use crate::index::names::Standing;

/// Every standing with its word.
const WORDS: [(&str, Standing); 3] =
    [("standard", Standing::Standard), ("other", Standing::OtherCurrent), ("former", Standing::Former)];

/// The words, in the order of the ranking.
pub(super) const STATUSES: [&str; 3] = [WORDS[0].0, WORDS[1].0, WORDS[2].0];

/// The word for a standing.
pub(super) fn status(standing: Standing) -> &'static str {
    WORDS.iter().find_map(|(word, known)| (*known == standing).then_some(*word)).unwrap_or_default()
}

/// The standing of a word.
pub(super) fn standing(word: &str) -> Option<Standing> {
    WORDS.iter().find_map(|(known, standing)| (*known == word).then_some(*standing))
}

/// The standings of words with commas between them.
pub(super) fn standings(list: &str) -> Option<Vec<Standing>> {
    list.split(',').map(|word| standing(word.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_words_is_read_whole_or_not_at_all() {
        assert_eq!(standings("standard, former"), Some(vec![Standing::Standard, Standing::Former]));
        for list in ["", "standard,", "Standard", "gone"] {
            assert_eq!(standings(list), None, "{list}");
        }
        assert!(STATUSES.iter().all(|word| standing(word).map(status) == Some(word)));
    }
}

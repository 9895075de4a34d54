//! Lists of words that rules look for.

use std::ops::Range;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::pack::RuleId;
use crate::kernel::text::Text;

/// Words that a rule looks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "WrittenList")]
pub(super) struct List {
    pub(super) id: String,
    /// The rule that looks for them.
    pub(super) rule: RuleId,
    /// What it is called, and who keeps it.
    pub(super) title: Text,
    pub(super) entries: Vec<Entry>,
}

/// One word of a list.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) kind: EntryKind,
    pub(super) certainty: Certainty,
    /// Whether it is meant only where it is the whole specific part: 美国 is not, in 华美国际.
    pub(super) alone: bool,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EntryKind {
    /// A name.
    #[default]
    Name,
    /// An alias or a pseudonym.
    Alias,
    /// A character of a work.
    Character,
}

/// How surely a word in a name is the one that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    /// It is a common word, too.
    CommonWord,
    /// It is meant where it stands alone; two characters may also be parts of other words.
    Usual,
    /// Its characters do not meet by chance.
    Unmistakable,
}

/// A list as packs have it: one by one, where something is to be said of a word, or many at once.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenList {
    id: String,
    rule: RuleId,
    title: Text,
    #[serde(default)]
    entries: Vec<WrittenEntry>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    characters: Vec<String>,
    /// Words that are common words, too.
    #[serde(default)]
    common_words: Vec<String>,
    /// Words of two characters that do not meet by chance.
    #[serde(default)]
    unmistakable: Vec<String>,
    /// Words of two characters that often meet by chance.
    #[serde(default)]
    alone: Vec<String>,
    /// Common words of the same sort.
    #[serde(default)]
    common_words_alone: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    text: String,
    #[serde(default)]
    kind: EntryKind,
    #[serde(default)]
    common_word: bool,
}

impl From<WrittenList> for List {
    fn from(written: WrittenList) -> Self {
        let one_by_one = written.entries.into_iter().map(|WrittenEntry { text, kind, common_word }| {
            let certainty = if common_word { Certainty::CommonWord } else { Certainty::Usual };
            Entry { text, kind, certainty, alone: false }
        });
        let at_once = [
            (written.words, EntryKind::Name, Certainty::Usual, false),
            (written.aliases, EntryKind::Alias, Certainty::Usual, false),
            (written.characters, EntryKind::Character, Certainty::Usual, false),
            (written.common_words, EntryKind::Name, Certainty::CommonWord, false),
            (written.unmistakable, EntryKind::Name, Certainty::Unmistakable, false),
            (written.alone, EntryKind::Name, Certainty::Usual, true),
            (written.common_words_alone, EntryKind::Name, Certainty::CommonWord, true),
        ];
        let at_once = at_once.into_iter().flat_map(|(texts, kind, certainty, alone)| {
            texts.into_iter().map(move |text| Entry { text, kind, certainty, alone })
        });
        let entries = one_by_one.chain(at_once).collect();
        let WrittenList { id, rule, title, .. } = written;
        Self { id, rule, title, entries }
    }
}

impl EntryKind {
    /// The word for it on the wire.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Alias => "alias",
            Self::Character => "character",
        }
    }
}

/// A word of a list, seen in a text.
#[derive(Debug, Clone)]
pub(super) struct Sighting<'a> {
    pub(super) list: &'a List,
    pub(super) entry: &'a Entry,
    /// Where, in bytes.
    pub(super) at: Range<usize>,
}

/// Finds the words of all lists of a pack in one pass over a text, however many they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Lookout {
    automaton: Option<AhoCorasick>,
    /// List and entry of each pattern.
    places: Vec<(usize, usize)>,
}

impl Lookout {
    pub(super) fn new(lists: &[List]) -> Self {
        let entries = lists.iter().enumerate().flat_map(|(at, list)| {
            list.entries.iter().enumerate().map(move |(place, entry)| (entry.text.as_str(), (at, place)))
        });
        let (texts, places): (Vec<&str>, Vec<_>) = entries.unzip();
        // It fails beyond two thousand million states only; the lists have a few thousand characters.
        Self { automaton: AhoCorasick::new(texts).ok(), places }
    }

    /// The words of `lists`, which are those it was made of, in a text, overlapping ones too.
    pub(super) fn sightings<'a>(&'a self, lists: &'a [List], text: &'a str) -> impl Iterator<Item = Sighting<'a>> {
        let matches = self.automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(text));
        matches.filter_map(|found| {
            let (list, entry) = self.places.get(found.pattern().as_usize())?;
            let list = lists.get(*list)?;
            Some(Sighting { list, entry: list.entries.get(*entry)?, at: found.range() })
        })
    }
}

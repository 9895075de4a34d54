//! In what form a query matches a name.

/// How a name was found: better forms first. The form of a match is the worst of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The same characters.
    Exact,
    /// The same characters after folding: traditional, full-width, digits, capitals.
    Folded,
    /// The query spells the name in pinyin, with its tones where it gives any; other parts are the same characters.
    Spelled,
    /// Other characters of the same sound and tone.
    SameSound,
    /// The same syllables in other tones.
    OtherTone,
    /// By a reading that a character of the name or of the query has elsewhere.
    OtherReading,
    /// By beginnings of syllables: initials, or mixed with whole syllables and characters.
    Abbreviated,
    /// With one character or one letter wrong, missing, too many, or swapped with its neighbour.
    Similar,
}

impl Form {
    /// The word for it on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Folded => "folded",
            Self::Spelled => "spelled",
            Self::SameSound => "same_sound",
            Self::OtherTone => "other_tone",
            Self::OtherReading => "other_reading",
            Self::Abbreviated => "abbreviated",
            Self::Similar => "similar",
        }
    }
}

/// How much of a name a query matches: better first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Its beginning.
    Prefix,
    /// A part inside or at its end.
    Inner,
}

impl Extent {
    /// The word for it on the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Prefix => "prefix",
            Self::Inner => "inner",
        }
    }
}

//! Generic terms (通名) of place names: 路, 村, 河.

use std::sync::LazyLock;

/// Generic terms: term with `|` where its words part, class, what must stand before it.
const GENERIC: &str = include_str!("data/generic.tsv");

static TERMS: LazyLock<Vec<GenericTerm>> = LazyLock::new(|| GENERIC.lines().filter_map(GenericTerm::parse).collect());

/// What a generic term names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenericClass {
    /// Roads, streets, lanes.
    Road,
    /// Villages, communities and their living areas.
    Settlement,
    /// The committee of a village or community, which stands after the village's own generic term.
    Committee,
    /// Administrative divisions and bodies in their place.
    Division,
    /// Mountains, plains, islands.
    Landform,
    /// Rivers, lakes, channels, reservoirs.
    Water,
    /// Bridges, squares, parks, stations, buildings.
    Facility,
    /// What residential areas and buildings are called besides.
    Building,
}

impl GenericClass {
    fn parse(code: &str) -> Option<Self> {
        match code {
            "road" => Some(Self::Road),
            "settlement" => Some(Self::Settlement),
            "committee" => Some(Self::Committee),
            "division" => Some(Self::Division),
            "landform" => Some(Self::Landform),
            "water" => Some(Self::Water),
            "facility" => Some(Self::Facility),
            "building" => Some(Self::Building),
            _ => None,
        }
    }
}

/// What must stand before a term, lest 饮马路 be taken for a 马路, or 庞公路, the road of Master Pang, for a highway 公路.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Anything.
    Any,
    /// Two characters, lest 刘新村 be taken for a 新村.
    Word,
    /// A number, or a modifier alone.
    Order,
    /// A number.
    Number,
}

impl Before {
    fn parse(code: &str) -> Option<Self> {
        match code {
            "any" => Some(Self::Any),
            "word" => Some(Self::Word),
            "order" => Some(Self::Order),
            "number" => Some(Self::Number),
            _ => None,
        }
    }
}

/// One generic term.
#[derive(Debug, PartialEq, Eq)]
pub struct GenericTerm {
    text: String,
    words: Vec<String>,
    class: GenericClass,
    before: Before,
}

impl GenericTerm {
    fn parse(row: &str) -> Option<Self> {
        let mut columns = row.split('\t');
        let (term, class, before) = (columns.next()?, columns.next()?, columns.next()?);
        Some(Self {
            text: term.replace('|', ""),
            words: term.split('|').map(str::to_owned).collect(),
            class: GenericClass::parse(class)?,
            before: Before::parse(before)?,
        })
    }

    /// The term as it is written: `村民委员会`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it names.
    #[must_use]
    pub fn class(&self) -> GenericClass {
        self.class
    }

    /// The words that are written apart: `村民`, `委员会`.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// What must stand before it.
    pub(super) fn before(&self) -> Before {
        self.before
    }
}

/// All generic terms known to the program.
#[must_use]
pub fn generic_terms() -> &'static [GenericTerm] {
    &TERMS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_term_and_none_stands_twice() {
        assert_eq!(TERMS.len(), GENERIC.lines().count());
        for (at, term) in TERMS.iter().enumerate() {
            assert!(!TERMS.iter().skip(at + 1).any(|other| other == term), "{}", term.text);
        }
    }

    #[test]
    fn a_long_term_parts_into_words() {
        let term = generic_terms().iter().find(|term| term.text() == "村民委员会").unwrap();
        assert_eq!(term.words(), ["村民", "委员会"]);
        assert_eq!(term.class(), GenericClass::Committee);
    }
}

//! The columns that a file has, and those that a table of answers gets.

use std::collections::HashMap;

use super::Refusal;
use crate::reader::Header;

/// Most columns of a file.
const MOST: usize = 1_000;

/// Longest names of all columns together, in bytes: as GeoJSON they stand in every row.
const MOST_BYTES: usize = 16 << 10;

/// The names of what the rows of a file say: columns of CSV, or properties of features.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
    bytes: usize,
    /// Whether the rows are features: their id and position are no properties.
    are_features: bool,
}

impl Columns {
    /// The columns of a CSV file, which must say where its rows lie.
    pub fn of_header(header: &Header) -> Result<Self, Refusal> {
        if !header.has_place {
            return Err(Refusal::NoPlace);
        }
        let mut columns = Self::default();
        header.columns.iter().try_for_each(|name| columns.add(name))?;
        Ok(columns)
    }

    /// No properties yet.
    pub(super) fn of_features() -> Self {
        Self { are_features: true, ..Self::default() }
    }

    /// Adds a name unless it is there.
    pub(super) fn add(&mut self, name: &str) -> Result<(), Refusal> {
        if self.places.contains_key(name) {
            return Ok(());
        }
        self.bytes += name.len();
        if self.names.len() >= MOST {
            return Err(Refusal::TooManyColumns { limit: MOST });
        }
        if self.bytes > MOST_BYTES {
            return Err(Refusal::NamesTooLong { limit: MOST_BYTES });
        }
        self.places.insert(name.to_owned(), self.names.len());
        self.names.push(name.to_owned());
        Ok(())
    }

    /// Whether the rows are features, with an id and a position beside their properties.
    pub(super) fn are_features(&self) -> bool {
        self.are_features
    }

    /// The names, in order of appearance.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Which of the names this is, from 0.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The title of a column that is added: `wanted`, behind as many `lookup_` as tell it from those of the file.
    pub(super) fn title(&self, wanted: &str) -> String {
        let mut title = wanted.to_owned();
        while self.places.contains_key(&title) {
            title.insert_str(0, "lookup_");
        }
        title
    }
}

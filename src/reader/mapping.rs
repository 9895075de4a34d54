//! Renaming of columns and properties on the way in.

use std::collections::{BTreeMap, BTreeSet};

use super::error::ReadError;

/// How many names are remembered for the message about a missing one.
const REMEMBERED: usize = 300;

/// From the file's names to the names asked for; every other name stays.
#[derive(Debug)]
pub(super) struct ColumnMap {
    fields: BTreeMap<String, String>,
    missing: BTreeSet<String>,
    seen: BTreeSet<String>,
}

impl ColumnMap {
    /// A map from (field, column) pairs.
    pub(super) fn new(pairs: &[(String, String)]) -> Result<Self, ReadError> {
        let mut fields = BTreeMap::new();
        for (field, column) in pairs {
            if fields.insert(column.clone(), field.clone()).is_some() {
                return Err(ReadError::MappedTwice { column: column.clone() });
            }
        }
        Ok(Self { missing: fields.keys().cloned().collect(), fields, seen: BTreeSet::new() })
    }

    /// The field that a column of this name becomes.
    pub(super) fn field(&self, column: &str) -> String {
        self.fields.get(column).map_or_else(|| column.to_owned(), Clone::clone)
    }

    /// The same for a property of one of many features, remembering what has been seen until all mapped ones were.
    pub(super) fn property(&mut self, name: &str) -> String {
        if !self.missing.is_empty() && !self.missing.remove(name) && self.seen.len() < REMEMBERED {
            self.seen.insert(name.to_owned());
        }
        self.field(name)
    }

    /// Complains of a mapped property that no feature had.
    pub(super) fn check_all_seen(&self) -> Result<(), ReadError> {
        match self.missing.first() {
            None => Ok(()),
            Some(column) => {
                Err(ReadError::UnknownColumn { column: column.clone(), columns: self.seen.iter().cloned().collect() })
            }
        }
    }

    /// Complains of a mapped column that the header has not.
    pub(super) fn check_header(&self, columns: &[String]) -> Result<(), ReadError> {
        match self.fields.keys().find(|column| !columns.contains(column)) {
            None => Ok(()),
            Some(column) => Err(ReadError::UnknownColumn { column: column.clone(), columns: columns.to_vec() }),
        }
    }
}

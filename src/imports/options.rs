//! What a caller says about an import.

use super::Importable;
use crate::kernel::crs::SourceCrs;

/// How to import one file.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// What the rows are.
    pub collection: Importable,
    /// The system in which the file gives its coordinates.
    pub source_crs: SourceCrs,
    /// The file as its sender calls it, for the record.
    pub file_name: String,
    /// Whether to keep what was read.
    pub mode: Mode,
    /// What becomes of the file when some of its rows cannot be kept.
    pub bad_rows: BadRows,
    /// Whether rows that do not say so themselves are made for demonstration.
    pub illustrative: bool,
    /// Category (GB/T 18521, five digits) of rows that give none.
    pub category: Option<String>,
}

impl ImportOptions {
    /// A file in the register's own reference system, kept as a whole or not at all.
    #[must_use]
    pub fn new(collection: Importable, file_name: &str) -> Self {
        Self {
            collection,
            source_crs: SourceCrs::Cgcs2000,
            file_name: file_name.to_owned(),
            mode: Mode::Commit,
            bad_rows: BadRows::RefuseFile,
            illustrative: false,
            category: None,
        }
    }
}

/// Whether to keep what was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Keep it.
    Commit,
    /// Do everything, then undo it: only the report stays.
    DryRun,
}

/// What becomes of a file of which some rows cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadRows {
    /// All rows or none.
    RefuseFile,
    /// The other rows are kept.
    Skip,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// So many rows are read.
    Reading {
        /// How many.
        rows: u64,
    },
    /// All rows are read; they are compared with the register and written.
    Writing,
    /// What was written is checked.
    Checking,
}

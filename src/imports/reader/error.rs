//! What ends the reading of a file.

use std::{io, path::PathBuf};

use super::{encoding::TextEncoding, quotes::QuoteFault, text::TextFault};

/// Why a file, as a whole or from here on, cannot be read.
///
/// Byte offsets count from 0. Where text is broken they count the file's own bytes; where structure is broken, the
/// bytes of the decoded text, which for UTF-8 without a byte order mark are the same.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be opened.
    #[error("cannot open {}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Reading failed midway.
    #[error("cannot read on")]
    Input(#[source] io::Error),
    /// The file's name does not tell its format.
    #[error("{} does not look like GeoJSON, a GeoJSON sequence or CSV: name the format", path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// Bytes that are no text in the encoding given or found.
    #[error("byte {offset} is not {encoding}: save the file as UTF-8")]
    NotText {
        /// Where.
        offset: u64,
        /// The encoding being read.
        encoding: TextEncoding,
    },
    /// UTF-16, by its byte order mark.
    #[error("the file is UTF-16: save it as UTF-8")]
    Utf16,
    /// The file ends in the middle of something.
    #[error("the file ends too early, at byte {offset}; the last complete row is {complete}")]
    Truncated {
        /// The length of what there is.
        offset: u64,
        /// How many rows were complete.
        complete: u64,
    },
    /// JSON whose structure cannot be followed further.
    #[error("at byte {offset}, after row {complete}: expected {expected}")]
    Malformed {
        /// Where.
        offset: u64,
        /// What should have been there.
        expected: &'static str,
        /// How many rows were complete.
        complete: u64,
    },
    /// JSON, but no GeoJSON.
    #[error("not GeoJSON: {reason}")]
    NotGeoJson {
        /// Why not.
        reason: &'static str,
    },
    /// The file names a reference system, and the caller none.
    #[error("the file is in `{named}`: say which system that is with --source-crs")]
    OtherCrs {
        /// The system as the file names it, shortened.
        named: String,
    },
    /// One row alone is larger than allowed.
    #[error("row {number} is larger than {limit} bytes")]
    FeatureTooLarge {
        /// The row, from 1.
        number: u64,
        /// The limit.
        limit: usize,
    },
    /// One CSV cell is longer than allowed.
    #[error("column `{column}` of row {number} is longer than {limit} bytes: a quote may not be closed")]
    FieldTooLong {
        /// The row, from 1.
        number: u64,
        /// The column.
        column: String,
        /// The limit.
        limit: usize,
    },
    /// A quote in a CSV file that is never closed.
    #[error("the quote at byte {offset} is never closed; the last complete row is {complete}")]
    OpenQuote {
        /// Where it opens.
        offset: u64,
        /// How many rows were complete.
        complete: u64,
    },
    /// A CSV file without a line of column names.
    #[error("there is no header line")]
    NoHeader,
    /// Two columns of one name, in the file or after mapping.
    #[error("there are two columns `{column}`")]
    DuplicateColumn {
        /// The name.
        column: String,
    },
    /// A mapping from a column or property that the file has not.
    #[error("there is no column `{column}`; there are: {}", columns.join(", "))]
    UnknownColumn {
        /// The column that was asked for.
        column: String,
        /// The columns there are (for GeoJSON, the first few hundred properties seen).
        columns: Vec<String>,
    },
    /// A mapping that uses a column twice.
    #[error("column `{column}` is mapped twice")]
    MappedTwice {
        /// The column.
        column: String,
    },
}

impl ReadError {
    /// Recovers what the stages below wrapped into an I/O error, after `complete` rows.
    pub(super) fn from_input(error: io::Error, complete: u64) -> Self {
        if let Some(fault) = error.get_ref().and_then(|inner| inner.downcast_ref::<TextFault>()) {
            return match *fault {
                TextFault::NotText { offset, encoding } => Self::NotText { offset, encoding },
                TextFault::CutCharacter { offset } => Self::Truncated { offset, complete },
            };
        }
        if let Some(fault) = error.get_ref().and_then(|inner| inner.downcast_ref::<QuoteFault>()) {
            return match *fault {
                QuoteFault::NeverClosed { offset } => Self::OpenQuote { offset, complete },
                QuoteFault::RecordTooLong { limit } => Self::FeatureTooLarge { number: complete + 1, limit },
            };
        }
        Self::Input(error)
    }
}

//! Why an import came to no end.

use super::reader::ReadError;
use crate::{db, kernel::pinyin::LocalReadingError};

/// Why a file was not imported; the register is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read to its end.
    #[error("the file cannot be read")]
    Read(#[from] ReadError),
    /// What the file says goes against what somebody else wrote meanwhile, or against itself in a way that only the
    /// register could tell.
    #[error("the file is in conflict with the register: rule {constraint}")]
    Conflict {
        /// The constraint, `<table>_<rule>`.
        constraint: String,
    },
    /// A row of the table of local readings is not usable.
    #[error("the table of local readings holds a bad row")]
    LocalReading(#[from] LocalReadingError),
    /// Reading stopped without a word.
    #[error("the reading of the file broke off")]
    BrokeOff,
    /// The database failed.
    #[error(transparent)]
    Db(db::Error),
}

impl From<db::Error> for ImportError {
    fn from(error: db::Error) -> Self {
        match error.constraint() {
            Some(constraint) => Self::Conflict { constraint: constraint.to_owned() },
            None => Self::Db(error),
        }
    }
}
